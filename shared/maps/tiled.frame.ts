// Where the cells of tile layers lie: the frame is the map itself when it is finite, else the box around all chunks.
import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';
import { type Fields, readFields, readInteger, readList } from './tiled.fields.ts';
import type { Layer } from './tiled.layers.ts';

/** In tiles; x and y are not 0 in infinite maps, whose corner becomes 0,0. */
export type Frame = { x: number; y: number; width: number; height: number };

/** A rectangle of cells in a layer, still encoded: a chunk, or all of a layer that has none. */
export type Block = Frame & { place: string; data: unknown; encoding: unknown; compression: unknown };

export type Grid = { frame: Frame; blocks: ReadonlyMap<Layer, readonly Block[]> };

const SIDE = { min: 1, max: MAP_LIMITS.side };
const COORDINATE = { min: -MAP_LIMITS.coordinate, max: MAP_LIMITS.coordinate };
const MOST_CELLS = MAP_LIMITS.side * MAP_LIMITS.side;

export function readGrid(map: Fields, layers: readonly Layer[]): Grid {
  const tileLayers = layers.filter((layer) => layer.kind === 'tiles');
  if (map.infinite === true) {
    const blocks = new Map(tileLayers.map((layer) => [layer, readChunks(layer) ?? readUnchunked(layer)]));
    return { frame: boxAround([...blocks.values()].flat()), blocks };
  }
  const width = readInteger(map, 'width', 'the map', SIDE);
  const frame = { x: 0, y: 0, width, height: readInteger(map, 'height', 'the map', SIDE) };
  return {
    frame,
    blocks: new Map(tileLayers.map((layer) => [layer, readChunks(layer) ?? [wholeLayer(layer, frame)]])),
  };
}

function boxAround(blocks: readonly Block[]): Frame {
  if (blocks.length === 0) throw new MapError('it is infinite and has no tiles.');
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of blocks) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  const frame = { x: left, y: top, width: right - left, height: bottom - top };
  if (frame.width > SIDE.max || frame.height > SIDE.max) {
    throw new MapError(
      `it spans ${frame.width} x ${frame.height} tiles; at most ${SIDE.max} x ${SIDE.max} are allowed.`,
    );
  }
  return frame;
}

function readChunks({ fields, place }: Layer): Block[] | undefined {
  if (!Array.isArray(fields.chunks)) return undefined;
  let cells = 0;
  return readList(fields, 'chunks', place, MOST_CELLS).map((entry, index) => {
    const chunk = readChunk(entry, fields, `${place}, chunk ${index + 1}`);
    cells += chunk.width * chunk.height;
    // Chunks do not overlap, so more cells than the largest map has are a trick to make us decode without end.
    if (cells > MOST_CELLS) throw new MapError(`${place}: its chunks hold more than ${MOST_CELLS} cells.`);
    return chunk;
  });
}

/** The layer says how the data of all its chunks is encoded. */
function readChunk(entry: unknown, { encoding, compression }: Fields, place: string): Block {
  const fields = readFields(entry, place);
  const x = readInteger(fields, 'x', place, COORDINATE);
  const y = readInteger(fields, 'y', place, COORDINATE);
  const width = readInteger(fields, 'width', place, SIDE);
  const height = readInteger(fields, 'height', place, SIDE);
  return { place, x, y, width, height, data: fields.data, encoding, compression };
}

/** A layer of an infinite map that has its cells in one piece. */
function readUnchunked({ fields, place }: Layer): Block[] {
  if (fields.data === undefined) return [];
  const x = readInteger(fields, 'startx', place, { ...COORDINATE, fallback: 0 });
  const y = readInteger(fields, 'starty', place, { ...COORDINATE, fallback: 0 });
  const width = readInteger(fields, 'width', place, SIDE);
  const height = readInteger(fields, 'height', place, SIDE);
  return [{ place, x, y, width, height, ...encodedData(fields) }];
}

function wholeLayer({ fields, place }: Layer, frame: Frame): Block {
  const width = readInteger(fields, 'width', place, { ...SIDE, fallback: frame.width });
  const height = readInteger(fields, 'height', place, { ...SIDE, fallback: frame.height });
  if (width !== frame.width || height !== frame.height) {
    throw new MapError(`${place} is ${width} x ${height} tiles, but the map is ${frame.width} x ${frame.height}.`);
  }
  return { place, x: 0, y: 0, width, height, ...encodedData(fields) };
}

function encodedData({ data, encoding, compression }: Fields): Pick<Block, 'data' | 'encoding' | 'compression'> {
  return { data, encoding, compression };
}
