// Voice and video in one world: who has started, who is connected with whom, and what goes from one to another to set a
// connection up. Where people stand is the world's word alone.

import { uuidv7 } from 'uuidv7';
import { ERRORS, type ErrorCode } from '../../shared/protocol/errors.ts';
import { MEDIA, type MediaState, type Peer } from '../../shared/protocol/media.ts';
import { EARSHOT_TILES, hearsMedia, type MediaPlace } from '../../shared/rules/earshot.ts';
import { UNITS_PER_TILE } from '../../shared/rules/movement.ts';
import { AppError } from '../platform/errors.ts';
import type { RoomPort } from '../rooms/room-port.ts';
import type { Body } from '../world/world.ts';
import { Connections, type Member } from './connections.ts';
import type { Exchange } from './exchange.ts';
import type { MediaSessions } from './media-sessions.ts';
import { placeOf } from './places.ts';
import type { StartBody } from './ports.ts';

/** How many more stand around somebody is counted once a second, and each at another tick. */
const COUNT_TICKS = 20;

/** Somebody who has started. */
export interface Talker extends Member<Talker> {
  readonly body: Body;
  readonly peerId: string;
  state: MediaState;
  channelId: string | null;
  bubble: string | null;
  /** What its place followed from. */
  seen: { x: number; y: number; zones: readonly number[]; status: string };
  /** The tick after which those around it are counted again. */
  counted: number;
}

export type MediaPeople = {
  playerOf(sessionId: string): { username: string; status: string; media: number } | undefined;
  /** With whom nothing passes either way. */
  apartOf(sessionId: string): ReadonlySet<string> | undefined;
  /** Throws where this person may not talk here, or not (any more) in that voice channel. */
  requireVoice(userId: string, channelId: string | null): Promise<void>;
};
export type MediaRoomDeps = {
  room: RoomPort;
  people: MediaPeople;
  sessions: MediaSessions;
  exchange: Exchange | undefined;
  meshMax: number;
  maxWithExchange: number;
  onError: (error: unknown, what: string) => void;
};

export class MediaRoom {
  private readonly deps: MediaRoomDeps;
  private readonly talkers = new Map<string, Talker>();
  private readonly byUser = new Map<string, Talker>();
  private readonly connections: Connections<Talker>;
  private ticks = 0;

  constructor(deps: MediaRoomDeps) {
    this.deps = deps;
    const { meshMax, maxWithExchange, people } = deps;
    this.connections = new Connections({
      meshMax,
      max: deps.exchange ? maxWithExchange : meshMax,
      around: (member) => this.around(member),
      areApart: (a, b) => people.apartOf(a.id)?.has(b.body.userId) === true,
    });
  }

  /** Again: what is sent, and the voice channel, are changed; the peer id stays. */
  async start(body: Body, { channel_id, ...state }: StartBody): Promise<string> {
    const { people, sessions, room } = this.deps;
    const { userId } = body;
    await people.requireVoice(userId, channel_id);
    const known = this.talkers.get(body.id);
    if (known) {
      known.channelId = channel_id;
      known.state = state;
      this.show(known);
      this.lookAgain(known);
      await sessions.change(known.peerId, { channel_id, ...state });
      return known.peerId;
    }
    const peerId = uuidv7();
    await sessions.open({ id: peerId, server_id: room.serverId, user_id: userId, channel_id, ...state });
    // Meanwhile it may have left, or have started on another call.
    if (room.world.body(body.id) !== body || this.talkers.has(body.id)) {
      sessions.end(peerId);
      if (room.world.body(body.id) !== body) throw new AppError('media/not_in_world');
      return this.talkers.get(body.id)!.peerId;
    }
    const talker: Talker = {
      ...{ id: body.id, body, peerId, state, channelId: channel_id, bubble: null },
      ...{
        connections: new Map(),
        beyond: 0,
        crowded: false,
        counted: this.ticks + 1 + (this.talkers.size % COUNT_TICKS),
      },
      seen: { x: -1, y: -1, zones: [], status: '' },
      place: this.placeOf(body, { channel_id, bubble: null }),
    };
    this.talkers.set(body.id, talker);
    this.byUser.set(userId, talker);
    this.show(talker);
    this.lookAgain(talker);
    return peerId;
  }

  async setState(sessionId: string, state: MediaState): Promise<void> {
    const talker = this.talkers.get(sessionId);
    if (!talker) throw new AppError('media/not_started');
    // Nobody has to be asked whether one may fall silent, least of all a database that is away.
    if ((state.audio && !state.is_muted) || state.video || state.screen) {
      await this.deps.people.requireVoice(talker.body.userId, talker.channelId);
      if (this.talkers.get(sessionId) !== talker) throw new AppError('media/not_started');
    }
    talker.state = state;
    this.show(talker);
    await this.deps.sessions.change(talker.peerId, state);
  }

