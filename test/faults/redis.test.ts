// Fault 24, Redis: away, frozen, started again, emptied. Who is inside walks and talks on; what missed the other process
// reaches it once Redis is back.

import assert from 'node:assert/strict';
import { LIMITS } from '../../server/platform/config.ts';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person, type Visit, visit } from '../harness/people.ts';
import { callRest } from '../harness/rest.ts';
import { type Member, ownerOf, pairOfServers } from './pair.ts';
import { history, say } from './support.ts';

/** How long Redis is away: longer than every timeout of the client of Redis, so that each has run out. */
const AWAY_MS = 5_000;
/** What people wait for an answer that can not be given. */
const ANSWER_MS = 12_000;
const HEAL_MS = 15_000;

const by = (one: Person, process: Member, method: string, path: string, body?: unknown) =>
  callRest(method, `${process.url}/api/v1${path}`, { token: one.token, body });
const join = (one: Person, process: Member, serverId: string) => visit(process.url, one.token, serverId);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function readiness(process: Member): Promise<{ status: number; failing: string[] }> {
  const response = await fetch(`${process.url}/readyz`);
  return { status: response.status, failing: ((await response.json()) as { failing: string[] }).failing };
}

/** Waits for an answer that only repeated asking can show. */
async function until(ask: () => Promise<boolean>, patience = HEAL_MS): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await ask())) {
    assert.ok(performance.now() < deadline, `waited ${patience} ms in vain for ${ask}`);
    await pause(200);
  }
}

async function walks(one: Visit): Promise<void> {
  const { x, tick } = one.me();
  await one.room.request('world:walk_to' as never, { x: x < 20 * 64 ? 25 : 5, y: 5 } as never);
  await eventually(() => one.me().tick !== tick);
}

