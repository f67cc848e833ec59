import assert from 'node:assert/strict';
import { limitOf } from './limits.ts';
import { Mesh, type MeshPeer } from './mesh.ts';
import type { Signal } from './outbox.ts';
import type { Tracks } from './slots.ts';
import { FakeClock, fakePorts, turns } from './test-support.ts';
import { asTrack, type FakeConnection, FakeNetwork, FakeTrack, fakeTracks } from './test-support-rtc.ts';

const BOTH = { hears: true, heard: true };

/** Two people, and a server between them that passes on what `pass` lets through, later by `delay`. */
function setUp(options: { delay?: number } = {}) {
  const clock = new FakeClock();
  const network = new FakeNetwork();
  const sent: (Signal & { from: string })[] = [];
  const rule = { pass: true };
  const side = (userId: string, other: () => Mesh) => {
    const own = { peerId: `${userId} 1`, tracks: fakeTracks('audio') as Tracks, unauthorized: 0 };
    const { ports } = fakePorts(network, clock);
    const mine: FakeConnection[] = [];
    const create = ports.createConnection;
    ports.createConnection = (configuration) => {
      const pc = create(configuration);
      mine.push(pc as unknown as FakeConnection);
      return pc;
    };
    const mesh = new Mesh({
      ...{ ports, userId },
      iceServers: () => [{ urls: 'stun:one' }],
      tracks: () => own.tracks,
      limit: (slot) => limitOf(slot, 1, 0),
      onUnauthorized: () => void own.unauthorized++,
      onChange: () => {},
      outbox: {
        push: (signal) => {
          sent.push({ ...signal, from: userId });
          if (!rule.pass) return;
          const deliver = () =>
            void other().hear(signal.type, { ...signal.body, from: userId, peer_id: own.peerId } as never);
          if (options.delay) clock.after(options.delay, deliver);
          else queueMicrotask(deliver);
        },
        drop: () => {},
      },
    });
    return Object.assign(own, { mesh, mine, newest: () => mine.at(-1)! });
  };
  const a: ReturnType<typeof side> = side('a', () => b.mesh);
  const b: ReturnType<typeof side> = side('b', () => a.mesh);
  const meet = (way: Partial<MeshPeer> = {}): void => {
    a.mesh.sync([{ userId: 'b', peerId: b.peerId, ...BOTH, ...way }]);
    const { hears = true, heard = true } = way;
    b.mesh.sync([{ userId: 'a', peerId: a.peerId, hears: heard, heard: hears }]);
  };
  const offers = () => sent.filter(({ type }) => type === 'signal:offer').map(({ from }) => from);
  const connected = () => [a, b].map(({ newest }) => newest().connectionState);
  return { clock, network, a, b, meet, sent, offers, connected, rule };
}
const BOTH_UP = ['connected', 'connected'];

