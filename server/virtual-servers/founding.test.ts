import assert from 'node:assert/strict';
import { sql } from 'kysely';
import sharp from 'sharp';
import { VirtualServer } from '../../shared/protocol/servers.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { objectLayer, rectangle, tiledMap, tileLayer, tileset } from '../../test/harness/tiled-map.ts';
import { type Person, serversApp } from './test-support.ts';

const TABLES = ['servers', 'server_members', 'channels', 'maps', 'zones', 'map_files', 'files'] as const;

const square = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 256, height: 256, channels: 4, background: { r: red, g: 90, b: 60, alpha: 1 } } })
    .png()
    .toBuffer();

function form(fields: Record<string, unknown>, images: Record<string, Uint8Array> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') data.set(name, value);
    else data.set(name, new Blob([JSON.stringify(value)], { type: 'application/json' }), `${name}.json`);
  }
  for (const [name, bytes] of Object.entries(images)) data.append('images', new Blob([new Uint8Array(bytes)]), name);
  return data;
}

describe('founding a virtual server', () => {
  const database = testDatabase();
  const { app, person, found, as } = serversApp(database);
  let ada: Person;
  before(async () => {
    ada = await person('ada');
  });

  const counts = async (): Promise<Record<string, number>> => {
    const entries = TABLES.map(async (table) => {
      const rows = await database.db.selectFrom(table).selectAll().execute();
      return [table, rows.length] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  const rowsOf = (table: 'channels' | 'zones' | 'server_members', serverId: string) =>
    database.db.selectFrom(table).selectAll().where('server_id', '=', serverId).execute();

  it('[VS1] answers 201 with the server, whose owner is the caller', async () => {
    const { status, body } = await as(ada, 'POST', '/servers', {
      name: '  Café ✨ ',
      description: 'tea',
      map: tiledMap(),
    });
    assert.equal(status, 201);
    const server = VirtualServer.parse(body);
    const { id: _, map_hash: __, ...rest } = server;
    assert.deepEqual(rest, {
      name: 'Café ✨',
      description: 'tea',
      icon_url: null,
      access: 'public',
      owner_id: ada.id,
      member_count: 1,
      online_count: 0,
      role: 'OWNER',
      status: 'active',
      created_at: app.clock.now().toISOString(),
    });
    const [channel, ...others] = await rowsOf('channels', server.id);
    assert.deepEqual([channel?.name, channel?.type, channel?.is_default, others.length], ['general', 'TEXT', true, 0]);
  });

  it('[VS1] founds under the old address as well', async () => {
    const { status, body } = await as(ada, 'POST', '/servers/create-server', { name: 'old', map: tiledMap() });
    assert.equal(status, 201);
    assert.equal((await as(ada, 'GET', `/servers/${body.id}`)).body.name, 'old');
  });

  it('[VS2] keeps the zones of the map with their ids', async () => {
    const zones = objectLayer('zones', [rectangle('Quiet', [32, 32, 64, 64], { class: 'zone' })]);
    const map = tiledMap({ layers: [...(tiledMap().layers as []), zones] });
    const server = await found(ada, { map });
    const { body } = await as(ada, 'GET', `/servers/${server.id}/zones`);
    assert.deepEqual(body.zones, [
      { id: body.zones[0].id, name: 'Quiet', type: 'PUBLIC', bounds: { x: 1, y: 1, width: 2, height: 2 } },
    ]);
    const [row] = await rowsOf('zones', server.id);
    assert.equal((row as { id: string }).id, body.zones[0].id);
  });

  it('[VS3] takes a map and its pictures as multipart, matched by base name without case', async () => {
    const picture = await square(200);
    const body = form({ name: 'many parts', access: 'invite', map: tiledMap() }, { 'C:\\art\\OFFICE.PNG': picture });
    const { status, body: server } = await as(ada, 'POST', '/servers', body);
    assert.equal(status, 201);
    assert.equal(server.access, 'invite');
    const { document } = (await as(ada, 'GET', `/servers/${server.id}/map`)).body;
    const [sheet] = document.tilesets;
    const answer = await fetch(app.url + sheet.image);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), picture);
  });

  it('[VS3] stores the same picture once, and deletes it with its last map', async () => {
    const picture = await square(17);
    const before = (await counts()).files!;
    const make = async (name: string) =>
      (await as(ada, 'POST', '/servers', form({ name, map: tiledMap() }, { 'office.png': picture }))).body.id;
    const ids = [await make('first'), await make('second')];
    assert.equal((await counts()).files, before + 1);
    await as(ada, 'DELETE', `/servers/${ids[0]}`);
    assert.equal((await counts()).files, before + 1);
    await as(ada, 'DELETE', `/servers/${ids[1]}`);
    assert.equal((await counts()).files, before);
  });

  it('[VS3] keeps pictures whole while maps with them come and go at once', async () => {
    const picture = await square(18);
    const body = () => form({ name: 'in and out', map: tiledMap() }, { 'office.png': picture });
    let servers: string[] = [];
    for (let round = 0; round < 4; round++) {
      const [made] = await Promise.all([
        Promise.all(Array.from({ length: 5 }, async () => (await as(ada, 'POST', '/servers', body())).body.id)),
        Promise.all(servers.map((id) => as(ada, 'DELETE', `/servers/${id}`))),
      ]);
      servers = made;
      assert.ok(servers.every(Boolean), 'every founding succeeds');
    }
    const { document } = (await as(ada, 'GET', `/servers/${servers[0]}/map`)).body;
    assert.equal((await fetch(app.url + document.tilesets[0].image)).status, 200);
  });

  it('[VS4] draws placeholder tiles for a picture that was not sent', async () => {
    const server = await found(ada, { map: tiledMap({ tilesets: [tileset({ image: 'nowhere.png' })] }) });
    const { document } = (await as(ada, 'GET', `/servers/${server.id}/map`)).body;
    const bytes = await (await fetch(app.url + document.tilesets[0].image)).arrayBuffer();
    const { width, height, format } = await sharp(bytes).metadata();
    assert.deepEqual([width, height, format], [256, 256, 'png']);
  });

  const FAULTS: [string, unknown, RegExp][] = [
    ['a number', 5, /^Invalid Map: /],
    ['null', null, /^Invalid Map: /],
    ['a list', [], /^Invalid Map: /],
    ['a text', 'map', /^Invalid Map: /],
    ['an empty object', {}, /^Invalid Map: .*layers/],
    ['a layer that is too short', tiledMap({ layers: [tileLayer('ground', [[1]])] }), /^Invalid Map: .*"ground"/],
    [
      'no walkable tile',
      { ...tiledMap(), layers: [tileLayer('collision', full())] },
      /^Invalid Map: every tile is blocked/,
    ],
    ['100,000 x 100,000 tiles', tiledMap({ width: 100_000, height: 100_000 }), /^Invalid Map: /],
    ['a picture from elsewhere', tiledMap({ tilesets: [tileset({ image: 'https://x.y/z.png' })] }), /^Invalid Map: /],
  ];
  for (const [name, map, message] of FAULTS) {
    it(`[VS5] refuses as a map ${name}, leaving no row and no file`, async () => {
      const before = await counts();
      for (const body of [{ name: 'orphan', map }, form({ name: 'orphan', map }, { 'lone.png': await square(1) })]) {
        const answer = await as(ada, 'POST', '/servers', body);
        assert.equal(answer.status, 400, JSON.stringify(answer.body));
        assert.equal(answer.body.error.code, 'maps/invalid');
        assert.match(answer.body.error.message, message);
      }
      assert.deepEqual(await counts(), before);
    });
  }

  const PICTURES: [string, () => Promise<Uint8Array>][] = [
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['nothing', async () => new Uint8Array()],
    ['half a PNG', async () => (await square(3)).subarray(0, 200)],
    ['text', async () => Buffer.from('hello')],
  ];
  for (const [name, picture] of PICTURES) {
    it(`[VS5] refuses as a picture ${name}, leaving no row and no file`, async () => {
      const before = await counts();
      const body = form({ name: 'orphan', map: tiledMap() }, { 'office.png': await picture() });
      const answer = await as(ada, 'POST', '/servers', body);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.error.code, 'maps/image_invalid');
      assert.match(answer.body.error.message, /^Invalid Map: .*"office\.png"/);
      assert.deepEqual(await counts(), before);
    });
  }

  it('[VS5] refuses a file that is no JSON, and a template that there is not', async () => {
    const before = await counts();
    const data = form({ name: 'orphan' });
    data.set('map', new Blob(['{"layers":']), 'map.json');
    const answer = await as(ada, 'POST', '/servers', data);
    assert.deepEqual([answer.status, answer.body.error.code], [400, 'maps/invalid']);
    const unknown = await as(ada, 'POST', '/servers', { name: 'orphan', template: 'moon' });
    assert.deepEqual([unknown.status, unknown.body.error.code], [422, 'servers/unknown_template']);
    assert.deepEqual(await counts(), before);
  });

  it('[VS5] leaves nothing when storing breaks half way', async () => {
    const before = await counts();
    await sql`alter table zones add constraint no_zones check (name <> 'Breaks') not valid`.execute(database.db);
    try {
      const zones = objectLayer('zones', [rectangle('Breaks', [0, 0, 64, 64])]);
      const map = tiledMap({ layers: [...(tiledMap().layers as []), zones] });
      const answer = await as(
        ada,
        'POST',
        '/servers',
        form({ name: 'orphan', map }, { 'office.png': await square(5) }),
      );
      assert.deepEqual([answer.status, answer.body.error.code], [500, 'internal']);
    } finally {
      await sql`alter table zones drop constraint no_zones`.execute(database.db);
    }
    assert.deepEqual(await counts(), before);
  });
});

describe('the limit on founding', () => {
  const { person, as } = serversApp(testDatabase(), { RATE_LIMITS: 'on', LIMIT_CREATE_SERVER_PER_HOUR: '2' });

  it('[VS6] counts foundings and new maps together, and says when to come back', async () => {
    const ada = await person('ada');
    const first = await as(ada, 'POST', '/servers', { name: 'one', map: tiledMap() });
    assert.equal((await as(ada, 'PUT', `/servers/${first.body.id}/map`, { map: tiledMap() })).status, 200);
    const third = await as(ada, 'POST', '/servers', { name: 'three', map: tiledMap() });
    assert.deepEqual([third.status, third.body.error.code], [429, 'rate_limited']);
    assert.ok(Number(third.headers.get('retry-after')) > 3000);
    const grace = await person('grace');
    assert.equal((await as(grace, 'POST', '/servers', { name: 'hers', map: tiledMap() })).status, 201);
  });
});

function full(): number[][] {
  return Array.from({ length: 4 }, () => new Array<number>(6).fill(1));
}
