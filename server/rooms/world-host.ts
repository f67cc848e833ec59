// What goes on in a world room: people come, turn, talk, drop, resume and leave; ticks and patches. It knows the
// framework's room through few words only.

import { type Client, getMessageBytes, Protocol } from '@colyseus/core';
import type { Message, SendBody } from '../../shared/protocol/chat.ts';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import { ERRORS, type ErrorCode } from '../../shared/protocol/errors.ts';
import type { Peer } from '../../shared/protocol/media.ts';
import { worldRoomMessages } from '../../shared/protocol/registry.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import { TICK_RATE } from '../../shared/protocol/world.ts';
import { shownStatus } from '../../shared/rules/presence.ts';
import { PlayerState, type WorldState } from '../../shared/state/world.ts';
import { chatHandlers } from '../chat/chat.messages.ts';
import { createDelivery, type Delivery } from '../chat/delivery.ts';
import { Nearby } from '../chat/nearby.ts';
import type { NearbyPort } from '../chat/ports.ts';
import { mediaHandlers } from '../media/media.messages.ts';
import { MediaRoom } from '../media/media-room.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import type { ChatNews, PersonalEvent } from '../platform/topics.ts';
import { ONLINE_BEAT_MS } from '../world/online.ts';
import { PositionKeeper } from '../world/position-keeper.ts';
import { startTicking, tickAt } from '../world/tick-loop.ts';
import { worldHandlers } from '../world/world.messages.ts';
import { type Body, World, type WorldEvents } from '../world/world.ts';
import { syncZones } from '../world/zone-states.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { Missed } from './missed.ts';
import { PersonalTopics } from './personal-topics.ts';
import type { DownBody, DownName, RoomPort, Sender } from './room-port.ts';
import { watchTopics } from './room-topics.ts';
import type { WorldDeps } from './world-deps.ts';
import type { WorldClient } from './world-room.ts';
import { zoneAudience } from './zone-news.ts';

/** Up to this many people a turn is sent at once; beyond, with the tick. */
const PROMPT_PEOPLE_MAX = 60;
const PROMPT_GAP_MS = 10;
/** How many others one hears through the exchange: voices beyond that are noise, and pictures none that one sees. */
const EXCHANGE_MAX = 40;

/** Who is inside: who they are, their role on the server, and between whom and them nothing passes. */
export type Insider = { caller: Caller; role: ServerRole; apart: ReadonlySet<string> };

/** The words of the framework's room that the host uses. */
export type HostedRoom = {
  readonly serverId: string;
  readonly state: WorldState;
  readonly clients: Iterable<WorldClient> & {
    get(sessionId: string): WorldClient | undefined;
    readonly length: number;
  };
  broadcast(type: string, body: unknown): void;
  broadcastPatch(): boolean;
  expel(sessionId: string, code: number, reason: string): void;
  disconnect(code: number): Promise<unknown>;
};

export class WorldHost implements RoomPort {
  readonly world: World;
  private mapHash: string;
  private readonly room: HostedRoom;
  private readonly deps: WorldDeps;
  private readonly dispatch: Dispatch;
  private readonly nearby: Nearby;
  private readonly positions: PositionKeeper;
  /** Who is inside, by session: dropped ones whose seat is held as well. */
  readonly people = new Map<string, Insider>();
  readonly delivery: Delivery;
  readonly media: MediaRoom;
  private readonly personal: PersonalTopics;
  private readonly missed: Missed;
  private readonly undo: (() => unknown)[] = [];
  private promptAt = 0;
  private promptPending = false;

  /** Loads the map and starts the world. Throws `servers/not_found` where the server is gone. */
  static async open(room: HostedRoom, deps: WorldDeps): Promise<WorldHost> {
    const { hash, game } = await deps.loadMap(room.serverId);
    const host = new WorldHost(room, deps, { hash, game });
    try {
      await host.start();
    } catch (error) {
      await host.close();
      throw error;
    }
    deps.logger.info({ server_id: room.serverId }, 'world room opened');
    return host;
  }

