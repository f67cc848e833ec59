// `/chat`: chat without the game, over the hub. Two columns on a desk, two screens on a phone.

import './chat.css';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { beginChat, type ChatStay } from '../../actions/chat-stay.ts';
import { navigate, usePlace } from '../../router/place.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { useSession } from '../../state/session.ts';
import type { PageProps } from '../app/pages.ts';
import { cx } from '../kit/cx.ts';
import { TooltipProvider } from '../kit/Tooltip.tsx';
import { WITH_EMOJI } from '../world/glass.ts';
import { addressOf, placeOfAddress } from './addresses.ts';
import { ConversationPane } from './ConversationPane.tsx';
import { type ChatHandle, ChatProvider, useChat, useChatActions } from './context.tsx';
import { NoConversation } from './NoConversation.tsx';
import { Sidebar } from './Sidebar.tsx';
import { SidePanel } from './SidePanel.tsx';
import { useDefaultConversation, useServerOfPage } from './useServerOfPage.ts';
import { useTitleBadge } from './useTitleBadge.ts';
import { showChatDialog, showChatPanel, useChatView } from './view.ts';

const ChatDialogs = lazy(() => import('./care/ChatDialogs.tsx'));

export default function ChatPage({ params }: PageProps) {
  const userId = useSession((state) => state.userId);
  const username = useSession((state) => state.username);
  const [stay, setStay] = useState<ChatStay | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new name is no new stay
  useEffect(() => {
    if (!userId || !username) return;
    const begun = beginChat({ userId, username });
    setStay(begun);
    return () => {
      begun.end();
      showChatPanel(null);
      showChatDialog(null);
    };
  }, [userId]);
  if (!stay) return null;
  return <Stay stay={stay} params={params} />;
}

function Stay({ stay, params }: { stay: ChatStay } & PageProps) {
  const handle = useMemo((): ChatHandle => {
    const hrefOf = (key: ConversationKey, at?: string): string | undefined => addressOf(stay.store.getState(), key, at);
    return {
      store: stay.store,
      actions: stay.actions,
      rejoin: stay.rejoin,
      hrefOf,
      go: (key, at) => navigate(hrefOf(key, at) ?? '/chat'),
      back: () => {
        const { open } = stay.store.getState();
        const server = open && stay.store.getState().unread[open]?.serverId;
        navigate(server ? `/chat/${server}` : '/chat');
      },
    };
  }, [stay]);
  return (
    <ChatProvider value={handle}>
      <TooltipProvider>
        <Screens params={params} />
      </TooltipProvider>
    </ChatProvider>
  );
}

function Screens({ params }: PageProps) {
  const { reading } = useChatActions();
  const { conversation, serverId: wanted } = placeOfAddress(params);
  const serverId = useServerOfPage(wanted, conversation);
  const at = usePlace((place) => place.search.get('m') ?? undefined);
  const ready = useChat((state) => state.servers !== null && (!wanted || state.channels[wanted] !== undefined));
  const dialog = useChatView((state) => state.dialog !== null);
  const panel = useChatView((state) => state.panel);
  useDefaultConversation({ serverId, isOpen: conversation !== null, ready });
  useTitleBadge(conversation);
  useEffect(() => {
    if (!ready) return;
    if (conversation) void reading.open(conversation, at);
    else reading.close();
  }, [reading, conversation, at, ready]);
  // What stood beside another conversation is not about this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation is why
  useEffect(() => {
    const { panel: shown } = useChatView.getState();
    if (shown === 'thread' || shown === 'pins') showChatPanel(null);
  }, [conversation]);

  const onePanel = panel !== null && conversation === null;
  return (
    <div className="flex h-dvh min-h-0 flex-col bg-ground text-ink" style={{ fontFamily: WITH_EMOJI }}>
      <div className="relative flex min-h-0 flex-1">
        <Sidebar
          serverId={serverId}
          onServer={(id) => navigate(`/chat/${id}`)}
          className={cx(conversation && 'max-md:hidden')}
        />
        <main
          id="main"
          tabIndex={-1}
          className={cx('relative flex min-h-0 min-w-0 flex-1', !conversation && !onePanel && 'max-md:hidden')}
        >
          {conversation && ready ? (
            <ConversationPane conversation={conversation} />
          ) : (
            <NoConversation ready={ready} serverId={serverId} />
          )}
          <SidePanel conversation={conversation} serverId={serverId} />
        </main>
      </div>
      {dialog && (
        <Suspense>
          <ChatDialogs />
        </Suspense>
      )}
    </div>
  );
}
