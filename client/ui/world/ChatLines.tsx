import { ArrowDown } from 'lucide-react';
import { memo, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ChatList, Line, Room } from '../../state/world-chat.ts';
import { Button } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Portrait } from '../kit/Portrait.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { type Group, groupLines } from './chat-groups.ts';
import { useActions, useChat, useWorld, useWorldHandle } from './context.tsx';

/** Nearer to the end than this, one reads along; in CSS pixels. */
const AT_END = 48;
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

export function ChatLines({ room }: { room: Room }) {
  const list = useChat((state) => state[room]);
  const { loadOlder } = useActions();
  const groups = useMemo(() => groupLines(list.lines), [list.lines]);
  const { scroller, behind, toEnd, onScroll } = useFollowing(list.lines);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="absolute inset-0 overflow-y-auto overscroll-contain px-3 py-2 focus-visible:-outline-offset-3"
      >
        {room === 'global' && <Older list={list} onLoad={loadOlder} />}
        {list.lines.length === 0 && !list.loading && <Nothing room={room} />}
        <div role="log" aria-label={room === 'proximity' ? 'Said nearby' : 'Said to everyone'}>
          {groups.map((group) => (
            <GroupRow key={group.key} group={group} room={room} />
          ))}
        </div>
      </div>
      {behind && (
        <Button
          size="small"
          variant="lamp"
          icon={ArrowDown}
          onClick={toEnd}
          className="absolute inset-x-0 bottom-2 mx-auto w-fit"
        >
          New messages
        </Button>
      )}
    </div>
  );
}

/** Keeps the end in view while one reads there, and the place while older lines come in above. */
function useFollowing(lines: readonly Line[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef({ atEnd: true, height: 0, first: '' });
  const [behind, setBehind] = useState(false);
  const last = lines.at(-1)?.key;
  const first = lines[0]?.key ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines change the height.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { atEnd, height, first: before } = place.current;
    if (atEnd) element.scrollTop = element.scrollHeight;
    else if (before !== first) element.scrollTop += element.scrollHeight - height;
    place.current.height = element.scrollHeight;
    place.current.first = first;
  }, [lines]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is added at the end is new.
  useEffect(() => {
    if (!place.current.atEnd) setBehind(true);
  }, [last]);
  return {
    scroller,
    behind,
    toEnd: () => {
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' });
    },
    onScroll: () => {
      const element = scroller.current!;
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END;
      place.current.atEnd = atEnd;
      if (atEnd) setBehind(false);
    },
  };
}

function Older({ list, onLoad }: { list: ChatList; onLoad: () => Promise<void> }) {
  if (list.loading) {
    return (
      <p role="status" className="flex items-center justify-center gap-2 py-2 text-caption text-ink-soft">
        <Spinner size={14} /> Loading…
      </p>
    );
  }
  if (list.error) {
    return (
      <p role="alert" className="flex flex-col items-center gap-2 py-2 text-center text-caption text-danger-text">
        {list.error}
        <Button size="small" onClick={onLoad}>
          Try again
        </Button>
      </p>
    );
  }
  if (list.opened && !list.hasMore) {
    return (
      list.lines.length > 0 && <p className="py-2 text-center text-caption text-ink-soft">This is where it began.</p>
    );
  }
  return (
    <div className="flex justify-center py-1">
      <Button size="small" variant="quiet" onClick={onLoad}>
        Load older messages
      </Button>
    </div>
  );
}

const Nothing = ({ room }: { room: Room }) => (
  <p className="mx-auto max-w-64 py-8 text-center text-ink-soft text-small">
    {room === 'proximity'
      ? 'Walk up to someone and say hello: people within five tiles hear you. Nothing said here is kept.'
      : 'Nobody has said anything to everyone yet. Be the first.'}
  </p>
);

const GroupRow = memo(function GroupRow({ group, room }: { group: Group; room: Room }): ReactNode {
  const { session } = useWorldHandle();
  const isOwn = group.userId === session.userId;
  const avatarId = useWorld((state) => {
    for (const person of state.people.values()) if (person.userId === group.userId) return person.avatarId;
    return null;
  });
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
          <Initial name={group.username} />
        )}
        <div className="min-w-0 flex-1">
          <p className="flex items-baseline gap-2">
            <span className={cx('truncate font-semibold text-small', isOwn && 'text-accent-text')}>
              {group.username}
            </span>
            <time
              dateTime={group.at.toISOString()}
              title={FULL.format(group.at)}
              className="shrink-0 text-caption text-ink-soft"
            >
              {TIME.format(group.at)}
            </time>
          </p>
          {group.lines.map((line) => (
            <LineRow key={line.key} line={line} room={room} />
          ))}
        </div>
      </article>
    </>
  );
});

/** For those who are not here, whose look is not known. */
const Initial = ({ name }: { name: string }) => (
  <span
    aria-hidden="true"
    className="mt-0.5 grid size-8 shrink-0 place-items-center self-start bg-ground-deep font-display text-body text-ink-soft"
  >
    {name.slice(0, 1).toUpperCase()}
  </span>
);

function LineRow({ line, room }: { line: Line; room: Room }) {
  const { sayAgain, discard } = useActions();
  return (
    <div>
      {/* Text stays text: nothing in it becomes a link, a picture or markup. */}
      <p className={cx('wrap-anywhere whitespace-pre-wrap text-small', line.state === 'sending' && 'text-ink-soft')}>
        {line.message.content}
      </p>
      {line.state === 'failed' && (
        <p role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-caption text-danger-text">
          <span>Not sent. {line.error}</span>
          <button type="button" className="font-semibold underline" onClick={() => sayAgain(line, room)}>
            Send again
          </button>
          <button type="button" className="font-semibold underline" onClick={() => discard(line.key, room)}>
            Discard
          </button>
        </p>
      )}
    </div>
  );
}
