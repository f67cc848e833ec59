// The REST edge of chat: takes calls apart, decides nothing.

import { channelRoutes } from '../../shared/protocol/channels.ts';
import { chatRoutes, type Message, type SendBody, type StoredScope } from '../../shared/protocol/chat.ts';
import { directRoutes } from '../../shared/protocol/directs.ts';
import type { Api } from '../platform/http.ts';
import { targetOf } from './chat.service.ts';
import type { Chat } from './chat.ts';
import type { NearbyPort } from './ports.ts';

export type StoredBody = SendBody & { scope: StoredScope };
export const isStored = (body: SendBody): body is StoredBody => body.scope !== 'proximity';

export function mountChat(api: Api, chat: Chat, nearby: NearbyPort): void {
  const send = (userId: string, serverId: string, body: SendBody): Promise<Message> =>
    isStored(body) ? chat.messages.send({ userId }, serverId, body) : nearby.say(serverId, userId, body);

  api.serve(chatRoutes.send, ({ caller, params, body }) => send(caller.userId, params.server_id, body));
  api.serve(chatRoutes.history, ({ caller, params, query }) =>
    chat.messages.history(caller.userId, params.server_id, query),
  );
  api.serve(chatRoutes.search, ({ caller, params, query }) =>
    chat.search.search(caller.userId, params.server_id, query),
  );
  api.serve(chatRoutes.unread, ({ caller, params }) => chat.reading.unread(caller.userId, params.server_id));
  api.serve(chatRoutes.resume, async ({ caller, params, query }) => {
    await chat.places.requireMember(caller.userId, params.server_id);
    return chat.reading.resume(caller.userId, [params.server_id], query.after);
  });
  api.serve(chatRoutes.typing, ({ caller, params, body }) =>
    chat.setTyping(caller.userId, params.server_id, body, nearby),
  );
  api.serve(chatRoutes.markRead, ({ caller, params, body }) =>
    chat.reading.markRead(caller.userId, params.server_id, { target: targetOf(body), messageId: body.message_id }),
  );
  api.serve(chatRoutes.get, ({ caller, params }) =>
    chat.changes.get(caller.userId, params.server_id, params.message_id),
  );
  api.serve(chatRoutes.edit, ({ caller, params, body }) =>
    chat.changes.edit(caller.userId, params.server_id, { messageId: params.message_id, content: body.new_content }),
  );
  api.serve(chatRoutes.versions, async ({ caller, params }) => ({
    versions: await chat.changes.versions(caller.userId, params.server_id, params.message_id),
  }));
  api.serve(chatRoutes.remove, ({ caller, params }) =>
    chat.changes.remove(caller.userId, params.server_id, params.message_id),
  );
  api.serve(chatRoutes.react, ({ caller, params, body }) =>
    chat.changes.react(caller.userId, params.server_id, { messageId: params.message_id, emoji: body.emoji }),
  );
  api.serve(chatRoutes.pin, ({ caller, params, body }) =>
    chat.changes.pin(caller.userId, params.server_id, { messageId: params.message_id, pinned: body.pinned }),
  );
  api.serve(chatRoutes.replies, ({ caller, params, query }) =>
    chat.reading.replies(caller.userId, params.server_id, { messageId: params.message_id, ...query }),
  );
  mountChannels(api, chat);
  mountDirects(api, chat);
}

function mountChannels(api: Api, chat: Chat): void {
  const { channels } = chat;
  api.serve(channelRoutes.list, async ({ caller, params }) => ({
    channels: await channels.list(caller.userId, params.server_id),
    has_more: false,
    cursor: null,
  }));
  api.serve(channelRoutes.create, ({ caller, params, body }) => channels.create(caller.userId, params.server_id, body));
  api.serve(channelRoutes.get, ({ caller, params }) =>
    channels.get(caller.userId, params.server_id, params.channel_id),
  );
  api.serve(channelRoutes.update, ({ caller, params, body }) =>
    channels.update(caller.userId, params.server_id, params.channel_id, body),
  );
  api.serve(channelRoutes.remove, ({ caller, params }) =>
    channels.remove(caller.userId, params.server_id, params.channel_id),
  );
  api.serve(channelRoutes.join, ({ caller, params }) =>
    channels.join(caller.userId, params.server_id, params.channel_id),
  );
  api.serve(channelRoutes.leave, ({ caller, params }) =>
    channels.leave(caller.userId, params.server_id, params.channel_id),
  );
  api.serve(channelRoutes.mute, ({ caller, params, body }) =>
    channels.mute(caller.userId, params.server_id, { channelId: params.channel_id, muted: body.muted }),
  );
  api.serve(channelRoutes.members, ({ caller, params, query }) =>
    channels.members(caller.userId, params.server_id, params.channel_id, query),
  );
  api.serve(channelRoutes.addMember, ({ caller, params, body }) =>
    channels.addMember(caller.userId, params.server_id, { channelId: params.channel_id, memberId: body.user_id }),
  );
  api.serve(channelRoutes.removeMember, ({ caller, params }) =>
    channels.removeMember(caller.userId, params.server_id, { channelId: params.channel_id, memberId: params.user_id }),
  );
  const inChannel = (channel_id: string) => ({ scope: 'channel', channel_id }) as const;
  api.serve(channelRoutes.markRead, ({ caller, params, body }) =>
    chat.reading.markRead(caller.userId, params.server_id, {
      ...{ target: inChannel(params.channel_id), messageId: body.message_id },
    }),
  );
  api.serve(channelRoutes.send, ({ caller, params, body }) =>
    chat.messages.send({ userId: caller.userId }, params.server_id, { ...body, ...inChannel(params.channel_id) }),
  );
  api.serve(channelRoutes.history, ({ caller, params, query }) =>
    chat.messages.history(caller.userId, params.server_id, { ...query, ...inChannel(params.channel_id) }),
  );
  api.serve(channelRoutes.pins, async ({ caller, params }) => ({
    messages: await chat.reading.pins(caller.userId, params.server_id, inChannel(params.channel_id)),
  }));
}

function mountDirects(api: Api, { directs }: Chat): void {
  api.serve(directRoutes.list, ({ caller, query }) => directs.list(caller.userId, query));
  api.serve(directRoutes.open, ({ caller, params }) => directs.open(caller.userId, params.user_id));
  api.serve(directRoutes.blocks, ({ caller, query }) => directs.blocks(caller.userId, query));
  api.serve(directRoutes.block, ({ caller, params }) => directs.block(caller.userId, params.user_id));
  api.serve(directRoutes.unblock, ({ caller, params }) => directs.unblock(caller.userId, params.user_id));
}
