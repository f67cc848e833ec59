import assert from 'node:assert/strict';
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { refused } from '../../test/harness/parsed-map.ts';
import { chunked, filled, tiledMap, tileLayer } from '../../test/harness/tiled-map.ts';
import { AppError } from '../platform/errors.ts';
import { parseMapFile, parseMapJson } from './maps.parse.ts';

function invalid(read: () => unknown, expected: RegExp): void {
  assert.throws(read, (error: unknown) => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, 'maps/invalid');
    assert.equal(error.status, 400);
    assert.match(error.message, /^Invalid Map: /);
    assert.match(error.message, expected);
    return true;
  });
}

describe('map files', () => {
  it('[MP24] reads JSON in UTF-8, with a byte order mark as some editors write it', () => {
    const text = JSON.stringify(tiledMap());
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`)])
      assert.equal(parseMapFile(bytes).game.width, 6);
  });

  it('[MP24] gives each zone an id of its own', () => {
    const objects = [0, 1].map(() => ({ name: 'A', x: 0, y: 0, width: 32, height: 32 }));
    const layers = [tileLayer('ground', filled(6, 4)), { type: 'objectgroup', name: 'zones', objects }];
    const ids = parseMapJson(tiledMap({ layers })).game.zones.map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('[MP24] refuses what is not JSON, or larger than 10 MB', () => {
    for (const text of ['', '<map version="1.10"></map>', '{', '\0', '{"layers":[]} {}'])
      invalid(() => parseMapFile(Buffer.from(text)), /is not JSON/);
    invalid(() => parseMapFile(Buffer.from([0xff, 0xfe, 0x7b, 0x7d])), /is not JSON/);
    invalid(() => parseMapFile(Buffer.alloc(10 * 1024 * 1024 + 1, ' ')), /larger than 10 MB/);
  });

  it('[MP24] refuses deep nesting and names like __proto__ without harm', () => {
    const deep = (open: string, end: string) =>
      Buffer.from(`{"tilewidth":32,"tileheight":32,"layers":[${open.repeat(100_000)}${end.repeat(100_000)}]}`);
    invalid(() => parseMapFile(deep('[', ']')), /nested more than 64 deep/);
    invalid(() => parseMapFile(deep('{"type":"group","layers":[', ']}')), /nested more than 64 deep/);
    const hostile =
      '{"__proto__":{"polluted":1},"layers":[{"__proto__":{"polluted":1},"type":"group","layers":[]}],"tilewidth":32,"tileheight":32,"width":2,"height":2,"properties":[{"name":"__proto__","value":{"polluted":1}}]}';
    parseMapFile(Buffer.from(hostile));
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});

describe('decompression bombs', () => {
  const size = 64 * 1024 * 1024;
  const bombs = {
    gzip: gzipSync(Buffer.alloc(size)),
    zlib: deflateSync(Buffer.alloc(size)),
    zstd: zstdCompressSync(Buffer.alloc(size)),
  };

  for (const [compression, bomb] of Object.entries(bombs)) {
    it(`[MP14] stops a layer that inflates past its size (${compression})`, () => {
      const layer = tileLayer('ground', filled(6, 4), {
        encoding: 'base64',
        compression,
        data: bomb.toString('base64'),
      });
      const before = process.memoryUsage().arrayBuffers;
      const started = performance.now();
      refused(tiledMap({ layers: [layer] }), /layer "ground": data is damaged, or holds more than the 24 cells/);
      assert.ok(process.memoryUsage().arrayBuffers - before < 8 * 1024 * 1024);
      assert.ok(performance.now() - started < 250);
    });
  }

  it('[MP14] stops a chunk that inflates past its size', () => {
    const layer = chunked(tileLayer('ground', filled(16, 16)), [0, 0], 'base64 and gzip');
    (layer.chunks as { data: string }[])[0]!.data = bombs.gzip.toString('base64');
    refused(tiledMap({ infinite: true, layers: [layer] }), /layer "ground", chunk 1: data is damaged/);
  });

  it('[MP14] refuses more chunks than the largest map has cells, before any is inflated', () => {
    const chunk = { x: 0, y: 0, width: 512, height: 512, data: 'not even base64' };
    const layer = tileLayer('ground', [], { data: undefined, encoding: 'base64', chunks: [chunk, chunk] });
    refused(tiledMap({ infinite: true, layers: [layer] }), /its chunks hold more than 262144 cells/);
  });
});
