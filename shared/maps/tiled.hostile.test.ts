import assert from 'node:assert/strict';
import { gameOf, parsed, refused } from '../../test/harness/parsed-map.ts';
import {
  chunked,
  ENCODINGS,
  type Encoding,
  encoded,
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
} from '../../test/harness/tiled-map.ts';
import { MapError } from './map-error.ts';
import { parseTiledMap } from './tiled.ts';

type Fields = Record<string, unknown>;

const NO_NUMBERS = [null, '5', true, [], {}, 1e308, -1, 0.5];
const withObjects = (objects: unknown[]) =>
  tiledMap({ layers: [tileLayer('ground', filled(6, 4)), objectLayer('zones', objects as Fields[])] });

describe('limits of maps', () => {
  it('[MP13] refuses maps larger than 512 x 512, finite or infinite', () => {
    for (const [width, height] of [
      [100_000, 100_000],
      [513, 1],
      [1, 513],
      [0, 5],
      [-4, 4],
    ] as const) {
      refused(tiledMap({ width, height, layers: [] }), /the map: (width|height) must be a whole number from 1 to 512/);
    }
    const cell = (x: number, y: number) => ({ x, y, width: 1, height: 1, data: [1] });
    const spanning = (chunks: Fields[]) =>
      tiledMap({ infinite: true, layers: [tileLayer('ground', [], { data: undefined, chunks })] });
    assert.equal(gameOf(spanning([cell(-200, 0), cell(311, 0)])).width, 512);
    refused(spanning([cell(-200, 0), cell(312, 0)]), /it spans 513 x 1 tiles/);
    refused(spanning([cell(-(2 ** 53), 0)]), /chunk 1: x must be a whole number/);
    refused(spanning([{ ...cell(0, 0), width: 1e9 }]), /chunk 1: width/);
  });

  it('[MP13] takes 512 x 512 tiles and 32 layers, groups not counted, and no more', () => {
    const layers = (count: number) => Array.from({ length: count }, (_, i) => objectLayer(`layer ${i}`, []));
    const ground = encoded(tileLayer('ground', filled(512, 512)), 'base64 and zstd');
    const map = { width: 512, height: 512 };
    assert.equal(gameOf(tiledMap({ ...map, layers: [group('a', [ground]), group('b', layers(31))] })).width, 512);
    refused(tiledMap({ ...map, layers: [ground, ...layers(32)] }), /more than 32 layers/);
  });

  it('[MP13] refuses endless groups, by depth and by number', () => {
    let nested = group('core', []);
    for (let depth = 0; depth < 20; depth++) nested = group('g', [nested]);
    refused(tiledMap({ layers: [nested] }), /lies in more than 16 groups/);
    refused(tiledMap({ layers: [group('g', new Array(256).fill(group('x', [])))] }), /more than 256 groups/);
  });

  it('[MP13] refuses more than 10,000 objects or 500 zones', () => {
    const objects = (count: number) => objectLayer('things', new Array(count).fill(point('', [1, 1])));
    refused(tiledMap({ layers: [objects(10_001)] }), /objects has 10001 entries/);
    refused(tiledMap({ layers: [objects(6000), objects(4001)] }), /more than 10000 objects/);
    refused(withObjects(new Array(501).fill(rectangle('', [0, 0, 9, 9]))), /more than 500 zones/);
  });

  it('[MP13] refuses names, properties and polygons beyond measure', () => {
    refused(
      withObjects([rectangle('x'.repeat(201), [0, 0, 9, 9])]),
      /an object in layer "zones": name is longer than 200/,
    );
    const text = properties({ note: 'x'.repeat(20_000) });
    refused(
      withObjects([rectangle('A', [0, 0, 9, 9], { properties: text })]),
      /object "A" \(1\) in layer "zones": its properties are longer/,
    );
    let deep: Fields = {};
    for (let depth = 0; depth < 20; depth++) deep = { deep };
    refused(
      withObjects([rectangle('A', [0, 0, 9, 9], { properties: properties({ deep }) })]),
      /property "deep" is nested too deeply/,
    );
    const points = new Array(1001).fill([0, 0]) as [number, number][];
    refused(withObjects([polygon('A', [0, 0], points)]), /polygon has 1001 entries; at most 1000/);
  });

  it('[MP13] bounds the work of the worst of allowed maps', () => {
    const ground = encoded(tileLayer('ground', filled(512, 512)), 'base64 and zlib');
    const slivers = Array.from({ length: 450 }, (_, i) =>
      polygon(
        `s${i}`,
        [0, 0],
        [
          [0, 0],
          [1, 0],
          [16_384, 16_384],
          [i * 36, 16_384],
        ],
      ),
    );
    const layers = [
      ...new Array(29).fill(ground),
      objectLayer('spawns', new Array(9500).fill(rectangle('', [0, 0, 16_384, 16_384]))),
    ];
    const started = performance.now();
    refused(
      tiledMap({ width: 512, height: 512, layers: [...layers, objectLayer('zones', slivers)] }),
      /more than 16 zones lie over/,
    );
    assert.ok(performance.now() - started < 3000, String(performance.now() - started));
  });
});