describe('connections from browser to browser', () => {
  it('[CM1] one of the two makes the four lines, with one offer, and both send over the same', async () => {
    const { a, b, meet, offers, connected } = setUp();
    meet();
    await turns();
    assert.deepEqual(offers(), ['b']);
    assert.deepEqual(connected(), BOTH_UP);
    for (const { newest, tracks } of [a, b]) {
      assert.equal(newest().getTransceivers().length, 4);
      assert.deepEqual(newest().sending, [tracks.audio?.id, null, null, null]);
    }
    const sent = [a, b].map(({ mesh }) => [...mesh].map(([, link]) => Object.values(link.received).length));
    assert.deepEqual(sent, [[4], [4]]);
  });

  it('[CM1] the polite one offers where no offer comes for three seconds', async () => {
    const { clock, a, meet, offers, rule, connected, b } = setUp();
    rule.pass = false;
    meet();
    await clock.pass(2900);
    assert.deepEqual(offers(), ['b']);
    // Its first offer was lost with its page: it knows nothing of us yet.
    b.mesh.sync([]);
    rule.pass = true;
    await clock.pass(50);
    b.mesh.sync([{ userId: 'a', peerId: a.peerId, ...BOTH }]);
    await clock.pass(200);
    assert.deepEqual(connected(), BOTH_UP);
  });

  it('[CM2] of two first offers that cross one is taken back, and there are still four lines', async () => {
    const { clock, a, b, meet, offers, connected, network } = setUp({ delay: 40 });
    // The server tells b late, when a has waited in vain.
    a.mesh.sync([{ userId: 'b', peerId: b.peerId, ...BOTH }]);
    await clock.pass(2990);
    meet();
    await clock.pass(500);
    assert.deepEqual(offers().sort(), ['a', 'b']);
    assert.deepEqual(connected(), BOTH_UP);
    for (const { newest } of [a, b]) assert.equal(newest().getTransceivers().length, 4);
    assert.equal(network.open.length, 2);
  });

  it('[CM2] both describe themselves anew at once: both changes hold', async () => {
    const { clock, a, b, meet, connected } = setUp({ delay: 40 });
    meet();
    await clock.pass(500);
    // a comes onto a stage while b stops to be in earshot the other way.
    a.mesh.sync([{ userId: 'b', peerId: b.peerId, hears: true, heard: false }]);
    b.mesh.sync([{ userId: 'a', peerId: a.peerId, hears: false, heard: true }]);
    await clock.pass(500);
    assert.deepEqual(connected(), BOTH_UP);
    const directions = [a, b].map(({ newest }) => newest().getTransceivers()[0]?.currentDirection);
    assert.deepEqual(directions, ['sendonly', 'recvonly']);
    assert.deepEqual(b.newest().sending, [null, null, null, null]);
  });

  for (const [hears, heard, expected] of [
    [true, false, ['sendonly', 'recvonly']],
    [false, true, ['recvonly', 'sendonly']],
    [true, true, ['sendrecv', 'sendrecv']],
  ] as const) {
    it(`[CM3] sends only to who hears, and takes only from who is heard: ${hears}, ${heard}`, async () => {
      const { a, b, meet } = setUp();
      meet({ hears, heard });
      await turns();
      assert.deepEqual(
        [a, b].map(({ newest }) => newest().getTransceivers()[1]?.currentDirection),
        expected,
      );
      assert.deepEqual(a.newest().sending[0], hears ? a.tracks.audio?.id : null);
      assert.deepEqual(b.newest().sending[0], heard ? b.tracks.audio?.id : null);
      assert.equal(a.mesh.get('b')?.received.audio !== null, heard);
    });
  }

  it('[CM3] who does not hear any more gets nothing from that moment on', async () => {
    const { a, b, meet, rule } = setUp();
    meet();
    await turns();
    rule.pass = false;
    a.mesh.sync([{ userId: 'b', peerId: b.peerId, hears: false, heard: true }]);
    assert.equal(a.newest().getTransceivers()[0]?.sender.track, null);
  });

  it('[CM4] a camera that is turned on later needs no new description', async () => {
    const { a, b, meet, sent } = setUp();
    meet();
    await turns();
    const before = sent.length;
    a.tracks = { ...a.tracks, video: asTrack(new FakeTrack('video')) };
    a.mesh.refresh();
    await turns();
    assert.equal(sent.length, before);
    assert.equal(a.newest().sending[1], a.tracks.video?.id);
    assert.deepEqual(b.newest().getTransceivers()[1]?.currentDirection, 'sendrecv');
  });

  it('[CM5] hears nothing of a session that is over, and begins anew with the next one', async () => {
    const { a, b, meet, connected, network } = setUp();
    meet();
    await turns();
    const old = a.newest();
    const sdp = { type: 'offer' as const, sdp: 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns={"ufrag":"x","lines":[]}\r\n' };
    await a.mesh.hear('signal:offer', { from: 'b', peer_id: 'b 0', sdp });
    assert.equal(a.newest(), old);
    b.mesh.sync([]);
    b.peerId = 'b 2';
    meet();
    await turns();
    assert.notEqual(a.newest(), old);
    assert.equal(old.signalingState, 'closed');
    assert.deepEqual(connected(), BOTH_UP);
    assert.equal(network.open.length, 2);
  });

  it('[CM6] a line that is only disturbed gets two seconds, a failed one none', async () => {
    const { clock, network, a, meet } = setUp();
    meet();
    await turns();
    network.setCut(true);
    await clock.pass(1900);
    assert.equal(a.newest().restarts, 0);
    network.setCut(false);
    await clock.pass(2000);
    assert.equal(a.newest().restarts, 0);
    network.setCut(true, 'failed');
    await turns();
    assert.equal(a.newest().restarts, 1);
    network.setCut(false);
  });

  it('[CM6] restarts five times with growing waits, then makes a fresh connection', async () => {
    const { clock, network, a, meet, connected } = setUp();
    meet();
    await turns();
    const old = a.newest();
    network.setCut(true, 'failed');
    const at: number[] = [];
    const begun = clock.now();
    for (let seen = 0; a.newest() === old && clock.now() < begun + 60_000; ) {
      if (old.restarts > seen) at.push(clock.now() - begun);
      seen = old.restarts;
      await clock.pass(100);
    }
    assert.deepEqual(at, [0, 1000, 3000, 7000, 15_000]);
    assert.equal(clock.now() - begun, 23_000);
    assert.equal(a.mesh.get('b')?.state, 'failed');
    network.setCut(false);
    await clock.pass(16_000);
    assert.deepEqual(connected(), BOTH_UP);
    assert.equal(network.open.length, 2);
    assert.equal(a.newest().getTransceivers().length, 4);
  });

  it('[CM6] restarts at once when the network comes back', async () => {
    const { clock, a, b, meet, connected } = setUp();
    meet();
    await turns();
    a.mesh.online();
    await clock.pass(100);
    assert.equal(a.newest().restarts, 1);
    assert.equal(b.newest().restarts, 0);
    assert.deepEqual(connected(), BOTH_UP);
  });

  it('[CM6] waits for the line to the server, without which nothing can be said', async () => {
    const { clock, network, a, b, meet, connected } = setUp();
    meet();
    await turns();
    for (const { mesh } of [a, b]) mesh.hold(true);
    network.setCut(true, 'failed');
    await clock.pass(60_000);
    assert.equal(a.newest().restarts, 0);
    network.cut = false;
    for (const { mesh } of [a, b]) mesh.hold(false);
    await clock.pass(500);
    assert.equal(a.newest().restarts, 1);
    assert.deepEqual(connected(), BOTH_UP);
  });

  it('[CM9] asks for credentials when the relay refuses them, and restarts use the new ones', async () => {
    const { a, meet } = setUp();
    meet();
    await turns();
    a.newest().onicecandidateerror?.({ errorCode: 701 });
    assert.equal(a.unauthorized, 0);
    a.newest().onicecandidateerror?.({ errorCode: 401 });
    assert.equal(a.unauthorized, 1);
    a.mesh.setIceServers([{ urls: 'turn:new' }]);
    assert.deepEqual(a.newest().configuration.iceServers, [{ urls: 'turn:new' }]);
  });
});
