// The socket edge of chat: the same service as REST.

import type { chatMessages, Message, SendBody } from '../../shared/protocol/chat.ts';
import { AppError } from '../platform/errors.ts';
import type { Handlers } from '../rooms/dispatch.ts';
import type { RoomPort, Sender } from '../rooms/room-port.ts';
import type { ChatService } from './chat.service.ts';

export function chatHandlers(room: RoomPort, chat: ChatService, nearby: Nearby): Handlers<typeof chatMessages, Sender> {
  return {
    'chat:send': async ({ sessionId, userId }, body) =>
      body.scope === 'proximity' ? nearby.say(sessionId, body) : chat.sendGlobal(userId, room.serverId, body),
    'chat:history': ({ userId }, query) => chat.history(userId, room.serverId, query),
  };
}

/** How many retried ids a room remembers; what was said nearby is stored nowhere else. */
const RECENT_MAX = 2000;

/** Proximity talk of one room: to the sender and those in earshot, and to nobody else. */
export class Nearby {
  private readonly recent = new Map<string, Message>();
  private readonly room: RoomPort;
  private readonly chat: ChatService;
  private readonly nameOf: (sessionId: string) => string | undefined;

  constructor(room: RoomPort, chat: ChatService, nameOf: (sessionId: string) => string | undefined) {
    this.room = room;
    this.chat = chat;
    this.nameOf = nameOf;
  }

  async say(sessionId: string, body: SendBody): Promise<Message> {
    const { world } = this.room;
    const userId = world.body(sessionId)?.userId;
    const key =
      userId === undefined || body.client_msg_id === undefined ? undefined : `${userId} ${body.client_msg_id}`;
    const known = this.saidBefore(key, body);
    if (known) return known;
    if (userId !== undefined) await this.chat.takeAllowance(userId);
    // Meanwhile it may have gone, or said the same again.
    const speaker = world.body(sessionId);
    const username = this.nameOf(sessionId);
    if (!speaker || username === undefined) throw new AppError('chat/not_in_world');
    const before = this.saidBefore(key, body);
    if (before) return before;
    world.tick(this.room.now());
    const message = this.chat.nearbyMessage({ userId: speaker.userId, username, serverId: this.room.serverId, body });
    for (const listener of world.earshotOf(speaker)) this.room.send(listener.id, 'chat:sent', message);
    if (key !== undefined) this.remember(key, message);
    return message;
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
}
