// Faults 1 to 7 and 9: what a hostile client may send, and that the process, the room and the others go on.

import assert from 'node:assert/strict';
import { Packr } from 'msgpackr';
import { WebSocket } from 'ws';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person, type Visit } from '../harness/people.ts';
import { dataFrame, rawVisit, reserve } from '../harness/raw.ts';
import { testServer } from '../harness/server.ts';

const UNITS_PER_SECOND = 5 * 64;
/** A late turn may name the last 10 ticks, an early one the next 2; a tick is under way. */
const SLACK_UNITS = 13 * 16;

describe('a hostile client', function () {
  this.timeout(60_000);
  const server = testServer({ RATE_LIMITS: 'on', LIMIT_REGISTER_PER_MINUTE: '1000', LIMIT_REST_PER_MINUTE: '100000' });
  let owner: Person;
  let serverId: string;
  let witness: Visit;
  let cheater: Person;

  before(async () => {
    owner = await person(server, 'owner');
    serverId = await found(owner, {
      width: 120,
      walls: Array.from({ length: 18 }, (_, y) => [60, y + 1] as const),
      zones: [{ name: 'Vault', type: 'PRIVATE', at: [10, 10, 5, 5], properties: { locked: true } }],
    });
    cheater = await member(server, serverId, 'cheater');
    witness = await owner.join(serverId);
  });

  /** That everybody else is served as before. */
  async function theOthersGoOn(): Promise<void> {
    const started = performance.now();
    await witness.room.request('chat:history' as never, {} as never);
    assert.ok(performance.now() - started < 2_000);
    assert.equal(witness.closed.code, undefined);
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
    assert.equal(server.server.child.exitCode, null);
  }
  const seen = () => [...witness.room.state.players.values()].find((player) => player.user_id === cheater.user_id);

  const badMoves: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a list', [1, 2, 3]],
    ['an empty object', {}],
    ['NaN', { seq: 1, dir: Number.NaN, step: 1 }],
    ['Infinity', { seq: 1, dir: 3, step: Number.POSITIVE_INFINITY }],
    ['text', { seq: 1, dir: '3', step: 1 }],
    ['1e308', { seq: 1e308, dir: 3, step: 1 }],
    ['a fraction', { seq: 1, dir: 2.5, step: 1 }],
    ['a negative', { seq: 1, dir: -1, step: 1 }],
    ['nine', { seq: 1, dir: 9, step: 1 }],
    ['a missing field', { seq: 1, dir: 3 }],
    ['an object', { seq: {}, dir: 3, step: 1 }],
  ];
  it('[WR70] is not moved by a move that is none, and stays connected', async () => {
    const visit = await rawVisit(server.url, cheater.token, serverId);
    const before = await eventually(seen);
    const { x, y, dir } = before;
    for (const [, body] of badMoves) visit.send('world:move', body);
    const metrics = () => fetch(`${server.url}/metrics`).then((answer) => answer.text());
    await visit.request('chat:history', {});
    assert.match(await metrics(), new RegExp(`refused_total\\{kind="invalid"\\} ${badMoves.length}\\b`));
    assert.deepEqual([seen()?.x, seen()?.y, seen()?.dir], [x, y, dir]);
    assert.equal(visit.closed.code, undefined);
    visit.socket.close();
    await theOthersGoOn();
  });

  it('[WR71] gets no further than five tiles a second whatever step, seq and dir it names', async () => {
    for (const lie of [
      (n: number) => ({ seq: n + 1, dir: n % 2 ? 3 : 4, step: 4_000_000_000 }),
      (n: number) => ({ seq: n + 1, dir: n % 2 ? 3 : 2, step: 0 }),
      (n: number) => ({ seq: (n + 1) * 1000, dir: 1 + (n % 8), step: n * 7919 }),
    ]) {
      const visit = await rawVisit(server.url, cheater.token, serverId);
      await eventually(() => seen());
      const began = performance.now();
      const { x, y } = seen()!;
      let far = 0;
      for (let n = 0; n < 60; n++) {
        visit.send('world:move', lie(n));
        await new Promise((resolve) => setTimeout(resolve, 30));
        const now = seen()!;
        const elapsed = (performance.now() - began) / 1000;
        far = Math.max(Math.abs(now.x - x), Math.abs(now.y - y));
        assert.ok(far <= elapsed * UNITS_PER_SECOND + SLACK_UNITS, `${far} units in ${elapsed} s`);
      }
      visit.socket.close();
      await eventually(() => visit.closed.code !== undefined);
    }
    await theOthersGoOn();
  });

  it('[WR72] stops at walls and locked zones, and is told why', async () => {
    const visit = await cheater.join(serverId);
    await visit.room.request('world:walk_to' as never, { x: 8, y: 12 } as never);
    await eventually(() => visit.me().dir === 0 && visit.me().x === 8 * 64 + 32 && visit.me().y === 12 * 64 + 32);
    visit.room.send('world:move' as never, { seq: 1, dir: 3, step: 4_000_000_000 } as never);
    await visit.hear('world:notice', ({ code }) => code === 'world/zone_locked');
    visit.room.send('world:move' as never, { seq: 2, dir: 0, step: 4_000_000_000 } as never);
    await eventually(() => visit.me().dir === 0);
    assert.equal(Math.floor(visit.me().x / 64), 9);
    assert.equal((await visit.refusal('world:walk_to', { x: 12, y: 12 })).code, 'world/unreachable');
    assert.equal((await visit.refusal('world:walk_to', { x: 60, y: 5 })).code, 'world/unreachable');
    await visit.leave();
  });

  it('[WR73] is closed with 4029 when it floods, and the others notice nothing', async () => {
    const visit = await rawVisit(server.url, cheater.token, serverId);
    for (let n = 0; n < 2000; n++) visit.send('world:move', { seq: n, dir: n % 9, step: n });
    await eventually(() => visit.closed.code !== undefined, 5_000);
    assert.equal(visit.closed.code, 4029);
    await theOthersGoOn();
  });

  it('[WR74] is closed with 1009 for a frame over 16 KiB, and for fragments without end', async () => {
    const visit = await rawVisit(server.url, cheater.token, serverId);
    visit.frame(Buffer.alloc(16 * 1024 + 1, 1));
    await eventually(() => visit.closed.code === 1009);
    const fragments = await rawVisit(server.url, cheater.token, serverId);
    for (let n = 0; n < 20_000 && fragments.closed.code === undefined; n++) {
      fragments.socket.send(Buffer.from([1]), { fin: false, binary: true });
      if (n % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(() => fragments.closed.code !== undefined);
    assert.ok([1009, 1008].includes(fragments.closed.code ?? 0), String(fragments.closed.code));
    await theOthersGoOn();
  });

  it('[WR75] is not offered compression, so that nothing can be inflated', async () => {
    const { endpoint } = await reserve(server.url, cheater.token, serverId);
    const socket = new WebSocket(endpoint, { perMessageDeflate: true });
    await new Promise((resolve) => socket.once('open', resolve));
    assert.equal(socket.extensions, '');
    socket.terminate();
  });

  it('[WR76] is answered or ignored when it sends garbage, and stays connected', async () => {
    const visit = await rawVisit(server.url, cheater.token, serverId);
    const deep = (depth: number): Buffer => Buffer.concat([Buffer.alloc(depth, 0x91), Buffer.from([0xc0])]);
    const frames = [
      Buffer.alloc(0),
      Buffer.from([0]),
      Buffer.from([13]),
      Buffer.from([13, 0xff, 0xff, 0xff]),
      Buffer.from([13, 0xdb, 0xff, 0xff, 0xff, 0xff]),
      Buffer.concat([Buffer.from([13, 0xa3]), Buffer.from([0xff, 0xfe, 0xfd, 0xc1])]),
      Buffer.from([13, 0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]),
      Buffer.concat([dataFrame('world:move', null).subarray(0, -1), deep(10_000)]),
      Buffer.concat([dataFrame('__proto__', { polluted: true })]),
      Buffer.concat([dataFrame('constructor', {})]),
      dataFrame('world:move', JSON.parse('{"__proto__":{"polluted":true},"seq":1,"dir":0,"step":1}')),
      new Packr({ useRecords: true }).pack({ seq: 1 }),
      Buffer.from([20, 0xce, 0xff, 0xff, 0xff, 0xff]),
      Buffer.from([19, 1, 2, 3]),
      Buffer.from([17, 0xa1, 0x61, 1, 2]),
      Buffer.from([255, 255]),
    ];
    for (const frame of frames) visit.frame(frame);
    assert.equal((await visit.request('no:such', {})).status, 1);
    const { body } = await visit.request('world:walk_to', { x: 'a', y: 1 });
    assert.equal((body as { code: string }).code, 'invalid');
    assert.equal(visit.closed.code, undefined);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    visit.socket.close();
    await theOthersGoOn();
  });

  it('[WR77] is refused at the upgrade with a foreign origin, and joins nothing without a seat', async () => {
    const { endpoint } = await reserve(server.url, cheater.token, serverId);
    const status = await new Promise<number>((resolve) => {
      const socket = new WebSocket(endpoint, { origin: 'https://evil.example' });
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => resolve(101));
      socket.on('error', () => {});
    });
    assert.equal(status, 403);
    const guess = new WebSocket(endpoint.replace(/sessionId=.*/, 'sessionId=guessed'));
    const code = await new Promise<number>((resolve) => guess.on('close', resolve));
    assert.ok(code >= 4000);
    const foreign = await fetch(`${server.url}/matchmake/joinOrCreate/world`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{}',
    });
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
  });

  const badRequests: [string, unknown, string][] = [
    ['world:walk_to', {}, 'invalid'],
    ['world:walk_to', { x: -1, y: 2 }, 'invalid'],
    ['world:walk_to', { x: 1e9, y: 2 }, 'invalid'],
    ['world:walk_to', { x: 100, y: 19 }, 'world/unreachable'],
    ['world:status', { status: 'asleep' }, 'invalid'],
    ['world:status', { status: 'offline' }, 'invalid'],
    ['world:emote', { emote: '<script>' }, 'invalid'],
    ['world:emote', { emote: 'x'.repeat(10_000) }, 'invalid'],
    ['world:welcome', {}, 'unknown_message'],
    ['chat:send', {}, 'invalid'],
    ['chat:send', { content: 'x', scope: 'everywhere' }, 'invalid'],
    ['chat:send', { content: '   ', scope: 'global' }, 'invalid'],
    ['chat:send', { content: '\u200b\u200d', scope: 'global' }, 'invalid'],
    ['chat:send', { content: 'a\u0000b', scope: 'global' }, 'invalid'],
    ['chat:send', { content: 'x'.repeat(2001), scope: 'global' }, 'invalid'],
    ['chat:send', { content: ['x'], scope: 'global' }, 'invalid'],
    ['chat:send', { content: 'x', scope: 'global', client_msg_id: '' }, 'invalid'],
    ['chat:send', { content: 'x', scope: 'global', client_msg_id: { $ne: 1 } }, 'invalid'],
    ['chat:history', { limit: -1 }, 'invalid'],
    ['chat:history', { limit: 1e9 }, 'invalid'],
    ['chat:history', { before: 'forged' }, 'invalid_cursor'],
    ['chat:history', { before: '2026-13-77T99:00:00.000Z' }, 'invalid_cursor'],
    ['toString', {}, 'unknown_message'],
  ];
  it('[WR78] gets the stated code for every wrong request', async () => {
    const visit = await cheater.join(serverId);
    for (const [type, body, expected] of badRequests) {
      const { code } = await visit.refusal(type, body);
      assert.equal(code, expected, `${type} ${JSON.stringify(body).slice(0, 80)}`);
    }
    await visit.leave();
    await theOthersGoOn();
  });
});
