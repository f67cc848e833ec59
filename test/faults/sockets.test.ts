// Fault 25: sockets whose other end is gone, more of them than one address may have, and many at once.

import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import { openAccounts } from '../../loadtest/accounts.ts';
import { RECONNECTION_SECONDS } from '../../server/rooms/world-room.ts';
import { eventually } from '../harness/eventually.ts';
import { found, member, person } from '../harness/people.ts';
import { rawVisit, reserve } from '../harness/raw.ts';
import { testServer } from '../harness/server.ts';

const PING_MS = 3_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(ask: () => Promise<boolean>, patience: number): Promise<number> {
  const began = performance.now();
  while (!(await ask())) {
    assert.ok(performance.now() - began < patience, `waited ${patience} ms in vain for ${ask}`);
    await pause(50);
  }
  return performance.now() - began;
}
async function gauge({ url }: { url: string }, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

describe('half-open sockets', function () {
  this.timeout(120_000);
  const server = testServer();

  it('[OP78] are closed within three pings, and their seats are given up 20 s later', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const [mute, dead, slow] = await Promise.all(
      ['mute', 'dead', 'slow'].map((name) => member(server, serverId, name)),
    );
    const witness = await owner.join(serverId);
    // One that reads and never answers, one whose machine is gone, and one that is merely quiet.
    const { endpoint } = await reserve(server.url, mute!.token, serverId);
    const silent = new WebSocket(endpoint, { perMessageDeflate: false, autoPong: false });
    silent.on('message', (data: Buffer) => {
      if (data[0] === 10) silent.send(Buffer.from([10]));
    });
    const gone = await rawVisit(server.url, dead!.token, serverId);
    const quiet = await rawVisit(server.url, slow!.token, serverId);
    await eventually(() => witness.room.state.players.size === 4);
    const connections = () => gauge(server, 'atrium_connections');
    assert.equal(await connections(), 4);
    (gone.socket as unknown as { _socket: { pause(): void } })._socket.pause();
    const reaped = await until(async () => (await connections()) === 2, 30_000);
    assert.ok(reaped <= 3 * PING_MS + 2_500, `closed after ${reaped} ms`);
    assert.equal(witness.room.state.players.size, 4, 'the seats are held');
    const closedAt = performance.now();
    await eventually(() => witness.room.state.players.size === 2, 40_000);
    const held = performance.now() - closedAt;
    assert.ok(
      held > RECONNECTION_SECONDS * 1000 - PING_MS - 1_000 && held < RECONNECTION_SECONDS * 1000 + 5_000,
      `${held} ms`,
    );
    assert.equal(quiet.closed.code, undefined, 'who answers pings may be quiet as long as it likes');
    silent.terminate();
    gone.socket.terminate();
    quiet.socket.close();
    await witness.leave();
  });
});

describe('too many sockets', function () {
  this.timeout(60_000);
  const server = testServer({
    RATE_LIMITS: 'on',
    LIMIT_CONNECTIONS_PER_ADDRESS: '4',
    LIMIT_REGISTER_PER_MINUTE: '100',
  });

  it('[OP78] of one address are refused beyond the limit, and let in again when one has gone', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const people = await Promise.all(Array.from({ length: 5 }, () => member(server, serverId)));
    const visits = [];
    for (const one of people.slice(0, 4)) visits.push(await rawVisit(server.url, one.token, serverId));
    const { endpoint } = await reserve(server.url, people[4]!.token, serverId);
    const refused = new WebSocket(endpoint);
    const code = await new Promise((resolve) => refused.once('close', resolve));
    assert.equal(code, 4029);
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
    assert.deepEqual(
      visits.map(({ closed }) => closed.code),
      [undefined, undefined, undefined, undefined],
    );
    visits[0]!.socket.terminate();
    await until(async () => (await gauge(server, 'atrium_connections')) === 3, 10_000);
    const again = await rawVisit(server.url, people[4]!.token, serverId);
    assert.equal(again.closed.code, undefined);
    for (const { socket } of [...visits, again]) socket.terminate();
  });
});

describe('a burst of joins', function () {
  this.timeout(120_000);
  const CROWD = 300;
  const secret = 'a secret that the crowd is signed with';
  const server = testServer({ JWT_SECRET: secret });

  it(`[OP78] of ${CROWD} people at once is served, every one of them`, async () => {
    await using stack = new AsyncDisposableStack();
    const rows = openAccounts(stack, { url: server.env.DATABASE_URL!, secret });
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const witness = await owner.join(serverId);
    const crowd = await rows.make(CROWD);
    await rows.letIn(crowd, serverId);
    const visits = await Promise.all(crowd.map(({ token }) => rawVisit(server.url, token, serverId)));
    await eventually(() => witness.room.state.players.size === CROWD + 1, 30_000);
    assert.ok(visits.every(({ closed }) => closed.code === undefined));
    assert.equal(await gauge(server, 'atrium_players'), CROWD + 1);
    for (const { socket } of visits) socket.terminate();
    assert.equal(witness.closed.code, undefined);
  });
});
