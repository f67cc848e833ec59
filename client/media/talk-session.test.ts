import assert from 'node:assert/strict';
import type { MediaStarted, MediaState } from '../../shared/protocol/media.ts';
import { ApiError } from '../net/api-error.ts';
import { TalkSession } from './talk-session.ts';
import { fakePorts, turns } from './test-support.ts';

const LIFE_MS = 600_000;

function setUp() {
  const { ports, clock } = fakePorts();
  const calls: { at: number; what: string; body?: object }[] = [];
  const refusals: ApiError[] = [];
  const own = { state: { audio: true, video: false, screen: false, is_muted: false } as MediaState };
  const server = { fault: null as ApiError | null };
  let started = 0;
  const call = async (what: string, body?: object): Promise<void> => {
    calls.push({ at: clock.now(), what, ...(body && { body }) });
    await null;
    if (server.fault) throw server.fault;
  };
  const session = new TalkSession({
    ports,
    api: {
      start: async (body) => {
        await call('start', body);
        return {
          peer_id: 'p',
          ...{ stun_servers: [], turn_servers: [], mesh_max: 8, sfu: false },
          expires_at: new Date(ports.timeOfDay() + LIFE_MS).toISOString(),
        } as MediaStarted;
      },
      state: (body) => call('state', body),
      stop: () => call('stop'),
    },
    state: () => own.state,
    channelId: () => null,
    onStarted: () => void started++,
    onRefused: (error) => void refusals.push(error),
  });
  const whats = () => calls.map(({ what }) => what);
  return { clock, session, calls, whats, own, server, refusals, started: () => started };
}

describe('the media session on the server', () => {
  it('[CM9] is renewed at four fifths of the life of its credentials, again and again', async () => {
    const { clock, session, calls } = setUp();
    await session.start();
    await clock.pass(LIFE_MS * 2);
    assert.deepEqual(
      calls.map(({ at, what }) => [at, what]),
      [0, 480_000, 960_000].map((at) => [at, 'start']),
    );
  });

  it('[CM9] tries again where that fails, well before the credentials end', async () => {
    const { clock, session, calls, server, started } = setUp();
    await session.start();
    await clock.pass(479_000);
    server.fault = new ApiError(0, {});
    await clock.pass(30_000);
    assert.ok(calls.length >= 3, `${calls.length} calls`);
    server.fault = null;
    await clock.pass(40_000);
    assert.equal(started(), 2);
    assert.ok(clock.now() < LIFE_MS);
  });

  it('[CM9] is renewed at once where the relay refuses the credentials, but not again within five seconds', async () => {
    const { clock, session, whats } = setUp();
    await session.start();
    await clock.pass(60_000);
    for (let n = 0; n < 5; n++) session.unauthorized();
    await clock.pass(1);
    await turns();
    assert.deepEqual(whats(), ['start', 'start']);
    for (let n = 0; n < 5; n++) session.unauthorized();
    await clock.pass(4000);
    assert.equal(whats().length, 2);
    await clock.pass(1500);
    assert.equal(whats().length, 3, 'what was refused meanwhile is not forgotten');
  });

  it('[CM23] tells what is sent when it changed, the last state last, a few times a second at most', async () => {
    const { clock, session, calls, own } = setUp();
    await session.start();
    for (let n = 0; n < 20; n++) {
      own.state = { ...own.state, is_muted: n % 2 === 0 };
      session.tell();
      await clock.pass(50);
    }
    own.state = { ...own.state, video: true };
    session.tell();
    await clock.pass(1000);
    const states = calls.filter(({ what }) => what === 'state');
    assert.ok(states.length <= 5, `${states.length}`);
    assert.deepEqual(states.at(-1)?.body, own.state);
    session.tell();
    await clock.pass(1000);
    assert.equal(calls.filter(({ what }) => what === 'state').length, states.length);
  });

  it('[CM23] begins anew where the server knows of no session', async () => {
    const { clock, session, whats, own, server } = setUp();
    await session.start();
    server.fault = new ApiError(409, { code: 'media/not_started', message: 'no' });
    own.state = { ...own.state, video: true };
    session.tell();
    await clock.pass(1);
    server.fault = null;
    await clock.pass(10_000);
    assert.deepEqual(whats().slice(0, 3), ['start', 'state', 'start']);
  });

  it('[CM23] a beginning that fails rejects, and nothing is tried by itself', async () => {
    const { clock, session, whats, server } = setUp();
    server.fault = new ApiError(403, { code: 'media/not_in_world', message: 'no' });
    await assert.rejects(session.start(), /no/);
    session.restart();
    session.tell();
    await clock.pass(LIFE_MS);
    assert.deepEqual(whats(), ['start']);
  });

  it('[CM23] a refusal for good ends it, with the reason', async () => {
    const { clock, session, server, refusals } = setUp();
    await session.start();
    server.fault = new ApiError(403, { code: 'chat/muted', message: 'muted' });
    await clock.pass(500_000);
    assert.deepEqual(
      refusals.map(({ code }) => code),
      ['chat/muted'],
    );
  });

  it('[CM23] says that it ends, and nothing after that', async () => {
    const { clock, session, whats } = setUp();
    await session.start();
    session.tell();
    await session.stop();
    session.tell();
    await clock.pass(LIFE_MS);
    assert.deepEqual(whats(), ['start', 'stop']);
  });
});
