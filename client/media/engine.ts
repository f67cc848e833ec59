// Voice and video of one stay, put together: the session on the server, the own devices, the connections by which people
// are reached, what one hears, and how well. Writes the store; is told by the world's line and by actions.

import type { MediaStarted, MediaState } from '../../shared/protocol/media.ts';
import { ApiError, messageOf } from '../net/api-error.ts';
import type { MediaEars, MediaEvent, MediaEventBody } from '../net/media-events.ts';
import { lineDown } from '../net/room-errors.ts';
import type { WorldRoom } from '../net/world-room.ts';
import type { WorldSession } from '../state/world.ts';
import { type MediaPeer, noteMedia, updatePeer, type WorldMediaStore } from '../state/world-media.ts';
import { Ears, screenKey } from './ears.ts';
import { PAUSED, type Weakness } from './ladder.ts';
import { type Limit, limitOf } from './limits.ts';
import { LocalMedia } from './local-media.ts';
import { Mesh, type SignalHeard } from './mesh.ts';
import { nearness } from './nearness.ts';
import { Outbox, type SignalType } from './outbox.ts';
import type { MediaPorts, Meter } from './ports.ts';
import { applyPeers, type PeersHeard } from './roster.ts';
import { Sfu } from './sfu.ts';
import { NO_TRACKS, type Slot, type Tracks } from './slots.ts';
import { type MediaApi, TalkSession } from './talk-session.ts';
import { Watch, type Watched } from './watch.ts';

export type EngineDeps = {
  ports: MediaPorts;
  store: WorldMediaStore;
  world: WorldSession;
  api: MediaApi;
  /** Null while the line is down. */
  room: () => Pick<WorldRoom, 'request'> | null;
};

export class MediaEngine implements MediaEars {
  readonly store: WorldMediaStore;
  readonly local: LocalMedia;
  readonly talk: TalkSession;
  readonly mesh: Mesh;
  readonly sfu: Sfu;
  readonly ears: Ears;
  readonly watch: Watch;
  /** The own level, 0 to 1, ten times a second. */
  readonly level = { current: 0 };
  private readonly deps: EngineDeps;
  private readonly outbox: Outbox;
  private readonly streams = new WeakMap<MediaStreamTrack, MediaStream>();
  private readonly failed = new Set<string>();
  private iceServers: RTCIceServer[] = [];
  private meter: { track: MediaStreamTrack; meter: Meter | null } | null = null;
  /** What came before the session stood; null while it does not come up, or stands. */
  private early: (() => void)[] | null = null;
  private readonly stopOnline: () => void;

  constructor(deps: EngineDeps) {
    const { ports, store, world, api } = deps;
    this.deps = deps;
    this.store = store;
    const request: WorldRoom['request'] = async (type, body) => {
      const room = deps.room();
      if (!room) throw lineDown();
      return room.request(type, body);
    };
    const iceServers = () => this.iceServers;
    const onUnauthorized = (): void => this.talk.unauthorized();
    this.local = new LocalMedia({
      ports,
      chosen: (kind) => store.getState().devices.chosen[kind],
      onTracks: () => this.showOwn(),
      onLists: (lists) => store.setState(({ devices }) => ({ devices: { ...devices, ...lists } })),
      onProblem: (problem) => store.setState({ problem }),
      onNotice: (code, message) => noteMedia(store, code, message),
    });
    this.talk = new TalkSession({
      ...{ ports, api },
      state: () => this.sent(),
      channelId: () => store.getState().channelId,
      onStarted: (started) => this.started(started),
      onRefused: (error) => this.refused(error),
    });
    this.outbox = new Outbox({
      clock: ports.clock,
      send: ({ type, body }) => request(type, body as never),
      onRefused: (userId) => this.part(userId),
    });
    this.mesh = new Mesh({
      ...{ ports, iceServers, onUnauthorized },
      userId: world.userId,
      outbox: this.outbox,
      tracks: () => this.outgoing(),
      limit: (slot) => this.limit(slot, this.listeners('mesh')),
      onChange: (userId) => this.show(userId),
    });
    this.sfu = new Sfu({
      ...{ ports, iceServers, request },
      tracks: () => (this.listeners('sfu') > 0 ? this.outgoing() : NO_TRACKS),
      // It goes up once, however many see it.
      limit: (slot) => this.limit(slot, 1),
      onChange: () => this.showAll('sfu'),
    });
    this.ears = new Ears({
      ports,
      nearness: (users) => (store.getState().channelId === null ? nearness(world, users) : new Map()),
      liking: (userId) => {
        const { volumes, mutedPeople } = store.getState();
        return mutedPeople.has(userId) ? 0 : (volumes[userId] ?? 1);
      },
      speaker: () => store.getState().devices.chosen.speaker,
      receivers: () => this.receivers(),
      ownLevel: () => this.readOwnLevel(),
      onSpeaking: (speaking) => speaking !== store.getState().speaking && store.setState({ speaking }),
      onBlocked: (audioBlocked) => store.setState({ audioBlocked }),
    });
    this.watch = new Watch({
      ports,
      connections: () => this.watched(),
      wanted: () => this.limit('video', Math.max(1, this.listeners('mesh'))).maxBitrate,
      sendsVideo: () => this.outgoing().video !== null,
      onQuality: (userId, quality, { relayed }) => updatePeer(store, userId, { quality, relayed }),
      onRung: (rung, weakness) => this.climb(rung, weakness),
      report: (report) => void request('media:report', report).catch(() => {}),
    });
    this.local.setSilent(store.getState().muted);
    this.stopOnline = ports.onOnline(() => {
      this.mesh.online();
      this.sfu.online();
    });
  }

