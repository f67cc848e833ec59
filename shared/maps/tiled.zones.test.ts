import assert from 'node:assert/strict';
import { gameOf, refused, zoneRows } from '../../test/harness/parsed-map.ts';
import {
  filled,
  objectLayer,
  point,
  polygon,
  properties,
  rectangle,
  tiledMap,
  tileLayer,
  tileset,
} from '../../test/harness/tiled-map.ts';
import { privateZoneAt, zoneAt, zonesAt } from './game-map.ts';

type Fields = Record<string, unknown>;

function mapWith(objects: Fields[], layer = 'zones', size = 6): Fields {
  return tiledMap({
    width: size,
    height: size,
    layers: [tileLayer('ground', filled(size, size)), objectLayer(layer, objects)],
  });
}

const zonesOf = (objects: Fields[], layer = 'zones') => gameOf(mapWith(objects, layer)).zones;
const boundsOf = (object: Fields) => zonesOf([object])[0]?.bounds;

describe('which objects are zones', () => {
  it('[MP8] takes all areas of a layer named zones', () => {
    for (const layer of ['zones', 'Zones']) {
      const zones = zonesOf([rectangle('Kitchen', [0, 0, 64, 64]), rectangle('', [64, 0, 32, 32])], layer);
      assert.deepEqual(
        zones.map(({ name }) => name),
        ['Kitchen', 'Zone 2'],
      );
    }
    assert.deepEqual(zonesOf([rectangle('Kitchen', [0, 0, 64, 64])], 'rooms'), []);
  });

  it('[MP8] takes areas of the class or type zone or area in any layer', () => {
    for (const kind of [{ type: 'zone' }, { type: 'area' }, { class: 'zone', type: undefined }, { class: 'Area' }]) {
      assert.equal(zonesOf([rectangle('A', [0, 0, 32, 32], kind)], 'whatever').length, 1, JSON.stringify(kind));
    }
    assert.equal(zonesOf([rectangle('A', [0, 0, 32, 32], { type: 'areas' })], 'whatever').length, 0);
  });

  it('[MP8] leaves out what has no area', () => {
    const line = rectangle('line', [0, 0, 0, 0], {
      polyline: [
        { x: 0, y: 0 },
        { x: 50, y: 50 },
      ],
    });
    const label = rectangle('label', [0, 0, 60, 20], { text: { text: 'Kitchen' } });
    assert.deepEqual(zonesOf([point('p', [5, 5]), line, label, rectangle('clicked', [9, 9, 0, 0])]), []);
  });

  it('[MP8] reads the type from the property type or zone_type; unknown words are public', () => {
    const typeOf = (values: Fields) =>
      zonesOf([rectangle('A', [0, 0, 32, 32], { properties: properties(values) })])[0]!.type;
    for (const type of ['PUBLIC', 'PRIVATE', 'SILENT', 'STAGE']) {
      assert.equal(typeOf({ type }), type);
      assert.equal(typeOf({ zone_type: type.toLowerCase() }), type);
    }
    for (const values of [{}, { type: 'LAVA' }, { type: 7 }, { type: null }, { zone_type: '' }])
      assert.equal(typeOf(values), 'PUBLIC');
    assert.equal(typeOf({ type: 'meeting', zone_type: 'PRIVATE' }), 'PRIVATE');
    assert.equal(zonesOf([rectangle('A', [0, 0, 32, 32], { type: 'Silent' })])[0]!.type, 'SILENT');
  });

  it('[MP8] keeps the original and all other properties, and reads locked and capacity from them', () => {
    const values = { type: 'private', note: 'quiet, please', chairs: 4, style: { wall: 'red', depth: { more: true } } };
    const [plain] = zonesOf([rectangle('A', [0, 0, 32, 32], { properties: properties(values) })]);
    assert.deepEqual(plain!.properties, values);
    assert.deepEqual([plain!.locked, plain!.capacity], [false, null]);
    for (const [name, value] of [
      ['capacity', 5],
      ['max', 5],
      ['max_users', '5'],
      ['maxUsers', 5],
    ] as const) {
      const [zone] = zonesOf([
        rectangle('A', [0, 0, 32, 32], { properties: properties({ locked: true, [name]: value }) }),
      ]);
      assert.deepEqual([zone!.locked, zone!.capacity], [true, 5], name);
    }
    for (const capacity of [0, -1, 2.5, 'many', 1e300]) {
      assert.equal(
        zonesOf([rectangle('A', [0, 0, 32, 32], { properties: properties({ capacity }) })])[0]!.capacity,
        null,
      );
    }
  });

  it('[MP8] refuses templates where they would be zones or spawns, and lets others be', () => {
    const instance = { id: 4, template: 'room.tx', x: 0, y: 0 };
    refused(mapWith([instance]), /object \(4\) in layer "zones" is an instance of a template. Detach it/);
    refused(mapWith([{ ...instance, name: 'Spawn' }], 'things'), /object "Spawn" \(4\)/);
    assert.deepEqual(zonesOf([instance], 'things'), []);
  });
});

