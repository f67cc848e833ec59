// Fault 24 of chat: the database away for ten seconds while people talk in the hub and in a world, and all of its
// connections taken. Whoever sends is told to try again and is never told a lie; those nearby talk on; it heals by itself.

import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { createTestDatabase } from '../harness/database.ts';
import { eventually } from '../harness/eventually.ts';
import { type Connection, found, member, type Person, person } from '../harness/people.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { type Line, lineTo } from './line.ts';
import { history, say, temporaryFolder } from './support.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
const AWAY_MS = 10_000;
/** What a person waits for an answer; the SDK gives up after 10 s. */
const ANSWER_MS = 9_500;
const HEAL_MS = 15_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = (one: Connection, type: string, body: unknown): Promise<Any> =>
  one.room.request(type as never, body as never) as Promise<Any>;

describe('chat without its database', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let line: Line;
  let server: TestServer;
  let owner: Person;
  let guest: Person;
  let serverId: string;
  let undo = () => {};

  before(async function () {
    this.timeout(90_000);
    database = await createTestDatabase();
    line = await lineTo(database.url);
    server = await startServer({
      DATABASE_URL: line.url,
      DATA_DIR: folder.path,
      RATE_LIMITS: 'off',
      DATABASE_POOL: '3',
    });
    owner = await person(server, 'owner');
    serverId = await found(owner);
    guest = await member(server, serverId, 'guest');
  });
  afterEach(async () => {
    undo();
    await line.mend();
  });
  after(async function () {
    this.timeout(60_000);
    await server.end();
    await line.end();
    await database.drop();
    folder.remove();
  });

  it('[CH65] refuses to send for ten seconds in words that say try again, and has every message once afterwards', async () => {
    const [a, b, ear] = [await owner.hub(), await guest.hub(), await guest.hub({ server_id: serverId })];
    const world = await owner.join(serverId);
    const acked = new Map<string, string>();
    let refused = 0;
    let on = true;
    const talk = async (hub: Connection, name: string) => {
      for (let n = 0; on; n++) {
        const content = `${name} ${n}`;
        for (let taken = false; !taken; ) {
          const asked = performance.now();
          const body = { server_id: serverId, scope: 'global', content, client_msg_id: `${name}-${n}` };
          taken = await ask(hub, 'chat:send', body).then(
            ({ id }) => acked.set(content, id).has(content),
            ({ reason, message }) => {
              assert.equal(reason?.code, 'unavailable', message);
              assert.ok(reason.retry_after >= 1);
              refused += 1;
              return false;
            },
          );
          assert.ok(performance.now() - asked < ANSWER_MS, 'nobody waits longer');
          // As a client that heeds what it is told, but not so long that the test would be.
          if (!taken) await pause(100);
        }
        await pause(20);
      }
    };
    const talking = [talk(a, 'a'), talk(b, 'b'), talk(b, 'c')];
    await eventually(() => acked.size > 10);
    await line.cut();
    const began = performance.now();
    const countAtCut = acked.size;
    for (let n = 0; performance.now() - began < AWAY_MS; n++) {
      const asked = performance.now();
      await say(world, { content: `near ${n}`, scope: 'proximity' });
      assert.ok(performance.now() - asked < 2_000, 'those nearby do not wait for it');
      await pause(200);
    }
    // What was under way when the line was cut may have been committed, and nothing after it.
    assert.ok(acked.size - countAtCut <= 3, `${acked.size - countAtCut} were acknowledged without a database`);
    assert.ok(refused > 10);
    const mended = acked.size;
    await line.mend();
    await eventually(() => acked.size > mended + 20, HEAL_MS);
    on = false;
    await Promise.all(talking);
    const stored = (await history(owner, serverId)).reverse();
    assert.deepEqual(
      stored.map(({ content, id }) => [content, id]).sort(),
      [...acked].sort(),
      'what is stored is what was acknowledged, once each',
    );
    for (const who of ['a', 'b', 'c']) {
      const own = stored
        .filter(({ content }) => content.startsWith(`${who} `))
        .map(({ content }) => Number(content.slice(2)));
      assert.deepEqual(
        own,
        own.map((_, n) => n),
        'in the order in which each has said it',
      );
    }
    const last = stored.at(-1)!;
    for (const one of [a, b, ear]) {
      await one.hear('chat:sent', ({ id }) => id === last.id);
      const told = one.heard
        .filter(({ type, body }) => type === 'chat:sent' && body.scope === 'global')
        .map(({ body }) => body.id);
      assert.equal(new Set(told).size, told.length);
      // One that was committed when the line broke was acknowledged by a later try, and is read by those who resume.
      const missed = stored.filter(({ id }) => !told.includes(id));
      assert.ok(missed.length <= 3, `${missed.length} were not told`);
      const { messages } = await ask(one, 'chat:resume', { after: told[0] });
      for (const { id } of missed) assert.ok(messages.some((message: Any) => message.id === id));
    }
    assert.deepEqual(
      [a, b, ear, world].map(({ closed }) => closed.code),
      Array(4).fill(undefined),
    );
    assert.equal(server.child.exitCode, null);
    await Promise.all([a, b, ear, world].map((one) => one.leave()));
  });

  it('[CH66] answers whatever is asked of it in time when all its connections are taken, and serves again afterwards', async () => {
    const hub = await guest.hub({ server_id: serverId });
    const world = await owner.join(serverId);
    const sent = await ask(hub, 'chat:send', { scope: 'global', content: 'before' });
    const locked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const holding = database.db.transaction().execute(async (tx) => {
      await sql`lock table messages, conversations in access exclusive mode`.execute(tx);
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    undo = () => release.resolve();
    const questions: [string, object][] = [
      ['chat:send', { scope: 'global', content: 'meanwhile', client_msg_id: 'meanwhile' }],
      ['chat:history', {}],
      ['chat:search', { q: 'before' }],
      ['chat:unread', {}],
      ['chat:resume', { after: sent.id }],
      ['chat:react', { message_id: sent.id, emoji: '👍' }],
      ['chat:edit', { message_id: sent.id, new_content: 'changed' }],
      ['chat:mark_read', { scope: 'global', message_id: sent.id }],
      ['chat:replies', { message_id: sent.id }],
    ];
    const began = performance.now();
    const outcomes = Promise.all(
      questions.map(async ([type, body]) => {
        const { code } = await hub.refusal(type, body);
        return [type, code, performance.now() - began < ANSWER_MS];
      }),
    );
    for (let n = 0; n < 5; n++) {
      const asked = performance.now();
      await say(world, { content: `near ${n}`, scope: 'proximity' });
      assert.ok(performance.now() - asked < 2_000);
    }
    assert.deepEqual(
      await outcomes,
      questions.map(([type]) => [type, 'unavailable', true]),
    );
    release.resolve();
    await holding;
    for (const deadline = performance.now() + HEAL_MS; ; ) {
      const codes = await Promise.all(
        questions.map(([type, body]) =>
          ask(hub, type, body).then(
            () => '',
            ({ reason }) => reason?.code,
          ),
        ),
      );
      if (codes.every((code) => code === '')) break;
      assert.ok(
        codes.every((code) => code === '' || code === 'unavailable'),
        String(codes),
      );
      assert.ok(performance.now() < deadline);
      await pause(100);
    }
    const stored = await history(owner, serverId);
    assert.equal(stored.filter(({ content }) => content === 'meanwhile').length, 1);
    assert.equal(stored.find(({ id }) => id === sent.id)!.content, 'changed');
    await Promise.all([hub, world].map((one) => one.leave()));
  });
});
