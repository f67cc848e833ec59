import { ChevronDown, MessageSquareText, PanelRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { unreadOf } from '../../state/chat.ts';
import { showTab, showTalk, useHud } from '../../state/world-hud.ts';
import { changeSettings, useWorldSettings } from '../../state/world-settings.ts';
import { useChat, useChatHandle } from '../chat/context.tsx';
import { Count } from '../kit/Badge.tsx';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useWorldHandle } from './context.tsx';
import { glass } from './glass.ts';
import { isPhone } from './screen.ts';
import { TalkComposer } from './TalkComposer.tsx';
import { TalkLines, Waiting } from './TalkLines.tsx';
import { useHearing } from './useHearing.ts';
import { type Talk as Shown, useCurrentTalk, useTalks } from './useTalks.ts';

/** What is said around one. Bottom left on large screens, a sheet from below on phones. */
export function Talk() {
  const { session } = useWorldHandle();
  const { go } = useChatHandle();
  const shown = useHud((state) => state.talk);
  const beside = useHud((state) => state.panel === 'chat');
  const sheet = useRef<HTMLElement>(null);
  const talks = useTalks();
  const { tab, label, key } = useCurrentTalk(talks);
  useEffect(() => showTalk(useWorldSettings.getState().chat && !isPhone()), []);
  useEffect(() => {
    session.view.covered = shown && innerWidth < 640 ? (sheet.current?.offsetHeight ?? 0) : 0;
    return () => {
      session.view.covered = 0;
    };
  });
  const show = (next: boolean): void => {
    showTalk(next);
    if (!isPhone()) changeSettings({ chat: next });
  };
  if (!shown) return <TalkButton talks={talks} onOpen={() => show(true)} />;
  return (
    <section
      ref={sheet}
      aria-label="Chat"
      className={cx(
        glass,
        'absolute inset-x-0 bottom-0 z-20 flex h-[min(26rem,62dvh)] animate-rise flex-col',
        'sm:inset-x-auto sm:bottom-4 sm:left-4 sm:z-0 sm:h-[min(25rem,54dvh)] sm:w-92',
        beside && 'max-lg:hidden',
      )}
    >
      <header className="flex shrink-0 items-center gap-1 border-line border-b-2 pr-1 pl-2">
        <div role="tablist" aria-label="Who hears you" className="flex min-w-0 flex-1 gap-1">
          {talks.map((talk) => (
            <TalkTabButton key={talk.tab} talk={talk} talks={talks} current={talk.tab === tab} />
          ))}
        </div>
        {tab === 'everyone' && key && (
          <Tooltip tip="Open it as a channel">
            <IconButton icon={PanelRight} label="Open it as a channel" size="small" onClick={() => go(key)} />
          </Tooltip>
        )}
        <IconButton icon={ChevronDown} label="Close the chat" size="small" onClick={() => show(false)} />
      </header>
      <div
        role="tabpanel"
        id="world-chat"
        aria-labelledby={`world-chat-${tab}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {key ? (
          <>
            <TalkLines key={key} tab={tab} name={label} conversation={key} />
            <TalkComposer key={`${key} composer`} tab={tab} name={label} conversation={key} />
          </>
        ) : (
          <Waiting />
        )}
      </div>
    </section>
  );
}

type TabProps = { talk: Shown; talks: readonly Shown[]; current: boolean };
function TalkTabButton({ talk: { tab, label, key }, talks, current }: TabProps) {
  const unread = useChat((state) => (key ? unreadOf(state, key).unread : 0));
  const hearing = useHearing();
  const turn = (event: React.KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const at = talks.findIndex((talk) => talk.tab === tab) + step;
    const next = talks[(at + talks.length) % talks.length]!.tab;
    showTab(next);
    document.getElementById(`world-chat-${next}`)?.focus();
  };
  return (
    <button
      type="button"
      role="tab"
      id={`world-chat-${tab}`}
      aria-selected={current}
      aria-controls="world-chat"
      tabIndex={current ? 0 : -1}
      onClick={() => showTab(tab)}
      onKeyDown={turn}
      className={cx(
        '-mb-0.5 inline-flex h-11 items-center gap-2 border-b-4 px-2.5 font-semibold text-small focus-visible:-outline-offset-3',
        // The name of an area may be long; the others keep their room.
        tab === 'zone' ? 'min-w-12' : 'shrink-0',
        current ? 'border-accent text-ink' : 'border-transparent text-ink-soft hover:text-ink',
      )}
    >
      <bdi className="truncate">{label}</bdi>
      {tab === 'nearby' && hearing > 0 && (
        <span className="font-normal text-caption text-ink-soft tabular-nums" title={`${hearing} in earshot`}>
          {hearing}
        </span>
      )}
      {unread > 0 && !current && <Count value={unread} label="unread" />}
    </button>
  );
}

function TalkButton({ talks, onOpen }: { talks: readonly Shown[]; onOpen: () => void }) {
  const unread = useChat((state) => talks.reduce((sum, { key }) => sum + (key ? unreadOf(state, key).unread : 0), 0));
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
