// The thread that is open beside a conversation: the message that began it, and what answers it.

import type { Message } from '../../shared/protocol/chat.ts';
import { mergeMessages } from './chat-conversation.ts';
import type { ConversationKey } from './chat-key.ts';

export type Thread = {
  key: ConversationKey;
  root: Message;
  replies: readonly Message[];
  phase: 'loading' | 'ready' | 'failed';
  error: string | null;
};

export const openThread = (key: ConversationKey, root: Message): Thread => ({
  ...{ key, root, replies: [], phase: 'loading', error: null },
});
/** What is said in it, while it is open. */
export const hearReply = (thread: Thread | null, message: Message): Thread | null =>
  thread && message.parent_message_id === thread.root.id
    ? { ...thread, replies: mergeMessages(thread.replies, [message]) }
    : thread;
export function changeInThread(
  thread: Thread | null,
  id: string,
  change: (message: Message) => Message,
): Thread | null {
  if (!thread) return thread;
  if (thread.root.id === id) return { ...thread, root: change(thread.root) };
  if (!thread.replies.some((reply) => reply.id === id)) return thread;
  return { ...thread, replies: thread.replies.map((reply) => (reply.id === id ? change(reply) : reply)) };
}
