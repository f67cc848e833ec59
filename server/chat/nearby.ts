// Proximity talk of one room: to the speaker and those in earshot, and to nobody else. Nothing of it is stored.

import type { Message, SendBody } from '../../shared/protocol/chat.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import { TYPING_MS } from '../../shared/rules/chat.ts';
import { AppError, isAppError } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import type { RoomPort } from '../rooms/room-port.ts';
import type { Body } from '../world/world.ts';
import type { Chat } from './chat.ts';

/** Who talks to those beside them does not wait for a database that is away. */
const GUARD_PATIENCE_MS = 500;
/** For what was said before to be told first; it takes a few milliseconds, unless the database is away. */
const ORDER_PATIENCE_MS = 100;
/** Nor does everybody after them: it is asked again after a while. */
const GUARD_AWAY_MS = 5_000;
/** How many retried ids a room remembers; what was said nearby is stored nowhere else. */
const RECENT_MAX = 2000;

export type NearbyPeople = {
  nameOf(sessionId: string): string | undefined;
  roleOf(sessionId: string): ServerRole;
  /** Nothing passes between these two: one has blocked the other. */
  areApart(userId: string, otherId: string): boolean;
  /** What somebody says in two places is heard in the order in which they have said it. */
  toldSoFar(): Promise<void>;
};

export class Nearby {
  private readonly recent = new Map<string, Message>();
  /** By session. Those who were told that it began are told that it ended, wherever both are by then. */
  private readonly writing = new Map<string, { timer: NodeJS.Timeout; tell: (isTyping: boolean) => void }>();
  /** Until when (monotonic milliseconds) moderation is not asked. */
  private guardAwayUntil = 0;
  private readonly room: RoomPort;
  private readonly chat: Pick<Chat, 'messages' | 'takeAllowance' | 'guard'>;
  private readonly people: NearbyPeople;

  constructor(room: RoomPort, chat: Pick<Chat, 'messages' | 'takeAllowance' | 'guard'>, people: NearbyPeople) {
    this.room = room;
    this.chat = chat;
    this.people = people;
  }

  async say(sessionId: string, body: SendBody): Promise<Message> {
    const { world, serverId } = this.room;
    const userId = world.body(sessionId)?.userId;
    const key =
      userId === undefined || body.client_msg_id === undefined ? undefined : `${userId} ${body.client_msg_id}`;
    const known = this.saidBefore(key, body);
    if (known) return known;
    if (userId !== undefined) {
      const speaker = { serverId, userId, role: this.people.roleOf(sessionId) };
      await this.unlessAway(() => this.chat.guard.checkText(speaker, body.content ?? ''));
      await this.chat.takeAllowance(userId);
    }
    await inTime(ORDER_PATIENCE_MS, this.people.toldSoFar(), () => undefined).catch(() => {});
    // Meanwhile it may have gone, or said the same again.
    const speaker = world.body(sessionId);
    const username = this.people.nameOf(sessionId);
    if (!speaker || username === undefined) throw new AppError('chat/not_in_world');
    const before = this.saidBefore(key, body);
    if (before) return before;
    this.stopTyping(sessionId);
    const message = this.chat.messages.nearbyMessage({ userId: speaker.userId, username, serverId, body });
    for (const id of this.listeners(speaker)) this.room.send(id, 'chat:sent', message);
    if (key !== undefined) this.remember(key, message);
    return message;
  }

  async setTyping(sessionId: string, isTyping: boolean): Promise<void> {
    const userId = this.room.world.body(sessionId)?.userId;
    if (userId === undefined) throw new AppError('chat/not_in_world');
    if (!isTyping) return this.stopTyping(sessionId);
    const role = this.people.roleOf(sessionId);
    await this.unlessAway(() => this.chat.guard.requireVoice({ serverId: this.room.serverId, userId, role }));
    const known = this.writing.get(sessionId);
    if (known) {
      known.timer.refresh();
      return;
    }
    const tell = this.typingOf(sessionId);
    const timer = setTimeout(() => this.stopTyping(sessionId), TYPING_MS);
    timer.unref();
    this.writing.set(sessionId, { timer, tell });
    tell(true);
  }

  private stopTyping(sessionId: string): void {
    const known = this.writing.get(sessionId);
    if (!known) return;
    clearTimeout(known.timer);
    this.writing.delete(sessionId);
    known.tell(false);
  }

  private typingOf(sessionId: string): (isTyping: boolean) => void {
    const { world, serverId: server_id } = this.room;
    const body = world.body(sessionId);
    const username = this.people.nameOf(sessionId);
    if (!body || username === undefined) throw new AppError('chat/not_in_world');
    const place = { server_id, scope: 'proximity', channel_id: null, zone_id: null, target_user_id: null } as const;
    const to = this.listeners(body).filter((id) => id !== sessionId);
    return (is_typing) => {
      const news = { user_id: body.userId, username, is_typing, ...place };
      for (const id of to) this.room.send(id, 'chat:typing_changed', news);
    };
  }

  /** Sessions of the speaker and those in earshot now. */
  private listeners(speaker: Body): string[] {
    const { world } = this.room;
    world.tick(this.room.now());
    return world
      .earshotOf(speaker)
      .filter(({ userId }) => userId === speaker.userId || !this.people.areApart(speaker.userId, userId))
      .map(({ id }) => id);
  }

  private saidBefore(key: string | undefined, body: SendBody): Message | undefined {
    const before = key === undefined ? undefined : this.recent.get(key);
    if (before && before.content !== body.content) throw new AppError('chat/id_conflict');
    return before;
  }

  private remember(key: string, message: Message): void {
    this.recent.set(key, message);
    if (this.recent.size > RECENT_MAX) {
      const oldest = this.recent.keys().next();
      if (!oldest.done) this.recent.delete(oldest.value);
    }
  }

  /** What moderation says; nothing of this talk is stored, so it goes on where moderation can not be asked. */
  private async unlessAway(ask: () => Promise<void>): Promise<void> {
    if (performance.now() < this.guardAwayUntil) return;
    try {
      await inTime(GUARD_PATIENCE_MS, ask(), () => new AppError('unavailable'));
    } catch (error) {
      if (!isAppError(error) || error.code !== 'unavailable') throw error;
      this.guardAwayUntil = performance.now() + GUARD_AWAY_MS;
    }
  }
}
