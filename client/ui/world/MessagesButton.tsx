import { MessagesSquare } from 'lucide-react';
import { unreadInAll, unreadOfServer } from '../../state/chat.ts';
import { togglePanel, useHud } from '../../state/world-hud.ts';
import { useChat } from '../chat/context.tsx';
import { cx } from '../kit/cx.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useWorldHandle } from './context.tsx';

/** The way to channels and direct messages, with how much is unread there. */
export function MessagesButton() {
  const { serverId } = useWorldHandle().session;
  const open = useHud((state) => state.panel === 'chat');
  const unread = useChat(unreadInAll);
  // What is written to one, or calls one by name, glows; what is merely new is counted quietly.
  const isCalled = useChat((state) => {
    const { unread: inChannels, mentions } = unreadOfServer(state, serverId);
    return mentions > 0 || unreadInAll(state) > inChannels;
  });
  return (
    <Tooltip tip="Messages (T)">
      <button
        type="button"
        aria-label={unread > 0 ? `Messages: ${unread} unread` : 'Messages'}
        aria-pressed={open}
        onClick={() => togglePanel('chat')}
        className="flex h-11 min-w-11 items-center justify-center gap-2 px-2.5 hover:bg-ground-deep aria-pressed:bg-accent-wash"
      >
        <MessagesSquare size={18} aria-hidden />
        {unread > 0 && (
          <span
            aria-hidden="true"
            className={cx(
              'grid h-5 min-w-5 place-items-center px-1 font-bold text-caption tabular-nums',
              isCalled ? 'bg-lamp text-on-lamp' : 'bg-ground-deep text-ink',
            )}
          >
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
    </Tooltip>
  );
}