  /** Begins where it has not begun; answers whether it stands. */
  async begin(): Promise<boolean> {
    const { store } = this;
    if (store.getState().phase === 'on') {
      this.talk.tell();
      return true;
    }
    store.setState({ phase: 'starting', problem: null });
    return this.start();
  }

  /** Also for another voice channel. */
  async start(): Promise<boolean> {
    if (this.store.getState().phase !== 'on') this.early = [];
    try {
      await this.talk.start();
      return true;
    } catch (error) {
      // Somebody began anew, or left, meanwhile.
      if (this.store.getState().phase === 'starting') {
        this.close();
        this.store.setState({ phase: 'failed' });
      }
      this.tellProblem(error);
      return false;
    }
  }

  async stop(): Promise<void> {
    const wasOn = this.store.getState().phase !== 'off';
    this.close();
    this.store.setState({ phase: 'off', problem: null });
    if (wasOn) await this.talk.stop();
  }

  heard<K extends MediaEvent>(type: K, body: MediaEventBody<K>): void {
    if (this.early) this.early.push(() => this.heard(type, body));
    else if (this.store.getState().phase === 'on') this.take(type, body);
  }
  /** `isFresh`: another session in the room, in which nothing has been started yet. */
  onLive(isFresh: boolean): void {
    if (isFresh && ['on', 'starting'].includes(this.store.getState().phase)) {
      this.early = [];
      this.setPeers(new Map(), 0);
      this.sfu.close();
      this.outbox.clear();
      this.talk.restart();
    }
    this.hold(false);
  }
  onDown(): void {
    this.hold(true);
  }

  /** One was sent out of the world, or left it: the session on the server went with the one in the room. */
  stayOver(): void {
    this.close();
    this.talk.forget();
    this.store.setState({ phase: 'off', problem: null });
  }
  /** The stay is over: the server knows by itself. */
  end(): void {
    this.stopOnline();
    this.stayOver();
    this.local.close();
  }

  /** Something of what is sent, or of how, is another thing now. */
  refresh(): void {
    this.mesh.refresh();
    this.sfu.refresh();
    this.talk.tell();
  }
  setSilent(muted: boolean): void {
    this.local.setSilent(muted);
    this.store.setState({ muted });
    this.talk.tell();
  }
  resumeVideo(): void {
    this.watch.ladder.reset();
    this.climb(0, null);
  }
  tellProblem(error: unknown): void {
    const code = error instanceof ApiError ? error.code : 'internal';
    const fix = error instanceof ApiError && error.status > 0 && error.status < 500 ? '' : 'Try again in a moment.';
    this.store.setState({ problem: { code, message: messageOf(error), fix } });
  }

