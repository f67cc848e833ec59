import assert from 'node:assert/strict';
import { fileRoutes, mapRoutes } from '../../shared/protocol/maps.routes.ts';
import type { AnyRoute } from '../../shared/protocol/route.ts';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { BAD_BODIES, BAD_TEXT, type HostileCase, NOT_TEXT, WRONG_TYPES } from '../../test/harness/hostile.ts';
import { tiledMap } from '../../test/harness/tiled-map.ts';
import { type Cast, serversApp } from './test-support.ts';

const NOT_IDS = ['x', '0', '-1', '%00', '..%2f..', '1e3', '%F0%9F%92%A9', "'%20or%201=1--", 'undefined', '[object]'];
const LATE = [
  ['a fraction', 1.5],
  ['a negative', -1],
  ['zero', 0],
  ['a text', '5'],
  ['huge', 1e300],
] as const;
const TOO_LONG: HostileCase = ['too long a text', 'é'.repeat(501)];
/** What no name may hold; markup and SQL are names like any other, kept as they are. */
const NO_LINE = BAD_TEXT.filter(([name]) => /NUL|surrogate|right-to-left|huge/.test(name));
const NO_NAME = [...NO_LINE, ...BAD_TEXT.filter(([name]) => /nothing|spaces/.test(name))];
const NO_WORD = [...NOT_TEXT, ...BAD_TEXT, ['another word', 'EMPEROR']] as readonly HostileCase[];
const NO_URL: readonly HostileCase[] = [
  ...BAD_TEXT,
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:image/svg+xml,<svg/>'],
  ['http', 'http://example.org/i.png'],
  ['a path', '//example.org/i.png'],
];
const without = (name: string, cases: readonly HostileCase[]) => cases.filter(([one]) => one !== name);

type Bodies = [
  route: keyof typeof serverRoutes,
  field: string,
  valid: Record<string, unknown>,
  cases: readonly HostileCase[],
];
const BODIES: readonly Bodies[] = [
  ['create', 'name', { map: {} }, [...NOT_TEXT, ...NO_NAME, ['missing', undefined]]],
  ['create', 'description', { name: 'n', map: {} }, [...NOT_TEXT, ...NO_LINE, TOO_LONG]],
  ['create', 'access', { name: 'n', map: {} }, NO_WORD],
  ['create', 'template', { name: 'n' }, [...NOT_TEXT, ['a huge text', 'x'.repeat(65)]]],
  ['update', 'name', {}, [...NOT_TEXT, ...NO_NAME]],
  ['update', 'description', {}, [...NOT_TEXT, ...NO_LINE, TOO_LONG]],
  ['update', 'icon_url', {}, [...without('null', NOT_TEXT), ...NO_URL]],
  ['update', 'access', {}, NO_WORD],
  ['replaceMap', 'template', {}, [...NOT_TEXT, ['a huge text', 'x'.repeat(65)]]],
  ['addMember', 'user_id', {}, [...NOT_TEXT, ...BAD_TEXT, ['missing', undefined]]],
  ['addMember', 'role', { user_id: '01900000-0000-7000-8000-000000000000' }, NO_WORD],
  ['setRole', 'role', {}, [...NO_WORD, ['missing', undefined]]],
  ['removeMember', 'ban', {}, [...WRONG_TYPES, ['a text', 'true'], ['a number', 1]]],
  ['removeMember', 'reason', {}, [...NOT_TEXT, ...NO_LINE]],
  ['createInvite', 'max_uses', {}, [...without('null', WRONG_TYPES), ...LATE, ['too many', 10_001]]],
  ['createInvite', 'expires_in', {}, [...without('null', WRONG_TYPES), ...LATE, ['too late', 366 * 24 * 3600]]],
];

