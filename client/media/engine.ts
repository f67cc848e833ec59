// Voice and video of one stay, put together: the session on the server, the own devices, the connections by which people
// are reached, what one hears, and how well. Writes the store; is told by the world's line and by actions.

import type { MediaStarted } from '../../shared/protocol/media.ts';
import { ApiError, messageOf } from '../net/api-error.ts';
import type { MediaEars, MediaEvent, MediaEventBody } from '../net/media-events.ts';
import { lineDown } from '../net/room-errors.ts';
import type { WorldRoom } from '../net/world-room.ts';
import type { WorldSession } from '../state/world.ts';
import { noteMedia, updatePeer, type WorldMediaStore } from '../state/world-media.ts';
import { Company } from './company.ts';
import { Ears } from './ears.ts';
import { Mesh, type SignalHeard } from './mesh.ts';
import { nearness } from './nearness.ts';
import { Outbox, type SignalType } from './outbox.ts';
import { Own } from './own.ts';
import type { MediaPorts } from './ports.ts';
import type { PeersHeard } from './roster.ts';
import { Sfu } from './sfu.ts';
import { NO_TRACKS } from './slots.ts';
import { createStreams } from './streams.ts';
import { type MediaApi, TalkSession } from './talk-session.ts';
import { Watch } from './watch.ts';

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
  readonly own: Own;
  readonly mesh: Mesh;
  readonly sfu: Sfu;
  readonly ears: Ears;
  private readonly talk: TalkSession;
  private readonly company: Company;
  private readonly watch: Watch;
  private readonly outbox: Outbox;
  private iceServers: RTCIceServer[] = [];
  /** What came before the session stood; null while it stands, or is not wanted. */
  private early: (() => void)[] | null = null;
  private readonly stopOnline: () => void;

  constructor({ ports, store, world, api, room }: EngineDeps) {
    this.store = store;
    const request: WorldRoom['request'] = async (type, body) => {
      const line = room();
      if (!line) throw lineDown();
      return line.request(type, body);
    };
    const iceServers = () => this.iceServers;
    const onUnauthorized = (): void => this.talk.unauthorized();
    const streamOf = createStreams(ports);
    this.own = new Own({
      ...{ ports, store, streamOf },
      userId: world.userId,
      rung: () => this.watch.ladder.rung,
      onCamera: () => this.watch.ladder.reset(),
      onChange: () => this.refresh(),
    });
    this.talk = new TalkSession({
      ...{ ports, api },
      state: () => this.own.state,
      channelId: () => store.getState().channelId,
      onStarted: (started) => this.started(started),
      onRefused: (error) => this.refused(error),
    });
    this.outbox = new Outbox({
      clock: ports.clock,
      send: ({ type, body }) => request(type, body as never),
      onRefused: (userId) => this.company.part(userId),
    });
    this.mesh = new Mesh({
      ...{ ports, iceServers, onUnauthorized },
      userId: world.userId,
      outbox: this.outbox,
      tracks: () => this.own.outgoing,
      limit: (slot) => this.own.limit(slot, this.company.listeners('mesh')),
      onChange: (userId) => this.company.show(userId),
    });
    this.sfu = new Sfu({
      ...{ ports, iceServers, request },
      tracks: () => (this.company.listeners('sfu') > 0 ? this.own.outgoing : NO_TRACKS),
      // It goes up once, and comes down to all of them.
      limit: (slot) => this.own.limit(slot, this.company.listeners('sfu')),
      onChange: () => this.company.showAll('sfu'),
    });
    this.company = new Company({
      ...{ store, streamOf, mesh: this.mesh, sfu: this.sfu },
      ears: () => this.ears,
      onFailed: (userId) => this.watch.failed(userId),
    });
    this.ears = new Ears({
      ports,
      nearness: (users) => (store.getState().channelId === null ? nearness(world, users) : new Map()),
      liking: (userId) => {
        const { volumes, mutedPeople } = store.getState();
        return mutedPeople.has(userId) ? 0 : (volumes[userId] ?? 1);
      },
      speaker: () => store.getState().devices.chosen.speaker,
      receivers: () => this.company.receivers(),
      ownLevel: () => this.own.readLevel(),
      onSpeaking: (speaking) => speaking !== store.getState().speaking && store.setState({ speaking }),
      onBlocked: (audioBlocked) => store.setState({ audioBlocked }),
    });
    this.watch = new Watch({
      ports,
      connections: () => this.company.watched(),
      wanted: () => this.own.limit('video', Math.max(1, this.company.listeners('mesh'))).maxBitrate,
      sendsVideo: () => this.own.outgoing.video !== null,
      onQuality: (userId, quality, { relayed }) => updatePeer(store, userId, { quality, relayed }),
      onRung: (rung, weakness) => this.own.climb(rung, weakness),
      report: (report) => void request('media:report', report).catch(() => {}),
    });
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
      this.company.clear();
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
    this.own.local.close();
  }

  /** What somebody sends changed. */
  show(userId: string): void {
    this.company.show(userId);
  }
  resumeVideo(): void {
    this.watch.ladder.reset();
    this.own.climb(0, null);
  }
  tellProblem(error: unknown): void {
    const code = error instanceof ApiError ? error.code : 'internal';
    const fix = error instanceof ApiError && error.status > 0 && error.status < 500 ? '' : 'Try again in a moment.';
    this.store.setState({ problem: { code, message: messageOf(error), fix } });
  }

  private take<K extends MediaEvent>(type: K, body: MediaEventBody<K>): void {
    if (type === 'media:peers') this.company.hear(body as PeersHeard);
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
    this.own.stop();
    this.company.clear();
    this.outbox.clear();
    this.ears.stop();
    this.watch.stop();
    this.store.setState({ locked: false, channelId: null, audioBlocked: false });
  }
  private refresh(): void {
    this.mesh.refresh();
    this.sfu.refresh();
    this.talk.tell();
  }
  private hold(held: boolean): void {
    this.outbox.hold(held);
    this.mesh.hold(held);
    this.sfu.hold(held);
  }
}