  private take<K extends MediaEvent>(type: K, body: MediaEventBody<K>): void {
    if (type === 'media:peers') this.peers(body as PeersHeard);
    else if (type === 'media:stopped') this.stopped(body as MediaEventBody<'media:stopped'>);
    else if (type === 'sfu:offer') this.sfu.hearOffer(body as MediaEventBody<'sfu:offer'>);
    else void this.mesh.hear(type as SignalType, body as SignalHeard);
  }

  private started(started: MediaStarted): void {
    const { peer_id: _, stun_servers, turn_servers, mesh_max, sfu } = started;
    this.iceServers = [...stun_servers, ...turn_servers].map(({ urls, username, credential }) => ({
      urls,
      ...(username !== undefined && { username }),
      ...(credential !== undefined && { credential }),
    }));
    this.mesh.setIceServers(this.iceServers);
    this.sfu.setIceServers(this.iceServers);
    this.store.setState({ phase: 'on', meshMax: mesh_max, sfu });
    this.ears.start();
    this.watch.start();
    const early = this.early ?? [];
    this.early = null;
    for (const hear of early) hear();
  }

  private peers(event: PeersHeard): void {
    this.setPeers(applyPeers(this.store.getState().peers, event), event.beyond);
  }
  private part(userId: string): void {
    const peers = new Map(this.store.getState().peers);
    if (peers.delete(userId)) this.setPeers(peers, this.store.getState().beyond);
  }
  private setPeers(peers: ReadonlyMap<string, MediaPeer>, beyond: number): void {
    const before = this.store.getState().peers;
    this.store.setState({ peers, beyond });
    const all = [...peers.values()];
    this.mesh.sync(all.filter(({ via }) => via === 'mesh'));
    const crowd = all.filter(({ via }) => via === 'sfu');
    this.sfu.want(
      crowd.length > 0,
      crowd.some(({ heard }) => heard),
    );
    for (const userId of new Set([...before.keys(), ...peers.keys()])) this.show(userId);
  }

  private stopped({ code, message }: MediaEventBody<'media:stopped'>): void {
    this.close();
    void this.talk.stop(true);
    this.store.setState({ phase: 'off' });
    noteMedia(this.store, code, message);
  }
  private refused(error: ApiError): void {
    this.close();
    void this.talk.stop();
    this.store.setState({ phase: 'failed' });
    this.tellProblem(error);
  }

  /** Everything of here; what the server knows is not touched. */
  private close(): void {
    this.early = null;
    this.local.stop();
    this.setPeers(new Map(), 0);
    this.sfu.close();
    this.outbox.clear();
    this.ears.stop();
    this.watch.stop();
    this.level.current = 0;
    this.store.setState({ screen: 'off', videoPaused: false, locked: false, channelId: null, audioBlocked: false });
  }
  private hold(held: boolean): void {
    this.outbox.hold(held);
    this.mesh.hold(held);
    this.sfu.hold(held);
  }

  private sent(): MediaState {
    const { audio, video, screen } = this.outgoing();
    return {
      audio: audio !== null,
      video: video !== null,
      screen: screen !== null,
      is_muted: this.store.getState().muted,
    };
  }
  private outgoing(): Tracks {
    const { tracks } = this.local;
    return this.watch.ladder.rung === PAUSED ? { ...tracks, video: null } : tracks;
  }
  private limit(slot: Slot, peers: number): Limit {
    return limitOf(slot, peers, this.watch.ladder.rung, this.local.tracks.video?.getSettings().height);
  }
  private listeners(via: MediaPeer['via']): number {
    let count = 0;
    for (const peer of this.store.getState().peers.values()) if (peer.via === via && peer.hears) count++;
    return count;
  }

  private showOwn(): void {
    const { audio, video, screen } = this.local.tracks;
    const before = this.store.getState();
    if (video !== null && !before.video) this.watch.ladder.reset();
    this.store.setState({
      ...{ audio: audio !== null, video: video !== null },
      screen: screen ? 'on' : before.screen === 'on' ? 'off' : before.screen,
      videoPaused: video !== null && before.videoPaused && this.watch.ladder.rung === PAUSED,
      local: { camera: this.streamOf(video), screen: this.streamOf(screen) },
    });
    if (this.meter?.track !== audio) {
      this.meter?.meter?.close();
      const { ports } = this.deps;
      this.meter = audio ? { track: audio, meter: ports.createMeter(ports.createStream([audio])) } : null;
    }
    this.refresh();
  }

