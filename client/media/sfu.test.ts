import assert from 'node:assert/strict';
import { ApiError } from '../net/api-error.ts';
import { limitOf } from './limits.ts';
import { Sfu } from './sfu.ts';
import { NO_TRACKS, type Tracks } from './slots.ts';
import { fakePorts, turns } from './test-support.ts';
import { asTrack, FakeConnection, FakeNetwork, FakeTrack, fakeTracks } from './test-support-rtc.ts';

/** An exchange that answers every offer, and describes what it sends by a connection of its own. */
function setUp() {
  const { ports, clock, network } = fakePorts();
  const far = new FakeNetwork();
  const asked: { type: string; body: Record<string, unknown> }[] = [];
  const own = { tracks: fakeTracks('audio') as Tracks };
  const server = { fault: null as ApiError | null, passes: 0 };
  const sfu = new Sfu({
    ports,
    iceServers: () => [],
    tracks: () => own.tracks,
    limit: (slot) => limitOf(slot, 1, 0),
    onChange: () => {},
    request: (async (type: string, body: Record<string, unknown>) => {
      asked.push({ type, body });
      await null;
      if (server.fault) throw server.fault;
      if (type === 'sfu:enter') return { token: `pass ${++server.passes}`, expires_at: '' };
      if (type === 'sfu:answer') return {};
      const pc = new FakeConnection(far, {});
      await pc.setRemoteDescription({ type: 'offer', sdp: body.sdp as string });
      await pc.setLocalDescription();
      return { sdp: pc.localDescription!.sdp };
    }) as never,
  });
  const exchange = new FakeConnection(far, {});
  exchange.addTransceiver('audio', { direction: 'sendonly' });
  const offer = async (from = exchange): Promise<void> => {
    await from.setLocalDescription();
    sfu.hearOffer({ sdp: from.localDescription!.sdp, tracks: [{ mid: '0', kind: 'audio', user_id: 'b' }] });
    await turns();
  };
  const types = () => asked.map(({ type }) => type);
  return { sfu, clock, network, far, asked, types, own, server, offer };
}

describe('the exchange for crowds', () => {
  it('[CM18] is entered with a pass; what one sends goes up once, named line by line', async () => {
    const { sfu, asked, types, network } = setUp();
    sfu.want(true, true);
    await turns();
    assert.deepEqual(types(), ['sfu:enter', 'sfu:publish']);
    const { token, tracks, sdp } = asked[1]!.body;
    assert.deepEqual([token, tracks], ['pass 1', [{ mid: '0', kind: 'audio' }]]);
    assert.match(sdp as string, /sendonly/);
    assert.equal(network.open.length, 1);
  });

  it('[CM18] what comes down is found by person and line, and answered', async () => {
    const { sfu, types, offer, network } = setUp();
    sfu.want(true, true);
    await turns();
    await offer();
    assert.ok(sfu.received('b').audio);
    assert.equal(sfu.received('c').audio, null);
    assert.equal(types().at(-1), 'sfu:answer');
    assert.equal(network.open.length, 2);
  });

  it('[CM18] who only listens sends nothing up', async () => {
    const { sfu, types, own } = setUp();
    own.tracks = NO_TRACKS;
    sfu.want(true, true);
    await turns();
    assert.deepEqual(types(), ['sfu:enter']);
  });

  it('[CM18] another kind of track is described on the same connection, one that goes and comes is not', async () => {
    const { sfu, asked, types, own, network, offer } = setUp();
    sfu.want(true, true);
    await offer();
    await turns();
    own.tracks = { ...own.tracks, video: asTrack(new FakeTrack('video')) };
    sfu.refresh();
    await turns();
    assert.deepEqual(
      types().filter((type) => type === 'sfu:publish'),
      ['sfu:publish', 'sfu:publish'],
    );
    assert.deepEqual(asked.at(-1)?.body.tracks, [
      { mid: '0', kind: 'audio' },
      { mid: '1', kind: 'video' },
    ]);
    own.tracks = { ...own.tracks, video: null };
    sfu.refresh();
    own.tracks = { ...own.tracks, video: asTrack(new FakeTrack('video')) };
    sfu.refresh();
    await turns();
    assert.equal(types().filter((type) => type === 'sfu:publish').length, 2);
    assert.equal(network.all.length, 2);
  });

  it('[CM19] is left ten seconds after nobody is reached by it any more', async () => {
    const { sfu, clock, network, offer, types } = setUp();
    sfu.want(true, true);
    await turns();
    await offer();
    sfu.want(false, false);
    await clock.pass(9000);
    sfu.want(true, true);
    await clock.pass(20_000);
    assert.equal(network.open.length, 2);
    sfu.want(false, false);
    await clock.pass(9900);
    assert.equal(network.open.length, 2);
    await clock.pass(200);
    assert.equal(network.open.length, 0);
    assert.equal(types().filter((type) => type === 'sfu:enter').length, 1);
  });

  it('[CM19] comes back with a new pass when a connection fails', async () => {
    const { sfu, clock, network, offer, asked, far } = setUp();
    sfu.want(true, true);
    await turns();
    await offer();
    const [up, down] = network.open;
    up?.become('failed');
    await clock.pass(2000);
    assert.equal(asked.filter(({ type }) => type === 'sfu:publish').at(-1)?.body.token, 'pass 2');
    assert.equal(up?.signalingState, 'closed');
    down?.become('failed');
    await clock.pass(2000);
    assert.equal(asked.at(-1)?.type, 'sfu:enter');
    const again = new FakeConnection(far, {});
    again.addTransceiver('audio', { direction: 'sendonly' });
    await offer(again);
    assert.equal(network.open.length, 2);
    assert.ok(sfu.received('b').audio);
  });

  it('[CM19] tries again with growing waits while the exchange is not there', async () => {
    const { sfu, clock, server, types } = setUp();
    server.fault = new ApiError(503, {});
    sfu.want(true, true);
    await clock.pass(8000);
    assert.equal(types().length, 4);
    assert.equal(sfu.state, 'failed');
    server.fault = null;
    await clock.pass(10_000);
    assert.ok(types().includes('sfu:publish'));
  });
});