  /** For who stops, leaves, or is taken over; without `code` they know. */
  stop(sessionId: string, code?: ErrorCode): void {
    const talker = this.talkers.get(sessionId);
    if (!talker) return;
    const { room, sessions, exchange, people } = this.deps;
    this.talkers.delete(sessionId);
    if (this.byUser.get(talker.body.userId) === talker) this.byUser.delete(talker.body.userId);
    this.connections.remove(talker);
    exchange?.leave(talker.peerId);
    sessions.end(talker.peerId);
    const player = people.playerOf(sessionId);
    if (player) player.media = 0;
    if (code) room.send(sessionId, 'media:stopped', { code, message: ERRORS[code][1] });
    this.tell();
  }

  /** After everybody moved. */
  tick(): void {
    if (this.talkers.size === 0) return;
    this.ticks += 1;
    let changed = false;
    for (const talker of this.talkers.values()) {
      const { body, seen } = talker;
      if (talker.counted <= this.ticks) {
        talker.counted = this.ticks + COUNT_TICKS;
        this.connections.count(talker);
        changed = true;
      }
      const status = this.deps.people.playerOf(body.id)?.status ?? '';
      if (seen.x === body.x && seen.y === body.y && seen.zones === body.zones && seen.status === status) continue;
      this.replace(talker);
      changed = true;
      this.connections.look(talker);
    }
    if (changed) this.tell();
  }

  /** Blocks, rules, roles or mutes may have changed: of one, or of everybody. */
  async recheck(userId?: string): Promise<void> {
    for (const talker of [...this.talkers.values()]) {
      if (userId !== undefined && talker.body.userId !== userId) continue;
      try {
        await this.deps.people.requireVoice(talker.body.userId, talker.channelId);
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (error instanceof AppError && error.status < 500 && this.talkers.get(talker.id) === talker) {
          this.stop(talker.id, code as ErrorCode);
        } else if (!(error instanceof AppError)) this.deps.onError(error, 'who may talk could not be found out');
        continue;
      }
      if (this.talkers.get(talker.id) === talker) this.lookAgain(talker);
    }
  }

  /** Shut: who is connected both ways stays among themselves. Anybody in it may open it again. */
  lock(sessionId: string, isLocked: boolean): void {
    const talker = this.required(sessionId);
    const company = isLocked
      ? [talker, ...this.companyOf(talker)]
      : [...this.talkers.values()].filter(({ bubble }) => bubble !== null && bubble === talker.bubble);
    if (isLocked && company.length < 2) throw new AppError('media/nobody_to_lock_with');
    const bubble = isLocked ? uuidv7() : null;
    for (const one of company) {
      one.bubble = bubble;
      this.show(one);
      this.replace(one);
    }
    for (const one of company) this.connections.look(one);
    this.tell();
  }

  /** The session of somebody with whom this one is connected; throws `media/not_in_earshot`. */
  partner(sessionId: string, userId: string): { from: Talker; to: Talker } {
    const from = this.required(sessionId);
    const to = this.byUser.get(userId);
    if (!to || !from.connections.has(to)) throw new AppError('media/not_in_earshot');
    return { from, to };
  }

  required(sessionId: string): Talker {
    const talker = this.talkers.get(sessionId);
    if (!talker) throw new AppError('media/not_started');
    return talker;
  }

  /** Of somebody inside, started or not; the nearest first. */
  peersOf(body: Body, at: { x?: number | undefined; y?: number | undefined } = {}): Peer[] {
    const place = { x: at.x ?? body.x, y: at.y ?? body.y };
    if (Math.max(Math.abs(place.x - body.x), Math.abs(place.y - body.y)) > UNITS_PER_TILE) {
      throw new AppError('media/position_mismatch');
    }
    const talker = this.talkers.get(body.id);
    const peers: Peer[] = [];
    if (talker) for (const other of talker.connections.keys()) peers.push(this.peer(talker, other, place));
    else {
      const own = this.placeOf(body, { channel_id: null, bubble: null });
      for (const other of this.talkers.values()) {
        if (this.deps.people.apartOf(body.id)?.has(other.body.userId)) continue;
        const way = { hears: hearsMedia(other.place, own), heard: hearsMedia(own, other.place), via: 'mesh' as const };
        if (way.hears || way.heard) peers.push(this.describe(other, way, place));
      }
    }
    return peers.sort((a, b) => a.distance - b.distance);
  }

  /** For a connection that was gone for a moment: everybody with whom it is connected. */
  resume(sessionId: string): void {
    const talker = this.talkers.get(sessionId);
    if (!talker) return;
    const joined = [...talker.connections.keys()].map((other) => this.peer(talker, other));
    this.deps.room.send(sessionId, 'media:peers', { joined, left: [], beyond: talker.beyond, whole: true });
  }

