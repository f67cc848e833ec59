// What a world knows of chat: who speaks aloud around one, and which talk comes and goes with the zone one stands in.

import type { Message } from '../../shared/protocol/chat.ts';
import type { ChatEars, ChatEvent, ChatEventBody } from '../net/chat-carrier.ts';
import { type ChatStore, setConversation, setUnreadOf } from '../state/chat.ts';
import { newConversation } from '../state/chat-conversation.ts';
import { zoneKey } from '../state/chat-key.ts';
import { selfOf, type WorldSession, type WorldState } from '../state/world.ts';
import { everyoneKey, type Here, letGo, nearbyKey, tabOf } from '../state/world-chat.ts';
import { showTab, useHud } from '../state/world-hud.ts';
import type { ChatActions } from './chat.ts';

/** How many ids are remembered to have been said aloud; one may come twice after the line was down. */
const SAID_MAX = 500;

export function createWorldTalk(options: {
  session: WorldSession;
  store: ChatStore;
  actions: Pick<ChatActions, 'ears'>;
}): { ears: ChatEars; end: () => void } {
  const { session, store, actions } = options;
  const { serverId } = session;
  const nearby = nearbyKey(serverId);
  // It is stored nowhere: what one hears is all there is to read.
  setConversation(store, nearby, (before) => ({ ...before, phase: 'ready' }));

  let zoneId = '';
  const here = (): Here => ({ serverId, zoneId, everyone: everyoneKey(store.getState(), serverId) });
  const said = new Set<string>();
  const sayAloud = (message: Message): void => {
    if (said.has(message.id)) return;
    said.add(message.id);
    const [oldest] = said;
    if (said.size > SAID_MAX && oldest !== undefined) said.delete(oldest);
    const tab = tabOf(message, here());
    const isBlocked = store.getState().blocks?.some(({ user_id }) => user_id === message.user_id);
    if (tab && !isBlocked) session.events.emit('said', { message, tab });
  };

  const leaveZone = (): void => {
    if (zoneId === '') return;
    // Whoever comes back reads what is theirs to read then; what is on its way stays.
    setConversation(store, zoneKey(zoneId), ({ outgoing }) => ({ ...newConversation(), outgoing }));
    if (useHud.getState().tab === 'zone') showTab('nearby');
  };
  const enterZone = (id: string): void => {
    zoneId = id;
    // What was said before one came is nothing that one missed.
    if (id !== '') setUnreadOf(store, zoneKey(id), (known) => ({ ...known, unread: 0, mentions: 0 }));
  };
  const follow = (state: WorldState): void => {
    const self = selfOf(state);
    // While one comes in again nobody is there yet.
    if (!self || self.zoneId === zoneId) return;
    leaveZone();
    enterZone(self.zoneId);
  };
  const end = session.store.subscribe(follow);

  return {
    ears: {
      ...actions.ears,
      heard<K extends ChatEvent>(type: K, body: ChatEventBody<K>): void {
        actions.ears.heard(type, body);
        if (type !== 'chat:sent') return;
        sayAloud(body as Message);
        setConversation(store, nearby, letGo);
      },
    },
    end,
  };
}