  private constructor(room: HostedRoom, deps: WorldDeps, map: Awaited<ReturnType<WorldDeps['loadMap']>>) {
    this.room = room;
    this.deps = deps;
    this.mapHash = map.hash;
    this.world = new World({ map: map.game, zones: syncZones(room.state, map.game), events: this.worldEvents() });
    this.missed = new Missed(deps.clock.monotonic);
    this.nearby = new Nearby(this, deps.chat, {
      nameOf: (sessionId) => room.state.players.get(sessionId)?.username,
      roleOf: (sessionId) => this.people.get(sessionId)?.role ?? 'MEMBER',
      toldSoFar: () => this.delivery.toldSoFar(),
      areApart: (userId, otherId) => this.insidersOf(userId).some(({ apart }) => apart.has(otherId)),
    });
    this.delivery = createDelivery({
      ...{ serverId: room.serverId, directory: deps.chat.directory, logger: deps.logger },
      port: {
        toAll: ({ name, body }) => this.broadcast(name, body as never),
        toSome: (news, may) => this.tellSome(news, may),
        standsIn: (userId, zoneId) => this.zonesOf(userId).includes(zoneId),
      },
    });
    this.media = new MediaRoom({
      room: this,
      people: {
        playerOf: (sessionId) => room.state.players.get(sessionId),
        apartOf: (sessionId) => this.people.get(sessionId)?.apart,
        requireVoice: (userId, channelId) =>
          deps.requireVoice({ serverId: room.serverId, userId, role: this.roleOf(userId) }, channelId),
      },
      ...{ sessions: deps.media.sessions, exchange: deps.media.exchange },
      ...{ meshMax: deps.config.meshMax, maxWithExchange: EXCHANGE_MAX },
      onError: (error, what) => deps.logger.warn({ err: error, server_id: room.serverId }, what),
    });
    this.personal = new PersonalTopics({
      topics: deps.topics,
      onEvent: (event) => this.onPersonal(event),
      onGap: (userId) => this.tellPerson(userId, { name: 'chat:gap', body: {} }),
    });
    this.dispatch = createDispatch({
      messages: worldRoomMessages,
      handlers: this.handlers(),
      framesPerSecond: deps.config.rateLimits ? deps.config.limits.LIMIT_SOCKET_PER_SECOND : Number.POSITIVE_INFINITY,
      chatPerMinute: deps.config.rateLimits
        ? deps.config.limits.LIMIT_SOCKET_CHAT_PER_MINUTE
        : Number.POSITIVE_INFINITY,
      logger: deps.logger,
      refused: deps.metrics.refused,
      monotonic: deps.clock.monotonic,
    });
    this.positions = new PositionKeeper({
      save: (positions) => deps.savePositions(room.serverId, positions),
      onError: (error) => deps.logger.warn({ err: error, server_id: room.serverId }, 'positions could not be saved'),
    });
  }

  private async start(): Promise<void> {
    const { deps, room } = this;
    const save = setInterval(() => void this.positions.flush(this.world.all()), PositionKeeper.INTERVAL_MS);
    const beat = setInterval(() => void this.keepOnline(), ONLINE_BEAT_MS);
    this.undo.push(
      () => clearInterval(save),
      () => clearInterval(beat),
      startTicking({
        monotonic: deps.clock.monotonic,
        onTick: (tick) => this.onTick(tick),
        onError: (error) => deps.logger.error({ err: error, server_id: room.serverId }, 'a tick failed'),
      }),
    );
    this.undo.push(await watchTopics({ host: this, room, deps }), () => this.personal.close());
    // What a killed process said of this world is forgotten.
    await Promise.all([this.keepOnline(), deps.media.sessions.begin(room.serverId)]);
  }

  get serverId(): string {
    return this.room.serverId;
  }

  now(): number {
    return tickAt(this.deps.clock.monotonic());
  }

  /** False: the frame is one of the framework's own. */
  takeFrame(client: WorldClient, frame: Buffer): boolean {
    return this.dispatch.take(client, frame);
  }

