// Channels and direct messages inside of a world: beside the view on a desk, over it on a phone. The list is one screen,
// each conversation another, and what belongs to one lies over it.

import { Bell, MoreVertical, ShieldCheck, UserX, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isAtLeast } from '../../../shared/rules/roles.ts';
import { channelOf, roleOn } from '../../state/chat.ts';
import { partsOf } from '../../state/chat-key.ts';
import { openPanel } from '../../state/world-hud.ts';
import { ConversationPane } from '../chat/ConversationPane.tsx';
import { useChat, useChatActions } from '../chat/context.tsx';
import { Lists, SearchBox } from '../chat/Sidebar.tsx';
import { SidePanel } from '../chat/SidePanel.tsx';
import { showChatDialog } from '../chat/view.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Menu, MenuItem } from '../kit/Menu.tsx';
import { useWorldHandle } from './context.tsx';
import { glass } from './glass.ts';
import { usePhone } from './screen.ts';

export default function ChatPanel() {
  const { session } = useWorldHandle();
  const { serverId } = session;
  const open = useChat((state) => state.open);
  const phone = usePhone();
  const panel = useRef<HTMLElement>(null);
  useOpenStill();
  // The name of what is shown takes the focus, where nothing to write in has taken it.
  useEffect(() => {
    if (document.activeElement?.matches('textarea') && panel.current?.contains(document.activeElement)) return;
    panel.current?.querySelector<HTMLElement>(open ? 'h1' : 'h2')?.focus({ preventScroll: true });
  }, [open]);
  // The avatar stands in the middle of what is left to see.
  useEffect(() => {
    session.view.beside = phone ? 0 : innerWidth - (panel.current?.getBoundingClientRect().left ?? innerWidth);
    return () => {
      session.view.beside = 0;
    };
  }, [session, phone]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    // Back to walking: out of the field first, and then out of the panel.
    const field = (event.target as HTMLElement).closest<HTMLElement>('input, textarea, select');
    if (field) field.blur();
    else openPanel(null);
  };
  return (
    <section
      ref={panel}
      aria-label="Messages"
      onKeyDown={onKeyDown}
      className={cx(
        glass,
        'absolute flex animate-rise flex-col',
        phone ? 'inset-0 z-30 pt-[env(safe-area-inset-top)]' : 'top-20 right-4 bottom-4 z-10 w-104',
      )}
    >
      <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b-2 pr-1.5 pl-4">
        <h2 tabIndex={-1} className="min-w-0 flex-1 truncate font-display text-lead outline-none">
          Messages
        </h2>
        <PanelMenu serverId={serverId} />
        <IconButton
          icon={X}
          label="Close the messages"
          size="small"
          className="pointer-coarse:size-11"
          onClick={() => openPanel(null)}
        />
      </header>
      <div className="relative flex min-h-0 flex-1 flex-col">
        {open ? (
          <ConversationPane conversation={open} />
        ) : (
          <nav aria-label="Conversations" className="flex min-h-0 flex-1 flex-col">
            <SearchBox serverId={serverId} />
            <div className="safe-bottom min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 [--safe-pad:1rem]">
              <Lists serverId={serverId} />
            </div>
          </nav>
        )}
        <SidePanel conversation={open} serverId={serverId} />
      </div>
    </section>
  );
}

/** A channel that one may not read any more, or that is gone, leads back to the list. */
function useOpenStill(): void {
  const { reading } = useChatActions();
  const { serverId } = useWorldHandle().session;
  const gone = useChat((state) => {
    const { open, channels } = state;
    return open !== null && partsOf(open).kind === 'channel' && channels[serverId] !== undefined
      ? channelOf(state, open) === undefined
      : false;
  });
  useEffect(() => {
    if (gone) reading.close();
  }, [reading, gone]);
}

function PanelMenu({ serverId }: { serverId: string }) {
  const moderates = useChat((state) => {
    const role = roleOn(state, serverId);
    return role !== null && isAtLeast(role, 'MODERATOR');
  });
  return (
    <Menu
      trigger={
        <IconButton icon={MoreVertical} label="More about chat" size="small" className="pointer-coarse:size-11" />
      }
    >
      <MenuItem icon={Bell} onSelect={() => showChatDialog({ kind: 'notifications' })}>
        Notifications
      </MenuItem>
      <MenuItem icon={UserX} onSelect={() => showChatDialog({ kind: 'blocks' })}>
        Blocked people
      </MenuItem>
      {moderates && (
        <MenuItem icon={ShieldCheck} onSelect={() => showChatDialog({ kind: 'moderation', serverId })}>
          Look after the chat
        </MenuItem>
      )}
    </Menu>
  );
}
