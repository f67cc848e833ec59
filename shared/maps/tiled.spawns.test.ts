import assert from 'node:assert/strict';
import { gameOf, refused } from '../../test/harness/parsed-map.ts';
import {
  filled,
  objectLayer,
  point,
  polygon,
  rectangle,
  tiledMap,
  tileLayer,
  WALL,
} from '../../test/harness/tiled-map.ts';

type Fields = Record<string, unknown>;

/** `walls` are drawn as `#`. */
function mapWith(walls: string[], ...layers: Fields[]): Fields {
  const rows = walls.map((row) => [...row].map((tile) => (tile === '#' ? WALL : 1)));
  return tiledMap({ width: rows[0]!.length, height: rows.length, layers: [tileLayer('ground', rows), ...layers] });
}

const OPEN = ['......', '......', '......', '......'];
const spawnsOf = (...layers: Fields[]) => gameOf(mapWith(OPEN, ...layers)).spawns;

describe('spawns', () => {
  it('[MP11] takes all objects of a layer named spawns, and those whose name begins with Spawn', () => {
    const here = objectLayer('spawns', [point('Lobby', [40, 70]), point('', [0, 0])]);
    const there = objectLayer('things', [
      point('Spawn North', [100, 33]),
      point('spawn', [5, 5]),
      point('My Spawn', [9, 9]),
    ]);
    assert.deepEqual(spawnsOf(here, there), [
      { name: 'Lobby', x: 1, y: 2 },
      { name: 'Spawn', x: 0, y: 0 },
      { name: 'Spawn North', x: 3, y: 1 },
      { name: 'spawn', x: 0, y: 0 },
    ]);
  });

  it('[MP11] takes the cells of a tile layer named start', () => {
    const cells = filled(6, 4, 0);
    cells[1]![2] = 5;
    cells[3]![5] = 0x8000_0005;
    assert.deepEqual(spawnsOf(tileLayer('start', cells)), [
      { name: 'start', x: 2, y: 1 },
      { name: 'start', x: 5, y: 3 },
    ]);
  });

  it('[MP11] takes of an area the walkable tile nearest its middle', () => {
    assert.deepEqual(spawnsOf(objectLayer('spawns', [rectangle('A', [32, 0, 96, 96])])), [{ name: 'A', x: 2, y: 1 }]);
    assert.deepEqual(spawnsOf(objectLayer('spawns', [rectangle('A', [64, 64, 32, 32])])), [{ name: 'A', x: 2, y: 2 }]);
    const walled = mapWith(['......', '.##...', '......'], objectLayer('spawns', [rectangle('A', [32, 0, 64, 96])]));
    assert.deepEqual(gameOf(walled).spawns, [{ name: 'A', x: 1, y: 0 }]);
    const corner = polygon(
      'L',
      [0, 0],
      [
        [0, 0],
        [32, 0],
        [32, 64],
        [96, 64],
        [96, 96],
        [0, 96],
      ],
    );
    assert.deepEqual(spawnsOf(objectLayer('spawns', [corner])), [{ name: 'L', x: 0, y: 1 }]);
  });

  it('[MP11] stands a tile object on its bottom left corner', () => {
    const object = rectangle('Spawn', [64, 64, 32, 32], { gid: 3 });
    assert.deepEqual(spawnsOf(objectLayer('things', [object])), [{ name: 'Spawn', x: 2, y: 1 }]);
  });

  it('[MP12] leaves out spawns that are blocked or off the map', () => {
    const spawns = objectLayer('spawns', [
      point('wall', [33, 33]),
      point('off', [-1, 0]),
      point('far', [0, 128]),
      point('good', [0, 0]),
    ]);
    assert.deepEqual(gameOf(mapWith(['......', '.#....', '......', '......'], spawns)).spawns, [
      { name: 'good', x: 0, y: 0 },
    ]);
  });

  it('[MP12] leaves out cells of a layer named start that are blocked', () => {
    const start = tileLayer('start', [[5, 5, 0, 0, 0, 0], ...filled(6, 3, 0)]);
    assert.deepEqual(gameOf(mapWith(['#.....', ...OPEN.slice(1)], start)).spawns, [{ name: 'start', x: 1, y: 0 }]);
  });

  it('[MP12] without a usable spawn takes the walkable tile nearest the middle', () => {
    assert.deepEqual(gameOf(mapWith(['.....', '.....', '.....'])).spawns, [{ name: 'Spawn', x: 2, y: 1 }]);
    assert.deepEqual(
      gameOf(mapWith(['.....', '.###.', '.....'], objectLayer('spawns', [point('wall', [70, 40])]))).spawns,
      [{ name: 'Spawn', x: 2, y: 0 }],
    );
    assert.deepEqual(gameOf(mapWith(['####', '####', '###.'])).spawns, [{ name: 'Spawn', x: 3, y: 2 }]);
  });

  it('[MP12] refuses a map on which every tile is blocked', () => {
    refused(mapWith(['###', '###'], objectLayer('spawns', [point('A', [1, 1])])), /every tile is blocked/);
  });

  it('[MP13] thins thousands of spawns evenly', () => {
    const start = tileLayer('start', filled(100, 100));
    const { spawns } = gameOf(
      tiledMap({ width: 100, height: 100, layers: [tileLayer('ground', filled(100, 100)), start] }),
    );
    assert.equal(spawns.length, 256);
    assert.equal(new Set(spawns.map(({ y }) => y)).size, 100);
  });
});
