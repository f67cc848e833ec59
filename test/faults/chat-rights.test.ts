// Fault 12: whoever is put out, muted or blocked, and what is deleted, while a send is on its way. It is refused as if it
// had been asked for afterwards, nothing of it is stored, and nobody hears it.

import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { createTestDatabase } from '../harness/database.ts';
import { eventually } from '../harness/eventually.ts';
import { type Connection, found, member, type Person, person } from '../harness/people.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { history, temporaryFolder } from './support.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;

describe('a send that waits for its turn', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let server: TestServer;
  let owner: Person;
  let serverId: string;
  let release = () => {};

  before(async function () {
    this.timeout(90_000);
    database = await createTestDatabase();
    // Two that wait for each other wait until everything fails, so that nothing hides it.
    await sql`do $$ begin execute format('alter database %I set deadlock_timeout = %L', current_database(), '30s'); end $$`.execute(
      database.db,
    );
    server = await startServer({ DATABASE_URL: database.url, DATA_DIR: folder.path, RATE_LIMITS: 'off' });
  });
  beforeEach(async () => {
    owner = await person(server, 'owner');
    serverId = await found(owner);
  });
  afterEach(() => release());
  after(async () => {
    await server.end();
    await database.drop();
    folder.remove();
  });
  const path = (rest: string) => `/servers/${serverId}${rest}`;

  /** Whoever wants to write in the conversation waits until the answer is called. */
  async function hold(conversationId: string): Promise<() => Promise<void>> {
    const held = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const holding = database.db.transaction().execute(async (tx) => {
      const { rows } = await sql`select id from conversations where id = ${conversationId}::uuid for update`.execute(
        tx,
      );
      assert.equal(rows.length, 1);
      held.resolve();
      await end.promise;
    });
    release = () => end.resolve();
    await held.promise;
    return async () => {
      end.resolve();
      await holding;
    };
  }
  /** So many of the server's calls wait for somebody's lock. */
  async function waiting(count: number): Promise<void> {
    let seen = 0;
    for (const deadline = performance.now() + 10_000; seen < count; ) {
      assert.ok(performance.now() < deadline, `${seen} of ${count} wait`);
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and application_name = 'atriumverse' and wait_event_type = 'Lock'`.execute(
        database.db,
      );
      seen = rows[0]!.n;
    }
  }
  const refusalOf = (sending: Promise<unknown>) =>
    sending.then(
      () => assert.fail('it was taken'),
      (error: { reason?: Any }) => error.reason ?? error,
    );
  const channelOf = async (name: string, fields: object = {}): Promise<string> =>
    (await owner.call('POST', path('/channels'), { name, ...fields })).body.id;
  const say = (one: Connection, body: object) => one.room.request('chat:send' as never, body as never);

  type Deed = (author: Person) => Promise<{ status: number }>;
  const deeds: [what: string, code: string, deed: Deed, afterwards?: (refusal: Any) => void][] = [
    ['was removed', 'chat/not_a_member', (author) => owner.call('DELETE', path(`/members/${author.user_id}`))],
    [
      'was banned',
      'chat/not_a_member',
      (author) => owner.call('DELETE', path(`/members/${author.user_id}`), { ban: true }),
    ],
    ['has left', 'chat/not_a_member', (author) => author.call('POST', path('/leave'))],
    [
      'was muted',
      'chat/muted',
      (author) => owner.call('PUT', path(`/mutes/${author.user_id}`), { minutes: 5 }),
      ({ details }) => assert.ok(Date.parse(details.until) > Date.now()),
    ],
  ];
  for (const [what, code, deed, afterwards] of deeds) {
    it(`[CH58] is refused when its author ${what} meanwhile`, async () => {
      const author = await member(server, serverId, 'author');
      const channel_id = await channelOf('room');
      const [ear, hub] = await Promise.all([owner.hub(), author.hub()]);
      const free = await hold(channel_id);
      const body = { scope: 'channel', channel_id, content: 'too late', server_id: serverId, client_msg_id: 'late' };
      const refusal = refusalOf(say(hub, body));
      const rest = author.call('POST', path('/chat/send'), { ...body, client_msg_id: 'by-rest' });
      await waiting(1);
      assert.ok((await deed(author)).status < 300);
      await free();
      const refused = await refusal;
      assert.equal(refused.code, code);
      afterwards?.(refused);
      assert.equal((await rest).body.error.code, code);
      // As if it were asked for now.
      assert.equal((await refusalOf(say(hub, body))).code, code);
      const fence = (await owner.call('POST', path('/chat/send'), { ...body, content: 'fence' })).body;
      await ear.hear('chat:sent', ({ id }) => id === fence.id);
      assert.deepEqual(
        ear.heard.filter(({ type }) => type === 'chat:sent').map((one) => one.body.content),
        ['fence'],
      );
      const kept = (await owner.call('GET', path(`/channels/${channel_id}/messages`))).body.messages;
      assert.deepEqual(
        kept.map(({ content }: Any) => content),
        ['fence'],
      );
      await Promise.all([ear, hub].map((one) => one.leave()));
    });
  }

  it('[CH58] is refused when the other of two has blocked the author, or shares no server with them any more', async () => {
    const author = await member(server, serverId, 'author');
    const other = await member(server, serverId, 'other');
    const body = { scope: 'direct', target_user_id: other.user_id, content: 'hello' };
    const first = await author.call('POST', path('/chat/send'), body);
    const { rows } = await sql<{ id: string }>`
      select conversation_id as id from messages where id = ${first.body.id}::uuid`.execute(database.db);
    const ear = await other.hub();
    for (const [deed, code] of [
      [() => other.call('PUT', `/users/me/blocks/${author.user_id}`), 'chat/blocked'],
      [() => other.call('DELETE', `/users/me/blocks/${author.user_id}`), ''],
      [() => other.call('POST', path('/leave')), 'chat/no_shared_server'],
    ] as const) {
      const free = code ? await hold(rows[0]!.id) : async () => {};
      const sending = code ? author.call('POST', path('/chat/send'), { ...body, content: 'late' }) : undefined;
      if (code) await waiting(1);
      assert.equal((await deed()).status, 204);
      await free();
      if (sending) assert.deepEqual([(await sending).status, (await sending).body.error.code], [403, code]);
    }
    const { body: list } = await author.call('GET', '/users/me/directs');
    assert.equal(list.directs[0].last_message.id, first.body.id);
    assert.ok(!ear.heard.some(({ type }) => type === 'chat:sent'));
    await ear.leave();
  });

  it('[CH58] is refused when its channel, or its server, is deleted meanwhile, and neither waits for the other for ever', async () => {
    const author = await member(server, serverId, 'author');
    const channel_id = await channelOf('doomed');
    const hub = await author.hub();
    const general = (await owner.call('GET', path('/channels'))).body.channels[0].id;
    const body = (content: string, id: string) => ({ scope: 'channel', channel_id: id, content, server_id: serverId });
    for (const [id, doom, code] of [
      [channel_id, path(`/channels/${channel_id}`), 'chat/channel_not_found'],
      [general, path(''), 'servers/not_found'],
    ] as const) {
      const free = await hold(id);
      const began = performance.now();
      // One waits before the deletion does and is taken, with its place; the other comes after it and is refused.
      const early = say(hub, body('early', id)).then(
        () => '',
        ({ reason }: { reason: Any }) => reason.code,
      );
      await waiting(1);
      const deletion = owner.call('DELETE', doom);
      await waiting(2);
      await free();
      assert.ok(['', code].includes(await early), 'taken before, or refused after');
      assert.equal((await deletion).status, 204);
      assert.equal((await refusalOf(say(hub, body('late', id)))).code, code);
      assert.ok(performance.now() - began < 5_000, 'they have waited for each other');
      assert.equal((await author.call('GET', path(`/channels/${id}/messages`))).status, 404);
    }
    assert.doesNotMatch(server.output(), /deadlock|"level":50/);
    await hub.leave();
  });

  it('[CH59] in a channel that many write in and that is deleted ends with it, one by one, with one answer', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => member(server, serverId, 'writer')));
    const hubs = await Promise.all(people.map((one) => one.hub({ server_id: serverId })));
    const ear = await owner.hub();
    for (let round = 0; round < 6; round++) {
      const channel_id = await channelOf(`round ${round}`);
      const acked = new Set<string>();
      const codes = new Set<string>();
      let gone = false;
      const write = async (hub: Connection, n: number) => {
        while (!gone) {
          await say(hub, { scope: 'channel', channel_id, content: `${n}` }).then(
            (message: Any) => acked.add(message.id),
            ({ reason }) => {
              codes.add(reason?.code);
              gone = true;
            },
          );
        }
      };
      const writing = Promise.all(hubs.map(write));
      await eventually(() => acked.size > 20);
      assert.equal((await owner.call('DELETE', path(`/channels/${channel_id}`))).status, 204);
      await writing;
      assert.deepEqual([...codes], ['chat/channel_not_found']);
      // Others are served, by the same writer.
      const { body } = await owner.call('POST', path('/chat/send'), { scope: 'global', content: `after ${round}` });
      await ear.hear('chat:sent', ({ id }) => id === body.id);
      assert.ok(!(await history(owner, serverId)).some(({ id }) => acked.has(id)));
    }
    assert.doesNotMatch(server.output(), /deadlock|"level":50/);
    await Promise.all([ear, ...hubs].map((one) => one.leave()));
  });
});
