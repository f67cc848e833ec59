import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationKey } from '../../state/chat-key.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { useChatActions, useChatHandle } from './context.tsx';
import { MembersPanel } from './MembersPanel.tsx';
import { PinsPanel } from './PinsPanel.tsx';
import { SearchPanel } from './SearchPanel.tsx';
import { ThreadPanel } from './ThreadPanel.tsx';
import { type ChatPanel, showChatPanel, useChatView } from './view.ts';

const TITLE: Record<ChatPanel, string> = {
  members: 'Members',
  pins: 'Pinned messages',
  search: 'Search',
  thread: 'Thread',
};

/** Beside the conversation on a desk, over it on a phone. */
export function SidePanel({
  conversation,
  serverId,
}: {
  conversation: ConversationKey | null;
  serverId: string | undefined;
}) {
  const panel = useChatView((state) => state.panel);
  const { threads } = useChatActions();
  if (!panel) return null;
  const close = (): void => {
    showChatPanel(null);
    if (panel === 'thread') threads.closeThread();
  };
  return (
    <Frame title={TITLE[panel]} onClose={close}>
      {panel === 'members' && serverId && <MembersPanel key={serverId} serverId={serverId} />}
      {panel === 'pins' && conversation && <PinsPanel key={conversation} conversation={conversation} />}
      {panel === 'search' && <SearchPanel serverId={serverId} />}
      {panel === 'thread' && <ThreadPanel />}
    </Frame>
  );
}

function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { narrow } = useChatHandle();
  return (
    <aside
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
      className={cx(
        'absolute inset-0 z-20 flex min-h-0 flex-col bg-surface',
        !narrow && 'lg:static lg:w-88 lg:shrink-0 lg:border-line lg:border-l-2',
      )}
    >
      <header className="flex h-14 shrink-0 items-center justify-between border-line border-b-2 pr-2 pl-4">
        <h2 className="font-display text-lead">{title}</h2>
        <IconButton icon={X} label={`Close: ${title}`} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}