describe('hostile maps', () => {
  it('[MP15] names the field that is no number, not finite, negative or broken', () => {
    const ground = tileLayer('ground', filled(6, 4));
    for (const wrong of NO_NUMBERS) {
      refused(tiledMap({ tilewidth: wrong }), /tilewidth/);
      refused(tiledMap({ layers: [{ ...ground, width: wrong ?? 7 }] }), /layer "ground"/);
      const x = typeof wrong === 'number' && wrong !== 1e308 ? '1' : wrong;
      refused(
        withObjects([{ ...rectangle('A', [0, 0, 9, 9]), x }]),
        /object "A" \(1\) in layer "zones": x must be a number/,
      );
      refused(
        withObjects([{ ...rectangle('A', [0, 0, 9, 9]), polygon: [{ x, y: 0 }] }]),
        /point 1: x must be a number/,
      );
    }
    refused(withObjects([rectangle('A', [0, 0, -9, 9])]), /width must be a number from 0/);
    refused(withObjects([{ ...rectangle('A', [0, 0, 9, 9]), gid: 99 }]), /its tile 99 is in no tileset/);
    refused(withObjects([{ ...rectangle('A', [0, 0, 9, 9]), rotation: 'left' }]), /rotation/);
    refused(tiledMap({ layers: [{ ...ground, opacity: 2 }] }), /opacity must be a number from 0 to 1/);
    refused(tiledMap({ layers: [{ ...ground, offsetx: 1e300 }] }), /offsetx/);
  });

  it('[MP15] refuses what is no orthogonal map', () => {
    for (const orientation of ['isometric', 'staggered', 'hexagonal', 'oblique', 7])
      refused(tiledMap({ orientation }), /orientation/);
    for (const type of ['tileset', 'template', 'world', 3]) refused(tiledMap({ type }), /not a map/);
    for (const json of [null, 1, 'map', true, [], [tiledMap()]]) refused(json, /the map must be an object/);
    refused({}, /no layers/);
    refused(tiledMap({ layers: [null] }), /layer 1 must be an object/);
    refused(tiledMap({ layers: [{ name: 'x' }] }), /layer "x" must be a tilelayer/);
  });

  it('[MP15] keeps hostile names out of prototypes, messages and the database', () => {
    const hostile = JSON.parse(
      `{"properties":[{"name":"__proto__","value":{"polluted":true}},{"name":"constructor","value":"\\u0000x\\ud800"}],"name":"\\u0000<b>\\u202e\\ud800\\n"}`,
    );
    const { game, document } = parsed(withObjects([{ ...rectangle('', [0, 0, 32, 32]), ...hostile }]));
    assert.deepEqual(game.zones[0]!.properties, { constructor: 'x\ufffd' });
    assert.equal(game.zones[0]!.name, '<b>\u202e\ufffd');
    assert.equal(({} as Fields).polluted, undefined);
    assert.equal(Object.getPrototypeOf(game.zones[0]!.properties), Object.prototype);
    assert.doesNotMatch(JSON.stringify(document), /\\u0000|\\ud800/);
    refused(tiledMap({ layers: [{ name: `line\nbreak ${'x'.repeat(150)}`, type: 'x' }] }), /^[^\n]{1,160}$/);
  });

  it('[MP15] throws nothing but a MapError that begins with Invalid Map, whatever is changed in a map', () => {
    const random = generator(20_250_101);
    let accepted = 0;
    for (let round = 0; round < 4000; round++) {
      const map = mutate(structuredClone(SEEDS[round % SEEDS.length]!), random);
      try {
        gameOf(map);
        accepted++;
      } catch (error) {
        assert.ok(
          error instanceof MapError,
          `round ${round}: ${(error as Error).stack}\n${JSON.stringify(map).slice(0, 2000)}`,
        );
        assert.match(error.message, /^Invalid Map: ./);
      }
    }
    // Both ways were taken often, so the changes are neither harmless nor always fatal at once.
    assert.ok(accepted > 400 && accepted < 3600, String(accepted));
  });

  it('[MP15] does not let what inflates throw anything else', () => {
    const layer = encoded(tileLayer('ground', filled(6, 4)), 'base64 and zlib');
    const wrong = [
      () => new Uint8Array(5),
      () => new Uint8Array(0),
      () => {
        throw new RangeError('too much');
      },
    ];
    for (const inflate of wrong) {
      assert.throws(() => parseTiledMap(tiledMap({ layers: [layer] }), { inflate, makeZoneId: () => '' }), MapError);
    }
  });
});

