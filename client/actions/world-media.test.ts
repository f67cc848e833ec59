import assert from 'node:assert/strict';
import type { MediaStarted, Peer } from '../../shared/protocol/media.ts';
import { MediaEngine } from '../media/engine.ts';
import { fakePorts, turns } from '../media/test-support.ts';
import { FakeConnection, FakeNetwork } from '../media/test-support-rtc.ts';
import { ApiError } from '../net/api-error.ts';
import type { MediaEvent, MediaEventBody } from '../net/media-events.ts';
import { type MediaSettings, readMediaSettings } from '../state/media-settings.ts';
import { createWorldSession, type Person } from '../state/world.ts';
import { createMediaState } from '../state/world-media.ts';
import { createMediaActions } from './world-media.ts';
import { followWorld } from './world-media-follow.ts';

const SENDS = { audio: true, video: false, screen: false, is_muted: false };
const peer = (change: Partial<Peer> = {}): Peer => ({
  ...{ user_id: 'b', peer_id: 'b 1', username: 'Ben', position: { x: 0, y: 0 }, distance: 1 },
  ...{ media_state: SENDS, hears: true, heard: true, via: 'mesh' as const },
  ...change,
});
const person = (media: number): Person => ({
  ...{ sessionId: 's', userId: 'b', username: 'Ben', avatarId: '', status: 'online', zoneId: '' },
  media,
});

/** One stay, and a server that tests speak for. Descriptions lead nowhere: connections are tried elsewhere. */
function setUp(kept: Partial<MediaSettings> = {}) {
  const fakes = fakePorts();
  const { clock } = fakes;
  const store = createMediaState({ ...readMediaSettings(null), ...kept });
  const world = createWorldSession({ serverId: 's', userId: 'z', monotonic: clock.now });
  const asked: { type: string; body: Record<string, unknown> }[] = [];
  const server = { fault: null as ApiError | null, wait: null as Promise<void> | null };
  const saved: MediaSettings[] = [];
  const call = async (type: string, body: object = {}): Promise<void> => {
    asked.push({ type, body: { ...body } });
    await server.wait;
    if (server.fault) throw server.fault;
  };
  const far = new FakeNetwork();
  const line = { isUp: true };
  const roomPort = {
    request: async (type: string, body: Record<string, unknown>) => {
      await call(type, body);
      if (type === 'media:lock') return body;
      if (type === 'sfu:enter') return { token: 'pass' };
      if (type !== 'sfu:publish') return {};
      const pc = new FakeConnection(far, {});
      await pc.setRemoteDescription({ type: 'offer', sdp: body.sdp as string });
      await pc.setLocalDescription();
      return { sdp: pc.localDescription!.sdp };
    },
  };
  const room = () => (line.isUp ? (roomPort as never) : null);
  const engine = new MediaEngine({
    ...{ ports: fakes.ports, store, world, room },
    api: {
      start: async (body) => {
        await call('start', body);
        return {
          ...{ peer_id: 'a 1', stun_servers: [], turn_servers: [{ urls: ['turn:x'], username: 'u', credential: 'c' }] },
          ...{ expires_at: new Date(fakes.ports.timeOfDay() + 600_000).toISOString(), mesh_max: 8, sfu: true },
        } as MediaStarted;
      },
      state: (body) => call('state', body),
      stop: () => call('stop'),
    },
  });
  const actions = createMediaActions({ engine, room, save: (settings) => void saved.push(settings) });
  followWorld(world, engine);
  const hear = <K extends MediaEvent>(type: K, body: MediaEventBody<K>): void => engine.heard(type, body);
  const peers = (joined: Peer[], left: string[] = [], whole = false): void =>
    hear('media:peers', { joined, left, beyond: 0, whole });
  const types = (type?: string) => asked.map((one) => one.type).filter((one) => type === undefined || one === type);
  return { ...fakes, store, world, asked, types, server, saved, line, engine, actions, hear, peers, far };
}
const state = ({ store }: ReturnType<typeof setUp>) => store.getState();

