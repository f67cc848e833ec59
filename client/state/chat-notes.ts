// What chat knows of a message for its notification, and of which conversations there is nothing to tell any more. Pure.

import type { Message } from '../../shared/protocol/chat.ts';
import { type ChatState, channelOf, conversationOf, unreadOf } from './chat.ts';
import type { ConversationKey } from './chat-key.ts';
import type { NoteContext } from './notifications.ts';

export function contextOf(state: ChatState, message: Message, key: ConversationKey): NoteContext {
  const channel = channelOf(state, key);
  const parent = message.parent_message_id;
  const near = [...conversationOf(state, key).messages, ...(state.thread?.replies ?? []), state.thread?.root];
  const isMine = (one: Message | undefined): boolean =>
    one?.user_id === state.userId && (one.id === parent || one.parent_message_id === parent);
  return {
    isMuted: channel?.muted ?? false,
    isInThread: parent !== null && near.some(isMine),
    placeName: channel?.name ?? null,
  };
}

/** Conversations of which nothing is unread any more. */
export function readSince(state: ChatState, before: ChatState): ConversationKey[] {
  if (state.unread === before.unread) return [];
  const keys = Object.keys(before.unread) as ConversationKey[];
  return keys.filter((key) => unreadOf(before, key).unread > 0 && unreadOf(state, key).unread === 0);
}
