import assert from 'node:assert/strict';
import { drawTileset } from './tileset.ts';

describe('tileset', () => {
  const tileset = drawTileset();
  const { image, columns, margin, spacing, tile_size } = tileset;
  const corner = (id: number) => ({
    x: margin + (id % columns) * (tile_size + spacing),
    y: margin + Math.floor(id / columns) * (tile_size + spacing),
  });

  it('[AR6] has margin equal to spacing, a clear first pixel and room for every tile', () => {
    assert.equal(margin, spacing);
    assert.equal(image.alphaAt(0, 0), 0);
    assert.equal(image.width, margin + columns * (tile_size + spacing));
    assert.equal(image.height, margin + (tileset.tile_count / columns) * (tile_size + spacing));
    assert.ok(image.height <= 4096, 'fits the textures of old graphics cards');
  });

  it('[AR6] repeats the rim of every tile around it, and never that of a neighbour', () => {
    for (const [name, block] of tileset.ids) {
      for (const id of block.ids) {
        if (id < 0) continue;
        const { x, y } = corner(id);
        for (let along = 0; along < tile_size; along++) {
          const pairs = [
            [x - 1, y + along, x, y + along],
            [x + tile_size, y + along, x + tile_size - 1, y + along],
            [x + along, y - 1, x + along, y],
            [x + along, y + tile_size, x + along, y + tile_size - 1],
          ] as const;
          for (const [outX, outY, inX, inY] of pairs) {
            assert.equal(image.alphaAt(outX, outY), image.alphaAt(inX, inY), `${name} ${id}`);
            if (image.alphaAt(inX, inY) > 0)
              assert.equal(image.colourAt(outX, outY), image.colourAt(inX, inY), `${name} ${id}`);
          }
        }
      }
    }
  });

  it('[AR7] gives every tile to one stamp, and marks as solid what its stamp says', () => {
    const owners = new Map<number, string>();
    for (const [name, { ids, columns: width, stamp }] of tileset.ids) {
      for (const [index, id] of ids.entries()) {
        if (id < 0) continue;
        assert.equal(owners.get(id), undefined, `${name} and ${owners.get(id)}`);
        owners.set(id, name);
        if (name.endsWith(':over')) continue;
        const solid = stamp.solid?.[Math.floor(index / width)]?.[index % width] === '#';
        assert.equal(tileset.properties.get(id)?.collides === true, solid, name);
      }
    }
  });

  it('[AR7] draws a tile for every cell that blocks', () => {
    for (const [name, { ids, columns: width, stamp }] of tileset.ids) {
      if (name.endsWith(':over')) continue;
      for (const [index, id] of ids.entries()) {
        if (stamp.solid?.[Math.floor(index / width)]?.[index % width] === '#') assert.ok(id >= 0, `${name} ${index}`);
      }
    }
  });
});
