import { ChevronDown, MessageSquareText } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { type Room, showChat, showRoom } from '../../state/world-chat.ts';
import { changeSettings, useWorldSettings } from '../../state/world-settings.ts';
import { Count } from '../kit/Badge.tsx';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { ChatLines } from './ChatLines.tsx';
import { Composer } from './Composer.tsx';
import { useChat, useWorldHandle } from './context.tsx';
import { glass } from './glass.ts';
import { isPhone } from './media.ts';
import { useHearing } from './useHearing.ts';

export const ROOMS: readonly { room: Room; label: string }[] = [
  { room: 'proximity', label: 'Nearby' },
  { room: 'global', label: 'Everyone' },
];

/** Bottom left on large screens, a sheet from below on phones. */
export function Chat() {
  const { chat, session } = useWorldHandle();
  const shown = useChat((state) => state.shown);
  const sheet = useRef<HTMLElement>(null);
  const room = useChat((state) => state.room);
  useEffect(() => showChat(chat, useWorldSettings.getState().chat && !isPhone()), [chat]);
  useEffect(() => {
    session.view.covered = shown && innerWidth < 640 ? (sheet.current?.offsetHeight ?? 0) : 0;
    return () => {
      session.view.covered = 0;
    };
  });
  const show = (next: boolean): void => {
    showChat(chat, next);
    if (!isPhone()) changeSettings({ chat: next });
  };
  if (!shown) return <ChatButton onOpen={() => show(true)} />;
  return (
    <section
      ref={sheet}
      aria-label="Chat"
      className={cx(
        glass,
        'absolute inset-x-0 bottom-0 z-20 flex h-[min(26rem,62dvh)] animate-rise flex-col',
        'sm:inset-x-auto sm:bottom-4 sm:left-4 sm:z-0 sm:h-[min(25rem,54dvh)] sm:w-92',
      )}
    >
      <header className="flex shrink-0 items-center gap-1 border-line border-b-2 pr-1 pl-2">
        <div role="tablist" aria-label="Who hears you" className="flex flex-1 gap-1">
          {ROOMS.map((tab) => (
            <RoomTab key={tab.room} {...tab} current={room === tab.room} />
          ))}
        </div>
        <IconButton icon={ChevronDown} label="Close the chat" size="small" onClick={() => show(false)} />
      </header>
      <div
        role="tabpanel"
        id="world-chat"
        aria-labelledby={`world-chat-${room}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        <ChatLines key={room} room={room} />
        <Composer key={`${room} composer`} room={room} />
      </div>
    </section>
  );
}

function RoomTab({ room, label, current }: { room: Room; label: string; current: boolean }) {
  const { chat } = useWorldHandle();
  const unread = useChat((state) => state[room].unread);
  const hearing = useHearing();
  const turn = (event: React.KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = ROOMS.find((tab) => tab.room !== room)!.room;
    showRoom(chat, other);
    document.getElementById(`world-chat-${other}`)?.focus();
  };
  return (
    <button
      type="button"
      role="tab"
      id={`world-chat-${room}`}
      aria-selected={current}
      aria-controls="world-chat"
      tabIndex={current ? 0 : -1}
      onClick={() => showRoom(chat, room)}
      onKeyDown={turn}
      className={cx(
        '-mb-0.5 inline-flex h-11 items-center gap-2 border-b-4 px-3 font-semibold text-small focus-visible:-outline-offset-3',
        current ? 'border-accent text-ink' : 'border-transparent text-ink-soft hover:text-ink',
      )}
    >
      {label}
      {room === 'proximity' && hearing > 0 && (
        <span className="font-normal text-caption text-ink-soft tabular-nums" title={`${hearing} in earshot`}>
          {hearing}
        </span>
      )}
      {unread > 0 && !current && <Count value={unread} label="unread" />}
    </button>
  );
}

function ChatButton({ onOpen }: { onOpen: () => void }) {
  const unread = useChat((state) => state.proximity.unread + state.global.unread);
  return (
    <button
      type="button"
      onClick={onOpen}
      className={cx(
        glass,
        'absolute right-3 bottom-[max(0.75rem,env(safe-area-inset-bottom))] flex h-12 items-center gap-2.5 px-4 font-semibold text-small hover:bg-sunken',
        'sm:right-auto sm:bottom-4 sm:left-4',
      )}
    >
      <MessageSquareText size={20} aria-hidden />
      Chat
      {unread > 0 && <Count value={unread} label="unread" />}
    </button>
  );
}
