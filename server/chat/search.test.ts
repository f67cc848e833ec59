import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { type SearchAnswer, SearchQuery } from '../../shared/protocol/chat.ts';
import { parseSearch } from '../../shared/rules/search-query.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { createCursors } from '../platform/cursor.ts';
import { type AppError, isAppError } from '../platform/errors.ts';
import { directId, pairOf } from './conversation-id.ts';
import { createMessageIds, firstIdAt } from './message-ids.ts';
import { listReactions, toMessage } from './messages.repository.ts';
import { createPlaces } from './places.service.ts';
import { COUNT_MAX, searchMessages } from './search.repository.ts';
import { createSearch, type Search } from './search.service.ts';

const TODAY = Date.UTC(2026, 5, 15, 12);
const DAY_MS = 24 * 3600_000;

type Said = { by: string; content: string; at?: number; deleted?: boolean } & (
  | { in: string; to?: never; zone?: never }
  | { zone: string; in?: never; to?: never }
  | { to: string; in?: never; zone?: never }
);

describe('search', () => {
  const database = testDatabase();
  const ids = createMessageIds();
  let search: Search;
  /** By name. */
  const people: Record<string, string> = {};
  const channels: Record<string, { id: string; serverId: string }> = {};
  const zones: Record<string, string> = {};
  let plaza: string;
  let club: string;
  /** The zones that people stand in. */
  const inside = new Map<string, string[]>();
  let clock = TODAY;

  before(async () => {
    const { db } = database;
    const at = new Date(TODAY);
    const times = { created_at: at, updated_at: at };
    for (const name of ['ada', 'bob', 'cleo', 'eve', 'gone']) {
      people[name] = uuidv7();
      const names = { username: name, username_key: name, email: `${name}@b.c`, email_key: `${name}@b.c` };
      await db
        .insertInto('users')
        .values({ ...names, id: people[name], password_hash: '', avatar_id: '', ...times })
        .execute();
    }
    const found = async (name: string, members: Record<string, 'OWNER' | 'MEMBER'>): Promise<string> => {
      const [id, mapId] = [uuidv7(), uuidv7()];
      const owner_id = people.ada!;
      await db.transaction().execute(async (tx) => {
        const server = { id, name, access: 'public', owner_id, map_id: mapId, ...times } as const;
        await tx.insertInto('servers').values(server).execute();
        const map = { id: mapId, server_id: id, tiled: '{}', document: '{}', width: 1, height: 1, hash: 'h' };
        await tx
          .insertInto('maps')
          .values({ ...map, created_at: at })
          .execute();
      });
      for (const [member, role] of Object.entries(members)) {
        const row = { server_id: id, user_id: people[member]!, role, status: 'active', joined_at: at } as const;
        await db.insertInto('server_members').values(row).execute();
      }
      for (const [position, type] of (['PUBLIC', 'PRIVATE'] as const).entries()) {
        const zone = { id: uuidv7(), server_id: id, map_id: mapId, position, name: type, type, x: 0, y: 0 };
        await db
          .insertInto('zones')
          .values({ ...zone, width: 1, height: 1 })
          .execute();
        zones[`${name} ${type}`] = zone.id;
        await db.insertInto('conversations').values({ id: zone.id, kind: 'zone', server_id: id }).execute();
      }
      return id;
    };
    plaza = await found('Plaza', { ada: 'OWNER', bob: 'MEMBER', cleo: 'MEMBER' });
    club = await found('Club', { ada: 'OWNER', cleo: 'MEMBER', eve: 'MEMBER' });
    const open = async (serverId: string, name: string, is_private = false): Promise<void> => {
      const id = uuidv7();
      const row = { id, server_id: serverId, name, type: 'TEXT', is_private, is_default: name === 'general' } as const;
      await db
        .insertInto('channels')
        .values({ ...row, created_at: at })
        .execute();
      await db
        .insertInto('conversations')
        .values({ id, kind: 'channel', server_id: serverId, channel_id: id })
        .execute();
      channels[serverId === plaza ? name : `club ${name}`] = { id, serverId };
    };
    for (const name of ['general', 'Dev Talk', 'paging', 'crowd', 'odd']) await open(plaza, name);
    await open(plaza, 'secret', true);
    await open(club, 'general');
    const places = createPlaces({
      db,
      whereabouts: { zonesOf: async (serverId, userId) => inside.get(`${serverId} ${userId}`) ?? [] },
    });
    search = createSearch({
      db,
      places,
      cursors: createCursors('the secret of the cursors in tests'),
      present: async (rows) => {
        const reactions = await listReactions(
          db,
          rows.map(({ id }) => id),
        );
        return rows.map((row) => toMessage(row, { reactions: reactions.get(row.id) }));
      },
    });
  });

  /** Puts it where a send would; a second after the last one. */
  async function say(said: Said): Promise<string> {
    const { db } = database;
    clock += 1000;
    const at = new Date(said.at ?? clock);
    const author = people[said.by]!;
    const other = said.to === undefined ? null : people[said.to]!;
    const channel = said.in === undefined ? null : channels[said.in]!;
    const conversation_id = other ? directId(author, other) : (channel?.id ?? zones[said.zone!]!);
    const server_id = channel?.serverId ?? plaza;
    if (other) {
      const [user_a, user_b] = pairOf(author, other);
      await db
        .insertInto('conversations')
        .values({ id: conversation_id, kind: 'direct', user_a, user_b })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const head = await db
      .updateTable('conversations')
      .set((eb) => ({ head_seq: eb('head_seq', '+', 1) }))
      .where('id', '=', conversation_id)
      .returning('head_seq')
      .executeTakeFirstOrThrow();
    const id = ids.after(null, at);
    await db
      .insertInto('messages')
      .values({
        ...{ id, conversation_id, seq: head.head_seq, server_id, channel_id: channel?.id ?? null },
        ...{ user_id: author, username: said.by, content: said.content, created_at: at },
        ...{ target_user_id: other, zone_id: said.zone ? zones[said.zone]! : null },
        scope: other ? 'direct' : channel ? 'channel' : 'zone',
        search_scope_id: other ? conversation_id : server_id,
        deleted_at: said.deleted ? at : null,
      })
      .execute();
    return id;
  }
  const ask = (name: string, q: string, more: Record<string, unknown> = {}, serverId = plaza): Promise<SearchAnswer> =>
    search.search(people[name]!, serverId, SearchQuery.parse({ q, ...more }));
  const contents = async (...args: Parameters<typeof ask>): Promise<string[]> =>
    (await ask(...args)).results.map(({ content }) => content);
  const refusal = (...args: Parameters<typeof ask>) =>
    ask(...args).then(
      () => assert.fail('was not refused'),
      (error: unknown) => (isAppError(error) ? error.code : assert.fail(String(error))),
    );

  it('[SE4] finds whole words in any case and accent, newest first, and marks them', async () => {
    await say({ by: 'ada', in: 'general', content: 'A quokka in the café' });
    await say({ by: 'bob', in: 'general', content: 'QUOKKA, everyone: Cafe\u0301!' });
    await say({ by: 'bob', in: 'general', content: 'quokkas are no match' });
    const answer = await ask('bob', 'quokka CAFÉ');
    assert.deepEqual(
      answer.results.map(({ content, highlights }) => highlights.map(([begin, end]) => content.slice(begin, end))),
      [
        ['QUOKKA', 'Cafe\u0301'],
        ['quokka', 'café'],
      ],
    );
    const { query, count, count_is_exact, has_more, cursor } = answer;
    assert.deepEqual([query, count, count_is_exact, has_more, cursor], ['quokka CAFÉ', 2, true, false, null]);
    assert.deepEqual(await contents('bob', 'quokka*'), [
      'quokkas are no match',
      'QUOKKA, everyone: Cafe\u0301!',
      'A quokka in the café',
    ]);
    assert.deepEqual(await contents('bob', 'quokk'), []);
  });

  it('[SE4] finds the words of addresses, paths, tags and names', async () => {
    const content =
      'see https://docs.example.org/zebra_guide?x=lynx, src/okapi.ts, List<Tapir> and numbat@example.org &amp; h264é';
    await say({ by: 'ada', in: 'odd', content });
    for (const q of [
      'zebra',
      'lynx',
      'okapi',
      'okapi.ts',
      'tapir',
      '"list tapir"',
      'numbat',
      'numbat@example.org',
      'amp',
      'H264e',
    ]) {
      assert.deepEqual(await contents('bob', `${q} in:odd`), [content], q);
      assert.ok((await ask('bob', `${q} in:odd`)).results[0]!.highlights.length > 0, q);
    }
  });

  it('[SE5] heeds phrases and what is excluded; all words must be there', async () => {
    await say({ by: 'ada', in: 'general', content: 'gibbon eats mango' });
    await say({ by: 'ada', in: 'general', content: 'mango eats gibbon' });
    await say({ by: 'ada', in: 'general', content: 'gibbon sleeps' });
    assert.deepEqual(await contents('bob', '"gibbon eats"'), ['gibbon eats mango']);
    assert.deepEqual(await contents('bob', 'mango gibbon'), ['mango eats gibbon', 'gibbon eats mango']);
    assert.deepEqual(await contents('bob', 'gibbon -mango'), ['gibbon sleeps']);
    assert.deepEqual(await contents('bob', 'gibbon -"eats gibbon"'), ['gibbon sleeps', 'gibbon eats mango']);
    assert.deepEqual(await contents('bob', '"gibbon" -sleep*'), ['mango eats gibbon', 'gibbon eats mango']);
  });

  it('[SE6] narrows down by author, channel, what goes along and time, typed or named', async () => {
    const old = TODAY - 40 * DAY_MS;
    await say({ by: 'ada', in: 'Dev Talk', content: 'lemur one', at: old });
    await say({ by: 'bob', in: 'Dev Talk', content: 'lemur two https://example.org', at: old + DAY_MS });
    const withImage = await say({ by: 'ada', in: 'general', content: 'lemur three', at: old + 2 * DAY_MS });
    const withFile = await say({ by: 'cleo', in: 'general', content: 'lemur four', at: old + 3 * DAY_MS });
    for (const [messageId, file_type] of [
      [withImage, 'image/png'],
      [withFile, 'application/pdf'],
    ] as const) {
      const id = uuidv7();
      const file = { id, user_id: people.ada!, server_id: plaza, message_id: messageId, file_name: 'f', file_size: 1 };
      await database.db
        .insertInto('attachments')
        .values({ ...file, file_type, storage_key: id, created_at: new Date(TODAY) })
        .execute();
      await database.db.updateTable('messages').set({ attachment_count: 1 }).where('id', '=', messageId).execute();
    }
    const day = (offset: number): string => new Date(old + offset * DAY_MS).toISOString().slice(0, 10);
    const cases: [string, Record<string, unknown>, string[]][] = [
      ['lemur from:ada', {}, ['three', 'one']],
      ['lemur from:@ADA from:bob', {}, ['three', 'two https://example.org', 'one']],
      ['lemur from:me', {}, ['two https://example.org']],
      ['lemur', { user_id: people.cleo }, ['four']],
      ['lemur from:ada', { user_id: people.cleo }, []],
      ['lemur in:#general', {}, ['four', 'three']],
      ['lemur in:"dev talk"', {}, ['two https://example.org', 'one']],
      ['lemur in:general in:"Dev Talk" from:ada', {}, ['three', 'one']],
      ['lemur', { channel_id: channels['Dev Talk']!.id }, ['two https://example.org', 'one']],
      ['lemur in:general', { channel_id: channels['Dev Talk']!.id }, []],
      ['lemur has:link', {}, ['two https://example.org']],
      ['lemur has:image', {}, ['three']],
      ['lemur has:file', {}, ['four', 'three']],
      ['has:image', {}, ['three']],
      ['has:file from:cleo', {}, ['four']],
      ['has:link in:"dev talk"', {}, ['two https://example.org']],
      [`lemur before:${day(1)}`, {}, ['one']],
      [`lemur after:${day(1)}`, {}, ['four', 'three']],
      [`lemur on:${day(1)}`, {}, ['two https://example.org']],
      [`on:${day(2)}`, {}, ['three']],
      ['lemur', { date_from: day(2) }, ['four', 'three']],
      ['lemur', { date_to: day(1) }, ['two https://example.org', 'one']],
      [
        'lemur',
        { date_from: new Date(old + DAY_MS).toISOString(), date_to: new Date(old + 2 * DAY_MS).toISOString() },
        ['three', 'two https://example.org'],
      ],
      ['lemur', { date_to: new Date(old + DAY_MS - 1).toISOString() }, ['one']],
      ['', { user_id: people.cleo, date_to: day(3) }, ['four']],
      ['from:bob before:2026-05-08', {}, ['two https://example.org']],
    ];
    for (const [q, more, expected] of cases) {
      assert.deepEqual(
        (await contents('bob', q, more)).map((content) => content.replace('lemur ', '')),
        expected,
        `${q} ${JSON.stringify(more)}`,
      );
    }
  });

  it('[SE7] finds nothing for names that nobody has, for an empty box and for signs alone', async () => {
    await say({ by: 'ada', in: 'general', content: 'ibex' });
    assert.deepEqual(await contents('bob', 'ibex'), ['ibex']);
    for (const q of ['', ' ', '%', "'", 'ibex from:nobody', 'ibex in:nowhere', '🎉', 'from:', '-']) {
      const { results, count, count_is_exact, has_more } = await ask('bob', q);
      assert.deepEqual([results, count, count_is_exact, has_more], [[], 0, true, false], q);
    }
    assert.deepEqual(await contents('bob', '%', { channel_id: channels.general!.id }), []);
  });

  it('[SE8] finds only what the person may read now', async () => {
    await say({ by: 'ada', in: 'general', content: 'panther general' });
    await say({ by: 'ada', in: 'secret', content: 'panther secret' });
    await say({ by: 'eve', in: 'club general', content: 'panther club' });
    await say({ by: 'ada', zone: 'Plaza PUBLIC', content: 'panther zone' });
    await say({ by: 'ada', zone: 'Plaza PRIVATE', content: 'panther room' });
    await say({ by: 'ada', to: 'bob', content: 'panther to bob' });
    await say({ by: 'cleo', to: 'ada', content: 'panther to ada' });
    const found = async (...args: Parameters<typeof ask>) =>
      (await contents(...args)).map((content) => content.replace('panther ', '')).sort();
    assert.deepEqual(await found('bob', 'panther'), ['general', 'to bob', 'zone']);
    assert.deepEqual(await found('cleo', 'panther'), ['general', 'to ada', 'zone']);
    assert.deepEqual(await found('ada', 'panther'), ['general', 'secret', 'to ada', 'to bob', 'zone']);
    assert.deepEqual(await found('eve', 'panther', {}, club), ['club']);
    for (const filter of ['in:secret', 'in:secret from:ada'])
      assert.deepEqual(await found('bob', `panther ${filter}`), []);
    assert.deepEqual(await found('ada', 'panther in:secret'), ['secret']);

    inside.set(`${plaza} ${people.bob}`, [zones['Plaza PRIVATE']!]);
    assert.deepEqual(await found('bob', 'panther'), ['general', 'room', 'to bob', 'zone']);
    inside.clear();
    const added = { channel_id: channels.secret!.id, user_id: people.bob!, added_at: new Date(TODAY) };
    await database.db.insertInto('channel_members').values(added).execute();
    assert.deepEqual(await found('bob', 'panther'), ['general', 'secret', 'to bob', 'zone']);
    await database.db.deleteFrom('channel_members').execute();
    assert.deepEqual(await found('bob', 'panther'), ['general', 'to bob', 'zone']);
    // Names and filters tell nothing of what may not be read.
    const hidden = await ask('bob', 'from:ada has:link', { channel_id: channels.general!.id });
    assert.equal(hidden.count, 0);
  });

  it('[SE9] is for members, and names a channel only to who may read it', async () => {
    assert.equal(await refusal('eve', 'panther'), 'chat/not_a_member');
    assert.equal(await refusal('bob', 'panther', { channel_id: channels.secret!.id }), 'chat/channel_not_found');
    assert.equal(
      await refusal('bob', 'panther', { channel_id: channels['club general']!.id }),
      'chat/channel_not_found',
    );
    assert.equal(await refusal('bob', 'panther', { channel_id: uuidv7() }), 'chat/channel_not_found');
    assert.deepEqual(await contents('ada', 'panther', { channel_id: channels.secret!.id }), ['panther secret']);
  });

  it('[SE10] never finds what was deleted, and what was edited by its new words alone', async () => {
    const edited = await say({ by: 'ada', in: 'general', content: 'walrus first' });
    await say({ by: 'ada', in: 'general', content: 'walrus gone', deleted: true });
    await say({ by: 'ada', to: 'bob', content: 'walrus gone too', deleted: true });
    const { results, count } = await ask('bob', 'walrus');
    assert.deepEqual([results.map(({ content }) => content), count], [['walrus first'], 1]);
    await database.db.updateTable('messages').set({ content: 'narwhal' }).where('id', '=', edited).execute();
    assert.deepEqual(await contents('bob', 'walrus'), []);
    assert.deepEqual(await contents('bob', 'narwhal'), ['narwhal']);
  });

  it('[SE11] pages without gap or repeat while more is said, by cursors of this person and search alone', async () => {
    const expected: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const place = index % 3 === 0 ? ({ to: 'bob' } as const) : ({ in: 'paging' } as const);
      expected.unshift(await say({ by: 'ada', ...place, content: `heron ${index}` }));
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; ; page += 1) {
      const answer: SearchAnswer = await ask('bob', 'heron', { limit: 5, ...(cursor && { cursor }) });
      assert.equal(answer.count, 12 - seen.length);
      seen.push(...answer.results.map(({ id }) => id));
      await say({ by: 'ada', in: 'paging', content: `heron later ${page}` });
      ({ cursor } = answer);
      assert.equal(answer.has_more, cursor !== null);
      if (page === 0) {
        const first = cursor!;
        assert.equal(await refusal('cleo', 'heron', { cursor: first }), 'invalid_cursor');
        assert.equal(await refusal('bob', 'herons', { cursor: first }), 'invalid_cursor');
        assert.equal(await refusal('bob', 'heron', { cursor: first, user_id: people.ada }), 'invalid_cursor');
        assert.equal(await refusal('bob', 'heron', { cursor: first, date_from: '2020-01-01' }), 'invalid_cursor');
        assert.equal(await refusal('bob', 'heron', { cursor: `${first}x` }), 'invalid_cursor');
      }
      if (cursor === null) break;
    }
    assert.deepEqual(seen, expected);
  });

  it('[SE12] carries what belongs to a message', async () => {
    const id = await say({ by: 'ada', in: 'general', content: 'otter' });
    await database.db
      .insertInto('message_reactions')
      .values({ message_id: id, emoji: '👍', user_id: people.bob!, created_at: new Date(TODAY) })
      .execute();
    const { results } = await ask('bob', 'otter');
    assert.deepEqual(results[0]!.reactions, { '👍': [people.bob] });
    assert.equal(results[0]!.channel_id, channels.general!.id);
  });

  it('[SE13] takes whatever is typed for plain words', async () => {
    await say({ by: 'ada', in: 'general', content: 'or 1 1 bison | & ! percent 100%' });
    await say({ by: 'eve', in: 'club general', content: 'or 1 1 bison elsewhere' });
    const hostile = [
      "' OR 1=1",
      'bison & | !',
      '100%',
      "bison'); drop table messages; --",
      'bison:*&!',
      '\\bison\\',
      '$1 {bison}',
    ];
    for (const q of hostile) await ask('bob', q);
    assert.equal((await contents('bob', "' OR 1=1")).length, 1);
    assert.equal((await contents('bob', 'bison & | !')).length, 1);
    assert.equal((await contents('bob', '"100%"')).length, 1);
    await ask('bob', "o'b*");
    await ask('bob', `${'(a|b)*'.repeat(30)}`);
    assert.equal(SearchQuery.safeParse({ q: 'x'.repeat(10_000) }).success, false);
    // Beyond the edge as well.
    for (const q of ['x '.repeat(5_000), 'x'.repeat(10_000), '"'.repeat(9_999)]) {
      await search.search(people.bob!, plaza, { q, limit: 5 });
    }
    assert.ok((await contents('bob', 'bison')).length > 0, 'the table is still there');
  });

  it('[SE14] finds the same by either way: walking back through the newest, or by the index of words', async () => {
    // More than is ever walked through: a common word, one common long ago, and rare ones.
    const total = 9000;
    const channel = channels.crowd!;
    const first = Date.UTC(2026, 6, 1);
    await sql`insert into messages (id, conversation_id, seq, server_id, channel_id, user_id, username, content, scope,
        created_at, search_scope_id)
      select (lpad(to_hex(${first} + n * 1000), 12, '0') || '70008000' || lpad(n::text, 12, '0'))::uuid,
        ${channel.id}::uuid, n, ${plaza}::uuid, ${channel.id}::uuid,
        case when n % 10 = 0 then ${people.bob}::uuid else ${people.ada}::uuid end, 'x',
        'crane' || case when n < 3000 then ' stork' else '' end || case when n % 1000 = 1 then ' ibis' else '' end
          || case when n % 7 = 0 then ' egret' else '' end || case when n % 50 = 0 then ' https://example.org' else '' end,
        'channel', ${new Date(first)}, ${plaza}::uuid
      from generate_series(1, ${total}::bigint) n`.execute(database.db);
    await database.db.updateTable('conversations').set({ head_seq: total }).where('id', '=', channel.id).execute();
    await sql`analyze messages`.execute(database.db);
    const numbers = async (q: string, more: Record<string, unknown> = {}) => {
      const seen: number[] = [];
      let answer: SearchAnswer;
      let cursor: string | null = null;
      const counts: [number, boolean][] = [];
      do {
        answer = await ask('bob', q, { limit: 100, ...more, ...(cursor && { cursor }) });
        counts.push([answer.count, answer.count_is_exact]);
        seen.push(...answer.results.map(({ id }) => Number(id.slice(-12))));
        ({ cursor } = answer);
      } while (cursor && seen.length < 400);
      return { seen, counts };
    };
    const all = Array.from({ length: total }, (_, index) => total - index);
    const cases: [string, (n: number) => boolean][] = [
      ['crane', () => true],
      ['stork', (n) => n < 3000],
      ['ibis', (n) => n % 1000 === 1],
      ['egret', (n) => n % 7 === 0],
      ['crane -egret', (n) => n % 7 !== 0],
      ['stork egret', (n) => n < 3000 && n % 7 === 0],
      ['"crane stork"', (n) => n < 3000],
      ['crane from:bob', (n) => n % 10 === 0],
      ['egret from:ada', (n) => n % 7 === 0 && n % 10 !== 0],
      ['has:link crane', (n) => n % 50 === 0],
      ['heronry', () => false],
      ['-crane', () => false],
    ];
    for (const [q, matches] of cases) {
      for (const [where, more] of [
        ['', { date_from: '2026-07-01' }],
        [' in:crowd', {}],
      ] as const) {
        const expected = all.filter(matches);
        const { seen, counts } = await numbers(q + where, more);
        assert.deepEqual(seen, expected.slice(0, seen.length), q + where);
        assert.ok(seen.length >= Math.min(expected.length, 400), q + where);
        const [count, isExact] = counts[0]!;
        if (isExact) assert.equal(count, expected.length, q + where);
        else assert.ok(count <= expected.length && count > 100 && count <= COUNT_MAX, q + where);
      }
    }
    const common = await ask('bob', 'crane in:crowd');
    assert.deepEqual([common.count, common.count_is_exact], [COUNT_MAX, false]);
  });

  it('[SE15] lets one search of a person run and one wait; a third is refused, other people are not', async () => {
    await say({ by: 'ada', in: 'general', content: 'puffin' });
    const three = [ask('bob', 'puffin'), ask('bob', 'puffin'), ask('bob', 'puffin'), ask('cleo', 'puffin')];
    const settled = await Promise.allSettled(three);
    assert.deepEqual(
      settled.map((one) => (one.status === 'fulfilled' ? one.value.count : one.reason.code)),
      [1, 1, 'rate_limited', 1],
    );
    assert.equal((await ask('bob', 'puffin')).count, 1);
  });

  it('[SE16] gives up after two seconds with words that help', async () => {
    const { db } = database;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let locked = false;
    const blocking = db.transaction().execute(async (tx) => {
      await sql`lock table messages in access exclusive mode`.execute(tx);
      locked = true;
      await held;
    });
    try {
      await eventually(() => locked);
      const begun = performance.now();
      await assert.rejects(ask('bob', 'puffin'), (error: AppError) => {
        assert.equal(error.code, 'unavailable');
        assert.match(error.message, /takes too long.*rarer words/);
        return true;
      });
      assert.ok(performance.now() - begun < 5000);
    } finally {
      release();
      await blocking;
    }
    // The limit was of that search alone.
    const { rows } = await sql<{ timeout: string }>`select current_setting('statement_timeout') as timeout`.execute(db);
    assert.deepEqual(rows, [{ timeout: '10s' }]);
    assert.equal((await ask('bob', 'puffin')).count, 1);
  }).timeout(15_000);

  it('[SE8] looks into no conversation that it was not given', async () => {
    const input = {
      serverId: plaza,
      terms: parseSearch('panther').terms,
      ...{ authorIds: null, has: [], fromId: firstIdAt(new Date(0)), beforeId: null, limit: 50 },
    };
    const none = await searchMessages(database.db, { ...input, conversationIds: [], directIds: [] });
    assert.deepEqual(none, { ids: [], count: 0, countIsExact: true });
    const foreign = await searchMessages(database.db, {
      ...input,
      conversationIds: [channels['club general']!.id],
      directIds: [],
    });
    assert.deepEqual(foreign.ids, []);
  });
});