type Queries = [route: keyof typeof serverRoutes, query: string, code: string];
const QUERIES: readonly Queries[] = (['list', 'members', 'invites', 'bans'] as const).flatMap((route): Queries[] => [
  ...['0', '-1', '101', '1e9', 'x', '', '1.5', 'NaN'].map((limit): Queries => [route, `limit=${limit}`, 'invalid']),
  [route, 'limit=1&limit=2', 'invalid'],
  [route, 'cursor=', 'invalid'],
  [route, `cursor=${'x'.repeat(1025)}`, 'invalid'],
  [route, 'cursor=a&cursor=b', 'invalid'],
  [route, 'cursor=%00', 'invalid_cursor'],
  [route, 'cursor=eyJ4IjoxfQ.AAAAAAAAAAAAAAAAAAAAAA', 'invalid_cursor'],
  [route, 'cursor=__proto__', 'invalid_cursor'],
]);
const SEARCHES: readonly Queries[] = [
  ['list', 'query=%00', 'invalid'],
  ['list', `query=${'x'.repeat(65)}`, 'invalid'],
  ['list', 'query=a&query=b', 'invalid'],
  ['list', 'mine=perhaps', 'invalid'],
  ['members', 'query=%00', 'invalid'],
  ['members', 'status=banned', 'invalid'],
  ['members', 'status=active&status=pending', 'invalid'],
];

