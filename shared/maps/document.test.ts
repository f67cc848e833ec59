import assert from 'node:assert/strict';
import { parsed } from '../../test/harness/parsed-map.ts';
import {
  filled,
  group,
  objectLayer,
  point,
  polygon,
  properties,
  rectangle,
  tiledMap,
  tileLayer,
  tileset,
  WALL,
} from '../../test/harness/tiled-map.ts';
import { mapDocumentSchema, minimapSchema } from '../protocol/maps.ts';
import { decodeDocument } from './document.ts';
import { zonesAt } from './game-map.ts';
import { minimapOf } from './minimap.ts';

type Fields = Record<string, unknown>;

const ground = (name = 'ground', fields: Fields = {}) => tileLayer(name, filled(6, 4), fields);
const drawnBy = (layers: Fields[], fields: Fields = {}) => parsed(tiledMap({ layers, ...fields })).document;
const namesOf = (layers: Fields[]) => drawnBy(layers).layers.map(({ name }) => name);
const aboveOf = (layers: Fields[]) =>
  drawnBy(layers)
    .layers.filter(({ above }) => above)
    .map(({ name }) => name);

describe('the document of a map', () => {
  const map = tiledMap({
    backgroundcolor: '#80FF8000',
    layers: [
      tileLayer('ground', [...filled(6, 3), [1, 1, WALL, WALL, 1, 1]]),
      objectLayer('zones', [
        rectangle('Room', [0, 0, 64, 64], {
          properties: properties({ type: 'PRIVATE', capacity: 3, locked: true, wall: 'red' }),
        }),
        polygon(
          'Corner',
          [64, 0],
          [
            [0, 0],
            [96, 0],
            [96, 32],
            [32, 32],
            [32, 96],
            [0, 96],
          ],
        ),
      ]),
      objectLayer('spawns', [point('Door', [40, 40])]),
    ],
  });

  it('[MP17] fits its schema and survives JSON', () => {
    const { document } = parsed(map);
    assert.deepEqual(mapDocumentSchema.parse(JSON.parse(JSON.stringify(document))), document);
    assert.equal(document.background_color, '#ff8000');
  });

  it('[MP17] decodes to the same game map, so that clients and a restarted server walk on what was parsed', () => {
    const { game, document } = parsed(map);
    const again = decodeDocument(JSON.parse(JSON.stringify(document)));
    assert.deepEqual(again, game);
    assert.deepEqual(zonesAt(again, 2, 1), [1]);
    assert.deepEqual(zonesAt(again, 3, 1), []);
  });

  it('[MP17] refuses bits that do not fit its size', () => {
    const { document } = parsed(map);
    assert.throws(() => decodeDocument({ ...document, blocked: `AAAA${document.blocked}` }), RangeError);
    assert.throws(() => decodeDocument({ ...document, blocked: '!' }), RangeError);
  });

  it('[MP16] leaves out invisible and empty layers, those named collision or start, and layers without pictures', () => {
    const empty = tileLayer('empty', filled(6, 4, 0));
    const start = tileLayer('start', [[5, 0, 0, 0, 0, 0], ...filled(6, 3, 0)]);
    const collision = tileLayer('Collision', [[0, 5, 0, 0, 0, 0], ...filled(6, 3, 0)]);
    const hidden = ground('hidden', { visible: false });
    assert.deepEqual(
      namesOf([ground(), empty, start, collision, hidden, ground('clear', { opacity: 0 }), objectLayer('zones', [])]),
      ['ground'],
    );
  });

  it('[MP16] draws walls that are marked with collides rather than named', () => {
    const walls = tileLayer('walls', [[5, 5, 0, 0, 0, 0], ...filled(6, 3, 0)], {
      properties: properties({ collides: true }),
    });
    assert.deepEqual(namesOf([ground(), walls]), ['ground', 'walls']);
  });

  it('[MP16] draws over people what is named or marked so, what lies in such a group, and what follows floorLayer', () => {
    for (const name of ['above', 'Over', 'overhead', 'FOREGROUND', 'roof'])
      assert.deepEqual(aboveOf([ground(), ground(name)]), [name]);
    assert.deepEqual(aboveOf([ground('above ground'), ground('x', { properties: properties({ above: true }) })]), [
      'x',
    ]);
    assert.deepEqual(aboveOf([group('Above', [ground('a')]), ground('b')]), ['a']);
    assert.deepEqual(aboveOf([group('all', [ground('a'), objectLayer('floorLayer', []), ground('b')]), ground('c')]), [
      'b',
      'c',
    ]);
    assert.deepEqual(aboveOf([ground('floorLayer'), ground('b')]), []);
  });

  it('[MP16] draws objects by their bottom left corner, lower ones over higher ones, flips kept', () => {
    const low = rectangle('', [10, 90, 32, 64], { gid: 0x8000_0005 });
    const high = rectangle('', [20, 40, 0, 0], { gid: 6, rotation: 90 });
    const unseen = rectangle('', [0, 0, 32, 32], { gid: 5, visible: false });
    const layer = objectLayer('things', [low, unseen, high, rectangle('no picture', [0, 0, 9, 9])], { offsetx: 5 });
    const [, drawn] = drawnBy([ground(), layer]).layers;
    assert.ok(drawn?.kind === 'objects');
    assert.deepEqual(drawn.objects, [
      { gid: 6, x: 25, y: 40, width: 32, height: 32, rotation: 90 },
      { gid: 0x8000_0005, x: 15, y: 90, width: 32, height: 64, rotation: 0 },
    ]);
    const [, inOrder] = drawnBy([ground(), { ...layer, draworder: 'index' }]).layers;
    assert.ok(inOrder?.kind === 'objects');
    assert.deepEqual(
      inOrder.objects.map(({ gid }) => gid),
      [0x8000_0005, 6],
    );
    const [, anchored] = drawnBy([ground(), layer], { tilesets: [tileset({ objectalignment: 'top' })] }).layers;
    assert.ok(anchored?.kind === 'objects');
    const turned = anchored.objects.find(({ gid }) => gid === 6)!;
    // Half a width to the left and a height down, turned a quarter clockwise about its point.
    assert.deepEqual([turned.x, turned.y], [25 - 32, 40 - 16]);
  });

  it('[MP16] draws image layers, by base name', () => {
    const sky = {
      type: 'imagelayer',
      name: 'sky',
      image: '../img/sky.png',
      offsetx: 8,
      opacity: 0.5,
      repeatx: true,
      visible: true,
    };
    assert.deepEqual(drawnBy([sky, ground()]).layers[0], {
      kind: 'image',
      name: 'sky',
      above: false,
      opacity: 0.5,
      offset: { x: 8, y: 0 },
      image: 'sky.png',
      repeat_x: true,
      repeat_y: false,
    });
    assert.deepEqual(namesOf([{ ...sky, image: '' }, ground()]), ['ground']);
  });

  it('[MP18] shows sizes, zones, spawns and blocked tiles on the minimap', () => {
    const minimap = minimapOf(parsed(map).game);
    assert.deepEqual(minimapSchema.parse(minimap), minimap);
    assert.deepEqual(minimap, {
      bounds: { width: 6, height: 4 },
      tilewidth: 32,
      tileheight: 32,
      zones: [
        {
          id: '01900000-0000-7000-8000-000000000000',
          name: 'Room',
          type: 'PRIVATE',
          bounds: { x: 0, y: 0, width: 2, height: 2 },
        },
        {
          id: '01900000-0000-7000-8000-000000000001',
          name: 'Corner',
          type: 'PUBLIC',
          bounds: { x: 2, y: 0, width: 3, height: 3 },
        },
      ],
      spawn_points: [{ name: 'Door', x: 1, y: 1 }],
      collision_tiles: [
        [2, 3],
        [3, 3],
      ],
    });
  });
});
