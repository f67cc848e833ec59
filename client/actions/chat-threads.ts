// Threads beside a conversation, what is pinned in it, and what a message said before it was edited.

import { channelRoutes } from '../../shared/protocol/channels.ts';
import { chatRoutes, type Message } from '../../shared/protocol/chat.ts';
import { messageOf } from '../net/api-error.ts';
import { conversationOf } from '../state/chat.ts';
import { findMessage, mergeMessages } from '../state/chat-conversation.ts';
import { keyOfMessage } from '../state/chat-key.ts';
import { openThread } from '../state/chat-thread.ts';
import type { ChatContext } from './chat-context.ts';

const PAGE = 100;
/** Of a thread; whoever wants more searches. */
const REPLIES_MAX = 1000;

export function createChatThreads({ store, call }: ChatContext) {
  const me = store.getState().userId;
  const paramsOf = ({ server_id, id }: Message) => ({ server_id, message_id: id });

  const read = async (): Promise<void> => {
    const { thread } = store.getState();
    if (!thread) return;
    const { root } = thread;
    const isStill = (): boolean => store.getState().thread?.root.id === root.id;
    const set = (change: object): void =>
      store.setState((state) => (state.thread ? { thread: { ...state.thread, ...change } } : state));
    try {
      let cursor: string | null = null;
      for (let count = 0; count < REPLIES_MAX; count += PAGE) {
        const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor && { cursor }) };
        const page: { replies: Message[]; has_more: boolean; cursor: string | null } = await call(chatRoutes.replies, {
          ...{ params: paramsOf(root), query },
        });
        if (!isStill()) return;
        const replies = mergeMessages(store.getState().thread?.replies ?? [], page.replies);
        cursor = page.cursor;
        set({ replies, phase: page.has_more ? 'loading' : 'ready', error: null });
        if (!page.has_more) break;
      }
      set({ phase: 'ready' });
    } catch (error) {
      if (isStill()) set({ phase: 'failed', error: messageOf(error) });
    }
  };

  return {
    /** The thread of a message, or the one that it stands in. */
    async openThread(message: Message): Promise<void> {
      const key = keyOfMessage(message, me);
      const rootId = message.parent_message_id ?? message.id;
      const known =
        rootId === message.id ? message : findMessage(conversationOf(store.getState(), key).messages, rootId);
      const root =
        known ?? (await call(chatRoutes.get, { params: { server_id: message.server_id, message_id: rootId } }));
      store.setState({ thread: openThread(key, root) });
      await read();
    },
    readThread: read,
    closeThread: (): void => store.setState({ thread: null }),

    pins: async (server_id: string, channel_id: string): Promise<Message[]> =>
      (await call(channelRoutes.pins, { params: { server_id, channel_id } })).messages,
    versions: async (message: Message) => (await call(chatRoutes.versions, { params: paramsOf(message) })).versions,
  };
}
