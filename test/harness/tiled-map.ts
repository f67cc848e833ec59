// Builds maps as Tiled writes them: small, whole, and in every encoding and layout that it knows.
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

type Fields = Record<string, unknown>;

export const TILE = 32;
/** Global ids of the default tileset of 8 x 8 tiles: the last one collides. */
export const FLOOR = 1;
export const WALL = 64;

export function tileset(fields: Fields = {}): Fields {
  return {
    firstgid: 1,
    name: 'office',
    image: '../tilesets/office.png',
    imagewidth: 256,
    imageheight: 256,
    tilewidth: TILE,
    tileheight: TILE,
    tilecount: 64,
    columns: 8,
    margin: 0,
    spacing: 0,
    tiles: [{ id: WALL - 1, properties: properties({ collides: true }) }],
    ...fields,
  };
}

export function properties(values: Fields): Fields[] {
  const types: Record<string, string> = { string: 'string', boolean: 'bool', number: 'float', object: 'class' };
  return Object.entries(values).map(([name, value]) => ({ name, type: types[typeof value], value }));
}

/** `rows` are ids, row by row; the default is floor everywhere. */
export function tileLayer(name: string, rows: number[][], fields: Fields = {}): Fields {
  return {
    id: 1,
    name,
    type: 'tilelayer',
    width: rows[0]?.length ?? 0,
    height: rows.length,
    x: 0,
    y: 0,
    opacity: 1,
    visible: true,
    data: rows.flat(),
    ...fields,
  };
}

export function filled(width: number, height: number, gid = FLOOR): number[][] {
  return Array.from({ length: height }, () => new Array<number>(width).fill(gid));
}

export function objectLayer(name: string, objects: Fields[], fields: Fields = {}): Fields {
  return {
    id: 2,
    name,
    type: 'objectgroup',
    draworder: 'topdown',
    x: 0,
    y: 0,
    opacity: 1,
    visible: true,
    objects,
    ...fields,
  };
}

export function group(name: string, layers: Fields[], fields: Fields = {}): Fields {
  return { id: 3, name, type: 'group', x: 0, y: 0, opacity: 1, visible: true, layers, ...fields };
}

/** A rectangle, in pixels. */
export function rectangle(
  name: string,
  [x, y, width, height]: [number, number, number, number],
  fields: Fields = {},
): Fields {
  return { id: 1, name, type: '', x, y, width, height, rotation: 0, visible: true, ...fields };
}

export function point(name: string, [x, y]: [number, number], fields: Fields = {}): Fields {
  return rectangle(name, [x, y, 0, 0], { point: true, ...fields });
}

/** `points` from 0,0 on, in pixels from the object's own place. */
export function polygon(name: string, at: [number, number], points: [number, number][], fields: Fields = {}): Fields {
  return rectangle(name, [...at, 0, 0], { polygon: points.map(([x, y]) => ({ x, y })), ...fields });
}

/** A finite map of 6 x 4 floor tiles unless told otherwise. */
export function tiledMap(fields: Fields = {}): Fields {
  return {
    type: 'map',
    version: '1.10',
    tiledversion: '1.11.2',
    orientation: 'orthogonal',
    renderorder: 'right-down',
    compressionlevel: -1,
    infinite: false,
    width: 6,
    height: 4,
    tilewidth: TILE,
    tileheight: TILE,
    nextlayerid: 9,
    nextobjectid: 9,
    layers: [tileLayer('ground', filled(6, 4))],
    tilesets: [tileset()],
    ...fields,
  };
}

export const ENCODINGS = {
  'a list': (gids: number[]) => ({ data: gids }),
  base64: (gids: number[]) => base64(gids),
  'base64 and gzip': (gids: number[]) => base64(gids, 'gzip', gzipSync),
  'base64 and zlib': (gids: number[]) => base64(gids, 'zlib', deflateSync),
  'base64 and zstd': (gids: number[]) => base64(gids, 'zstd', zstdCompressSync),
} as const;

export type Encoding = keyof typeof ENCODINGS;

function base64(gids: number[], compression = '', compress = (bytes: Uint8Array): Uint8Array => bytes): Fields {
  const bytes = new Uint8Array(gids.length * 4);
  gids.forEach((gid, index) => {
    new DataView(bytes.buffer).setUint32(index * 4, gid, true);
  });
  return { encoding: 'base64', compression, data: Buffer.from(compress(bytes)).toString('base64') };
}

/** The same layer in chunks of 16 x 16, the layer's corner at `at`; as Tiled does, chunks begin at multiples of 16 and empty ones are left out. */
export function chunked(layer: Fields, at: [number, number], encoding: Encoding = 'a list'): Fields {
  const { data, ...rest } = layer as { data: number[]; width: number; height: number };
  const size = 16;
  const [left, top] = at;
  const down = (value: number) => Math.floor(value / size) * size;
  const chunks: Fields[] = [];
  for (let y = down(top); y < top + rest.height; y += size) {
    for (let x = down(left); x < left + rest.width; x += size) {
      const cells = Array.from({ length: size * size }, (_, i) => {
        const [column, row] = [x + (i % size) - left, y + Math.floor(i / size) - top];
        const inside = column >= 0 && row >= 0 && column < rest.width && row < rest.height;
        return inside ? data[row * rest.width + column]! : 0;
      });
      if (cells.some((cell) => cell !== 0))
        chunks.push({ x, y, width: size, height: size, ...ENCODINGS[encoding](cells) });
    }
  }
  const encoded = ENCODINGS[encoding]([]) as Fields;
  const shared = encoded.encoding === undefined ? {} : { encoding: encoded.encoding, compression: encoded.compression };
  const own = chunks.map(({ encoding: _, compression: __, ...chunk }) => chunk);
  return { ...rest, ...shared, startx: down(left), starty: down(top), chunks: own };
}

export function encoded(layer: Fields, encoding: Encoding): Fields {
  return { ...layer, ...ENCODINGS[encoding](layer.data as number[]) };
}
