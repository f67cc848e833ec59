// Begins and ends a stay on the chat page: puts the state, the line and the actions together.

import { uuidv7 } from 'uuidv7';
import { accessToken, call } from '../net/api.ts';
import { messageOf } from '../net/api-error.ts';
import { type ChatLink, openChat } from '../net/chat-link.ts';
import { joinHubRoom } from '../net/hub-room.ts';
import { waitOrOnline } from '../net/wait.ts';
import { type ChatStore, createChatState, setLine } from '../state/chat.ts';
import { readTexts, writeTexts } from '../state/chat-texts.ts';
import { toast } from '../state/toasts.ts';
import { type ChatActions, createChatActions } from './chat.ts';
import { noteFrom } from './chat-notes.ts';

export type ChatStay = { store: ChatStore; actions: ChatActions; rejoin: () => void; end: () => void };

export function beginChat(me: { userId: string; username: string }): ChatStay {
  const store = createChatState(me, readTexts(me.userId));
  let link: ChatLink;
  const actions = createChatActions({
    store,
    carrier: () => link,
    call,
    now: Date.now,
    newId: uuidv7,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    tell: (error) => toast(messageOf(error), { tone: 'error' }),
    note: noteFrom(store),
  });
  const open = (): ChatLink =>
    openChat({
      ears: actions.ears,
      join: async () => joinHubRoom({ endpoint: location.origin, accessToken: await accessToken() }),
      wait: waitOrOnline,
      random: Math.random,
      onAttempt: (attempt) => setLine(store, { attempt }),
      onEnd: (ending) => setLine(store, { phase: 'ended', ending }),
    });
  link = open();

  const stopKeeping = store.subscribe(({ texts }, before) => {
    if (texts !== before.texts) writeTexts(me.userId, texts);
  });
  const bye = (): void => link.close();
  const back = (): void => void actions.writing.flush();
  addEventListener('pagehide', bye);
  addEventListener('online', back);
  return {
    store,
    actions,
    rejoin: () => {
      link.close();
      setLine(store, { phase: 'joining', ending: null, attempt: 0 });
      link = open();
    },
    end: () => {
      stopKeeping();
      removeEventListener('pagehide', bye);
      removeEventListener('online', back);
      link.close();
    },
  };
}
