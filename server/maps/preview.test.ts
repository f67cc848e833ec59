import assert from 'node:assert/strict';
import { parsed } from '../../test/harness/parsed-map.ts';
import { objectLayer, tiledMap, tileLayer, tileset } from '../../test/harness/tiled-map.ts';
import { type Raster, renderPreview } from './preview.ts';

const RED = [200, 0, 0, 255];
const BLUE = [0, 0, 200, 255];
const CLEAR = [9, 9, 9, 0];

/** A sheet of tiles of 2 x 2 pixels in a row, each pixel given. */
function sheetOf(tiles: number[][][]): Raster {
  const data = new Uint8Array(tiles.length * 2 * 2 * 4);
  tiles.forEach((pixels, tile) => {
    pixels.forEach((pixel, at) => {
      data.set(pixel, ((at >> 1) * tiles.length * 2 + tile * 2 + (at & 1)) * 4);
    });
  });
  return { width: tiles.length * 2, height: 2, data };
}

describe('the preview of a map', () => {
  const sheet = sheetOf([
    [RED, RED, RED, RED],
    [BLUE, CLEAR, CLEAR, BLUE],
  ]);
  const render = (layers: Record<string, unknown>[], side = 1): number[][] => {
    const size = { tilewidth: 2, tileheight: 2, width: 2, height: 1 };
    const tiny = { ...size, imagewidth: 4, imageheight: 2, tilecount: 2, columns: 2, tiles: [] };
    const { document } = parsed(tiledMap({ ...size, layers, tilesets: [tileset(tiny)] }));
    const { data } = renderPreview(document, { side, sheet: () => sheet });
    return Array.from({ length: data.length / 4 }, (_, pixel) => [...data.subarray(pixel * 4, pixel * 4 + 4)]);
  };

  it('[VS33] averages a tile by how much of each colour shows', () => {
    assert.deepEqual(render([tileLayer('ground', [[1, 2]])]), [RED, [0, 0, 200, 128]]);
  });

  it('[VS33] lays layers over one another, by their opacity', () => {
    assert.deepEqual(render([tileLayer('ground', [[1, 0]]), tileLayer('more', [[2, 0]], { opacity: 0.5 })]), [
      [150, 0, 50, 255],
      [0, 0, 0, 0],
    ]);
  });

  it('[VS33] stands tile objects on their lower left corner, cut off at the edge', () => {
    const object = { id: 1, name: '', type: '', gid: 1, x: 2, y: 2, width: 2, height: 2, rotation: 0, visible: true };
    const layers = [tileLayer('ground', [[2, 2]]), objectLayer('things', [object, { ...object, id: 2, x: -2 }])];
    assert.deepEqual(render(layers), [[0, 0, 200, 128], RED]);
  });

  it('[VS33] keeps pixels where there is room for them, turned or not', () => {
    const turned = 2 + 0x80000000;
    assert.deepEqual(render([tileLayer('ground', [[turned, 1]])], 2).slice(0, 4), [BLUE, [0, 0, 0, 0], RED, RED]);
  });
});
