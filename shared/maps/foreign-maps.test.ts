// Maps in the manner of other spaces that are made with Tiled, written for these tests.
import assert from 'node:assert/strict';
import { blockedRows, parsed } from '../../test/harness/parsed-map.ts';
import {
  group,
  objectLayer,
  properties,
  rectangle,
  tiledMap,
  tileLayer,
  tileset,
} from '../../test/harness/tiled-map.ts';

describe('maps made for other spaces', () => {
  it('[MP22] loads a map in the manner of SkyOffice: one ground layer with colliding tiles, furniture as tile objects', () => {
    const marks = (collides: boolean) => properties({ collides });
    const ground = [
      [0, 0, 0, 0, 0, 0, 0, 0],
      [0, 3, 3, 3, 3, 3, 3, 0],
      [0, 3, 2, 2, 2, 2, 3, 0],
      [0, 3, 2, 2, 2, 2, 3, 0],
      [0, 3, 3, 2, 3, 3, 3, 0],
    ];
    const item = (gid: number, x: number, y: number, width: number, height: number) =>
      rectangle('', [x, y, width, height], { gid, type: '' });
    const map = {
      ...tiledMap({ width: 8, height: 5, version: '1.6', tiledversion: '1.7.2' }),
      editorsettings: { export: { format: 'json', target: 'map.json' } },
      layers: [
        tileLayer('Ground', ground),
        objectLayer('Wall', [item(1, 64, 64, 32, 32)]),
        objectLayer('Chair', [item(11, 96, 128, 32, 64), item(12 + 0x8000_0000, 128, 128, 32, 64)]),
        objectLayer('Objects', [item(2, 160, 96, 32, 32)]),
        objectLayer('Computer', [item(21, 96, 96.5, 96, 64)]),
      ],
      tilesets: [
        tileset({
          name: 'FloorAndGround',
          image: 'FloorAndGround.png',
          imagewidth: 320,
          imageheight: 32,
          columns: 10,
          tilecount: 10,
          tiles: [
            { id: 0, properties: marks(false) },
            { id: 1, properties: marks(false) },
            { id: 2, properties: marks(true) },
          ],
        }),
        tileset({
          firstgid: 11,
          name: 'chair',
          image: '..\\/items\\/chair.png',
          imagewidth: 32,
          imageheight: 640,
          columns: 1,
          tilecount: 10,
          tileheight: 64,
          tiles: undefined,
        }),
        tileset({
          firstgid: 21,
          name: 'computer',
          image: '../items/computer.png',
          imagewidth: 480,
          imageheight: 64,
          columns: 5,
          tilecount: 5,
          tilewidth: 96,
          tileheight: 64,
          tiles: undefined,
        }),
      ],
    };
    const { game, document } = parsed(map);
    assert.deepEqual(blockedRows(game), ['........', '.######.', '.#....#.', '.#....#.', '.##.###.']);
    assert.deepEqual(game.zones, []);
    assert.deepEqual(game.spawns, [{ name: 'Spawn', x: 3, y: 2 }]);
    assert.deepEqual(
      document.layers.map(({ kind, name }) => `${kind} ${name}`),
      ['tiles Ground', 'objects Wall', 'objects Chair', 'objects Objects', 'objects Computer'],
    );
    assert.deepEqual(
      document.tilesets.map(({ image }) => image),
      ['FloorAndGround.png', 'chair.png', 'computer.png'],
    );
  });

  it('[MP23] loads a map in the manner of WorkAdventure: start and collisions layers, areas in floorLayer, above in a group', () => {
    const row = (...cells: number[]) => cells;
    const layer = (name: string, rows: number[][], fields = {}) =>
      tileLayer(name, rows, { width: 6, height: 3, ...fields });
    const nothing = row(0, 0, 0, 0, 0, 0);
    const map = tiledMap({
      width: 6,
      height: 3,
      properties: properties({ mapName: 'Office', script: 'assets/main.js' }),
      layers: [
        layer('start', [nothing, nothing, row(0, 0, 1, 1, 0, 0)]),
        layer('collisions', [row(2, 2, 2, 2, 2, 2), row(2, 0, 0, 0, 0, 2), row(2, 0, 0, 0, 0, 2)]),
        group('floor', [layer('floor1', new Array(3).fill(row(3, 3, 3, 3, 3, 3)))]),
        group('furniture', [layer('furniture1', [nothing, row(0, 2_147_483_652, 0, 0, 0, 0), nothing])]),
        objectLayer('floorLayer', [
          rectangle('clockPopup', [33.919325398621, 14.0269, 61.66, 30]),
          rectangle('jitsiMeetingRoom', [32, 32, 64, 64], {
            type: 'area',
            properties: properties({ jitsiRoom: 'MeetingRoom', focusable: true, zoom_margin: 1 }),
          }),
          rectangle('from-conference', [128, 64, 32, 32], {
            class: 'area',
            type: undefined,
            properties: properties({ start: true }),
          }),
        ]),
        group('above', [layer('above1', [row(0, 5, 0, 0, 0, 0), nothing, nothing])]),
      ],
      tilesets: [
        {
          ...tileset({
            name: 'Chunk 1',
            image: 'office-chunk-1.png',
            columns: 15,
            imagewidth: 480,
            imageheight: 480,
            tilecount: 208,
            properties: [],
          }),
          tiles: [1, 1].map((id) => ({ id, properties: properties({ collides: true }) })),
        },
      ],
    });
    const { game, document } = parsed(map);
    assert.deepEqual(blockedRows(game), ['######', '#....#', '#....#']);
    assert.deepEqual(game.spawns, [
      { name: 'start', x: 2, y: 2 },
      { name: 'start', x: 3, y: 2 },
    ]);
    assert.deepEqual(
      game.zones.map(({ name, type, bounds }) => [name, type, bounds.x, bounds.y]),
      [
        ['jitsiMeetingRoom', 'PUBLIC', 1, 1],
        ['from-conference', 'PUBLIC', 4, 2],
      ],
    );
    assert.equal(game.zones[0]!.properties.jitsiRoom, 'MeetingRoom');
    assert.deepEqual(
      document.layers.map(({ name, above }) => [name, above]),
      [
        ['floor1', false],
        ['furniture1', false],
        ['above1', true],
      ],
    );
  });
});
