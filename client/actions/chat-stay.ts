// Begins and ends a stay on the chat page: puts the state, the line and the actions together.

import { accessToken } from '../net/api.ts';
import { type ChatLink, openChat } from '../net/chat-link.ts';
import { joinHubRoom } from '../net/hub-room.ts';
import { waitOrOnline } from '../net/wait.ts';
import { type ChatStore, setLine } from '../state/chat.ts';
import type { ChatActions } from './chat.ts';
import { setUpChat } from './chat-setup.ts';

export type ChatStay = { store: ChatStore; actions: ChatActions; rejoin: () => void; end: () => void };

export function beginChat(me: { userId: string; username: string }): ChatStay {
  let link: ChatLink;
  const { store, actions, end } = setUpChat({ me, carrier: () => link });
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
  const bye = (): void => link.close();
  addEventListener('pagehide', bye);
  return {
    store,
    actions,
    rejoin: () => {
      link.close();
      setLine(store, { phase: 'joining', ending: null, attempt: 0 });
      link = open();
    },
    end: () => {
      end();
      removeEventListener('pagehide', bye);
      link.close();
    },
  };
}
