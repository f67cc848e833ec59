// Fault 24, PostgreSQL: out of reach, silent, cut off in the middle, or with every connection taken.

import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { createTestDatabase } from '../harness/database.ts';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person, type Visit } from '../harness/people.ts';
import { reserve } from '../harness/raw.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { type Line, lineTo } from './line.ts';
import { history, say, temporaryFolder } from './support.ts';

type Database = Awaited<ReturnType<typeof createTestDatabase>>;
/** What a person waits for an answer; the SDK gives up after 10 s. */
const ANSWER_MS = 9_500;
const HEAL_MS = 15_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const code = (join: Promise<unknown>) =>
  join.then(
    () => 0,
    (error: { code?: number }) => error.code,
  );

async function until<T>(ask: () => Promise<T | false | undefined>, patience = HEAL_MS, every = 100): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    assert.ok(performance.now() < deadline, `waited ${patience} ms in vain for ${ask}`);
    await pause(every);
  }
}

/** A server whose database is at the end of a line. */
function serverOnALine(extra: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const parts = {} as { server: TestServer; line: Line; database: Database; readonly url: string };
  Object.defineProperty(parts, 'url', { get: () => parts.server.url });
  before(async function () {
    this.timeout(90_000);
    parts.database = await createTestDatabase();
    parts.line = await lineTo(parts.database.url);
    parts.server = await startServer({
      ...{ DATABASE_URL: parts.line.url, DATA_DIR: folder.path, RATE_LIMITS: 'off' },
      ...extra,
    });
  });
  afterEach(() => parts.line.mend());
  after(async function () {
    this.timeout(60_000);
    await parts.server.end();
    await parts.line.end();
    await parts.database.drop();
    folder.remove();
  });
  return parts;
}

const ready = async ({ url }: { url: string }) => {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, failing: ((await answer.json()) as { failing: string[] }).failing };
};
const heals = (server: { url: string }) => until(async () => (await ready(server)).status === 200);
const walkTo = async (visit: Visit, x: number, y: number) => {
  await visit.room.request('world:walk_to' as never, { x, y } as never);
  await eventually(() => visit.me()?.dir === 0 && visit.me().x === x * 64 + 32 && visit.me().y === y * 64 + 32);
};

