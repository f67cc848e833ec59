// Fault 23 and the rest of what several processes promise: whichever one answers, there is one world.

import assert from 'node:assert/strict';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person, type Visit, visit } from '../harness/people.ts';
import { callRest } from '../harness/rest.ts';
import { type Member, ownerOf, pairOfServers } from './pair.ts';
import { history, say } from './support.ts';

const CLOSE_PATIENCE_MS = 5_000;

const by = (one: Person, process: Member, method: string, path: string, body?: unknown) =>
  callRest(method, `${process.url}/api/v1${path}`, { token: one.token, body });
const join = (one: Person, process: Member, serverId: string) => visit(process.url, one.token, serverId);
const heardOf = ({ heard }: Visit, content: string) => heard.filter(({ body }) => body.content === content).length;
const walkTo = async (one: Visit, x: number, y: number) => {
  await one.room.request('world:walk_to' as never, { x, y } as never);
  await eventually(() => one.me()?.dir === 0 && one.me().x === x * 64 + 32 && one.me().y === y * 64 + 32);
};

describe('two processes', function () {
  this.timeout(120_000);
  const pair = pairOfServers();

  /** A world with an owner and members inside; `other` is the process that does not run it. */
  async function world(count = 2) {
    const owner = await person(pair.a, 'owner');
    const serverId = await found(owner, { width: 60 });
    const people = await Promise.all(Array.from({ length: count }, () => member(pair.b, serverId)));
    const inside = await join(owner, pair.a, serverId);
    const visits = await Promise.all(people.map((one, n) => join(one, n % 2 ? pair.a : pair.b, serverId)));
    const { owner: running, other } = ownerOf(pair, inside);
    return { owner, inside, serverId, people, visits, running, other };
  }

  it('[OP63] make one room of 40 concurrent first joins that alternate between them', async () => {
    const founder = await person(pair.a, 'owner');
    const serverId = await found(founder);
    const crowd: Person[] = [];
    for (let n = 0; n < 40; n += 8) {
      crowd.push(...(await Promise.all(Array.from({ length: 8 }, () => member(pair.a, serverId, 'crowd')))));
    }
    const visits = await Promise.all(crowd.map((one, n) => join(one, n % 2 ? pair.a : pair.b, serverId)));
    assert.deepEqual([...new Set(visits.map((one) => one.room.roomId))], [`srv_${serverId}`]);
    assert.equal(new Set(visits.map((one) => ownerOf(pair, one).owner.port)).size, 1, 'one process runs it');
    await eventually(() => visits.every(({ room }) => room.state.players.size === 40));
    for (const process of [pair.a, pair.b]) {
      const { body } = await by(founder, process, 'GET', `/servers/${serverId}`);
      assert.equal(body.online_count, 40);
    }
    const opened = [pair.a, pair.b].flatMap(({ server }) =>
      server
        .output()
        .split('\n')
        .filter((line) => line.includes(serverId) && line.includes('world room opened')),
    );
    assert.equal(opened.length, 1, 'a room that lost the race runs no world');
    await Promise.all(visits.map((one) => one.leave()));
  });

  it('[OP64] carry what is said over REST to whoever is inside, once, and to those nearby alone', async () => {
    const { owner, inside, serverId, people, visits, other } = await world();
    await walkTo(visits[1]!, 10, 4);
    const path = `/servers/${serverId}/chat/send`;
    const near = await by(owner, other, 'POST', path, { content: 'near', scope: 'proximity' });
    const global = await by(people[0]!, other, 'POST', path, { content: 'all', scope: 'global' });
    assert.deepEqual([near.status, global.status], [201, 201]);
    for (const one of [inside, ...visits]) await one.hear('chat:sent', ({ id }) => id === global.body.id);
    assert.deepEqual(
      [inside, ...visits].map((one) => [heardOf(one, 'near'), heardOf(one, 'all')]),
      [
        [1, 1],
        [1, 1],
        [0, 1],
      ],
    );
    const outside = await member(other, serverId);
    const refused = await by(outside, other, 'POST', path, { content: 'hello?', scope: 'proximity' });
    assert.deepEqual([refused.status, refused.body.error.code], [403, 'chat/not_in_world']);
    await Promise.all([inside, ...visits].map((one) => one.leave()));
  });

  it('[OP65] close the sockets of the removed, the banned and the signed-out, whichever process was told', async () => {
    const { owner, inside, serverId, people, visits, other } = await world(3);
    const [removed, banned, signedOut] = people;
    const members = `/servers/${serverId}/members`;
    const warm = await Promise.all([pair.a, pair.b].map((process) => by(signedOut!, process, 'GET', '/users/me')));
    assert.deepEqual(
      warm.map(({ status }) => status),
      [200, 200],
    );
    await by(owner, other, 'DELETE', `${members}/${removed!.user_id}`);
    await by(owner, other, 'DELETE', `${members}/${banned!.user_id}`, { ban: true });
    await by(signedOut!, other, 'POST', '/users/logout', { refresh_token: signedOut!.refresh_token });
    const codes = () => visits.map(({ closed }) => closed.code);
    await eventually(() => codes().every((code) => code !== undefined), CLOSE_PATIENCE_MS);
    assert.deepEqual(codes(), [4101, 4102, 4103]);
    for (const process of [pair.a, pair.b]) {
      const answer = await by(signedOut!, process, 'GET', '/users/me');
      assert.deepEqual([answer.status, answer.body.error?.code], [401, 'auth/session_revoked']);
    }
    assert.equal((await by(owner, other, 'PUT', `/servers/${serverId}/map`, { template: 'office' })).status, 200);
    await inside.hear('world:notice', ({ code }) => code === 'world/map_changed');
    assert.equal((await by(owner, other, 'DELETE', `/servers/${serverId}`)).status, 204);
    await eventually(() => inside.closed.code === 4105, CLOSE_PATIENCE_MS);
  });

  it('[OP66] keep one avatar for an account that joins through both, and both know who is online', async () => {
    const { owner, inside, serverId, people, visits } = await world(1);
    const [someone] = people;
    const again = await join(someone!, pair.a, serverId);
    await eventually(() => visits[0]!.closed.code === 4100);
    await eventually(() => inside.room.state.players.size === 2);
    const online = async (process: Member) => {
      const { body } = await by(owner, process, 'GET', `/servers/${serverId}/members`);
      return body.members.filter((one: { online: boolean }) => one.online).length;
    };
    assert.deepEqual([await online(pair.a), await online(pair.b)], [2, 2]);
    await again.leave();
    await eventually(() => inside.room.state.players.size === 1);
    assert.deepEqual([await online(pair.a), await online(pair.b)], [1, 1]);
    await inside.leave();
  });

  it('[OP67] hand a world over when its process is told to go: 4001, positions saved, back in 5 s', async () => {
    const { inside, serverId, people, visits, running, other } = await world();
    await walkTo(visits[0]!, 9, 5);
    await walkTo(visits[1]!, 12, 7);
    for (const { room } of [inside, ...visits]) room.reconnection.enabled = false;
    const ended = running.server.end('SIGTERM');
    await eventually(() => [inside, ...visits].every(({ closed }) => closed.code !== undefined));
    assert.deepEqual(
      [inside, ...visits].map(({ closed }) => closed.code),
      [4001, 4001, 4001],
    );
    const began = performance.now();
    const back = await Promise.all(people.map((one) => join(one, other, serverId)));
    assert.ok(performance.now() - began < 5_000, `back after ${performance.now() - began} ms`);
    assert.deepEqual(
      back.map((one) => one.heard[0]!.body.position),
      [
        { x: 9 * 64 + 32, y: 5 * 64 + 32 },
        { x: 12 * 64 + 32, y: 7 * 64 + 32 },
      ],
    );
    await ended;
    assert.equal(running.server.child.exitCode, 0);
    await running.start();
    await Promise.all(back.map((one) => one.leave()));
  });

  it('[OP68] bring people back on the other process within 8 s when theirs is killed, with every message', async () => {
    const { inside, serverId, people, visits, running, other } = await world();
    const sent = await Promise.all(Array.from({ length: 20 }, (_, n) => say(visits[n % 2]!, { content: `kept ${n}` })));
    for (const { room } of [inside, ...visits]) room.reconnection.enabled = false;
    await running.server.end('SIGKILL');
    const began = performance.now();
    const back = await Promise.all(people.map((one) => join(one, other, serverId)));
    assert.ok(performance.now() - began < 8_000, `back after ${performance.now() - began} ms`);
    assert.equal(ownerOf(pair, back[0]!).owner, other);
    const reader: Pick<Person, 'call'> = { call: (...call) => by(people[0]!, other, ...call) };
    const ids = (await history(reader, serverId)).map(({ id }) => id);
    for (const { id } of sent) assert.equal(ids.filter((one) => one === id).length, 1);
    await say(back[0]!, { content: 'and on' });
    await back[1]!.hear('chat:sent', ({ content }) => content === 'and on');
    const { body } = await by(people[0]!, other, 'GET', `/servers/${serverId}`);
    assert.equal(body.online_count, 2, 'who was in the killed world and is not back is not online');
    await running.start();
    await Promise.all(back.map((one) => one.leave()));
  });

  it('[OP68] forget who was online in a killed process although nobody comes back', async () => {
    const { serverId, running, other, inside, visits } = await world(1);
    for (const { room } of [inside, ...visits]) room.reconnection.enabled = false;
    await running.server.end('SIGKILL');
    const looker = await person(other, 'looker');
    const count = async () => (await by(looker, other, 'GET', `/servers/${serverId}`)).body.online_count;
    const deadline = performance.now() + 30_000;
    while ((await count()) !== 0) {
      assert.ok(performance.now() < deadline, 'ghosts stay online');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await running.start();
  });
});