describe('which tiles a zone covers', () => {
  it('[MP9] takes every tile that a rectangle touches, within the map', () => {
    assert.deepEqual(boundsOf(rectangle('A', [32, 64, 96, 32])), { x: 1, y: 2, width: 3, height: 1 });
    assert.deepEqual(boundsOf(rectangle('A', [31, 63, 2, 2])), { x: 0, y: 1, width: 2, height: 2 });
    assert.deepEqual(boundsOf(rectangle('A', [32.0000000001, 0, 31.9999999998, 32])), {
      x: 1,
      y: 0,
      width: 1,
      height: 1,
    });
    assert.deepEqual(boundsOf(rectangle('A', [31.9999999999, 0, 32, 32])), { x: 1, y: 0, width: 1, height: 1 });
    assert.deepEqual(boundsOf(rectangle('A', [-100, 160, 5000, 5000])), { x: 0, y: 5, width: 6, height: 1 });
  });

  it('[MP9] takes the tiles whose centres lie in a polygon', () => {
    const ell = polygon(
      'L',
      [32, 32],
      [
        [0, 0],
        [96, 0],
        [96, 32],
        [32, 32],
        [32, 96],
        [0, 96],
      ],
    );
    assert.deepEqual(zonesOf([ell])[0]!.bounds, { x: 1, y: 1, width: 3, height: 3 });
    assert.deepEqual(zoneRows(gameOf(mapWith([ell]))), ['ooo', 'o..', 'o..']);
    const triangle = polygon(
      'T',
      [0, 0],
      [
        [0, 0],
        [160, 0],
        [0, 160],
      ],
    );
    assert.deepEqual(zoneRows(gameOf(mapWith([triangle]))), ['ooooo', 'oooo.', 'ooo..', 'oo...', 'o....']);
    const around = polygon(
      'O',
      [0, 0],
      [
        [0, 0],
        [96, 0],
        [96, 96],
        [0, 96],
        [0, 0],
        [32, 32],
        [32, 64],
        [64, 64],
        [64, 32],
        [32, 32],
      ],
    );
    assert.deepEqual(zoneRows(gameOf(mapWith([around]))), ['ooo', 'o.o', 'ooo']);
  });

  it('[MP9] takes the tiles whose centres lie in an ellipse or a capsule', () => {
    assert.deepEqual(zoneRows(gameOf(mapWith([rectangle('E', [0, 0, 160, 160], { ellipse: true })]))), [
      '.ooo.',
      'ooooo',
      'ooooo',
      'ooooo',
      '.ooo.',
    ]);
    assert.deepEqual(zoneRows(gameOf(mapWith([rectangle('C', [0, 0, 192, 128], { capsule: true })]))), [
      '.oooo.',
      'oooooo',
      'oooooo',
      '.oooo.',
    ]);
  });

  it('[MP9] turns shapes about their own point, clockwise', () => {
    assert.deepEqual(boundsOf(rectangle('A', [96, 32, 64, 32], { rotation: 90 })), { x: 2, y: 1, width: 1, height: 2 });
    assert.deepEqual(boundsOf(rectangle('A', [96, 64, 64, 32], { rotation: 180 })), {
      x: 1,
      y: 1,
      width: 2,
      height: 1,
    });
    assert.deepEqual(boundsOf(rectangle('A', [96, 64, 64, 32], { rotation: -90 })), {
      x: 3,
      y: 0,
      width: 1,
      height: 2,
    });
    const diamond = rectangle('D', [96, 16, 113.14, 113.14], { rotation: 45 });
    assert.deepEqual(zoneRows(gameOf(mapWith([diamond]))), ['.oo.', 'oooo', 'oooo', '.oo.']);
  });

  it('[MP9] stands tile objects on their bottom left corner, or on the point that the tileset names', () => {
    const at = { x: 64, y: 96, width: 64, height: 32, gid: 1 };
    assert.deepEqual(boundsOf(rectangle('A', [0, 0, 0, 0], at)), { x: 2, y: 2, width: 2, height: 1 });
    const boundsWith = (objectalignment: string) =>
      gameOf({ ...mapWith([rectangle('A', [0, 0, 0, 0], at)]), tilesets: [tileset({ objectalignment })] }).zones[0]!
        .bounds;
    assert.deepEqual(boundsWith('topleft'), { x: 2, y: 3, width: 2, height: 1 });
    assert.deepEqual(boundsWith('bottomright'), { x: 0, y: 2, width: 2, height: 1 });
    assert.deepEqual(boundsWith('unspecified'), { x: 2, y: 2, width: 2, height: 1 });
  });

  it('[MP9] gives a sliver in which no centre lies the one tile at its middle', () => {
    const long = polygon(
      'L',
      [0, 32],
      [
        [0, 0],
        [96, 1],
        [0, 2],
      ],
    );
    assert.deepEqual(boundsOf(long), { x: 1, y: 1, width: 1, height: 1 });
    const sliver = polygon(
      'S',
      [40, 40],
      [
        [0, 0],
        [2, 1],
        [0, 2],
      ],
    );
    assert.deepEqual(boundsOf(sliver), { x: 1, y: 1, width: 1, height: 1 });
  });
});