  /** A member comes in: where it last stood here, or where its other connection stands, which it takes over from. */
  async enter(client: WorldClient): Promise<void> {
    const { deps, room } = this;
    const caller = client.auth?.caller;
    if (!caller) throw new AppError('auth/token_missing');
    // First the ear, then the look: what changes in between is heard.
    await this.personal.enter(caller.userId);
    let entry: Awaited<ReturnType<WorldDeps['findEntry']>>;
    let apart: ReadonlySet<string>;
    try {
      entry = await deps.findEntry(room.serverId, caller.userId);
      if (!entry) throw new AppError('servers/not_a_member');
      apart = new Set(await deps.chat.directs.blockedEitherWay(caller.userId));
      // The socket may have gone while we looked: it must not take over from one that lives.
      if (client.ref.readyState !== client.ref.OPEN) throw new AppError('unavailable');
    } catch (error) {
      this.personal.leave(caller.userId);
      throw error;
    }

    const saved = entry.x === null || entry.y === null ? undefined : { x: entry.x, y: entry.y };
    const place = this.takeOver(caller.userId) ?? this.positions.pending(caller.userId) ?? saved;
    const player = new PlayerState();
    const { username, avatar_id } = entry;
    player.assign({ user_id: caller.userId, username, avatar_id, status: shownStatus(entry.status) });
    room.state.players.set(client.sessionId, player);
    const now = this.now();
    this.world.add({ id: client.sessionId, userId: caller.userId, synced: player, now, ...(place && { place }) });
    this.people.set(client.sessionId, { caller, role: entry.role, apart });
    deps.metrics.players(1);
    await deps.online.enter(room.serverId, caller.userId);
  }

  isInside(client: WorldClient): boolean {
    return this.world.body(client.sessionId) !== undefined;
  }

  /** The last that a join needs: from here on the client derives its own ticks. */
  welcome(client: WorldClient): void {
    const body = this.world.body(client.sessionId);
    if (!body) return;
    client.send('world:welcome', {
      tick: this.now(),
      tick_rate: TICK_RATE,
      session_id: client.sessionId,
      position: { x: body.x, y: body.y },
      map_hash: this.mapHash,
    });
  }

  rest(client: WorldClient): void {
    const body = this.world.body(client.sessionId);
    if (body) this.world.rest(body, this.now());
  }

  noteDrop(client: WorldClient): void {
    this.missed.noteDrop(client);
  }

  /** Sends again what a session may have missed. */
  resume(client: WorldClient): void {
    const body = this.world.body(client.sessionId);
    if (!body) {
      this.missed.forget(client.sessionId);
      return;
    }
    this.media.resume(client.sessionId);
    this.missed.resume(client as Parameters<Missed['resume']>[0], body.userId);
  }

  async leave(sessionId: string): Promise<void> {
    const body = this.world.body(sessionId);
    this.missed.forget(sessionId);
    if (!body) return;
    this.remove(body);
    if (![...this.world.all()].some((other) => other.userId === body.userId)) {
      await Promise.all([this.positions.leave(body), this.deps.online.leave(this.serverId, body.userId)]);
    }
  }

  /** Stops, and saves everybody's place; that takes as long as the database is away. */
  async close(): Promise<void> {
    for (const undo of this.undo.splice(0)) await undo();
    this.media.close();
    const left = [...this.world.all()];
    for (const body of left) this.remove(body);
    // One by one: a room of the same server may have opened since, with people of its own.
    await Promise.all(left.map(({ userId }) => this.deps.online.leave(this.serverId, userId)));
    await this.positions.close(left);
  }

  send<K extends DownName>(sessionId: string, type: K, body: DownBody<K>): void {
    this.room.clients.get(sessionId)?.send(type, body);
    const userId = this.world.body(sessionId)?.userId;
    if (userId && isKept(type)) this.missed.keep(new Set([userId]), type, body);
  }

  broadcast<K extends DownName>(type: K, body: DownBody<K>): void {
    this.room.broadcast(type, body);
    if (isKept(type)) this.missed.keep('everyone', type, body);
  }

