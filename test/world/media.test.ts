import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person, type Visit } from '../harness/people.ts';
import { testServer } from '../harness/server.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
const AUDIO = { audio: true, video: false, screen: false };
const SDP = { type: 'offer', sdp: 'v=0' };
const SECRET = 'the secret of the relay';

describe('media', function () {
  this.timeout(60_000);
  const server = testServer({
    TURN_URLS: 'turn:relay.example:3478?transport=udp',
    TURN_SECRET: SECRET,
    STUN_URLS: 'stun:relay.example:3478',
    TURN_SECONDS: '600',
    MESH_MAX: '4',
  });
  let owner: Person;
  let serverId: string;
  const inside: Visit[] = [];

  before(async () => {
    owner = await person(server, 'owner');
    serverId = await found(owner, {
      ...{ width: 40, height: 20, spawn: [3, 3] },
      zones: [
        { name: 'Room', type: 'PRIVATE', at: [12, 2, 10, 8] },
        { name: 'Quiet', type: 'SILENT', at: [3, 12, 3, 3] },
        { name: 'Hall', type: 'PUBLIC', at: [24, 1, 14, 17] },
        { name: 'Stage', type: 'STAGE', at: [25, 2, 3, 3] },
      ],
    });
  });
  afterEach(async () => {
    await Promise.all(inside.splice(0).map((one) => (one.closed.code === undefined ? one.leave() : undefined)));
  });

  const media = (one: Person, what: string, body: unknown = AUDIO, id = serverId) =>
    one.call('POST', `/servers/${id}/media/${what}`, body);
  const peersOf = async (one: Person, query = ''): Promise<Any[]> =>
    (await one.call('GET', `/servers/${serverId}/media/peers${query}`)).body.peers;
  const walk = async (visit: Visit, x: number, y: number): Promise<void> => {
    await visit.room.request('world:walk_to' as never, { x, y } as never);
    await eventually(() => visit.me().dir === 0 && visit.me().x === x * 64 + 32 && visit.me().y === y * 64 + 32);
  };
  /** Somebody who talks at a place. */
  async function talker(x: number, y: number, body: unknown = AUDIO, as?: Person) {
    const someone = as ?? (await member(server, serverId, 'talker'));
    const visit = await someone.join(serverId);
    inside.push(visit);
    await walk(visit, x, y);
    const { status, body: started } = await media(someone, 'start', body);
    assert.equal(status, 200, JSON.stringify(started));
    return { someone, visit, started, id: someone.user_id };
  }
  const joinedOf = (visit: Visit): string[] => {
    const known = new Set<string>();
    for (const { type, body } of visit.heard) {
      if (type !== 'media:peers') continue;
      if (body.whole) known.clear();
      for (const id of body.left) known.delete(id);
      for (const { user_id } of body.joined) known.add(user_id);
    }
    return [...known];
  };
  const signal = (visit: Visit, type: string, body: unknown) => visit.room.request(type as never, body as never);

  it('[ME20] starts with a peer id, servers, and credentials of the relay that end; again keeps the peer id', async () => {
    const { someone, visit, started, id } = await talker(3, 3, { ...AUDIO, video: true });
    assert.deepEqual(started.stun_servers, [{ urls: ['stun:relay.example:3478'] }]);
    const [turn] = started.turn_servers;
    const [until, whose] = turn.username.split(':');
    assert.equal(whose, id);
    assert.ok(Math.abs(Number(until) - Date.now() / 1000 - 600) < 5);
    assert.equal(Math.floor(Date.parse(started.expires_at) / 1000), Number(until));
    assert.equal(turn.credential, createHmac('sha1', SECRET).update(turn.username).digest('base64'));
    assert.deepEqual([started.mesh_max, started.sfu], [4, false]);
    await eventually(() => visit.me().media === 3);
    assert.equal((await media(someone, 'start', AUDIO)).body.peer_id, started.peer_id);
    await eventually(() => visit.me().media === 1);
    await media(someone, 'state', { ...AUDIO, screen: true, is_muted: true });
    await eventually(() => visit.me().media === 1 + 4 + 8);
    assert.equal((await media(someone, 'stop')).status, 204);
    await eventually(() => visit.me().media === 0);
    assert.equal((await media(someone, 'state', { ...AUDIO, is_muted: false })).body.error.code, 'media/not_started');
    assert.equal((await media(someone, 'stop')).status, 204, 'twice is no fault');
  });

  it('[ME21] only members who are in the world talk; nobody else learns who does', async () => {
    const stranger = await person(server, 'stranger');
    const absent = await member(server, serverId, 'absent');
    for (const what of ['start', 'state', 'stop']) {
      const { status, body } = await media(stranger, what, { ...AUDIO, is_muted: false });
      assert.deepEqual([status, body.error.code], [403, 'servers/not_a_member']);
    }
    assert.equal((await stranger.call('GET', `/servers/${serverId}/media/peers`)).status, 403);
    assert.equal((await media(absent, 'start')).body.error.code, 'media/not_in_world');
    assert.equal((await absent.call('GET', `/servers/${serverId}/media/peers`)).body.error.code, 'media/not_in_world');
    assert.equal((await media(absent, 'start', AUDIO, '01900000-0000-7000-8000-000000000000')).status, 404);
    assert.equal((await media(absent, 'start', { audio: 'yes' })).body.error.code, 'invalid');
  });

  it('[ME22] pushes who comes into earshot and who leaves it, and the list over REST agrees, the nearest first', async () => {
    const ada = await talker(3, 3);
    const ben = await talker(5, 3);
    const cyd = await talker(7, 3);
    await eventually(() => joinedOf(ada.visit).length === 2);
    const peers = await peersOf(ada.someone);
    assert.deepEqual(
      peers.map(({ user_id, distance, hears, heard, via }) => [user_id, distance, hears, heard, via]),
      [
        [ben.id, 2, true, true, 'mesh'],
        [cyd.id, 4, true, true, 'mesh'],
      ],
    );
    assert.deepEqual(peers[0].position, { x: 5 * 64 + 32, y: 3 * 64 + 32 });
    assert.deepEqual(peers[0].media_state, { ...AUDIO, is_muted: false });
    assert.equal(peers[0].peer_id, ben.started.peer_id);
    await walk(cyd.visit, 15, 3);
    await eventually(() => joinedOf(ada.visit).length === 1);
    assert.deepEqual(joinedOf(ada.visit), [ben.id]);
    assert.deepEqual(
      (await peersOf(ada.someone)).map(({ user_id }) => user_id),
      [ben.id],
    );
    await media(ben.someone, 'stop');
    await eventually(() => joinedOf(ada.visit).length === 0);
    assert.deepEqual(await peersOf(ada.someone), []);
  });

  it('[ME23] a place in the query must be where one stands, to a tile', async () => {
    const ada = await talker(3, 3);
    const ben = await talker(5, 3);
    const { x, y } = ada.visit.me();
    assert.equal((await peersOf(ada.someone, `?x=${x + 64}&y=${y}`))[0].distance, 1);
    assert.equal((await peersOf(ada.someone, `?x=${x}&y=${y}`))[0].user_id, ben.id);
    const far = await ada.someone.call('GET', `/servers/${serverId}/media/peers?x=${x + 65}&y=${y}`);
    assert.deepEqual([far.status, far.body.error.code], [422, 'media/position_mismatch']);
  });

  it('[ME24] a private zone carries across its width and not through its wall; a silent zone and busy carry nothing', async () => {
    const [west, east, outside] = await Promise.all([talker(12, 3), talker(21, 9), talker(11, 3)]);
    await eventually(() => joinedOf(west.visit).includes(east.id));
    assert.deepEqual(joinedOf(west.visit), [east.id]);
    assert.deepEqual(joinedOf(outside.visit), []);
    const [quiet, beside] = await Promise.all([talker(6, 13), talker(8, 13)]);
    await eventually(() => joinedOf(quiet.visit).includes(beside.id));
    await walk(quiet.visit, 5, 13);
    await eventually(() => joinedOf(quiet.visit).length === 0);
    await walk(quiet.visit, 6, 13);
    await eventually(() => joinedOf(quiet.visit).length === 1);
    await beside.visit.room.request('world:status' as never, { status: 'busy' } as never);
    await eventually(() => joinedOf(quiet.visit).length === 0);
  });

  it('[ME25] a stage is heard in its whole hall, one way', async () => {
    const [speaker, guest, outside] = await Promise.all([talker(26, 3), talker(37, 16), talker(20, 16)]);
    await eventually(() => joinedOf(guest.visit).includes(speaker.id));
    const [peer] = await peersOf(guest.someone);
    assert.deepEqual([peer.user_id, peer.heard, peer.hears], [speaker.id, true, false]);
    const [back] = await peersOf(speaker.someone);
    assert.deepEqual([back.user_id, back.heard, back.hears], [guest.id, false, true]);
    assert.deepEqual(joinedOf(outside.visit), []);
  });

  it('[ME26] relays signals between two in earshot, either way, with who sent them, and to nobody else', async () => {
    const [ada, ben, far] = await Promise.all([talker(3, 3), talker(5, 3), talker(15, 15)]);
    await eventually(() => joinedOf(ada.visit).length === 1);
    await signal(ada.visit, 'signal:offer', { target: ben.id, sdp: SDP, from: far.id, peer_id: far.started.peer_id });
    const offer = await ben.visit.hear('signal:offer');
    assert.deepEqual(offer, { from: ada.id, peer_id: ada.started.peer_id, sdp: SDP });
    await signal(ben.visit, 'signal:answer', { target: ada.id, sdp: { type: 'answer', sdp: 'v=0' } });
    await ada.visit.hear('signal:answer', ({ from }) => from === ben.id);
    await signal(ben.visit, 'signal:ice', { target: ada.id, candidate: { candidate: 'candidate:1', sdpMid: '0' } });
    await ada.visit.hear('signal:ice', ({ from, candidate }) => from === ben.id && candidate.sdpMid === '0');
    assert.equal(far.visit.heard.filter(({ type }) => type.startsWith('signal:')).length, 0);
  });

  it('[ME27] refuses signals out of earshot, without a session, to oneself, after parting, and across a block', async () => {
    const [ada, ben, far] = await Promise.all([talker(3, 3), talker(5, 3), talker(15, 15)]);
    const mute = await member(server, serverId, 'mute');
    const listener = await mute.join(serverId);
    inside.push(listener);
    const refused = async (from: Visit, target: string) =>
      (await from.refusal('signal:offer', { target, sdp: SDP })).code;
    assert.equal(await refused(ada.visit, far.id), 'media/not_in_earshot');
    assert.equal(await refused(far.visit, ada.id), 'media/not_in_earshot');
    assert.equal(await refused(ada.visit, ada.id), 'media/not_in_earshot');
    assert.equal(await refused(ada.visit, mute.user_id), 'media/not_in_earshot');
    assert.equal(await refused(listener, ada.id), 'media/not_started');
    await eventually(() => joinedOf(ada.visit).includes(ben.id));
    await ada.someone.call('PUT', `/users/me/blocks/${ben.id}`);
    await eventually(() => joinedOf(ben.visit).length === 0);
    assert.equal(await refused(ben.visit, ada.id), 'media/not_in_earshot');
    assert.equal(
      far.visit.heard.some(({ type }) => type === 'signal:offer'),
      false,
    );
    assert.equal(
      ada.visit.heard.some(({ type }) => type === 'signal:offer'),
      false,
    );
  });

  it('[ME28] refuses descriptions and candidates that are too large, and more than a pair may send', async () => {
    const [ada, ben] = await Promise.all([talker(3, 3), talker(5, 3)]);
    await eventually(() => joinedOf(ada.visit).length === 1);
    const large = (size: number) => ({ target: ben.id, sdp: { type: 'offer', sdp: 'x'.repeat(size) } });
    assert.equal((await ada.visit.refusal('signal:offer', large(12 * 1024 + 1))).code, 'invalid');
    await signal(ada.visit, 'signal:offer', large(12 * 1024));
    const candidate = (size: number) => ({ target: ben.id, candidate: { candidate: 'x'.repeat(size) } });
    assert.equal((await ada.visit.refusal('signal:ice', candidate(3000))).code, 'invalid');
    ada.visit.room.reconnection.enabled = false;
    await assert.rejects(signal(ada.visit, 'signal:offer', large(200_000)), 'such a frame ends the connection');
    assert.equal(ben.visit.heard.filter(({ type }) => type.startsWith('signal:')).length, 1);
    await media(ada.someone, 'stop');
    inside.splice(inside.indexOf(ada.visit), 1);
  });

  it('[ME29] a shut bubble keeps others out until it is opened, or its people part', async () => {
    const [ada, ben] = await Promise.all([talker(3, 3), talker(4, 3)]);
    assert.equal(
      (await (await talker(15, 15)).visit.refusal('media:lock', { is_locked: true })).code,
      'media/nobody_to_lock_with',
    );
    await eventually(() => joinedOf(ada.visit).length === 1);
    await signal(ada.visit, 'media:lock', { is_locked: true });
    await eventually(() => (ben.visit.me().media & 16) === 16);
    const late = await talker(5, 3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(joinedOf(late.visit), []);
    await signal(ben.visit, 'media:lock', { is_locked: false });
    await eventually(() => joinedOf(late.visit).length === 2);
    await signal(ada.visit, 'media:lock', { is_locked: true });
    await eventually(() => (late.visit.me().media & 16) === 16);
    await walk(late.visit, 15, 3);
    await eventually(() => (late.visit.me().media & 16) === 0 && joinedOf(ada.visit).length === 1);
    assert.deepEqual(joinedOf(ada.visit), [ben.id]);
  });

  it('[ME30] a voice channel connects its people wherever they stand, and with nobody beside them', async () => {
    const created = await owner.call('POST', `/servers/${serverId}/channels`, { name: 'lounge', type: 'VOICE' });
    const text = await owner.call('POST', `/servers/${serverId}/channels`, { name: 'words', type: 'TEXT' });
    const hidden = await owner.call('POST', `/servers/${serverId}/channels`, {
      ...{ name: 'backstage', type: 'VOICE', is_private: true },
    });
    const channel_id = created.body.id;
    const [ada, ben] = await Promise.all([
      talker(3, 3, { ...AUDIO, channel_id }),
      talker(30, 16, { ...AUDIO, channel_id }),
    ]);
    const beside = await talker(4, 3);
    await eventually(() => joinedOf(ada.visit).includes(ben.id));
    assert.deepEqual([joinedOf(ada.visit), joinedOf(beside.visit)], [[ben.id], []]);
    const start = async (id: string) => (await media(beside.someone, 'start', { ...AUDIO, channel_id: id })).body.error;
    assert.equal((await start(text.body.id)).code, 'media/no_voice_channel');
    assert.equal((await start(hidden.body.id)).code, 'chat/channel_not_found');
    await owner.call('PUT', `/servers/${serverId}/channels/${channel_id}`, { is_private: true });
    assert.equal((await ada.visit.hear('media:stopped')).code, 'chat/channel_not_found');
    await eventually(() => ada.visit.me().media === 0 && joinedOf(ben.visit).length === 0);
  });

  it('[ME31] who is muted on the server does not talk, and stops when it is muted', async () => {
    const ada = await talker(3, 3);
    await owner.call('PUT', `/servers/${serverId}/mutes/${ada.id}`, { minutes: 5 });
    assert.equal((await ada.visit.hear('media:stopped')).code, 'chat/muted');
    assert.equal((await media(ada.someone, 'start')).body.error.code, 'chat/muted');
  });

  it('[ME32] without an exchange the cap holds, and one is told how many more stand around', async () => {
    const all: Awaited<ReturnType<typeof talker>>[] = [];
    for (let n = 0; n < 6; n += 1) all.push(await talker(3 + (n % 3), 3 + Math.floor(n / 3)));
    const last = all[5]!;
    await eventually(() => last.visit.heard.findLast(({ type }) => type === 'media:peers')?.body.beyond > 0);
    for (const { visit } of all) assert.ok(joinedOf(visit).length <= 4);
    await media(all[0]!.someone, 'stop');
    await eventually(() => all.slice(1).every(({ visit }) => joinedOf(visit).length === 4));
    assert.equal((await last.visit.refusal('sfu:enter', {})).code, 'media/no_sfu');
  });

  it('[ME33] a reload stops the older session; a line that was down is told who is there now', async () => {
    const [ada, ben] = await Promise.all([talker(3, 3), talker(5, 3)]);
    await eventually(() => joinedOf(ada.visit).length === 1);
    const again = await talker(5, 3, AUDIO, ben.someone);
    await eventually(() => ada.visit.heard.some(({ body }) => body.joined?.[0]?.peer_id === again.started.peer_id));
    assert.deepEqual(joinedOf(ada.visit), [ben.id]);
    // biome-ignore lint/suspicious/noExplicitAny: the SDK's socket
    (ada.visit.room.connection as any).transport.ws.close();
    const { joined } = await ada.visit.hear('media:peers', ({ whole }) => whole);
    assert.deepEqual(
      joined.map(({ user_id }: Any) => user_id),
      [ben.id],
    );
    assert.notEqual(again.started.peer_id, ben.started.peer_id);
  });
});