describe('zones on a tile', () => {
  const isPrivate = { properties: properties({ type: 'PRIVATE' }) };
  const game = gameOf(
    mapWith([
      rectangle('desk', [32, 32, 32, 32]),
      rectangle('hall', [0, 0, 192, 192], isPrivate),
      rectangle('room', [32, 32, 96, 96], isPrivate),
      polygon(
        'corner',
        [0, 0],
        [
          [0, 0],
          [64, 0],
          [64, 32],
          [32, 32],
          [32, 64],
          [0, 64],
        ],
      ),
    ]),
  );
  const names = (x: number, y: number) => zonesAt(game, x, y).map((index) => game.zones[index]!.name);

  it('[MP10] lists the zones of a tile, the smallest first', () => {
    assert.deepEqual(names(1, 1), ['desk', 'room', 'hall']);
    assert.deepEqual(names(0, 1), ['corner', 'hall']);
    assert.deepEqual(names(5, 5), ['hall']);
    assert.deepEqual([names(-1, 0), names(6, 0), names(0, 6)], [[], [], []]);
    assert.equal(zoneAt(game, 1, 1), 0);
    assert.equal(zoneAt(game, 9, 9), -1);
  });

  it('[MP10] finds the innermost private zone of a tile', () => {
    assert.deepEqual([privateZoneAt(game, 1, 1), privateZoneAt(game, 0, 0), privateZoneAt(game, 9, 9)], [2, 1, -1]);
  });

  it('[MP10] refuses a zone that lies outside the map, and names it', () => {
    for (const at of [
      [-64, 0],
      [0, -33],
      [192, 0],
      [0, 500],
    ] as const) {
      refused(
        mapWith([rectangle('Far away', [...at, 32, 32], { id: 7 })]),
        /object "Far away" \(7\) in layer "zones" is a zone that lies outside the map/,
      );
    }
  });

  it('[MP10] refuses more than 16 zones on one tile', () => {
    const pile = (count: number) => mapWith(new Array(count).fill(rectangle('A', [64, 64, 32, 32])));
    assert.equal(gameOf(pile(16)).zones.length, 16);
    refused(pile(17), /more than 16 zones lie over one another at 2,2/);
  });
});
