// Faults 19 and 20: lists of chat that are read page by page while they grow, with cursors that are forged or of another
// list, and searches for whatever can be typed.

import assert from 'node:assert/strict';
import { NOT_TEXT } from '../harness/hostile.ts';
import { type Connection, found, member, type Person, person, type Visit } from '../harness/people.ts';
import type { RestAnswer } from '../harness/rest.ts';
import { testServer } from '../harness/server.ts';
import { codeOf, FIRST_ID, LAST_ID, outcome } from './chat-asking.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;

describe('pages of chat', function () {
  this.timeout(60_000);
  const server = testServer();
  let owner: Person;
  let other: Person;
  let serverId: string;
  let general: string;
  let hub: Connection;
  let world: Visit;
  let witness: Visit;
  const path = (rest: string): string => `/servers/${serverId}${rest}`;

  before(async () => {
    owner = await person(server, 'owner');
    serverId = await found(owner);
    other = await member(server, serverId, 'other');
    general = (await owner.call('GET', path('/channels'))).body.channels[0].id;
    hub = await owner.hub();
    world = await owner.join(serverId);
    witness = await other.join(serverId);
    await fillLists();
  });
  const said = async (content: string, more: object = {}): Promise<Any> => {
    const { status, body } = await owner.call('POST', path('/chat/send'), { scope: 'global', content, ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  /** That the process lives, the connections stay, and nothing failed that was not foreseen. */
  async function theOthersGoOn(): Promise<void> {
    const { id } = await said('still here');
    await witness.hear('chat:sent', (body) => body.id === id);
    assert.deepEqual(
      [hub, world, witness].map(({ closed }) => closed.code),
      [undefined, undefined, undefined],
    );
    assert.equal(server.server.child.exitCode, null);
    const failed = server.server
      .output()
      .split('\n')
      .filter((line) => line.includes('"level":50'));
    assert.deepEqual(failed, []);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  }

  /** A list, which asks for a page of it, with what it holds. */
  type List = { name: string; get(query: string): Promise<RestAnswer>; key: string; by: string };
  let lists: List[];
  let parent: Any;
  let room: Any;
  const cursors = new Map<string, string>();

  async function fillLists(): Promise<void> {
    room = (await owner.call('POST', path('/channels'), { name: 'paged' })).body;
    for (let n = 0; n < 3; n++) {
      const someone = await member(server, serverId, 'paged');
      await owner.call('POST', path('/chat/send'), {
        scope: 'direct',
        target_user_id: someone.user_id,
        content: 'hello',
      });
      await someone.call('POST', path(`/channels/${room.id}/join`));
      await owner.call('PUT', `/users/me/blocks/${someone.user_id}`);
    }
    parent = await said('thread of pages');
    for (let n = 0; n < 3; n++) {
      await said(`paged ${n}`, { parent_message_id: parent.id });
      await owner.call('POST', path(`/channels/${room.id}/messages`), { content: `paged ${n}` });
    }
    const list = (name: string, at: string, key: string, by = 'cursor'): List => ({
      ...{ name, key, by },
      get: (query) => owner.call('GET', `${at}${at.includes('?') ? '&' : '?'}${query}`),
    });
    lists = [
      list('history', path('/chat/history'), 'messages', 'before'),
      list('messages of a channel', path(`/channels/${room.id}/messages`), 'messages', 'before'),
      list('replies', path(`/chat/${parent.id}/replies`), 'replies'),
      list('members of a channel', path(`/channels/${room.id}/members`), 'members'),
      list('direct conversations', '/users/me/directs', 'directs'),
      list('blocks', '/users/me/blocks', 'blocks'),
      list('search', path('/chat/search?q=paged'), 'results'),
    ];
    for (const { name, get } of lists) {
      const { status, body } = await get('limit=1');
      assert.equal(status, 200, name);
      cursors.set(name, body.cursor);
      assert.ok(body.cursor, `${name} has a second page`);
    }
  }

  it('[CH52] are opened by the cursors of their own list, unaltered, and by no other', async () => {
    for (const { name, get, by, key } of lists) {
      const own = cursors.get(name)!;
      const next = await get(`limit=1&${by}=${encodeURIComponent(own)}`);
      assert.deepEqual([next.status, next.body[key]?.length], [200, 1], name);
      const [payload, signature] = own.split('.') as [string, string];
      const wrong = [
        ...[...cursors].filter(([from]) => from !== name).map(([, cursor]) => cursor),
        ...[`${own}x`, own.slice(0, -1), `x${own}`, payload, `${payload}.`, `.${signature}`, `${own}.${signature}`],
        `${Buffer.from(`["${FIRST_ID}"]`).toString('base64url')}.${signature}`,
        ...['forged', '..', '\u0000', '[]', '{}', 'null', "' or 1=1", '-1', FIRST_ID],
      ];
      for (const cursor of wrong) {
        const answer = await get(`${by}=${encodeURIComponent(cursor)}`);
        assert.deepEqual([answer.status, codeOf(answer)], [400, 'invalid_cursor'], `${name}: ${cursor}`);
      }
      for (const limit of ['0', '-1', '101', '1e9', '1.5', 'ten', '', 'NaN', 'Infinity', '0x7fffffffffffffff']) {
        const answer = await get(`limit=${limit}`);
        assert.deepEqual([answer.status, codeOf(answer)], [400, 'invalid'], `${name}: ${limit}`);
      }
      for (const query of [`${by}=${'x'.repeat(1025)}`, `${by}=`, 'limit=1&limit=2', `${by}=a&${by}=b`]) {
        const answer = await get(query);
        assert.deepEqual([answer.status, codeOf(answer)], [400, 'invalid'], `${name}: ${query.slice(0, 40)}`);
      }
    }
  });

  it('[CH52] are not opened by the cursors of another person, server, thread or channel', async () => {
    const foreign = async (who: Person, at: string, by: string, cursor: string) =>
      codeOf(await who.call('GET', `${at}${at.includes('?') ? '&' : '?'}${by}=${encodeURIComponent(cursor)}`));
    const general2 = path(`/channels/${general}`);
    const second = await said('another thread');
    for (const [who, at, by, list] of [
      [other, '/users/me/directs', 'cursor', 'direct conversations'],
      [other, '/users/me/blocks', 'cursor', 'blocks'],
      [other, path('/chat/search?q=paged'), 'cursor', 'search'],
      [owner, path('/chat/search?q=page'), 'cursor', 'search'],
      [owner, `${general2}/members`, 'cursor', 'members of a channel'],
      [owner, `${general2}/messages`, 'before', 'messages of a channel'],
      [owner, path(`/chat/${second.id}/replies`), 'cursor', 'replies'],
    ] as const) {
      assert.equal(await foreign(who, at, by, cursors.get(list)!), 'invalid_cursor', `${list}: ${at}`);
    }
    const elsewhere = await found(owner);
    const there = `/servers/${elsewhere}/chat`;
    assert.equal(await foreign(owner, `${there}/history`, 'before', cursors.get('history')!), 'invalid_cursor');
    assert.equal(await foreign(owner, `${there}/search?q=paged`, 'cursor', cursors.get('search')!), 'invalid_cursor');
  });

  it('[CH52] over rooms too, where limits may be of any type', async () => {
    for (const [one, more] of [
      [hub, { server_id: serverId }],
      [world, {}],
    ] as const) {
      const requests: [string, object, string, string][] = [
        ['chat:history', {}, 'before', 'history'],
        ['chat:replies', { message_id: parent.id }, 'cursor', 'replies'],
        ['chat:search', { q: 'paged' }, 'cursor', 'search'],
      ];
      for (const [type, body, by, list] of requests) {
        const full = { ...more, ...body };
        assert.equal(typeof (await outcome(one, type, { ...full, [by]: cursors.get(list) })), 'object', type);
        for (const [from, cursor] of cursors) {
          if (from !== list) assert.equal(await outcome(one, type, { ...full, [by]: cursor }), 'invalid_cursor', type);
        }
        for (const limit of [0, -1, 101, 1e9, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 'ten', {}, null, 10n ** 18n]) {
          assert.equal(await outcome(one, type, { ...full, limit }), 'invalid', `${type} ${limit}`);
        }
        for (const cursor of [5, {}, [], null, '', 'x'.repeat(1025)]) {
          assert.equal(await outcome(one, type, { ...full, [by]: cursor }), 'invalid', `${type} ${cursor}`);
        }
      }
    }
    await theOthersGoOn();
  });

  it('[CH53] begin at any time and id that can be named', async () => {
    const times: [string, number][] = [
      ['0000-01-01T00:00:00.000Z', 200],
      ['0001-01-01T00:00:00Z', 200],
      ['1969-12-31T23:59:59Z', 200],
      ['9999-12-31T23:59:59.999Z', 200],
      ['2026-11-25T10:00:00.123456789Z', 200],
      ['2026-11-25T10:00:00+14:00', 200],
      ['2026-11-25T10:00:00+99:99', 400],
      ['2026-02-30T10:00:00Z', 400],
      ['2026-13-77T99:00:00.000Z', 400],
      ['+275760-09-13T00:00:00Z', 400],
      ['now', 400],
      ['1e13', 400],
    ];
    for (const [time, status] of times) {
      const value = encodeURIComponent(time);
      const asked = [
        await owner.call('GET', path(`/chat/history?before=${value}`)),
        await owner.call('GET', path(`/chat/search?q=paged&date_from=${value}`)),
        await owner.call('GET', path(`/chat/search?q=paged&date_to=${value}`)),
      ];
      assert.deepEqual(
        asked.map((answer) => answer.status),
        [status, status, status],
        time,
      );
    }
    for (const id of [
      FIRST_ID,
      LAST_ID,
      '7fffffff-ffff-7fff-bfff-ffffffffffff',
      'ffffffff-ffff-4fff-bfff-ffffffffffff',
    ]) {
      const after = await owner.call('GET', path(`/chat/history?after=${id}`));
      const around = await owner.call('GET', path(`/chat/history?around=${id}`));
      const resumed = await owner.call('GET', path(`/chat/resume?after=${id}`));
      assert.deepEqual([after.status, codeOf(around), resumed.status], [200, 'chat/message_not_found', 200], id);
      for (const one of [hub, world]) assert.equal(typeof (await outcome(one, 'chat:resume', { after: id })), 'object');
    }
    for (const days of [
      'before:0000-01-01',
      'after:9999-12-31',
      'on:2026-02-30',
      'before:1969-01-01 after:9999-12-31',
    ]) {
      assert.equal((await owner.call('GET', path(`/chat/search?q=${encodeURIComponent(days)}`))).status, 200, days);
    }
  });

  /** Reads all pages; `meanwhile` is called after each. */
  async function readAll({ get, key, by }: List, limit: number, meanwhile: () => Promise<unknown>): Promise<Any[]> {
    const all: Any[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { status, body } = await get(`limit=${limit}${cursor && `&${by}=${encodeURIComponent(cursor)}`}`);
      assert.equal(status, 200);
      all.push(...body[key]);
      assert.equal(body.has_more, body.cursor !== null);
      cursor = body.cursor;
      if (cursor !== null) await meanwhile();
      assert.ok(all.length < 200, 'it never ends');
    }
    return all;
  }

  it('[CH54] of threads and members have no gap and no repeat while more come', async () => {
    const thread = await said('a growing thread');
    const answers: string[] = [];
    const answer = async () => void answers.push((await said('answer', { parent_message_id: thread.id })).id);
    for (let n = 0; n < 12; n++) await answer();
    let more = 4;
    const list: List = {
      name: '',
      key: 'replies',
      by: 'cursor',
      get: (query) => owner.call('GET', path(`/chat/${thread.id}/replies?${query}`)),
    };
    const read = await readAll(list, 5, async () => more-- > 0 && answer());
    assert.deepEqual(
      read.map(({ id }) => id),
      answers,
    );

    const channel = (await owner.call('POST', path('/channels'), { name: 'crowded' })).body.id;
    const joined: string[] = [];
    const join = async () => {
      const someone = await member(server, serverId, 'joins');
      assert.equal((await someone.call('POST', path(`/channels/${channel}/join`))).status, 200);
      joined.push(someone.user_id);
    };
    for (let n = 0; n < 5; n++) await join();
    more = 2;
    const members: List = {
      name: '',
      key: 'members',
      by: 'cursor',
      get: (query) => owner.call('GET', path(`/channels/${channel}/members?${query}`)),
    };
    const inside = await readAll(members, 2, async () => more-- > 0 && join());
    assert.deepEqual(
      inside.map(({ user_id }) => user_id),
      joined,
    );
  });

  it('[CH54] of direct conversations have no gap and no repeat while people write, of blocks while people are blocked', async () => {
    const reader = await member(server, serverId, 'reader');
    const friends: Person[] = [];
    for (let n = 0; n < 9; n++) friends.push(await member(server, serverId, 'friend'));
    const write = async (from: Person) => {
      const body = { scope: 'direct', target_user_id: reader.user_id, content: 'hello' };
      assert.equal((await from.call('POST', path('/chat/send'), body)).status, 201);
    };
    for (const one of friends) await write(one);
    const began = friends.map(({ user_id }) => user_id).reverse();
    // Those who were read, those who are to be read next, the very last, and somebody new write meanwhile.
    const late = await member(server, serverId, 'late');
    const rounds = [[8, 4, 0], [5, 3, 0, 8], [2]];
    const directs: List = {
      name: '',
      key: 'directs',
      by: 'cursor',
      get: (query) => reader.call('GET', `/users/me/directs?${query}`),
    };
    const read = await readAll(directs, 3, async () => {
      for (const n of rounds.shift() ?? []) await write(friends[n]!);
      await write(late);
    });
    assert.deepEqual(
      read.map(({ user_id }) => user_id),
      began,
    );
    const anew = (await directs.get('limit=100')).body.directs.map((one: Any) => one.user_id);
    assert.deepEqual([anew.length, new Set(anew).size], [10, 10], 'asked anew, all of them');

    const block = (one: Person) => reader.call('PUT', `/users/me/blocks/${one.user_id}`);
    for (const one of friends) assert.equal((await block(one)).status, 204);
    const blocks: List = {
      name: '',
      key: 'blocks',
      by: 'cursor',
      get: (query) => reader.call('GET', `/users/me/blocks?${query}`),
    };
    const blocked = await readAll(blocks, 4, async () => {
      await block(late);
      await reader.call('DELETE', `/users/me/blocks/${friends[8]!.user_id}`);
    });
    assert.deepEqual(
      blocked.map(({ user_id }) => user_id),
      began,
    );
  });

  it('[CH55] searches for whatever is typed, in time, and never elsewhere', async () => {
    await said('100% of or 1 1 bison & ! | stand_here');
    const stranger = await person(server, 'stranger');
    const hidden = await found(stranger, { access: 'invite' });
    const secret = await stranger.call('POST', `/servers/${hidden}/chat/send`, {
      scope: 'global',
      content: 'or 1 1 bison elsewhere',
    });
    assert.equal(secret.status, 201);
    const queries = [
      '%',
      '_',
      '%%%%',
      "' OR 1=1 --",
      '"; select pg_sleep(10); --',
      'a & | !',
      '!!!!',
      '& | ! ( ) < - >',
      'bison:*',
      ':*',
      '<->',
      '\\',
      "\\'",
      '(((((((((((',
      '((a|b)*)*'.repeat(20),
      `${'a'.repeat(199)}!`,
      `${'('.repeat(100)}${')'.repeat(100)}`,
      '"'.repeat(199),
      `-${'-'.repeat(190)}`,
      'from:\u0000',
      'from:"a\u0000b"',
      'in:\u0000',
      'has:\u0000',
      'before:\u0000',
      '\u0000',
      'bison\u0000',
      'from:%',
      'in:%',
      "from:' or '1'='1",
      'from:me from:me in:general in:general has:link has:file has:image',
      '\u202ebison',
      '\u200b',
      '🦊',
      'ﷺ'.repeat(100),
      '\u0301'.repeat(200),
      'ß'.repeat(200),
    ];
    for (const q of queries) {
      const began = performance.now();
      const answers = [
        codeOf(await owner.call('GET', path(`/chat/search?q=${encodeURIComponent(q)}`))),
        await outcome(hub, 'chat:search', { q, server_id: serverId }),
        await outcome(world, 'chat:search', { q }),
      ];
      assert.ok(performance.now() - began < 3 * 500, `${q} took ${performance.now() - began} ms`);
      for (const answer of answers) {
        assert.ok(Array.isArray(answer.results), `${JSON.stringify(q)}: ${JSON.stringify(answer)}`);
        assert.ok(!answer.results.some(({ content }: Any) => /elsewhere/.test(content)), q);
      }
    }
    const deep = (depth: number): unknown => (depth === 0 ? 'x' : [deep(depth - 1)]);
    for (const q of ['x'.repeat(10_000), 'x '.repeat(5_000), ...NOT_TEXT.map(([, value]) => value), deep(400)]) {
      // The longest do not fit into an address.
      if (typeof q === 'string') {
        const { status } = await owner.call('GET', path(`/chat/search?q=${q}`));
        assert.ok(status === 400 || status === 431, `${status}`);
      }
      for (const one of [hub, world])
        assert.equal(await outcome(one, 'chat:search', { q, server_id: serverId }), 'invalid');
    }
    for (const query of [
      '',
      'q=a&q=b',
      'q[]=a',
      'q=bison&channel_id=x',
      `q=bison&user_id=${"'"}`,
      'q=bison&date_from=yesterday',
    ]) {
      assert.equal(codeOf(await owner.call('GET', path(`/chat/search?${query}`))), 'invalid', query);
    }
    assert.equal(codeOf(await owner.call('GET', path(`/chat/search?q=bison&user_id=${stranger.user_id}`))).count, 0);
    assert.equal(codeOf(await owner.call('GET', `/servers/${hidden}/chat/search?q=bison`)), 'servers/not_found');
    await theOthersGoOn();
  });
});
