import assert from 'node:assert/strict';
import { encodeBase64 } from '../../../shared/maps/base64.ts';
import type { DocumentLayer, DocumentTileset } from '../../../shared/protocol/maps.ts';
import { decodeCells, gidOf, isTurnedOver, turnOf } from './cells.ts';
import { frameAt, type Picture, TileCatalog } from './tile-art.ts';
import { sortLayers } from './world-map.ts';

const H = 0x8000_0000;
const V = 0x4000_0000;
const D = 0x2000_0000;

const tileset = (options: Partial<DocumentTileset>): DocumentTileset => ({
  first_gid: 1,
  name: 'tiles',
  image: 'a.png',
  image_width: 100,
  image_height: 100,
  tile_width: 32,
  tile_height: 32,
  columns: 2,
  tile_count: 4,
  margin: 2,
  spacing: 3,
  offset: { x: 0, y: 0 },
  animations: {},
  ...options,
});
const pictures = new Map<string, Picture>([
  ['a.png', { width: 100, height: 100 } as Picture],
  ['one.png', { width: 48, height: 96 } as Picture],
]);

describe('drawing a map', () => {
  it('[UW30] reads cells as little-endian numbers; what is missing or broken is empty', () => {
    const cells = [1, 7 + H, 3 + H + V + D];
    const bytes = new Uint8Array(cells.length * 4);
    cells.forEach((cell, i) => {
      new DataView(bytes.buffer).setUint32(i * 4, cell, true);
    });
    assert.deepEqual([...decodeCells(encodeBase64(bytes), 4)], [...cells, 0]);
    assert.deepEqual([...decodeCells('?', 2)], [0, 0]);
    assert.equal(gidOf(cells[2]!), 3);
  });

  it('[UW31] turns tiles as the editor does: a quarter turn to the right moves the right side down', () => {
    const apply = (cell: number, x: number, y: number): number[] => {
      const [a, b, c, d] = turnOf(cell) ?? [1, 0, 0, 1];
      return [a * x + c * y + 0, b * x + d * y + 0];
    };
    assert.equal(turnOf(5), null);
    assert.deepEqual(apply(H + 5, 1, 0), [-1, 0]);
    assert.deepEqual(apply(V + 5, 0, 1), [0, -1]);
    assert.deepEqual(apply(H + D + 5, 1, 0), [0, 1], '90 degrees');
    assert.deepEqual(apply(H + V + 5, 1, 1), [-1, -1], '180 degrees');
    assert.deepEqual(apply(V + D + 5, 1, 0), [0, -1], '270 degrees');
    assert.ok(isTurnedOver(D + 1) && !isTurnedOver(H + 1));
  });

  it('[UW32] cuts tiles out of a sheet by margin and spacing, and takes single pictures whole', () => {
    const own = tileset({ first_gid: 10, image: null, images: { 3: { image: 'one.png', width: 48, height: 96 } } });
    const catalog = new TileCatalog({ tilesets: [tileset({}), own] }, pictures);
    const { x, y, width, height } = catalog.find(4)!;
    assert.deepEqual({ x, y, width, height }, { x: 37, y: 37, width: 32, height: 32 });
    assert.equal(catalog.find(13)!.height, 96);
    for (const gid of [0, 5, 12, 99]) assert.equal(catalog.find(gid), null, `${gid}`);
  });

  it('[UW33] shows each frame of a moving tile for its time, and begins again', () => {
    const moving = tileset({
      animations: {
        0: [
          { tile: 0, duration: 100 },
          { tile: 2, duration: 50 },
        ],
      },
    });
    const { animation } = new TileCatalog({ tilesets: [moving] }, pictures).find(1)!;
    assert.deepEqual(
      [0, 99, 100, 149, 150].map((now) => frameAt(animation!, now)),
      [1, 1, 3, 3, 1],
    );
  });

  it('[UW34] stands objects among people, unless a floor lies over them', () => {
    const object = { gid: 1, x: 0, y: 0, width: 1, height: 1, rotation: 0 };
    const layer = (kind: 'tiles' | 'objects', above = false) =>
      ({ kind, above, name: '', opacity: 1, ...(kind === 'objects' && { objects: [object] }) }) as DocumentLayer;
    const layers = [
      layer('tiles'),
      layer('objects'),
      layer('tiles'),
      layer('objects'),
      layer('tiles', true),
      layer('objects', true),
    ];
    const { under, over, things } = sortLayers(layers);
    assert.deepEqual(under, [layers[0], layers[1], layers[2]]);
    assert.deepEqual(over, [layers[4]]);
    assert.deepEqual(
      things.map(({ above }) => above),
      [false, true],
    );
  });
});