describe('hostile calls', () => {
  const database = testDatabase();
  const { app, as, cast } = serversApp(database);
  let people: Cast;
  before(async () => {
    people = await cast('hostile');
  });
  afterEach(async () => {
    const { status, body } = await as(people.owner, 'GET', `/servers/${people.server.id}`);
    assert.equal(status, 200, 'the server goes on');
    assert.equal(body.name, people.server.name, 'and nothing has changed');
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
  const fill = (path: string, over: Record<string, string> = {}): string =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const usual: Record<string, string> = {
        server_id: people.server.id,
        user_id: people.member.id,
        code: 'abcdefghijkl',
        hash: '0'.repeat(64),
        id: 'office',
      };
      return over[name] ?? usual[name] ?? name;
    });
  const refused = ({ status, body }: Awaited<ReturnType<typeof as>>, code: string, what: string) => {
    assert.equal(`${status} ${body.error?.code}`, code, `${what}: ${JSON.stringify(body).slice(0, 300)}`);
    assert.equal(typeof body.error.message, 'string');
    assert.equal(typeof body.error.request_id, 'string');
  };

  const all: [string, AnyRoute][] = Object.entries({ ...serverRoutes, ...mapRoutes, ...fileRoutes });
  for (const [name, route] of all) {
    const { path, access } = route;
    const method = route.method.toUpperCase();
    const call = (over: Record<string, string>, body?: unknown) => as(people.owner, method, fill(path, over), body);

    if (access === 'signed_in') {
      it(`[VS60] ${name} answers 401 without a good token`, async () => {
        const tokens = { '': 'token_missing', 'Bearer x': 'token_invalid', 'Basic eDp5': 'token_invalid' };
        for (const [authorization, code] of Object.entries(tokens)) {
          const headers = { ...(authorization && { authorization }) };
          refused(
            await app.call(method, fill(path), { headers, ...(route.body && { body: {} }) }),
            `401 auth/${code}`,
            authorization,
          );
        }
      });
    }

    for (const parameter of ['server_id', 'user_id'].filter((one) => path.includes(`{${one}}`))) {
      it(`[VS60] ${name} answers 400 where ${parameter} is none`, async () => {
        const body = route.body ? { name: 'n', role: 'MEMBER', user_id: people.member.id, map: {} } : undefined;
        for (const bad of NOT_IDS) refused(await call({ [parameter]: bad }, body), '400 invalid', bad);
      });
    }

    if (path.includes('{server_id}')) {
      it(`[VS60] ${name} answers 404 for a server that there is not`, async () => {
        const body = route.body ? { name: 'n', role: 'MEMBER', user_id: people.member.id, map: tiledMap() } : undefined;
        const nowhere = '01900000-0000-7000-8000-000000000000';
        refused(await call({ server_id: nowhere }, body), '404 servers/not_found', nowhere);
      });
    }

    if (route.body) {
      it(`[VS61] ${name} takes no body but a JSON object`, async () => {
        for (const [what, body] of BAD_BODIES) {
          const { status } = await call({}, body);
          assert.ok([400, 409, 422].includes(status) || (body.startsWith('{') && status < 500), `${what}: ${status}`);
        }
        const text = await app.call(method, fill(path), {
          token: people.owner.token,
          body: 'name=x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        });
        refused(text, '415 unsupported_media_type', 'a form');
      });
    }
  }

  for (const [name, field, valid, cases] of BODIES) {
    const { method, path } = serverRoutes[name];
    it(`[VS61] ${name} answers 400 where ${field} is wrong`, async () => {
      for (const [what, value] of cases) {
        const answer = await as(people.owner, method.toUpperCase(), fill(path), { ...valid, [field]: value });
        refused(answer, '400 invalid', what);
        assert.match(answer.body.error.message, new RegExp(`^body\\.${field}`));
      }
    });
  }

  for (const [name, query, code] of [...QUERIES, ...SEARCHES]) {
    it(`[VS61] ${name} answers 400 to ${query.slice(0, 40)}`, async () => {
      refused(await as(people.owner, 'GET', `${fill(serverRoutes[name].path)}?${query}`), `400 ${code}`, query);
    });
  }

  it('[VS61] answers 400 to codes that are none, 404 to those that are not there', async () => {
    for (const code of ['abc', '%00', 'a'.repeat(65), 'a b c d', '../../x'.replaceAll('/', '%2f')]) {
      refused(await as(people.owner, 'POST', `/invites/${code}/accept`), '400 invalid', code);
    }
    refused(await as(people.owner, 'POST', '/invites/__proto__/accept'), '404 invites/not_found', '__proto__');
  });

  it('[VS62] keeps markup and SQL as the names that they are', async () => {
    for (const [what, name] of BAD_TEXT.filter(([one]) => ['markup', 'SQL', 'a path'].includes(one))) {
      const { status, body } = await as(people.owner, 'POST', '/servers', { name, map: tiledMap() });
      assert.deepEqual([status, body.name], [201, name], what);
    }
  });

  it('[VS62] ignores what a body claims beyond its fields', async () => {
    const claims = { owner_id: people.member.id, id: people.server.id, role: 'OWNER', member_count: 99 };
    const { status, body } = await as(people.stranger, 'POST', '/servers', {
      name: 'mine',
      map: tiledMap(),
      ...claims,
    });
    assert.equal(status, 201);
    assert.notEqual(body.id, people.server.id);
    assert.deepEqual([body.owner_id, body.member_count], [people.stranger.id, 1]);
  });

  it('[VS62] answers 400 to broken multipart, and to files where none are expected', async () => {
    const token = people.owner.token;
    const type = 'multipart/form-data; boundary=b';
    const part = '--b\r\ncontent-disposition: form-data; name="name"\r\n\r\nx\r\n';
    const virus = '--b\r\ncontent-disposition: form-data; name="virus"; filename="v"\r\n\r\nx\r\n--b--\r\n';
    for (const [body, contentType] of [
      [part, type],
      ['nonsense', type],
      ['', 'multipart/form-data'],
      [`${part}${virus}`, type],
    ] as const) {
      const headers = { 'content-type': contentType };
      refused(await app.call('POST', '/servers', { token, body, headers }), '400 invalid', body.slice(0, 40));
    }
  });

  it('[VS62] answers 413 to a map of more than 10 MB, in either form', async () => {
    const token = people.owner.token;
    const padding = 'x'.repeat(10 * 1024 * 1024);
    const json = JSON.stringify({ name: 'n', map: { padding } });
    refused(
      await app.call('POST', '/servers', { token, body: `${json}${' '.repeat(7_000_000)}` }),
      '413 too_large',
      'json',
    );
    const data = new FormData();
    data.set('name', 'n');
    data.set('map', new Blob([JSON.stringify({ padding })]), 'map.json');
    refused(await app.call('POST', '/servers', { token, body: data }), '413 too_large', 'multipart');
  });
});
