// Conversations and their addresses on the page. Pure.

import type { Params } from '../../router/match.ts';
import { type ChatState, channelOf } from '../../state/chat.ts';
import { type ConversationKey, channelKey, directKey, partsOf } from '../../state/chat-key.ts';

/** With `at` the message that is shown in its place. Undefined for what the page does not have. */
export function addressOf(state: ChatState, key: ConversationKey, at?: string): string | undefined {
  const { kind, id } = partsOf(key);
  const query = at === undefined ? '' : `?m=${encodeURIComponent(at)}`;
  if (kind === 'direct') return `/chat/direct/${id}${query}`;
  const channel = channelOf(state, key);
  return channel && `/chat/${channel.server_id}/${id}${query}`;
}

export function placeOfAddress({ server_id, channel_id, user_id }: Params): {
  conversation: ConversationKey | null;
  serverId: string | undefined;
} {
  if (user_id) return { conversation: directKey(user_id.toLowerCase()), serverId: undefined };
  const conversation = channel_id ? channelKey(channel_id.toLowerCase()) : null;
  return { conversation, serverId: server_id?.toLowerCase() };
}