const rich = properties({ type: 'PRIVATE', capacity: 3, nested: { a: [1, { b: 'c' }] } });
const SEEDS = [
  tiledMap({
    backgroundcolor: '#80ff0000',
    tilesets: [
      tileset({ tileoffset: { x: 1, y: 2 }, tiles: [{ id: 3, animation: [{ tileid: 4, duration: 9 }] }] }),
      tileset({ firstgid: 65, image: undefined, tiles: [{ id: 0, image: 'a.png', imagewidth: 5, imageheight: 5 }] }),
    ],
    layers: [
      group('g', [tileLayer('ground', filled(6, 4)), tileLayer('collision', filled(6, 4, 0))], { offsetx: 3 }),
      objectLayer('zones', [
        rectangle('A', [0, 0, 50, 50], { properties: rich, rotation: 10 }),
        polygon(
          'B',
          [40, 40],
          [
            [0, 0],
            [50, 0],
            [0, 50],
          ],
        ),
        rectangle('C', [5, 5, 50, 50], { ellipse: true }),
        rectangle('D', [64, 64, 32, 32], { gid: 65 }),
      ]),
      objectLayer('spawns', [point('S', [5, 5])]),
      { type: 'imagelayer', name: 'sky', image: 'sky.png', visible: true },
    ],
  }),
  ...(Object.keys(ENCODINGS) as Encoding[]).map((encoding) =>
    tiledMap({
      infinite: true,
      layers: [chunked(tileLayer('ground', filled(20, 20)), [-5, -5], encoding), tileLayer('start', [[1]])],
    }),
  ),
];

/** Mulberry32: small, and the same on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const JUNK = [
  null,
  true,
  '',
  'x',
  '0',
  -1,
  0,
  1,
  7,
  0.5,
  1e9,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 53,
  1e308,
  -1e308,
  [],
  {},
  [[]],
  [null],
  'A'.repeat(300),
  '\0',
  '__proto__',
  'base64',
  'zlib',
  'group',
  { x: 1e7 },
];

/** Puts one to three values in place of, beside or out of what is somewhere in the tree. */
function mutate(map: Fields, random: () => number): Fields {
  const changes = 1 + Math.floor(random() * 3);
  for (let change = 0; change < changes; change++) {
    const places: [Fields, string][] = [];
    const collect = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value).slice(0, 30)) {
        places.push([value as Fields, key]);
        collect((value as Fields)[key]);
      }
    };
    collect(map);
    const [owner, key] = places[Math.floor(random() * places.length)]!;
    const action = random();
    if (action < 0.15 && !Array.isArray(owner)) delete owner[key];
    else if (action < 0.25 && Array.isArray(owner)) owner.push(structuredClone(owner[Number(key)]));
    else if (action < 0.35 && typeof owner[key] === 'number') owner[key] = (owner[key] as number) * (random() * 4 - 2);
    else owner[key] = structuredClone(JUNK[Math.floor(random() * JUNK.length)]);
  }
  return map;
}
