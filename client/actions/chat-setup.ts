// Chat on what a browser gives it: clock, timers, toasts, notifications, and texts that are kept. The page and the world
// each bring a line of their own.

import { uuidv7 } from 'uuidv7';
import { call } from '../net/api.ts';
import { messageOf } from '../net/api-error.ts';
import type { ChatCarrier } from '../net/chat-carrier.ts';
import { type ChatStore, createChatState } from '../state/chat.ts';
import { readTexts, writeTexts } from '../state/chat-texts.ts';
import { toast } from '../state/toasts.ts';
import { type ChatActions, createChatActions } from './chat.ts';
import { noteFrom } from './chat-notes.ts';

export type ChatSetup = { store: ChatStore; actions: ChatActions; end: () => void };

export function setUpChat(options: {
  me: { userId: string; username: string };
  carrier: () => ChatCarrier;
  /** The one virtual server whose chat is carried. */
  only?: string;
}): ChatSetup {
  const { me, carrier, only } = options;
  const store = createChatState(me, readTexts(me.userId));
  const actions = createChatActions({
    ...{ store, carrier, only, call },
    now: Date.now,
    newId: uuidv7,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    tell: (error) => toast(messageOf(error), { tone: 'error' }),
    note: noteFrom(store),
  });
  const stopKeeping = store.subscribe(({ texts }, before) => {
    if (texts !== before.texts) writeTexts(me.userId, texts);
  });
  const back = (): void => void actions.writing.flush();
  addEventListener('online', back);
  return {
    store,
    actions,
    end: () => {
      stopKeeping();
      removeEventListener('online', back);
    },
  };
}
