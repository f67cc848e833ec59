import assert from 'node:assert/strict';
import { VirtualServer } from '../../shared/protocol/servers.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { objectLayer, rectangle, tiledMap } from '../../test/harness/tiled-map.ts';
import { type Cast, type Person, serversApp } from './test-support.ts';

describe('virtual servers', () => {
  const database = testDatabase();
  const { person, found, as, cast, inside, listen, app } = serversApp(database);
  let ada: Person;
  let grace: Person;
  before(async () => {
    [ada, grace] = [await person('ada'), await person('grace')];
  });
  const refusal = (answer: { status: number; body: { error?: { code: string } } }) =>
    `${answer.status} ${answer.body.error?.code ?? ''}`;

  it('[VS7] lists public and approval servers to everyone, invite ones to their members', async () => {
    for (const access of ['public', 'approval', 'invite']) await found(ada, { name: `seen ${access}`, access });
    const namesFor = async (who: Person) =>
      (await as(who, 'GET', '/servers?query=seen')).body.servers.map((server: VirtualServer) => server.name).sort();
    assert.deepEqual(await namesFor(ada), ['seen approval', 'seen invite', 'seen public']);
    assert.deepEqual(await namesFor(grace), ['seen approval', 'seen public']);
  });

  it('[VS7] lists with `mine` what the caller belongs to or has asked to join', async () => {
    const { member, pending, stranger, server } = await cast('mine');
    for (const [who, ids] of [
      [member, [server.id]],
      [pending, [server.id]],
      [stranger, []],
    ] as const) {
      const { body } = await as(who, 'GET', '/servers?mine=true');
      assert.deepEqual(
        body.servers.map(({ id }: VirtualServer) => id),
        ids,
      );
    }
    const { body } = await as(pending, 'GET', '/servers?mine=1');
    assert.deepEqual([body.servers[0].role, body.servers[0].status], ['MEMBER', 'pending']);
    assert.ok((await as(stranger, 'GET', '/servers?mine=false')).body.servers.length > 0);
  });

  it('[VS8] searches name and description by any part of them, without case', async () => {
    await found(ada, { name: 'Ökologie 100%_\\ Club', description: 'Growing Tomatoes' });
    const finds = async (query: string) => {
      const { status, body } = await as(ada, 'GET', `/servers?query=${encodeURIComponent(query)}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body.servers.map(({ name }: VirtualServer) => name).includes('Ökologie 100%_\\ Club');
    };
    for (const query of ['ÖKO', 'tomatoes', 'TOMA', '100%_\\', ' club ', '%_']) assert.ok(await finds(query), query);
    for (const query of ['%x', '_0', "' or 1=1 --", '\\\\', 'Öko%Club']) assert.ok(!(await finds(query)), query);
  });

  it('[VS9] pages without a gap or a repeat while servers are being founded', async () => {
    const made = [];
    for (let index = 0; index < 7; index++) made.push((await found(grace, { name: `paged ${index}` })).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await as(ada, 'GET', `/servers?query=paged&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.servers.map(({ id }: VirtualServer) => id));
      assert.equal(body.has_more, body.cursor !== null);
      cursor = body.cursor;
      await found(grace, { name: 'paged, come later' });
    } while (cursor);
    assert.deepEqual(seen, made.toReversed());
  });

  it('[VS9] refuses a cursor of another filter, of another person, altered or made up', async () => {
    for (let index = 0; index < 3; index++) await found(grace, { name: `foreign ${index}` });
    const { cursor } = (await as(ada, 'GET', '/servers?query=foreign&limit=1')).body;
    const code = async (who: Person, query: string) => refusal(await as(who, 'GET', `/servers?limit=1&${query}`));
    assert.equal(await code(ada, `query=foreign&cursor=${cursor}`), '200 ');
    for (const query of [
      `cursor=${cursor}`,
      `query=foreig&cursor=${cursor}`,
      `query=foreign&mine=true&cursor=${cursor}`,
      `query=foreign&cursor=${cursor.slice(0, -1)}`,
      `query=foreign&cursor=x${cursor}`,
      'query=foreign&cursor=MTIz.abc',
    ]) {
      assert.equal(await code(ada, query), '400 invalid_cursor', query);
    }
    assert.equal(await code(grace, `query=foreign&cursor=${cursor}`), '400 invalid_cursor');
    const members = `/servers/${(await found(ada)).id}/members?cursor=${cursor}`;
    assert.equal(refusal(await as(ada, 'GET', members)), '400 invalid_cursor');
  });

  it('[VS15] shows a public server to anyone, with the number of those inside', async () => {
    const server = await found(ada, { name: 'open' });
    inside.set(server.id, new Set(['a', 'b']));
    const { body } = await as(grace, 'GET', `/servers/${server.id}`);
    const { role, status, online_count, member_count } = VirtualServer.parse(body);
    assert.deepEqual(
      { role, status, online_count, member_count },
      { role: null, status: null, online_count: 2, member_count: 1 },
    );
  });

  it('[VS16] answers for an invite server of others exactly as for none', async () => {
    const { server } = await cast('hidden', { access: 'invite' });
    const none = '01900000-0000-7000-8000-000000000000';
    const user = grace.id;
    const calls: [string, string, unknown?][] = [
      ['GET', ''],
      ['PUT', '', { name: 'x' }],
      ['DELETE', ''],
      ['PUT', '/map', { map: tiledMap() }],
      ['POST', '/join'],
      ['POST', '/leave'],
      ['GET', '/zones'],
      ['GET', '/minimap'],
      ['GET', '/map'],
      ['GET', '/members'],
      ['POST', '/members', { user_id: user }],
      ['POST', `/members/${user}/approve`],
      ['POST', `/members/${user}/reject`],
      ['PUT', `/members/${user}`, { role: 'ADMIN' }],
      ['DELETE', `/members/${user}`, { ban: true }],
      ['POST', '/invites', {}],
      ['GET', '/invites'],
      ['DELETE', '/invites/abcdef'],
      ['GET', '/bans'],
      ['DELETE', `/bans/${user}`],
    ];
    for (const [method, path, body] of calls) {
      const [hidden, missing] = await Promise.all(
        [server.id, none].map((id) => as(grace, method, `/servers/${id}${path}`, body)),
      );
      const shape = ({ status, body: { error } }: typeof hidden & object) => ({ status, ...error, request_id: '' });
      assert.equal(hidden!.status, 404, `${method} ${path}`);
      assert.deepEqual(shape(hidden!), shape(missing!), `${method} ${path}`);
    }
  });

  it('[VS15] refuses the inner routes to who is no member yet with 403', async () => {
    const { server, pending, stranger } = await cast('inner');
    for (const path of ['/zones', '/minimap', '/map', '/members', '/bans', '/invites']) {
      const route = `/servers/${server.id}${path}`;
      assert.equal(refusal(await as(stranger, 'GET', route)), '403 servers/not_a_member');
      assert.equal(refusal(await as(pending, 'GET', route)), '403 servers/approval_pending');
    }
    assert.equal((await as(pending, 'GET', `/servers/${server.id}`)).status, 200);
  });

  it('[VS17] lets admins change name, description, icon and access, and tells of it', async () => {
    const { server, admin } = await cast('change');
    const events = await listen(server.id);
    const changes = { name: 'New', description: '', icon_url: 'https://example.org/i.png', access: 'public' };
    const { status, body } = await as(admin, 'PUT', `/servers/${server.id}`, changes);
    assert.equal(status, 200);
    assert.deepEqual({ ...body, ...changes }, body);
    await eventually(() => events.some(({ type }) => type === 'server_changed'));
    assert.equal((await as(admin, 'PUT', `/servers/${server.id}`, { icon_url: null })).body.icon_url, null);
  });

  describe('by role', () => {
    let people: Cast;
    before(async () => {
      people = await cast('by_role');
    });
    const attempts: [string, string, unknown, string][] = [
      ['PUT', '', { name: 'x' }, 'yy--'],
      ['PUT', '/map', { map: tiledMap() }, 'yy--'],
      ['GET', '/members?status=pending', undefined, 'yy--'],
      ['POST', '/invites', {}, 'yyy-'],
      ['GET', '/invites', undefined, 'yyy-'],
      ['GET', '/bans', undefined, 'yyy-'],
      ['GET', '/members', undefined, 'yyyy'],
      ['GET', '/zones', undefined, 'yyyy'],
      ['DELETE', '', undefined, '?---'],
    ];
    for (const [method, path, body, expected] of attempts) {
      it(`[VS10] allows ${method} ${path || 'the server'} to ${expected}`, async () => {
        const roles = [people.owner, people.admin, people.moderator, people.member];
        for (const [index, who] of roles.entries()) {
          if (expected[index] === '?') continue;
          const answer = await as(who, method, `/servers/${people.server.id}${path}`, body);
          if (expected[index] === 'y') assert.ok(answer.status < 300, JSON.stringify(answer.body));
          else assert.equal(refusal(answer), '403 servers/role_too_low');
        }
      });
    }
  });

  it('[VS18] replaces the map whole: zones, hash, minimap, where people stood', async () => {
    const { server, admin, member } = await cast('remap');
    const before = (await as(member, 'GET', `/servers/${server.id}/minimap`)).headers.get('etag');
    const { db } = database;
    const stood = { server_id: server.id, user_id: member.id, x: 1, y: 1, dir: 0, updated_at: new Date() };
    await db.insertInto('positions').values(stood).execute();
    const events = await listen(server.id);
    const zones = objectLayer('zones', [rectangle('New room', [0, 0, 32, 32])]);
    const map = tiledMap({ layers: [...(tiledMap().layers as []), zones] });
    const { status, body } = await as(admin, 'PUT', `/servers/${server.id}/map`, { map });
    assert.equal(status, 200);
    assert.notEqual(body.map_hash, server.map_hash);
    const minimap = await app.call('GET', `/servers/${server.id}/minimap`, {
      token: member.token,
      headers: { 'if-none-match': before! },
    });
    assert.equal(minimap.status, 200);
    assert.equal(minimap.body.zones[0].name, 'New room');
    await eventually(() => events.some(({ type }) => type === 'map_changed'));
    const left = await Promise.all(
      (['maps', 'positions'] as const).map((table) =>
        db.selectFrom(table).selectAll().where('server_id', '=', server.id).execute(),
      ),
    );
    assert.deepEqual(
      left.map((rows) => rows.length),
      [1, 0],
    );
  });

  it('[VS18] keeps the old map when the new one is invalid', async () => {
    const server = await found(ada);
    const answer = await as(ada, 'PUT', `/servers/${server.id}/map`, { map: { layers: 'none' } });
    assert.equal(refusal(answer), '400 maps/invalid');
    assert.equal(refusal(await as(ada, 'PUT', `/servers/${server.id}/map`, {})), '400 invalid');
    assert.equal((await as(ada, 'GET', `/servers/${server.id}`)).body.map_hash, server.map_hash);
  });

  it('[VS18] ends with one map when many are sent at once', async () => {
    const server = await found(ada);
    const sends = Array.from({ length: 6 }, () => as(ada, 'PUT', `/servers/${server.id}/map`, { map: tiledMap() }));
    for (const { status } of await Promise.all(sends)) assert.equal(status, 200);
    const maps = await database.db.selectFrom('maps').selectAll().where('server_id', '=', server.id).execute();
    assert.equal(maps.length, 1);
    assert.equal((await as(ada, 'GET', `/servers/${server.id}`)).body.map_hash, maps[0]!.hash);
  });

  it('[VS19] deletes everything of a server, tells of it, and keeps the record', async () => {
    const { server, owner, member } = await cast('gone');
    await as(owner, 'POST', `/servers/${server.id}/invites`, {});
    const events = await listen(server.id);
    assert.equal((await as(owner, 'DELETE', `/servers/${server.id}`)).status, 204);
    assert.equal(refusal(await as(member, 'GET', `/servers/${server.id}`)), '404 servers/not_found');
    assert.equal(refusal(await as(owner, 'DELETE', `/servers/${server.id}`)), '404 servers/not_found');
    await eventually(() => events.some(({ type }) => type === 'server_deleted'));
    const { db } = database;
    for (const table of ['server_members', 'invites', 'channels', 'maps', 'zones'] as const) {
      const rows = await db.selectFrom(table).selectAll().where('server_id', '=', server.id).execute();
      assert.equal(rows.length, 0, table);
    }
    const record = await db.selectFrom('audit_log').selectAll().where('server_id', '=', server.id).execute();
    assert.ok(record.some(({ action, actor_id }) => action === 'server.deleted' && actor_id === owner.id));
  });
});
