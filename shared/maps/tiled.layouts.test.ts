import assert from 'node:assert/strict';
import { blockedRows, gameOf, parsed, refused } from '../../test/harness/parsed-map.ts';
import {
  chunked,
  ENCODINGS,
  type Encoding,
  encoded,
  filled,
  group,
  objectLayer,
  point,
  rectangle,
  tiledMap,
  tileLayer,
  WALL,
} from '../../test/harness/tiled-map.ts';
import { decodeBase64 } from './base64.ts';

const ALL = Object.keys(ENCODINGS) as Encoding[];
const PLAN = [
  [1, 1, 1, 1, 1, 1],
  [1, WALL, WALL, 1, 1, 1],
  [1, 1, WALL, 1, 1, 1],
  [1, 1, 1, 1, 1, WALL],
];
const BLOCKED = ['......', '.##...', '..#...', '.....#'];

function cellsOf(document: ReturnType<typeof parsed>['document'], layer = 0): number[] {
  const drawn = document.layers[layer];
  assert.equal(drawn?.kind, 'tiles');
  const bytes = decodeBase64(drawn.data)!;
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(i * 4, true));
}

describe('Tiled maps in every encoding and layout', () => {
  for (const encoding of ALL) {
    it(`[MP1] reads a finite layer as ${encoding}`, () => {
      const { game, document } = parsed(tiledMap({ layers: [encoded(tileLayer('ground', PLAN), encoding)] }));
      assert.deepEqual(blockedRows(game), BLOCKED);
      assert.deepEqual(cellsOf(document), PLAN.flat());
    });

    it(`[MP1] reads the chunks of an infinite layer as ${encoding}`, () => {
      // 20 x 20 with its corner at -20,-4: chunks from -32,-16 to 0,16.
      const plan = filled(20, 20);
      plan[3]![19] = WALL;
      const { game } = parsed(
        tiledMap({ infinite: true, layers: [chunked(tileLayer('ground', plan), [-20, -4], encoding)] }),
      );
      assert.deepEqual([game.width, game.height], [32, 32]);
      assert.equal(
        game.blocked.reduce((sum, tile) => sum + tile),
        1,
      );
      assert.equal(blockedRows(game)[3 - 4 + 16]![19 - 20 + 32], '#');
    });
  }

  it('[MP1] takes gids beyond 2^31 and white space in base64', () => {
    const layer = encoded(tileLayer('ground', [[0xa000_0001, 1]]), 'base64');
    const spaced = { ...layer, data: `\n   ${String(layer.data).replace(/(.{4})/g, '$1 \n')} ` };
    const { document } = parsed(tiledMap({ width: 2, height: 1, layers: [spaced] }));
    assert.deepEqual(cellsOf(document), [0xa000_0001, 1]);
  });

  it('[MP2] makes the corner of the box around all chunks of all layers 0,0, and shifts objects with it', () => {
    const far = tileLayer('far', [[WALL]]);
    const map = tiledMap({
      infinite: true,
      layers: [
        chunked(tileLayer('ground', filled(16, 16)), [0, 0]),
        chunked(far, [-17, 20]),
        objectLayer('zones', [rectangle('Room', [-32, 32, 64, 32])]),
        objectLayer('spawns', [point('Door', [-500, 5])]),
      ],
    });
    const game = gameOf(map);
    assert.deepEqual([game.width, game.height], [48, 32]);
    assert.equal(game.blocked[20 * 48 + 15], 1);
    assert.deepEqual(game.zones[0]!.bounds, { x: 31, y: 1, width: 2, height: 1 });
    assert.deepEqual(game.spawns, [{ name: 'Door', x: 32 - 16, y: 0 }]);
  });

  it('[MP2] reads a layer of an infinite map that has its cells in one piece', () => {
    const layer = tileLayer('ground', [[1, WALL]], { startx: 3, starty: -7 });
    const game = gameOf(tiledMap({ infinite: true, width: 99, height: 99, layers: [layer] }));
    assert.deepEqual(blockedRows(game), ['.#']);
  });

  it('[MP2] refuses an infinite map without tiles', () => {
    refused(
      tiledMap({ infinite: true, layers: [tileLayer('ground', [], { chunks: [], data: undefined })] }),
      /no tiles/,
    );
  });

  it('[MP3] refuses a layer whose data is shorter or longer than width x height', () => {
    for (const encoding of ALL) {
      for (const length of [23, 25, 0]) {
        const layer = { ...tileLayer('ground', filled(6, 4)), ...ENCODINGS[encoding](new Array(length).fill(1)) };
        refused(tiledMap({ layers: [layer] }), /layer "ground": data/);
      }
    }
  });

  it('[MP3] refuses a layer whose size is not that of the map', () => {
    refused(
      tiledMap({ layers: [tileLayer('ground', filled(5, 4))] }),
      /layer "ground" is 5 x 4 tiles, but the map is 6 x 4/,
    );
  });

  it('[MP3] refuses data that is not what its encoding says', () => {
    const layer = tileLayer('ground', filled(6, 4));
    const wrong: [Record<string, unknown>, RegExp][] = [
      [{ data: undefined }, /data must be a list, not nothing/],
      [{ data: 'AAAA' }, /data must be a list/],
      [{ encoding: 'base64' }, /not valid base64/],
      [{ encoding: 'base64', data: '!!!!' }, /not valid base64/],
      [{ encoding: 'base64', compression: 'lzma', data: 'AAAA' }, /compression "lzma" is not known/],
      [{ encoding: 'base64', compression: 'zlib', data: 'AAAA' }, /damaged/],
      [{ data: new Array(24).fill(-1) }, /cell 0 of data must be a tile id, not -1/],
      [{ data: new Array(24).fill(1.5) }, /not 1.5/],
      [{ data: new Array(24).fill('1') }, /not "1"/],
      [{ data: new Array(24).fill(2 ** 32) }, /cell 0/],
    ];
    for (const [fields, expected] of wrong) refused(tiledMap({ layers: [{ ...layer, ...fields }] }), expected);
  });

  it('[MP5] clears the four flip flags to look a tile up, and keeps them to draw it', () => {
    const flags = [0x8000_0000, 0x4000_0000, 0x2000_0000, 0x1000_0000, 0xf000_0000];
    const row = flags.map((flag) => flag + WALL);
    const { game, document } = parsed(
      tiledMap({ width: 5, height: 2, layers: [tileLayer('ground', [row, [1, 1, 1, 1, 1]])] }),
    );
    assert.deepEqual(blockedRows(game), ['#####', '.....']);
    assert.deepEqual(cellsOf(document).slice(0, 5), row);
  });

  it('[MP6] flattens groups: offset, opacity and visibility multiply through', () => {
    const inner = group('inner', [tileLayer('floor', filled(6, 4), { offsetx: 1, opacity: 0.5 })], { offsety: 5 });
    const hidden = group('hidden', [tileLayer('secret', filled(6, 4))], { visible: false });
    const { document } = parsed(tiledMap({ layers: [group('outer', [inner, hidden], { offsetx: 10, opacity: 0.5 })] }));
    const [floor, ...others] = document.layers;
    assert.deepEqual(others, []);
    assert.ok(floor?.kind === 'tiles');
    assert.deepEqual([floor.name, floor.offset, floor.opacity], ['floor', { x: 11, y: 5 }, 0.25]);
  });

  it('[MP6] reads collision, zones and spawns in groups, hidden ones too', () => {
    const map = tiledMap({
      layers: [
        tileLayer('ground', filled(6, 4)),
        group(
          'logic',
          [
            group('deeper', [tileLayer('Collisions', [[9, 0, 0, 0, 0, 0], ...filled(6, 3, 0)])]),
            objectLayer('zones', [rectangle('Room', [0, 0, 32, 32])], { offsetx: 64, visible: false }),
            objectLayer('spawns', [point('Door', [1, 1])], { offsety: 32 }),
          ],
          { visible: false, offsetx: 32 },
        ),
      ],
    });
    const game = gameOf(map);
    assert.deepEqual(blockedRows(game), ['.#....', '......', '......', '......']);
    assert.deepEqual(game.zones[0]!.bounds, { x: 3, y: 0, width: 1, height: 1 });
    assert.deepEqual(game.spawns, [{ name: 'Door', x: 1, y: 1 }]);
  });

  it('[MP6] names a layer within groups by its path', () => {
    refused(
      tiledMap({ layers: [group('a', [group('b', [{ name: 'c', type: 'sculpture' }])])] }),
      /layer "a\/b\/c" must be a tilelayer/,
    );
  });
});

