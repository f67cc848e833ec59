import assert from 'node:assert/strict';
import { parseTiledMap } from '../../shared/maps/tiled.ts';
import { drawTileset } from '../tileset.ts';
import { TEMPLATES } from './index.ts';
import type { TiledMapJson, TiledObject, TiledObjectLayer, TiledTileLayer } from './tiled.ts';

const tileset = drawTileset();
const noInflate = (): never => {
  throw new Error('templates are not compressed');
};

const tileLayers = (map: TiledMapJson) =>
  map.layers.filter((layer): layer is TiledTileLayer => layer.type === 'tilelayer');

function objects(map: TiledMapJson, name: string): TiledObject[] {
  return map.layers.find((layer): layer is TiledObjectLayer => layer.type === 'objectgroup' && layer.name === name)!
    .objects;
}

const GRID = { width: 8, height: 8 };

for (const template of TEMPLATES) {
  describe(`template ${template.id}`, () => {
    const map = template.draw(tileset);
    let next = 0;
    const makeZoneId = () => `01890000-0000-7000-8000-${String(next++).padStart(12, '0')}`;
    const { game } = parseTiledMap(JSON.parse(JSON.stringify(map)), { inflate: noInflate, makeZoneId });
    const reached = flood(game, game.spawns);

    it('[AR1] has full layers of tiles that exist, and is at least 40 x 30', () => {
      assert.ok(map.width >= 40 && map.height >= 30);
      for (const layer of tileLayers(map)) {
        assert.equal(layer.data.length, map.width * map.height, layer.name);
        assert.ok(
          layer.data.every((gid) => gid >= 0 && gid <= tileset.tile_count),
          layer.name,
        );
      }
      const names = tileLayers(map).map((layer) => layer.name);
      for (const name of ['ground', 'floor-details', 'walls', 'furniture', 'above', 'collision'])
        assert.ok(names.includes(name), name);
    });

    it('[AR2] keeps its spawns, its zones and their types through the parser', () => {
      assert.equal(game.spawns.length, objects(map, 'spawns').length);
      assert.ok(game.spawns.length >= 3);
      const drawn = objects(map, 'zones').map((zone) => [zone.name, zone.properties?.[0]?.value]);
      assert.deepEqual(
        game.zones.map((zone) => [zone.name, zone.type]),
        drawn,
      );
      assert.ok(game.zones.filter((zone) => zone.type === 'PRIVATE').length >= 2);
    });

    it('[AR3] lets people reach every zone and all but a few of the free tiles from each spawn', () => {
      for (const spawn of game.spawns) assert.equal(flood(game, [spawn]).size, reached.size, spawn.name);
      for (const { name, bounds } of game.zones) {
        const free: number[] = [];
        for (let y = bounds.y; y < bounds.y + bounds.height; y++) {
          for (let x = bounds.x; x < bounds.x + bounds.width; x++) {
            if (game.blocked[y * game.width + x] === 0) free.push(y * game.width + x);
          }
        }
        const share = free.filter((cell) => reached.has(cell)).length / free.length;
        assert.ok(free.length >= 12 && share >= 0.98, `${name}: ${share}`);
      }
      const free = game.blocked.reduce((sum, blocked) => sum + (blocked ? 0 : 1), 0);
      assert.ok(reached.size >= free * 0.98, `${reached.size} of ${free}`);
    });

    it('[AR4] blocks by its collision layer exactly what its tiles block', () => {
      const solid = new Set([...tileset.properties].filter(([, { collides }]) => collides).map(([id]) => id + 1));
      const collision = tileLayers(map).find((layer) => layer.name === 'collision')!;
      const others = tileLayers(map).filter((layer) => layer !== collision);
      const wrong = collision.data.flatMap((mark, cell) =>
        (mark !== 0) === others.some((layer) => solid.has(layer.data[cell]!))
          ? []
          : [[cell % map.width, Math.floor(cell / map.width)]],
      );
      assert.deepEqual(wrong, []);
    });

    it('[AR12] stands tiles among people, none of which blocks, in the layer right below what is above people', () => {
      const things = objects(map, 'things');
      assert.ok(things.length > 50);
      for (const { gid, x, y } of things) {
        assert.ok(gid !== undefined && gid >= 1 && gid <= tileset.tile_count);
        assert.equal(tileset.properties.get(gid - 1)?.collides, undefined, `${x / 32},${y / 32}`);
        assert.ok(x % 32 === 0 && y % 32 === 0 && x < map.width * 32 && y <= map.height * 32);
      }
      assert.deepEqual(
        things.map(({ y }) => y),
        things.map(({ y }) => y).toSorted((a, b) => a - b),
      );
      const names = map.layers.map(({ name }) => name);
      assert.equal(names.indexOf('above'), names.indexOf('things') + 1);
    });

    it('[AR5] is the same each time it is drawn', () => {
      assert.deepEqual(template.draw(tileset), map);
    });
  });
}

describe('the bridge of the park', () => {
  it('[AR3] is walked from bank to bank, between its rails', () => {
    const map = TEMPLATES.find(({ id }) => id === 'park')!.draw(tileset);
    const deck = tileset.ids.get('bridge-middle-deck')!.ids[0]! + 1;
    const blocked = tileLayers(map).find(({ name }) => name === 'collision')!.data;
    const cells = tileLayers(map).flatMap(({ data }) => [...data.keys()].filter((cell) => data[cell] === deck));
    assert.ok(cells.length >= 8);
    for (const cell of cells) assert.equal(blocked[cell], 0);
    const rows = cells.map((cell) => Math.floor(cell / map.width));
    const rails = cells.flatMap((cell) => {
      const row = Math.floor(cell / map.width);
      if (row === Math.min(...rows)) return [cell - map.width];
      return row === Math.max(...rows) ? [cell + map.width] : [];
    });
    for (const cell of rails) assert.notEqual(blocked[cell], 0);
  });
});

describe('the way of flooding that the template tests use', () => {
  it('[AR3] stops at walls', () => {
    const blocked = new Uint8Array(64);
    for (let y = 0; y < 8; y++) blocked[y * 8 + 4] = 1;
    assert.equal(flood({ ...GRID, blocked }, [{ x: 0, y: 0 }]).size, 32);
    blocked[4] = 0;
    assert.equal(flood({ ...GRID, blocked }, [{ x: 0, y: 0 }]).size, 57);
  });
});

type Grid = { width: number; height: number; blocked: Uint8Array };

/** The cells that one walks to in four directions. */
function flood({ width, height, blocked }: Grid, from: readonly { x: number; y: number }[]): Set<number> {
  const queue = from.map(({ x, y }) => y * width + x);
  const reached = new Set(queue);
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    const [x, y] = [cell % width, Math.floor(cell / width)];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const [nextX, nextY] = [x + dx, y + dy];
      const next = nextY * width + nextX;
      if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) continue;
      if (blocked[next] !== 0 || reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  return reached;
}