describe('voice and video of a stay', () => {
  it('[CM24] turning the microphone on begins the talk, with what is sent; the camera is told of', async () => {
    const all = setUp();
    await all.actions.setMicrophone(true);
    assert.equal(state(all).phase, 'on');
    assert.equal(state(all).meshMax, 8);
    assert.deepEqual(all.asked[0], { type: 'start', body: { ...SENDS, channel_id: null } });
    await all.actions.setCamera(true);
    await all.clock.pass(1000);
    assert.deepEqual(all.asked.at(-1), { type: 'state', body: { ...SENDS, video: true } });
    await all.actions.setCamera(false);
    assert.equal(all.devices.given.at(-1)?.readyState, 'ended');
    assert.equal(state(all).local.camera, null);
  });

  it('[CM24] one can listen, and sends nothing', async () => {
    const all = setUp();
    await all.actions.listen();
    assert.deepEqual(all.asked[0]?.body, { ...SENDS, audio: false, channel_id: null });
    assert.equal(all.devices.asked.length, 0);
  });

  it('[CM24] what can not be turned on begins nothing; a server that refuses lets go of the devices', async () => {
    const all = setUp();
    all.devices.fault = 'NotAllowedError';
    await all.actions.setMicrophone(true);
    assert.equal(state(all).phase, 'off');
    assert.equal(state(all).problem?.code, 'microphone_refused');
    all.server.fault = new ApiError(403, { code: 'chat/muted', message: 'You are muted.' });
    await all.actions.setMicrophone(true);
    assert.equal(state(all).phase, 'failed');
    assert.equal(state(all).problem?.message, 'You are muted.');
    assert.equal(all.devices.given[0]?.readyState, 'ended');
  });

  it('[CM25] who comes while the talk is beginning is connected when it stands', async () => {
    const all = setUp();
    let go = (): void => {};
    all.server.wait = new Promise((resolve) => {
      go = resolve;
    });
    const begun = all.actions.listen();
    await turns();
    all.peers([peer()]);
    assert.equal(all.network.open.length, 0);
    go();
    await begun;
    assert.equal(all.network.open.length, 1);
    assert.deepEqual(all.network.open[0]?.configuration.iceServers, [
      { urls: ['turn:x'], username: 'u', credential: 'c' },
    ]);
  });

  it('[CM25] people come, change and leave as the server says; the whole list replaces the one before', async () => {
    const all = setUp();
    await all.actions.listen();
    all.peers([peer(), peer({ user_id: 'c', peer_id: 'c 1' })]);
    assert.deepEqual([...state(all).peers.keys()], ['b', 'c']);
    all.peers([peer({ heard: false })], ['c']);
    assert.deepEqual(
      [...state(all).peers.values()].map(({ userId, heard }) => [userId, heard]),
      [['b', false]],
    );
    all.peers([peer({ user_id: 'd', peer_id: 'd 1' })], [], true);
    assert.deepEqual([...state(all).peers.keys()], ['d']);
    all.peers([], ['d']);
    assert.equal(all.network.open.length, 0);
  });

  it('[CM17] from the mesh to the exchange and back: never by both ways, and heard once', async () => {
    const all = setUp();
    await all.actions.setMicrophone(true);
    all.peers([peer()]);
    await turns();
    const [direct] = all.network.open;
    assert.equal(all.sinks.length, 1);
    all.peers([peer({ via: 'sfu' })]);
    await turns();
    assert.equal(direct?.signalingState, 'closed');
    assert.equal(all.sinks[0]?.srcObject, null);
    const exchange = new FakeConnection(all.far, {});
    exchange.addTransceiver('audio', { direction: 'sendonly' });
    await exchange.setLocalDescription();
    const { sdp } = exchange.localDescription!;
    const lines = (user_id: string) => [{ mid: '0', kind: 'audio' as const, user_id }];
    all.hear('sfu:offer', { sdp, tracks: lines('b') });
    await turns();
    const playing = () => all.sinks.filter(({ srcObject }) => srcObject !== null).length;
    assert.equal(playing(), 1);
    const [up] = all.network.open;
    assert.ok(up?.getTransceivers()[0]?.sender.track);
    all.peers([peer()]);
    await turns();
    assert.equal(up?.getTransceivers()[0]?.sender.track, null);
    assert.equal(playing(), 1);
    await all.clock.pass(10_000);
    assert.equal(all.network.open.length, 1);
  });

  it('[CM17] what comes down of somebody who is not in earshot is not played', async () => {
    const all = setUp();
    await all.actions.listen();
    all.peers([peer({ via: 'sfu' })]);
    await turns();
    const exchange = new FakeConnection(all.far, {});
    exchange.addTransceiver('audio', { direction: 'sendonly' });
    await exchange.setLocalDescription();
    const { sdp } = exchange.localDescription!;
    all.hear('sfu:offer', { sdp, tracks: [{ mid: '0', kind: 'audio', user_id: 'stranger' }] });
    await turns();
    assert.equal(all.sinks.length, 0);
  });

  it('[CM26] a line that is down for a moment keeps connections; another session begins all anew', async () => {
    const all = setUp();
    await all.actions.setMicrophone(true);
    all.peers([peer()]);
    await turns();
    const [before] = all.network.open;
    all.engine.onDown();
    all.engine.onLive(false);
    assert.notEqual(before?.signalingState, 'closed');
    assert.equal(all.types('start').length, 1);
    all.engine.onDown();
    all.engine.onLive(true);
    await turns();
    assert.equal(before?.signalingState, 'closed');
    assert.equal(all.types('start').length, 2);
    assert.equal(state(all).phase, 'on');
    assert.equal(state(all).audio, true);
    all.peers([peer({ peer_id: 'b 2' })]);
    assert.equal(all.network.open.length, 1);
  });

  it('[CM26] begins again by itself until the server takes it', async () => {
    const all = setUp();
    await all.actions.listen();
    all.server.fault = new ApiError(403, { code: 'media/not_in_world', message: 'no' });
    all.engine.onLive(true);
    await all.clock.pass(8000);
    all.server.fault = null;
    await all.clock.pass(20_000);
    all.peers([peer()]);
    assert.equal(state(all).peers.size, 1);
  });

  it('[CM27] the server ends it: devices off, nobody connected, and why', async () => {
    const all = setUp();
    await all.actions.setMicrophone(true);
    all.peers([peer()]);
    all.hear('media:stopped', { code: 'chat/muted', message: 'You were muted.' });
    await all.clock.pass(5000);
    assert.equal(state(all).phase, 'off');
    assert.equal(state(all).notice?.message, 'You were muted.');
    assert.equal(all.devices.given[0]?.readyState, 'ended');
    assert.equal(all.network.open.length, 0);
    assert.deepEqual(all.types('stop'), []);
    all.peers([peer()]);
    assert.equal(state(all).peers.size, 0);
  });

  it('[CM27] leaving says so, and lets go of everything', async () => {
    const all = setUp();
    await all.actions.setMicrophone(true);
    all.peers([peer()]);
    await all.actions.leave();
    assert.equal(all.types().at(-1), 'stop');
    assert.deepEqual([state(all).phase, state(all).audio, state(all).peers.size], ['off', false, 0]);
    assert.equal(all.network.open.length, 0);
    await all.clock.pass(1_000_000);
    assert.equal(all.types().at(-1), 'stop');
  });

  it('[CM13] muted is silent at once, and told; with push to talk only while it is held', async () => {
    const all = setUp();
    await all.actions.setMicrophone(true);
    const [track] = all.devices.given;
    all.actions.setMuted(true);
    assert.equal(track?.enabled, false);
    await all.clock.pass(1000);
    assert.equal(all.asked.at(-1)?.body.is_muted, true);
    all.actions.setMuted(false);
    all.actions.setPushToTalk(true);
    assert.deepEqual([track?.enabled, state(all).muted], [false, true]);
    all.actions.talk(true);
    assert.deepEqual([track?.enabled, state(all).muted, state(all).talking], [true, false, true]);
    all.actions.talk(false);
    assert.equal(track?.enabled, false);
    all.actions.setPushToTalk(false);
    all.actions.talk(true);
    assert.equal(track?.enabled, false);
    assert.equal(all.saved.at(-1)?.pushToTalk, false);
  });

  it('[CM13] a microphone that comes while one is muted stays silent', async () => {
    const all = setUp({ pushToTalk: true });
    await all.actions.setMicrophone(true);
    assert.equal(all.devices.given[0]?.enabled, false);
    await all.actions.chooseDevice('microphone', 'headset');
    assert.deepEqual([all.devices.given[1]?.deviceId, all.devices.given[1]?.enabled], ['headset', false]);
    assert.equal(all.saved.at(-1)?.chosen.microphone, 'headset');
  });

  it('[CM28] what people send follows the world, and what is shown of them with it', async () => {
    const all = setUp();
    await all.actions.listen();
    all.peers([peer()]);
    await turns();
    const shown = () => state(all).peers.get('b')!;
    assert.equal(shown().streams.camera, null);
    all.world.store.setState({ people: new Map([['s', person(1 + 2 + 8)]]) });
    assert.deepEqual(shown().media, { audio: true, video: true, screen: false, is_muted: true });
    assert.ok(shown().streams.camera);
    const { camera } = shown().streams;
    all.world.store.setState({ people: new Map([['s', person(1 + 2)]]) });
    assert.equal(shown().streams.camera, camera);
    all.world.store.setState({ people: new Map([['s', person(1)]]) });
    assert.equal(shown().streams.camera, null);
  });

  it('[CM28] the bubble is shut as the world says', async () => {
    const all = setUp();
    await all.actions.listen();
    await all.actions.setLocked(true);
    assert.equal(state(all).locked, true);
    all.world.store.setState({ sessionId: 's', people: new Map([['s', { ...person(0), userId: 'z' }]]) });
    assert.equal(state(all).locked, false);
    all.line.isUp = false;
    await all.actions.setLocked(true);
    assert.match(state(all).problem?.message ?? '', /being restored/);
  });

  it('[CM29] a voice channel is joined and left by beginning again; a refusal leaves one where one was', async () => {
    const all = setUp();
    await all.actions.joinVoice('lounge');
    assert.equal(all.asked[0]?.body.channel_id, 'lounge');
    await all.actions.joinVoice(null);
    assert.deepEqual(all.asked.at(-1), { type: 'start', body: { ...SENDS, audio: false, channel_id: null } });
    all.server.fault = new ApiError(404, { code: 'chat/channel_not_found', message: 'gone' });
    await all.actions.joinVoice('gone');
    assert.equal(state(all).channelId, null);
    assert.equal(state(all).problem?.message, 'gone');
    assert.equal(state(all).phase, 'on');
  });

  it('[CM15] how loud one likes somebody is kept, and full is not worth keeping', async () => {
    const all = setUp({ volumes: { b: 0.5 }, mutedPeople: ['c'] });
    await all.actions.listen();
    all.peers([peer(), peer({ user_id: 'c', peer_id: 'c 1' })]);
    await turns();
    assert.deepEqual([all.engine.ears.volumeOf('b'), all.engine.ears.volumeOf('c')], [0.5, 0]);
    all.actions.mutePerson('c', false);
    all.actions.setVolume('b', 1);
    assert.deepEqual([all.engine.ears.volumeOf('b'), all.engine.ears.volumeOf('c')], [1, 1]);
    assert.deepEqual(all.saved.at(-1), { ...readMediaSettings(null), volumes: {}, mutedPeople: [] });
  });

  it('[CM20] a line that is too weak pauses the camera, says why, and sends it again by hand', async () => {
    const all = setUp();
    await all.actions.setMicrophone(true);
    await all.actions.setCamera(true);
    all.peers([peer()]);
    await turns();
    const [pc] = all.network.open;
    pc?.become('connected');
    pc!.stats = [{ id: 'x', type: 'remote-inbound-rtp', fractionLost: 0.2 }];
    await all.clock.pass(22_000);
    assert.equal(state(all).videoPaused, true);
    assert.match(state(all).notice?.message ?? '', /paused because your connection loses/);
    const sent = () => pc?.getTransceivers().map(({ sender }) => sender.track !== null);
    assert.deepEqual(sent(), [true, false, false, false]);
    assert.deepEqual(all.asked.findLast(({ type }) => type === 'state')?.body, SENDS);
    assert.equal(state(all).video, true);
    pc!.stats = [];
    all.actions.resumeVideo();
    assert.deepEqual(sent(), [true, true, false, false]);
    assert.equal(state(all).videoPaused, false);
  });

  it('[CM22] tells the server what was measured, each thirty seconds, and of a failure at once', async () => {
    const all = setUp();
    await all.actions.listen();
    all.peers([peer()]);
    await turns();
    const [pc] = all.network.open;
    pc?.become('connected');
    pc!.stats = [{ id: 'P', type: 'candidate-pair', selected: true, currentRoundTripTime: 0.03 }];
    await all.clock.pass(31_000);
    assert.equal(state(all).peers.get('b')?.quality, 'good');
    assert.equal(all.types('media:report').length, 1);
    pc?.become('failed');
    await turns();
    assert.equal(all.asked.findLast(({ type }) => type === 'media:report')?.body.state, 'failed');
    assert.equal(state(all).peers.get('b')?.state, 'failed');
  });

  it('[CM8] who is refused as out of earshot is parted from without a word', async () => {
    const all = setUp();
    await all.actions.listen();
    all.server.fault = new ApiError(403, { code: 'media/not_in_earshot', message: 'no' });
    all.peers([peer({ user_id: '0', peer_id: '0 1' })]);
    await all.clock.pass(1000);
    assert.equal(state(all).peers.size, 0);
    assert.deepEqual([state(all).problem, state(all).notice], [null, null]);
  });

  it('[CM30] settings of a stranger or of an older version are read as far as they make sense', () => {
    const defaults = readMediaSettings(null);
    for (const text of ['', 'no', '[]', '7', '{"volumes":7,"mutedPeople":{},"chosen":"x"}'])
      assert.deepEqual(readMediaSettings(text), defaults, text);
    const kept = { chosen: { microphone: 'm', camera: 3 }, volumes: { a: 0.5, b: 7 }, mutedPeople: ['c', 4] };
    assert.deepEqual(readMediaSettings(JSON.stringify(kept)), {
      ...{ chosen: { microphone: 'm', camera: null, speaker: null }, pushToTalk: false },
      ...{ volumes: { a: 0.5 }, mutedPeople: ['c'] },
    });
  });
});
