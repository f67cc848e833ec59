import assert from 'node:assert/strict';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { decodeDocument } from '../../shared/maps/document.ts';
import { Template } from '../../shared/protocol/maps.routes.ts';
import { mapDocumentSchema, minimapSchema, zonesAnswerSchema } from '../../shared/protocol/maps.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { objectLayer, point, rectangle, tiledMap } from '../../test/harness/tiled-map.ts';
import { type Person, serversApp } from '../virtual-servers/test-support.ts';

type Raw = { status: number; headers: http.IncomingHttpHeaders; bytes: Buffer };

/** Bytes as they came: `fetch` would unpack them. */
const get = (url: string, headers: Record<string, string>): Promise<Raw> =>
  new Promise((resolve, reject) => {
    http
      .get(url, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
        );
      })
      .on('error', reject);
  });

describe('maps over REST', () => {
  const database = testDatabase();
  const { app, person, found, as } = serversApp(database);
  let ada: Person;
  let path: string;
  before(async () => {
    ada = await person('ada');
    const layers = [
      ...(tiledMap().layers as []),
      objectLayer('zones', [rectangle('Stage', [32, 0, 64, 32], { properties: [] })]),
      objectLayer('spawns', [point('Spawn door', [70, 40])]),
    ];
    path = `/servers/${(await found(ada, { map: tiledMap({ layers }) })).id}`;
  });
  const raw = (route: string, headers: Record<string, string> = {}) =>
    get(`${app.url}/api/v1${route}`, { authorization: `Bearer ${ada.token}`, ...headers });

  it('[VS30] answers zones and minimap in tiles, by the shapes of the wire', async () => {
    const { zones } = zonesAnswerSchema.parse((await as(ada, 'GET', `${path}/zones`)).body);
    assert.deepEqual(zones[0]?.bounds, { x: 1, y: 0, width: 2, height: 1 });
    const minimap = minimapSchema.parse((await as(ada, 'GET', `${path}/minimap`)).body);
    assert.deepEqual(minimap.bounds, { width: 6, height: 4 });
    assert.deepEqual(minimap.spawn_points, [{ name: 'Spawn door', x: 2, y: 1 }]);
    assert.deepEqual(minimap.zones, zones);
    assert.deepEqual(minimap.collision_tiles, []);
  });

  it('[VS31] answers 304 to who has the map or the minimap already', async () => {
    for (const route of [`${path}/minimap`, `${path}/map`]) {
      const first = await raw(route);
      assert.deepEqual([first.status, first.headers['cache-control']], [200, 'private, no-cache']);
      const again = await raw(route, { 'if-none-match': String(first.headers.etag) });
      assert.deepEqual([again.status, again.bytes.length, again.headers.etag], [304, 0, first.headers.etag]);
    }
  });

  it('[VS31] sends the document compressed to who takes that, plain to others', async () => {
    const [packed, plain] = await Promise.all([
      raw(`${path}/map`, { 'accept-encoding': 'gzip' }),
      raw(`${path}/map`, { 'accept-encoding': 'identity' }),
    ]);
    assert.deepEqual([packed.headers['content-encoding'], plain.headers['content-encoding']], ['gzip', undefined]);
    assert.equal(packed.headers.vary, 'Accept-Encoding');
    assert.deepEqual(gunzipSync(packed.bytes), plain.bytes);
    const { hash, document } = JSON.parse(plain.bytes.toString());
    assert.equal(hash, (await as(ada, 'GET', path)).body.map_hash);
    const game = decodeDocument(mapDocumentSchema.parse(document));
    assert.deepEqual([game.width, game.height, game.zones.length], [6, 4, 1]);
    assert.match(document.tilesets[0].image, /^\/api\/v1\/files\/[0-9a-f]{64}$/);
  });

  it('[VS32] serves pictures so that nothing in them can run, for good', async () => {
    const { document } = (await as(ada, 'GET', `${path}/map`)).body;
    const answer = await get(app.url + document.tilesets[0].image, {});
    assert.equal(answer.status, 200);
    const { headers } = answer;
    assert.equal(headers['content-type'], 'image/png');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
    assert.match(String(headers['content-disposition']), /^attachment; filename="[0-9a-f]{16}\.png"$/);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    const again = await get(app.url + document.tilesets[0].image, { 'if-none-match': String(headers.etag) });
    assert.equal(again.status, 304);
  });

  const BAD_HASHES: [string, number][] = [
    ['0'.repeat(64), 404],
    ['0'.repeat(63), 400],
    ['A'.repeat(64), 400],
    ['..%2f..%2fetc%2fpasswd', 400],
    ['%00', 400],
  ];
  for (const [hash, status] of BAD_HASHES) {
    it(`[VS32] answers ${status} for the file ${hash.slice(0, 24)}`, async () => {
      assert.equal((await raw(`/files/${hash}`)).status, status);
    });
  }

  it('[VS33] lists the built-in maps with a picture of each', async () => {
    const { body } = await app.call('GET', '/templates');
    const templates = body.templates.map((template: unknown) => Template.parse(template)) as Template[];
    assert.deepEqual(
      templates.map(({ id }) => id),
      ['office', 'park', 'lecture-hall', 'community'],
    );
    for (const { preview_url } of templates) {
      const { status, headers, bytes } = await get(app.url + preview_url, {});
      assert.deepEqual([status, headers['content-type']], [200, 'image/png']);
      const { width, height, channels } = await sharp(bytes).metadata();
      assert.ok(width >= 40 * 8 && height >= 30 * 8, `${width} x ${height}`);
      const { channels: colours } = await sharp(bytes).stats();
      assert.equal(channels, 4);
      assert.ok(colours[0]!.stdev > 10, 'something is drawn');
    }
    assert.equal((await raw('/templates/moon/preview.png')).status, 404);
    assert.equal((await raw('/templates/__proto__/preview.png')).status, 404);
  });

  it('[VS33] founds from each template, with the built-in picture stored once', async () => {
    const images = new Set<string>();
    for (const template of ['office', 'park', 'lecture-hall', 'community']) {
      const { status, body } = await as(ada, 'POST', '/servers', { name: template, template });
      assert.equal(status, 201, JSON.stringify(body));
      const { document } = (await as(ada, 'GET', `/servers/${body.id}/map`)).body;
      for (const { image } of document.tilesets) images.add(image);
      assert.ok(document.zones.length >= 3 && document.spawns.length >= 1);
    }
    assert.equal(images.size, 1);
    const bytes = await get(app.url + [...images][0], {});
    assert.ok((await sharp(bytes.bytes).metadata()).width > 500);
    const { body } = await as(ada, 'POST', '/servers', { name: 'the default' });
    assert.equal((await as(ada, 'GET', `/servers/${body.id}/minimap`)).status, 200);
  });
});