  /** To those inside for whom `may` says yes; the bytes are made once. */
  private tellSome({ name, body }: ChatNews, may: (listener: { userId: string; role: ServerRole }) => boolean): void {
    const to = new Set<string>();
    let bytes: Uint8Array | undefined;
    for (const [sessionId, { caller, role }] of this.people) {
      const { userId } = caller;
      if (!may({ userId, role })) continue;
      to.add(userId);
      bytes ??= getMessageBytes.raw(Protocol.ROOM_DATA, name, body);
      this.room.clients.get(sessionId)?.enqueueRaw(bytes);
    }
    if (to.size > 0) this.missed.keep(to, name, body);
  }

  private tellPerson(userId: string, news: ChatNews): void {
    this.tellSome(news, (listener) => listener.userId === userId);
  }

  private onPersonal(event: PersonalEvent): void {
    if (event.type === 'chat') this.tellPerson(event.user_id, { name: event.name, body: event.body } as ChatNews);
    else if (event.type === 'membership_changed') {
      const { server_id, user_id, role } = event;
      if (role !== null && server_id === this.serverId) this.setRole(user_id, role);
      this.tellPerson(user_id, { name: 'chat:memberships_changed', body: { server_id } });
    } else {
      this.tellPerson(event.user_id, { name: 'chat:blocks_changed', body: {} });
      this.refreshApart(event.user_id).catch((error) =>
        this.deps.logger.warn({ err: error, server_id: this.serverId }, 'blocks could not be read'),
      );
    }
  }

  private async refreshApart(userId: string): Promise<void> {
    const apart = new Set(await this.deps.chat.directs.blockedEitherWay(userId));
    for (const insider of this.insidersOf(userId)) insider.apart = apart;
    await this.media.recheck(userId);
  }

  setRole(userId: string, role: ServerRole): void {
    for (const insider of this.insidersOf(userId)) {
      if (insider.role === role) continue;
      insider.role = role;
      void this.media.recheck(userId);
    }
  }

  private insidersOf(userId: string): Insider[] {
    return [...this.people.values()].filter(({ caller }) => caller.userId === userId);
  }

  /** The zones that somebody stands in now. */
  zonesOf(userId: string): string[] {
    this.world.tick(this.now());
    const ids: string[] = [];
    for (const body of this.world.all()) {
      if (body.userId === userId) ids.push(...body.zones.map((zone) => this.world.map.zones[zone]!.id));
    }
    return ids;
  }

  notice(code: ErrorCode): void {
    this.broadcast('world:notice', { code, message: ERRORS[code][1] });
  }

  async sayNearby(userId: string, body: SendBody): Promise<Message> {
    return this.nearby.say(this.bodyOf(userId).id, body);
  }

  async typeNearby(userId: string, isTyping: boolean): Promise<void> {
    return this.nearby.setTyping(this.bodyOf(userId).id, isTyping);
  }

  mediaPeers(userId: string, at: { x?: number; y?: number }): Peer[] {
    this.world.tick(this.now());
    this.media.tick();
    return this.media.peersOf(this.bodyOf(userId, 'media/not_in_world'), at);
  }

  bodyOf(userId: string, unless: ErrorCode = 'chat/not_in_world'): Body {
    for (const body of this.world.all()) if (body.userId === userId) return body;
    throw new AppError(unless);
  }

  private roleOf(userId: string): ServerRole {
    return this.insidersOf(userId)[0]?.role ?? 'MEMBER';
  }

  async changeMap(): Promise<void> {
    const { hash, game } = await this.deps.loadMap(this.serverId);
    if (hash === this.mapHash) return;
    this.mapHash = hash;
    this.world.replaceMap(game, syncZones(this.room.state, game), this.now());
    this.notice('world/map_changed');
    for (const client of this.room.clients) this.welcome(client);
  }

  flushSoon(): void {
    if (this.promptPending || this.room.clients.length > PROMPT_PEOPLE_MAX) return;
    if (this.deps.clock.monotonic() - this.promptAt < PROMPT_GAP_MS) return;
    this.promptPending = true;
    setImmediate(() => {
      this.promptPending = false;
      this.promptAt = this.deps.clock.monotonic();
      this.room.broadcastPatch();
    });
  }

