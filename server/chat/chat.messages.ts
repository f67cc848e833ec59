// The socket edge of chat, for the world and for the hub: the same services as REST.

import type { ChatScope, chatMessages } from '../../shared/protocol/chat.ts';
import { AppError } from '../platform/errors.ts';
import type { Handlers } from '../rooms/dispatch.ts';
import { isStored } from './chat.routes.ts';
import { targetOf } from './chat.service.ts';
import type { Chat } from './chat.ts';
import { findServerOfMessage } from './messages.repository.ts';
import type { NearbyPort } from './ports.ts';

/** `serverId` where the room, or what its client asked for when it joined, implies one. */
export type ChatSender = { userId: string; serverId: string | undefined };
type Named = { server_id?: string | undefined };

export function chatHandlers(chat: Chat, nearby: NearbyPort): Handlers<typeof chatMessages, ChatSender> {
  const named = ({ serverId }: ChatSender, body: Named): string | undefined => {
    if (serverId !== undefined && body.server_id !== undefined && body.server_id !== serverId) {
      throw new AppError('invalid', { message: 'This connection is for another server.' });
    }
    return serverId ?? body.server_id;
  };
  const required = (sender: ChatSender, body: Named): string => {
    const serverId = named(sender, body);
    if (serverId === undefined) throw new AppError('invalid', { message: 'Name the server_id.' });
    return serverId;
  };
  /** Two people need no server to be named: any that both are in will do, for reading any that one is in. */
  const ofTarget = async (
    sender: ChatSender,
    body: Named & { scope: ChatScope; target_user_id?: string | undefined },
  ): Promise<string> => {
    const isOpen = body.scope === 'direct' && body.target_user_id !== undefined && body.server_id === undefined;
    if (!isOpen) return required(sender, body);
    // Also from inside a world that the other one is not in.
    return chat.places
      .sharedServer(sender.userId, body.target_user_id ?? '', sender.serverId)
      .catch(async (error: unknown) => {
        const any = sender.serverId ?? (await chat.places.serversOf(sender.userId))[0];
        if (any === undefined) throw error;
        return any;
      });
  };
  const ofMessage = async (sender: ChatSender, body: Named & { message_id: string }): Promise<string> => {
    if (body.server_id !== undefined) return required(sender, body);
    const serverId = await findServerOfMessage(chat.db, {
      ...{ messageId: body.message_id, userId: sender.userId, only: sender.serverId },
    });
    if (serverId === undefined) throw new AppError('chat/message_not_found');
    return serverId;
  };

  return {
    'chat:send': async (sender, body) =>
      isStored(body)
        ? chat.messages.send(sender, await ofTarget(sender, body), body)
        : nearby.say(required(sender, body), sender.userId, body),
    'chat:history': async (sender, query) => chat.messages.history(sender.userId, await ofTarget(sender, query), query),
    'chat:edit': async (sender, body) =>
      chat.changes.edit(sender.userId, await ofMessage(sender, body), {
        ...{ messageId: body.message_id, content: body.new_content },
      }),
    'chat:delete': async (sender, body) => {
      await chat.changes.remove(sender.userId, await ofMessage(sender, body), body.message_id);
      return {};
    },
    'chat:react': async (sender, body) =>
      chat.changes.react(sender.userId, await ofMessage(sender, body), {
        ...{ messageId: body.message_id, emoji: body.emoji },
      }),
    'chat:pin': async (sender, body) =>
      chat.changes.pin(sender.userId, await ofMessage(sender, body), {
        ...{ messageId: body.message_id, pinned: body.pinned },
      }),
    'chat:typing': async (sender, body) => {
      await chat.setTyping(sender.userId, await ofTarget(sender, body), body, nearby);
      return {};
    },
    'chat:search': async (sender, query) => chat.search.search(sender.userId, required(sender, query), query),
    'chat:unread': async (sender, body) => chat.reading.unread(sender.userId, required(sender, body)),
    'chat:replies': async (sender, body) =>
      chat.reading.replies(sender.userId, await ofMessage(sender, body), { ...body, messageId: body.message_id }),
    'chat:mark_read': async (sender, body) =>
      chat.reading.markRead(sender.userId, await ofTarget(sender, body), {
        ...{ target: targetOf(body), messageId: body.message_id },
      }),
    'chat:resume': async (sender, body) => {
      const serverId = named(sender, body);
      if (serverId !== undefined) await chat.places.requireMember(sender.userId, serverId);
      const serverIds = serverId === undefined ? await chat.places.serversOf(sender.userId) : [serverId];
      return chat.reading.resume(sender.userId, serverIds, body.after);
    },
  };
}
