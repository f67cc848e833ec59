// What chat tells notifications: of messages that come, with what it knows of their place, and of what was read.

import type { ChatStore } from '../state/chat.ts';
import { contextOf, readSince } from '../state/chat-notes.ts';
import type { ChatContext } from './chat-context.ts';
import { clearNotifications, noteMessage } from './notifications.ts';

/** For `ChatContext.note`; once for each store. */
export function noteFrom(store: ChatStore): ChatContext['note'] {
  store.subscribe((state, before) => {
    for (const key of readSince(state, before)) clearNotifications(key);
  });
  return (message, key) => noteMessage(message, contextOf(store.getState(), message, key));
}
