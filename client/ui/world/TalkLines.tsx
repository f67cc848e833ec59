import { ArrowDown } from 'lucide-react';
import { memo, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { conversationOf } from '../../state/chat.ts';
import type { Conversation } from '../../state/chat-conversation.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import type { TalkTab } from '../../state/world-chat.ts';
import { useChat, useChatActions } from '../chat/context.tsx';
import { Face } from '../chat/Face.tsx';
import { type Item, itemsOf } from '../chat/rows.ts';
import { clock, fullTime } from '../chat/words.ts';
import { Button } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Portrait } from '../kit/Portrait.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { useWorld } from './context.tsx';
import { TalkLine } from './TalkLine.tsx';
import { type Group, groupItems } from './talk-groups.ts';

/** Nearer to the end than this, one reads along; in CSS pixels. */
const AT_END = 48;
/** How many lines are drawn at first, and how many more with every press. */
const DRAWN = 100;
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

type Props = { tab: TalkTab; name: string; conversation: ConversationKey };

export function TalkLines({ tab, name, conversation }: Props) {
  const { reading } = useChatActions();
  const list = useChat((state) => conversationOf(state, conversation));
  const userId = useChat((state) => state.userId);
  const username = useChat((state) => state.username);
  const [drawn, setDrawn] = useState(DRAWN);
  const { messages, outgoing, phase, hasOlder, hasNewer, error } = list;
  const all = useMemo(() => itemsOf(messages, outgoing, { userId, username }), [messages, outgoing, userId, username]);
  const items = useMemo(() => all.slice(-drawn), [all, drawn]);
  const groups = useMemo(() => groupItems(items), [items]);
  const { scroller, atEnd, behind, toEnd, onScroll } = useFollowing(items);
  useEffect(() => {
    if (phase === 'new') void reading.newest(conversation);
  }, [reading, conversation, phase]);
  useBeside(conversation, atEnd && !hasNewer && phase === 'ready');
  const older = (): void => {
    setDrawn(drawn + DRAWN);
    if (all.length <= drawn) void reading.older(conversation);
  };
  const again = (): void => void (phase === 'failed' ? reading.newest(conversation) : reading.older(conversation));
  const newest = (): void => {
    if (hasNewer) void reading.newest(conversation);
    toEnd();
  };
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="absolute inset-0 overflow-y-auto overscroll-contain px-3 py-2 focus-visible:-outline-offset-3"
      >
        {error ? (
          <Failed error={error} onAgain={again} />
        ) : (
          <Older list={list} more={all.length > drawn || hasOlder} onLoad={older} />
        )}
        {phase === 'ready' && all.length === 0 && <Nothing tab={tab} name={name} />}
        <div role="log" aria-label={LABEL[tab]}>
          {groups.map((group) => (
            <GroupRow key={group.key} group={group} conversation={conversation} />
          ))}
        </div>
      </div>
      {(behind || hasNewer) && (
        <Button
          size="small"
          variant="lamp"
          icon={ArrowDown}
          onClick={newest}
          className="absolute inset-x-0 bottom-2 mx-auto w-fit"
        >
          New messages
        </Button>
      )}
    </div>
  );
}
const LABEL: Record<TalkTab, string> = {
  nearby: 'Said nearby',
  zone: 'Said in this area',
  everyone: 'Said to everyone',
};

/** What one sees is read: while the end is in view, and the window in front. */
function useBeside(conversation: ConversationKey, seen: boolean): void {
  const { watchBeside } = useChatActions().reading;
  useEffect(() => {
    const look = (): void =>
      watchBeside(seen && document.visibilityState === 'visible' && document.hasFocus() ? conversation : null);
    look();
    addEventListener('focus', look);
    addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
      watchBeside(null);
    };
  }, [watchBeside, conversation, seen]);
}

/** Keeps the end in view while one reads there, and the place while older lines come in above. */
function useFollowing(items: readonly Item[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef({ atEnd: true, height: 0, first: '' });
  const [atEnd, setAtEnd] = useState(true);
  const [behind, setBehind] = useState(false);
  const last = items.at(-1)?.key;
  const first = items[0]?.key ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines change the height.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { atEnd: follows, height, first: before } = place.current;
    if (follows) element.scrollTop = element.scrollHeight;
    else if (before !== first) element.scrollTop += element.scrollHeight - height;
    place.current.height = element.scrollHeight;
    place.current.first = first;
  }, [items]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is added at the end is new.
  useEffect(() => {
    if (!place.current.atEnd) setBehind(true);
  }, [last]);
  return {
    ...{ scroller, atEnd, behind },
    toEnd: () => {
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' });
    },
    onScroll: () => {
      const element = scroller.current!;
      const next = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END;
      place.current.atEnd = next;
      setAtEnd(next);
      if (next) setBehind(false);
    },
  };
}

export const Waiting = () => (
  <p role="status" className="flex items-center justify-center gap-2 py-2 text-caption text-ink-soft">
    <Spinner size={14} /> Loading…
  </p>
);

const Failed = ({ error, onAgain }: { error: string; onAgain: () => void }) => (
  <p role="alert" className="flex flex-col items-center gap-2 py-2 text-center text-caption text-danger-text">
    {error}
    <Button size="small" onClick={onAgain}>
      Try again
    </Button>
  </p>
);

function Older({ list, more, onLoad }: { list: Conversation; more: boolean; onLoad: () => void }) {
  if (list.phase === 'loading' || list.reading === 'older') return <Waiting />;
  if (!more) return null;
  return (
    <div className="flex justify-center py-1">
      <Button size="small" variant="quiet" onClick={onLoad}>
        Load older messages
      </Button>
    </div>
  );
}

const Nothing = ({ tab, name }: { tab: TalkTab; name: string }) => (
  <p className="mx-auto max-w-64 py-8 text-center text-ink-soft text-small">
    {tab === 'nearby' &&
      'Walk up to someone and say hello: people within five tiles hear you. Nothing said here is kept.'}
    {tab === 'zone' && `Whoever is in ${name} reads what is said here, however far away they stand.`}
    {tab === 'everyone' && 'Nobody has said anything to everyone yet. Be the first.'}
  </p>
);

type GroupProps = { group: Group; conversation: ConversationKey };
const GroupRow = memo(function GroupRow({ group, conversation }: GroupProps): ReactNode {
  const me = useChat((state) => state.userId);
  const avatarId = useWorld((state) => {
    for (const person of state.people.values()) if (person.userId === group.userId) return person.avatarId;
    return null;
  });
  const time = group.at.getTime();
  return (
    <>
      {group.newDay && (
        <p className="flex items-center gap-3 py-2 text-caption text-ink-soft before:h-0.5 before:flex-1 before:bg-line after:h-0.5 after:flex-1 after:bg-line">
          {DAY.format(group.at)}
        </p>
      )}
      <article className="flex gap-2.5 py-1.5">
        {avatarId ? (
          <Portrait avatarId={avatarId} size={32} className="mt-0.5 self-start" />
        ) : (
          <Face userId={group.userId} name={group.username} className="mt-0.5 self-start" />
        )}
        <div className="min-w-0 flex-1">
          <p className="flex items-baseline gap-2">
            <bdi className={cx('truncate font-semibold text-small', group.userId === me && 'text-accent-text')}>
              {group.username}
            </bdi>
            <time
              dateTime={group.at.toISOString()}
              title={fullTime(time)}
              className="shrink-0 text-caption text-ink-soft"
            >
              {clock(time)}
            </time>
          </p>
          {group.items.map((item) => (
            <TalkLine key={item.key} item={item} conversation={conversation} />
          ))}
        </div>
      </article>
    </>
  );
});