  private showAll(via: MediaPeer['via']): void {
    for (const peer of this.store.getState().peers.values()) if (peer.via === via) this.show(peer.userId);
  }
  /** One of the two ways is the one by which somebody is heard, never both. */
  show(userId: string): void {
    const peer = this.store.getState().peers.get(userId);
    const received = peer?.heard ? this.received(peer) : NO_TRACKS;
    this.ears.hear(userId, received.audio);
    this.ears.hear(screenKey(userId), peer?.media.screen ? received.screen_audio : null);
    if (!peer) {
      this.failed.delete(userId);
      return;
    }
    const camera = peer.media.video ? this.streamOf(received.video) : null;
    const screen = peer.media.screen ? this.streamOf(received.screen) : null;
    const isSame = camera === peer.streams.camera && screen === peer.streams.screen;
    const state = peer.via === 'mesh' ? (this.mesh.get(userId)?.state ?? 'connecting') : this.sfu.state;
    updatePeer(this.store, userId, { state, streams: isSame ? peer.streams : { camera, screen } });
    if (state === 'failed' && !this.failed.has(userId)) this.watch.failed(userId);
    if (state === 'failed') this.failed.add(userId);
    else if (state === 'connected') this.failed.delete(userId);
  }
  private received({ userId, via }: MediaPeer): Tracks {
    return via === 'mesh' ? (this.mesh.get(userId)?.received ?? NO_TRACKS) : this.sfu.received(userId);
  }
  private streamOf(track: MediaStreamTrack | null): MediaStream | null {
    if (!track) return null;
    const known = this.streams.get(track) ?? this.deps.ports.createStream([track]);
    this.streams.set(track, known);
    return known;
  }

  private *receivers(): Generator<[string, RTCRtpReceiver]> {
    for (const { userId, via, heard } of this.store.getState().peers.values()) {
      if (!heard) continue;
      const receiver = this.receiverOf(userId, via, 'audio');
      if (receiver) yield [userId, receiver];
    }
  }
  private receiverOf(userId: string, via: MediaPeer['via'], slot: Slot): RTCRtpReceiver | null {
    return via === 'mesh' ? (this.mesh.get(userId)?.receiver(slot) ?? null) : this.sfu.receiver(userId, slot);
  }
  private readOwnLevel(): readonly [string, number] | null {
    this.level.current = this.meter?.meter?.level() ?? 0;
    return this.store.getState().muted ? null : [this.deps.world.userId, this.level.current];
  }

  private watched(): Watched[] {
    const watched: Watched[] = [];
    for (const [userId, link] of this.mesh) {
      const sends = this.store.getState().peers.get(userId)?.hears ?? false;
      watched.push({ pc: link.connection, userIds: [userId], sends });
    }
    const crowd = [...this.store.getState().peers.values()].filter(({ via }) => via === 'sfu');
    const { up, down } = this.sfu.connections;
    if (up) watched.push({ pc: up, userIds: [], sends: true });
    if (down) watched.push({ pc: down, userIds: crowd.map(({ userId }) => userId), sends: false });
    return watched;
  }

  private climb(rung: number, weakness: Weakness | null): void {
    const { store } = this;
    const was = store.getState().videoPaused;
    const videoPaused = rung === PAUSED && this.local.tracks.video !== null;
    if (videoPaused !== was) store.setState({ videoPaused });
    if (videoPaused && weakness)
      noteMedia(store, 'video_paused', `Your camera was paused because ${BECAUSE[weakness]}.`);
    if (was && !videoPaused) noteMedia(store, 'video_resumed', 'Your camera is shown again.');
    this.refresh();
  }
}

const BECAUSE: Record<Weakness, string> = {
  cpu: 'this computer is too busy for it',
  bandwidth: 'your connection is too slow for it',
  loss: 'your connection loses too much of it',
};