  close(): void {
    for (const id of [...this.talkers.keys()]) this.stop(id);
  }

  /** Those who hear it and whom it hears, in no other bubble. A voice channel has none: whoever may enter it is in it. */
  private companyOf(talker: Talker): Talker[] {
    if (talker.channelId !== null) return [];
    return [...talker.connections]
      .filter(([other, { hears, heard }]) => hears && heard && other.bubble === talker.bubble)
      .map(([other]) => other);
  }

  private lookAgain(talker: Talker): void {
    this.replace(talker);
    this.connections.look(talker);
    this.tell();
  }

  private replace(talker: Talker): void {
    const { body } = talker;
    talker.seen = { x: body.x, y: body.y, zones: body.zones, status: this.deps.people.playerOf(body.id)?.status ?? '' };
    talker.place = this.placeOf(body, { channel_id: talker.channelId, bubble: talker.bubble });
  }

  private placeOf(
    body: Body,
    { channel_id, bubble }: { channel_id: string | null; bubble: string | null },
  ): MediaPlace {
    const busy = this.deps.people.playerOf(body.id)?.status === 'busy';
    return placeOf(this.deps.room.world.map, body, { busy, channel_id, bubble });
  }

  /** Near ones by the world's cells; who is in a room, a channel or a hall of its own may be anywhere in it. */
  private *around(talker: Talker): Generator<Talker> {
    const { place, body } = talker;
    const anywhere = place.stage >= 0 || place.private_zone >= 0 || place.channel_id !== null;
    if (anywhere) {
      for (const other of this.talkers.values()) if (other !== talker) yield other;
      return;
    }
    for (const { id } of this.deps.room.world.near(body, EARSHOT_TILES)) {
      const other = id === body.id ? undefined : this.talkers.get(id);
      if (other) yield other;
    }
    for (const other of this.talkers.values()) if (other.place.stage >= 0 && other !== talker) yield other;
  }

  private tell(): void {
    const { room, exchange } = this.deps;
    for (const [talker, { joined, left }] of this.connections.take()) {
      room.send(talker.id, 'media:peers', {
        joined: [...joined].map((other) => this.peer(talker, other)).sort((a, b) => a.distance - b.distance),
        left: [...left].map(({ body }) => body.userId),
        beyond: talker.beyond,
        whole: false,
      });
      exchange?.listen(talker.peerId, this.ownersFor(talker));
      this.openWhenAlone(talker);
    }
  }

  /** Whose media comes to it through the exchange, the nearest first: peer ids to user ids. */
  ownersFor(talker: Talker): Map<string, string> {
    const { x, y } = talker.body;
    return new Map(
      [...talker.connections]
        .filter(([, { hears, via }]) => hears && via === 'sfu')
        .map(([{ body, peerId }]) => ({ body, peerId, far: Math.hypot(body.x - x, body.y - y) }))
        .sort((a, b) => a.far - b.far)
        .map(({ body, peerId }) => [peerId, body.userId]),
    );
  }

  /** A bubble whose last two part is none. */
  private openWhenAlone(talker: Talker): void {
    if (talker.bubble === null || this.companyOf(talker).length > 0) return;
    talker.bubble = null;
    this.show(talker);
    // Looked at with the next tick: whoever stands around it now may talk with it.
    talker.seen = { ...talker.seen, x: -1 };
  }

  private show({ body, state, bubble }: Talker): void {
    const player = this.deps.people.playerOf(body.id);
    if (!player) return;
    player.media =
      (state.audio ? MEDIA.AUDIO : 0) |
      (state.video ? MEDIA.VIDEO : 0) |
      (state.screen ? MEDIA.SCREEN : 0) |
      (state.is_muted ? MEDIA.MUTED : 0) |
      (bubble === null ? 0 : MEDIA.LOCKED);
  }

  /** `hears` and `heard` of the wire are the other's: it hears the caller, it is heard by the caller. */
  private peer(talker: Talker, other: Talker, at?: { x: number; y: number }): Peer {
    const { hears, heard, via } = talker.connections.get(other)!;
    return this.describe(other, { hears: heard, heard: hears, via }, at ?? talker.body);
  }

  private describe(
    { body, peerId, state }: Talker,
    way: { hears: boolean; heard: boolean; via: 'mesh' | 'sfu' },
    from: { x: number; y: number },
  ): Peer {
    const distance = Math.hypot(body.x - from.x, body.y - from.y) / UNITS_PER_TILE;
    return {
      user_id: body.userId,
      peer_id: peerId,
      username: this.deps.people.playerOf(body.id)?.username ?? '',
      position: { x: body.x, y: body.y },
      distance: Math.round(distance * 100) / 100,
      media_state: state,
      ...way,
    };
  }
}