describe('collision', () => {
  const marks = [[0, 2, 0, 0, 0, 0], ...filled(6, 3, 0)];
  const blockedBy = (layer: Record<string, unknown>) =>
    blockedRows(gameOf(tiledMap({ layers: [tileLayer('ground', filled(6, 4)), layer] })))[0];
  const property = (value: unknown) => ({ properties: [{ name: 'collides', type: 'bool', value }] });

  it('[MP4] blocks every cell of a layer named collision or collisions, in any case', () => {
    for (const name of ['collision', 'collisions', 'Collision', 'COLLISIONS']) {
      assert.equal(blockedBy(tileLayer(name, marks)), '.#....', name);
    }
    for (const name of ['collision2', 'my collisions', 'walls'])
      assert.equal(blockedBy(tileLayer(name, marks)), '......', name);
  });

  it('[MP4] blocks every cell of a layer with the property collides', () => {
    for (const value of [true, 'true', 'True'])
      assert.equal(blockedBy(tileLayer('walls', marks, property(value))), '.#....');
    for (const value of [false, 'false', 1, null, 'yes'])
      assert.equal(blockedBy(tileLayer('walls', marks, property(value))), '......');
    assert.equal(blockedBy(tileLayer('walls', marks, { properties: { collides: true } })), '.#....');
  });

  it('[MP4] blocks the cells whose tile collides in any other tile layer, also an invisible one', () => {
    const walls = [[0, WALL, 0, 0, 0, 0], ...filled(6, 3, 0)];
    assert.equal(blockedBy(tileLayer('anything', walls, { visible: false })), '.#....');
  });

  it('[MP4] follows a layer that is drawn whole tiles off, and drops what falls off the map', () => {
    assert.equal(blockedBy(tileLayer('collision', marks, { offsetx: 64 })), '...#..');
    assert.equal(blockedBy(tileLayer('collision', marks, { offsetx: 10 })), '.#....');
    assert.equal(blockedBy(tileLayer('collision', marks, { offsetx: -64 })), '......');
  });
});
