// The chat of a world for all parts of it: over the world's own line, in a panel of the HUD instead of at addresses.

import '../chat/chat.css';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { type ConversationKey, partsOf } from '../../state/chat-key.ts';
import { toast } from '../../state/toasts.ts';
import { selfOf } from '../../state/world.ts';
import { openPanel, showTab, showTalk } from '../../state/world-hud.ts';
import { type ChatHandle, ChatProvider } from '../chat/context.tsx';
import { showChatDialog, showChatPanel, useChatView } from '../chat/view.ts';
import { useWorldHandle, type WorldHandle } from './context.tsx';
import { VoiceHere } from './media/VoiceHere.tsx';
import { isPhone } from './screen.ts';

const ChatDialogs = lazy(() => import('../chat/care/ChatDialogs.tsx'));

export function ChatRoot({ children }: { children: ReactNode }) {
  const world = useWorldHandle();
  const dialog = useChatView((state) => state.dialog !== null);
  const handle = useMemo(() => handleOf(world), [world]);
  useEffect(
    () => () => {
      showChatPanel(null);
      showChatDialog(null);
    },
    [],
  );
  return (
    <ChatProvider value={handle}>
      {children}
      {dialog && (
        <Suspense>
          <ChatDialogs />
        </Suspense>
      )}
    </ChatProvider>
  );
}

function handleOf({ session, chat: { store, actions }, actions: { comeBack } }: WorldHandle): ChatHandle {
  const { reading } = actions;
  const goToZone = (id: string): void => {
    const world = session.store.getState();
    if (selfOf(world)?.zoneId !== id) {
      toast(`That was said in ${world.zones.get(id)?.name ?? 'an area of this world'}. Walk there to read on.`);
      return;
    }
    showTab('zone');
    showTalk(true);
    if (isPhone()) openPanel(null);
  };
  return {
    ...{ store, actions, rejoin: comeBack, narrow: true, VoiceHere },
    // Leaving the world to read a channel is not what one wants.
    hrefOf: () => undefined,
    go: (key: ConversationKey, at?: string): void => {
      const { kind, id } = partsOf(key);
      if (kind === 'zone') {
        goToZone(id);
        return;
      }
      const { panel } = useChatView.getState();
      // What stands over another conversation is not about this one.
      if (panel === 'thread' || panel === 'pins' || panel === 'members') showChatPanel(null);
      openPanel('chat');
      void reading.open(key, at);
    },
    back: () => reading.close(),
  };
}
