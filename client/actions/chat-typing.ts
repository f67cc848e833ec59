// Telling others that one writes: seldom, since the word holds for a while, and no more after it was sent.

import { serverOf } from '../state/chat.ts';
import { type ConversationKey, isDirect, partsOf, targetOf } from '../state/chat-key.ts';
import type { ChatContext } from './chat-context.ts';

const TELL_EVERY_MS = 3000;

export function createChatTyping({ store, carrier, now }: ChatContext) {
  let last: { key: ConversationKey; at: number } | null = null;
  const send = (key: ConversationKey, is_typing: boolean): void => {
    if (!carrier().isLive()) return;
    const server_id = isDirect(key) ? undefined : serverOf(store.getState(), key);
    const where = partsOf(key).kind === 'nearby' ? { scope: 'proximity' as const } : targetOf(key);
    carrier()
      .request('chat:typing', { ...where, is_typing, ...(server_id && { server_id }) })
      // Not worth a word: the message itself tells what is wrong.
      .catch(() => undefined);
  };
  return {
    /** With every key; `text` is what stands there now. */
    noteKey(key: ConversationKey, text: string): void {
      if (text.trim() === '') {
        if (last?.key === key) send(key, false);
        last = null;
        return;
      }
      if (last?.key === key && now() - last.at < TELL_EVERY_MS) return;
      last = { key, at: now() };
      send(key, true);
    },
    /** It was sent, which ends it by itself. */
    noteSent: (): void => {
      last = null;
    },
  };
}