  private onTick(tick: number): void {
    const began = performance.now();
    try {
      this.world.tick(tick);
      this.media.tick();
    } finally {
      // Whatever failed for one, everybody else's turns still leave.
      this.room.broadcastPatch();
    }
    this.deps.metrics.tick((performance.now() - began) / 1000);
  }

  /** One avatar for an account: the older connection ends, its place goes to the newer. */
  private takeOver(userId: string): { x: number; y: number } | undefined {
    let place: { x: number; y: number } | undefined;
    this.world.tick(this.now());
    for (const body of [...this.world.all()]) {
      if (body.userId !== userId) continue;
      place = { x: body.x, y: body.y };
      this.remove(body);
      this.room.expel(body.id, CLOSE.JOINED_ELSEWHERE, 'joined elsewhere');
    }
    return place;
  }

  private remove(body: Body): void {
    this.media.stop(body.id);
    this.world.remove(body.id);
    this.room.state.players.delete(body.id);
    this.people.delete(body.id);
    this.personal.leave(body.userId);
    this.deps.metrics.players(-1);
  }

  private keepOnline(): Promise<void> {
    const inside = new Set([...this.world.all()].map(({ userId }) => userId));
    return this.deps.online.keep(this.serverId, [...inside]);
  }

  private handlers(): Record<string, (client: Client, body: unknown) => unknown> {
    const { deps } = this;
    const handlers = {
      ...worldHandlers(this, { config: deps.config, monotonic: deps.clock.monotonic, keepStatus: deps.keepStatus }),
      ...chatHandlers(deps.chat, this.nearbyPort()),
      ...mediaHandlers({
        ...{ room: this, media: this.media, exchange: deps.media.exchange, monotonic: deps.clock.monotonic },
        signalsPerMinute: deps.config.rateLimits
          ? deps.config.limits.LIMIT_SIGNAL_PER_MINUTE
          : Number.POSITIVE_INFINITY,
        report: deps.metrics.connection,
      }),
    } as Record<string, (sender: Sender & { serverId: string }, body: unknown) => unknown>;
    const { serverId } = this;
    const withSender = (handle: (typeof handlers)[string]) => (client: Client, body: unknown) => {
      const player = this.room.state.players.get(client.sessionId);
      // Between a takeover and its close the old socket may still speak.
      if (!player) throw new AppError('auth/session_revoked');
      return handle({ sessionId: client.sessionId, userId: player.user_id, player, serverId }, body);
    };
    return Object.fromEntries(Object.entries(handlers).map(([type, handle]) => [type, withSender(handle)]));
  }

  /** Who talks to those nearby over this room is in it. */
  private nearbyPort(): NearbyPort {
    return {
      say: (_serverId, userId, body) => this.sayNearby(userId, body),
      setTyping: (_serverId, userId, isTyping) => this.typeNearby(userId, isTyping),
    };
  }

  private worldEvents(): WorldEvents {
    const tell = (type: 'world:zone_entered' | 'world:zone_left', body: Body, zone: number): void => {
      const zone_id = this.world?.map.zones[zone]?.id;
      if (!zone_id) return;
      const news = { user_id: body.userId, zone_id };
      const occupants = this.room.state.zones.get(zone_id)?.occupants ?? 0;
      const audience = zoneAudience({ people: this.room.clients.length, occupants });
      if (audience === 'everyone') {
        this.room.broadcast(type, news);
        return;
      }
      this.room.clients.get(body.id)?.send(type, news);
      if (audience === 'walker') return;
      for (const other of this.world.occupantsOf(zone)) {
        if (other !== body) this.room.clients.get(other.id)?.send(type, news);
      }
    };
    return {
      zoneEntered: (body, zone) => tell('world:zone_entered', body, zone),
      zoneLeft: (body, zone) => tell('world:zone_left', body, zone),
      refused: (body, code) => this.send(body.id, 'world:notice', { code, message: ERRORS[code][1] }),
    };
  }
}

/** What is said must not be lost in a gap; what merely was seen is in the state, or told anew. */
const isKept = (type: DownName): boolean => /^(chat|signal|sfu):/.test(type);