describe('the database', function () {
  this.timeout(120_000);
  const server = serverOnALine();

  async function world() {
    const owner = await person(server, 'owner');
    const serverId = await found(owner, { width: 60 });
    const guest = await member(server, serverId, 'guest');
    const visits = await Promise.all([owner, guest].map((one) => one.join(serverId)));
    return { owner, guest, serverId, visits: visits as [Visit, Visit] };
  }
  async function place(serverId: string, { user_id }: Person): Promise<{ x: number; y: number } | undefined> {
    const { db } = server.database;
    const query = db.selectFrom('positions').select(['x', 'y']).where('server_id', '=', serverId);
    return query.where('user_id', '=', user_id).executeTakeFirst();
  }
  const centre = (x: number, y: number) => ({ x: x * 64 + 32, y: y * 64 + 32 });

  const absences: [string, () => void | Promise<void>][] = [
    ['out of reach', () => server.line.cut()],
    ['silent', () => server.line.silence()],
  ];
  for (const [how, away] of absences) {
    it(`[OP73] ${how}: sends are refused, never acknowledged; people walk and talk on; it heals`, async () => {
      const { owner, serverId, visits } = await world();
      await say(visits[0], { content: 'before' });
      await away();
      const sends = ['a', 'b', 'c'].map(async (id) => {
        const asked = performance.now();
        const refusal = await visits[0].refusal('chat:send', { content: id, scope: 'global', client_msg_id: id });
        assert.deepEqual([refusal.code, refusal.retry_after], ['unavailable', 1]);
        return performance.now() - asked;
      });
      const rest = owner.call('POST', `/servers/${serverId}/chat/send`, { content: 'd', scope: 'global' });
      // Meanwhile, in the same world:
      const began = performance.now();
      for (let n = 0; n < 5; n++) {
        await say(visits[1], { content: `near ${n}`, scope: 'proximity' });
        await visits[0].hear('chat:sent', ({ content }) => content === `near ${n}`);
      }
      await visits[1].room.request('world:walk_to' as never, { x: 5, y: 2 } as never);
      assert.ok(performance.now() - began < 2_500, 'those nearby do not wait for the database');
      assert.deepEqual(await ready(server), { status: 503, failing: ['database'] });
      assert.ok(Math.max(...(await Promise.all(sends))) < ANSWER_MS);
      const { status, body } = await rest;
      assert.deepEqual([status, body.error.code], [503, 'unavailable']);
      assert.equal(await code(owner.join(serverId)), 503);

      await server.line.mend();
      await heals(server);
      const sent = await until(async () =>
        Promise.all(['a', 'b', 'c'].map((id) => say(visits[0], { content: id, client_msg_id: id }))).catch(() => false),
      );
      const stored = await history(owner, serverId);
      for (const { id, content } of sent as { id: string; content: string }[]) {
        assert.deepEqual(
          stored.filter((one) => one.content === content).map((one) => one.id),
          [id],
        );
      }
      assert.deepEqual([visits[0].closed.code, visits[1].closed.code], [undefined, undefined]);
      assert.equal(server.server.child.exitCode, null);
      await Promise.all(visits.map((one) => one.leave()));
    });
  }

  it('[OP73] cut off in the middle of sends: what was acknowledged is stored, what was not can be sent again', async () => {
    const { owner, serverId, visits } = await world();
    const acked = new Map<string, string>();
    const refused = new Set<string>();
    let on = true;
    const talk = async (visit: Visit, name: string) => {
      for (let n = 0; on; n++) {
        const id = `${name}-${n}`;
        await say(visit, { content: id, client_msg_id: id }).then(
          (message) => acked.set(id, message.id),
          (error) => {
            assert.equal(error.reason?.code, 'unavailable');
            refused.add(id);
          },
        );
      }
    };
    const talks = [talk(visits[0], 'x'), talk(visits[0], 'y'), talk(visits[1], 'z')];
    for (let n = 0; n < 10; n++) {
      await pause(150);
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'atriumverse' and pid <> pg_backend_pid()
      `
        .execute(server.database.db)
        .catch(() => {});
    }
    on = false;
    await Promise.all(talks);
    assert.ok(refused.size > 0, 'no cut met a send');
    await heals(server);
    const author = (id: string) => visits[id.startsWith('z') ? 1 : 0];
    for (const id of refused) acked.set(id, (await say(author(id), { content: id, client_msg_id: id })).id);
    const stored = await history(owner, serverId);
    for (const [id, messageId] of acked) {
      assert.deepEqual(
        stored.filter((one) => one.client_msg_id === id).map((one) => one.id),
        [messageId],
        id,
      );
    }
    await Promise.all(visits.map((one) => one.leave()));
  });

  it('[OP74] saves the places of those inside, of those who left and of worlds that closed when it is back', async () => {
    const { owner, guest, serverId, visits } = await world();
    await server.line.cut();
    await walkTo(visits[0], 7, 4);
    await walkTo(visits[1], 9, 5);
    await visits[1].leave();
    await server.line.mend();
    await heals(server);
    const again = await guest.join(serverId);
    assert.deepEqual(again.heard[0]!.body.position, centre(9, 5), 'at once, saved or not');
    await until(async () => {
      const places = [await place(serverId, owner), await place(serverId, guest)];
      return places[0]?.x === centre(7, 4).x && places[1]?.x === centre(9, 5).x;
    });
    await server.line.cut();
    await walkTo(visits[0], 11, 6);
    await Promise.all([again.leave(), visits[0].leave()]);
    await pause(1_000);
    await server.line.mend();
    await until(async () => (await place(serverId, owner))?.x === centre(11, 6).x);
  });

  it('[OP74] opens a world that could not be opened, however many keep trying', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const people = [owner, ...(await Promise.all(Array.from({ length: 3 }, () => member(server, serverId))))];
    const { db } = server.database;
    // A seat that nobody takes keeps the room from ending, and so from beginning anew.
    await reserve(server.url, owner.token, serverId);
    await sql`alter table maps rename to maps_away`.execute(db);
    const visits = Promise.all(
      people.map((one) => until(async () => (await one.join(serverId).catch(() => undefined)) ?? false, 30_000, 500)),
    );
    await pause(2_000);
    await sql`alter table maps_away rename to maps`.execute(db);
    const back = performance.now();
    const inside = await visits;
    assert.ok(performance.now() - back < 5_000, `open after ${performance.now() - back} ms`);
    await eventually(() => inside.every(({ room }) => room.state.players.size === 4));
    await Promise.all(inside.map((one) => one.leave()));
  });
});

describe('the connections of the pool', function () {
  this.timeout(120_000);
  const server = serverOnALine({ DATABASE_POOL: '2' });
  let undo = () => {};
  afterEach(() => undo());

  it('[OP75] make calls wait a bounded time when all are taken, and serve again afterwards', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const visit = await owner.join(serverId);
    const { db } = server.database;
    const locked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const holding = db.transaction().execute(async (tx) => {
      await sql`lock table messages in access exclusive mode`.execute(tx);
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    undo = () => release.resolve();
    const ids = Array.from({ length: 6 }, (_, n) => `waits-${n}`);
    const began = performance.now();
    const took = await Promise.all([
      ...ids.map(async (id) => {
        const { code } = await visit.refusal('chat:send', { content: id, scope: 'global', client_msg_id: id });
        assert.equal(code, 'unavailable');
        return performance.now() - began;
      }),
      (async () => {
        await pause(500);
        const { status, body } = await owner.call('GET', `/servers/${serverId}/members`);
        assert.deepEqual([status, body.error?.code], [503, 'unavailable']);
        return performance.now() - began;
      })(),
    ]);
    assert.ok(Math.max(...took) < ANSWER_MS, `${Math.max(...took)} ms`);
    await say(visit, { content: 'near', scope: 'proximity' });
    release.resolve();
    await holding;
    const sent = await until(async () =>
      Promise.all(ids.map((id) => say(visit, { content: id, client_msg_id: id }))).catch(() => false as const),
    );
    const stored = (await history(owner, serverId)).map(({ id }) => id);
    assert.deepEqual([...stored].sort(), sent.map(({ id }) => id).sort());
    await visit.leave();
  });
});