describe('Redis', function () {
  this.timeout(180_000);
  // Counted limits are on: they ask Redis too.
  const pair = pairOfServers({
    RATE_LIMITS: 'on',
    ...Object.fromEntries(Object.keys(LIMITS).map((name) => [name, '100000'])),
  });
  // Also after a test that failed in between.
  afterEach(async () => {
    pair.redis.thaw();
    await pair.redis.start();
  });

  async function world() {
    const owner = await person(pair.a, 'owner');
    const serverId = await found(owner, { width: 60 });
    const guest = await member(pair.b, serverId);
    const late = await member(pair.b, serverId);
    const inside = await join(owner, pair.a, serverId);
    const { owner: running, other } = ownerOf(pair, inside);
    const visits = [inside, await join(guest, pair.b, serverId)];
    return { owner, guest, late, serverId, inside, visits, running, other };
  }

  const absences: [string, () => void | Promise<void>, () => void | Promise<void>][] = [
    ['frozen', () => pair.redis.freeze(), () => pair.redis.thaw()],
    ['killed and started again', () => pair.redis.kill(), () => pair.redis.start()],
  ];
  for (const [how, away, back] of absences) {
    it(`[OP69, OP70] ${how}: those inside walk and talk on, /readyz names it, nobody waits for ever, it heals`, async () => {
      const { guest, late, serverId, inside, visits, running, other } = await world();
      await away();
      const began = performance.now();
      const sent: { id: string }[] = [];
      while (performance.now() - began < AWAY_MS) {
        for (const [n, one] of visits.entries()) {
          const content: string = `${how} ${sent.length}`;
          const asked = performance.now();
          sent.push(await say(one, { content }));
          assert.ok(performance.now() - asked < 2_500, 'talk does not wait for Redis');
          for (const each of visits) await each.hear('chat:sent', (body) => body.content === content);
          await say(one, { content: `near ${content}`, scope: 'proximity' });
          await one.hear('chat:sent', (body) => body.content === `near ${content}`);
          if (n === 0) await walks(one);
        }
      }
      for (const process of [running, other]) {
        assert.deepEqual(await readiness(process), { status: 503, failing: ['redis'] });
        const asked = performance.now();
        const { status } = await by(guest, process, 'GET', `/servers/${serverId}`);
        assert.equal(status, 200);
        assert.ok(performance.now() - asked < ANSWER_MS);
      }
      // What the other process is asked meanwhile is stored, and told when it can be.
      const asked = performance.now();
      const remote = await by(guest, other, 'POST', `/servers/${serverId}/chat/send`, {
        content: `over REST while ${how}`,
        scope: 'global',
      });
      assert.equal(remote.status, 201);
      await assert.rejects(join(late, other, serverId), (error: { code: number }) => error.code === 503);
      assert.ok(performance.now() - asked < 2 * ANSWER_MS, `answers after ${performance.now() - asked} ms`);

      await back();
      await until(async () => (await readiness(running)).status === 200 && (await readiness(other)).status === 200);
      await until(async () => {
        const one = await join(late, other, serverId).catch(() => undefined);
        if (!one) return false;
        assert.equal(one.room.roomId, inside.room.roomId);
        await eventually(() => inside.room.state.players.size === 3);
        await one.leave();
        return true;
      });
      await eventually(
        () => visits.every(({ heard }) => heard.some(({ body }) => body.id === remote.body.id)),
        HEAL_MS,
      );
      const told = inside.heard.filter(({ type }) => type === 'chat:sent').map(({ body }) => body.id);
      assert.equal(new Set(told).size, told.length, 'nothing is told twice');
      const ids = (await history(guest, serverId)).map(({ id }) => id);
      for (const { id } of sent)
        assert.equal(ids.filter((one) => one === id).length, 1, 'no acknowledged message is lost');
      assert.deepEqual([running.server.child.exitCode, other.server.child.exitCode], [null, null]);
      await Promise.all(visits.map((one) => one.leave()));
    });
  }

  it('[OP70] brings what was decided meanwhile to the process that could not be told: removals, maps, names', async () => {
    const { owner, guest, serverId, inside, visits, other } = await world();
    await pair.redis.kill();
    const [removal, map, name] = await Promise.all([
      by(owner, other, 'DELETE', `/servers/${serverId}/members/${guest.user_id}`),
      by(owner, other, 'PUT', `/servers/${serverId}/map`, { template: 'office' }),
      by(owner, other, 'PUT', '/users/me/profile', { username: `renamed_${pair.a.port}` }),
    ]);
    assert.deepEqual([removal.status, map.status, name.status], [204, 200, 200]);
    await eventually(() => visits[1]!.closed.code === 4101, 5_000);
    await pair.redis.start();
    await eventually(() => inside.heard.some(({ body }) => body.code === 'world/map_changed'), HEAL_MS);
    await eventually(() => inside.me().username === `renamed_${pair.a.port}`, HEAL_MS);
    await inside.leave();
  });

  it('[OP71] emptied: a world that runs keeps being the only one of its server', async () => {
    const { owner, late, serverId, inside, visits, running, other } = await world();
    await pair.redis.flush();
    const online = async () => (await by(owner, other, 'GET', `/servers/${serverId}`)).body.online_count;
    await until(async () => (await online()) === 2);
    const third = await join(late, other, serverId);
    assert.equal(ownerOf(pair, third).owner, running);
    await eventually(() => inside.room.state.players.size === 3);
    await Promise.all([...visits, third].map((one) => one.leave()));
  });

  it('[OP71] emptied at the moment of a join: of two worlds of one server one gives way', async () => {
    const { owner, guest, late, serverId, visits, running, other } = await world();
    // The other process is made to believe that nobody runs it.
    const redis = pair.redis.client();
    running.server.child.kill('SIGSTOP');
    await redis.del('roomcaches', 'roomcount');
    const third = await join(late, other, serverId);
    assert.equal(ownerOf(pair, third).owner, other);
    running.server.child.kill('SIGCONT');
    await eventually(() => visits.every(({ closed }) => closed.code === 4001), HEAL_MS);
    const back = await Promise.all([owner, guest].map((one) => join(one, running, serverId)));
    await eventually(() => third.room.state.players.size === 3);
    assert.ok(back.every((one) => ownerOf(pair, one).owner === other));
    await Promise.all([...back, third].map((one) => one.leave()));
  });

  for (const [how, away, back] of absences) {
    it(`[OP72] ${how} at shutdown: people are sent away with 4001, positions are saved, the process ends`, async () => {
      const { owner, serverId, inside, visits, running, other } = await world();
      await inside.room.request('world:walk_to' as never, { x: 9, y: 5 } as never);
      await eventually(() => inside.me().dir === 0 && inside.me().x === 9 * 64 + 32);
      for (const { room } of visits) room.reconnection.enabled = false;
      await away();
      const began = performance.now();
      await running.server.end('SIGTERM');
      assert.ok(performance.now() - began < 20_000);
      assert.equal(running.server.child.exitCode, 0);
      assert.deepEqual(
        visits.map(({ closed }) => closed.code),
        [4001, 4001],
      );
      await back();
      await running.start();
      await until(async () => (await readiness(other)).status === 200);
      let again: Visit | undefined;
      await until(async () => {
        again = await join(owner, other, serverId).catch(() => undefined);
        return again !== undefined;
      });
      assert.deepEqual(again!.heard[0]!.body.position, { x: 9 * 64 + 32, y: 5 * 64 + 32 });
      await again!.leave();
    });
  }
});
