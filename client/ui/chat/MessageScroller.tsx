// Messages below each other, however many there are: only those in view are drawn. It keeps the end in view while one
// reads there, and the place while older ones come in above.

import { ArrowDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Jump } from '../../state/chat-conversation.ts';
import { Button } from '../kit/Button.tsx';
import type { Item } from './rows.ts';

/** Nearer to the end than this, one reads along; in CSS pixels. */
const AT_END = 48;
/** More is read before one gets there. */
const NEAR = 800;
/** What is drawn beyond the edges. */
const BUFFER = 500;
/** Above the first unread one, so that the rule over it shows. */
const ABOVE_FRESH = -72;

export type ScrollerProps = {
  items: readonly Item[];
  label: string;
  /** Draws the line of an item; `focus` moves there by keyboard. */
  row: (item: Item, index: number, marks: { active: boolean; tabbable: boolean; found: boolean }) => ReactNode;
  /** Where it opens, before anything was moved: an index, or -1 for the end. */
  startAt: number;
  hasNewer: boolean;
  jump: Jump | null;
  /** Where a message is; -1 where it is not here. */
  indexOf: (id: string) => number;
  onNearStart: () => void;
  onNearEnd: () => void;
  /** One sees the end, or does not any more. */
  onEnd: (atEnd: boolean) => void;
  /** To the newest of all. */
  onNewest: () => void;
  unread: number;
};

export function MessageScroller(props: ScrollerProps) {
  const { items, label, row, startAt, hasNewer, jump, indexOf, onNearStart, onNearEnd, onEnd, onNewest, unread } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [active, setActive] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [found, setFound] = useState<Jump | null>(null);
  const [behind, setBehind] = useState(false);
  const atEnd = useRef(true);
  const placed = useRef(false);
  const frame = useRef(0);
  const shift = usePrepended(items);
  const focusedIndex = focused === null ? -1 : items.findIndex(({ key }) => key === focused);

  const noteEnd = useCallback(
    (next: boolean) => {
      atEnd.current = next;
      setBehind(!next);
      onEnd(next);
    },
    [onEnd],
  );
  const toEnd = useCallback(() => {
    if (items.length > 0) list.current?.scrollToIndex(items.length - 1, { align: 'end' });
  }, [items.length]);
  const look = useCallback(() => {
    const handle = list.current;
    if (!handle || !placed.current) return;
    const { scrollOffset, scrollSize, viewportSize } = handle;
    if (scrollOffset < NEAR) onNearStart();
    const left = scrollSize - viewportSize - scrollOffset;
    if (left < NEAR) onNearEnd();
    const next = left <= AT_END && !hasNewer;
    if (next !== atEnd.current) noteEnd(next);
  }, [hasNewer, noteEnd, onNearStart, onNearEnd]);

  // Where it opens: at the message that was asked for, at the first unread one, or at the end.
  useLayoutEffect(() => {
    if (items.length === 0) {
      placed.current = false;
      return;
    }
    if (placed.current) {
      if (atEnd.current && !hasNewer) toEnd();
      return;
    }
    placed.current = true;
    if (startAt >= 0) {
      list.current?.scrollToIndex(startAt, { align: 'start', offset: ABOVE_FRESH });
      noteEnd(false);
      requestAnimationFrame(look);
      return;
    }
    toEnd();
    noteEnd(!hasNewer);
  }, [items, startAt, hasNewer, toEnd, noteEnd, look]);
  // A page that does not fill the window asks for another.
  useEffect(() => {
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every jump, not for every message that comes
  useEffect(() => {
    if (!jump) return;
    const index = indexOf(jump.id);
    if (index < 0) return;
    noteEnd(false);
    list.current?.scrollToIndex(index, { align: 'center' });
    setFound(jump);
    const { key } = items[index]!;
    setFocused(key);
    focusSoon(key);
  }, [jump]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  /** When it is drawn where it will be. Who presses a key again before that is not taken back to where it led first. */
  const focusSoon = (key: string): void => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      frame.current = requestAnimationFrame(() => focusRow(scroller.current, key));
    });
  };

  const move = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1, Home: -items.length, End: items.length }[event.key];
    const target = event.target as HTMLElement;
    const onRow = target === scroller.current || target.hasAttribute('data-row');
    if (step === undefined || !onRow || items.length === 0) return;
    event.preventDefault();
    const from = focusedIndex < 0 ? items.length : focusedIndex;
    const next = Math.max(0, Math.min(items.length - 1, from + step));
    const { key } = items[next]!;
    setFocused(key);
    setActive(key);
    list.current?.scrollToIndex(next, { align: 'nearest' });
    focusSoon(key);
  };
  const keyAt = (target: EventTarget): string | null =>
    (target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row ?? null;

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        // What comes is told in a place of its own; what scrolls into view is not news.
        aria-live="off"
        aria-label={label}
        tabIndex={focused === null ? 0 : -1}
        onKeyDown={move}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse' && !isHeld(event)) setActive(keyAt(event.target));
        }}
        onPointerLeave={(event) => {
          if (!isHeld(event)) setActive(focused);
        }}
        onClick={(event) => {
          if (!matchMedia('(hover: hover)').matches && !isHeld(event)) setActive(keyAt(event.target));
        }}
        onFocus={(event) => {
          const key = keyAt(event.target);
          if (key !== null) {
            setFocused(key);
            setActive(key);
          }
        }}
        className="absolute inset-0 flex flex-col overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-3"
      >
        <div className="grow" />
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          data={items}
          shift={shift}
          bufferSize={BUFFER}
          keepMounted={focusedIndex >= 0 ? [focusedIndex] : []}
          onScroll={look}
          onResize={() => {
            if (atEnd.current && placed.current && !hasNewer) toEnd();
            // What was only guessed at is measured now: the end may be in view.
            look();
          }}
        >
          {(item, index) => (
            <div key={item.key} className={index === items.length - 1 ? 'pb-4' : undefined}>
              {row(item, index, {
                active: active === item.key,
                tabbable: focused === item.key,
                found: found !== null && found.id === item.message.id,
              })}
            </div>
          )}
        </Virtualizer>
      </div>
      {(behind || hasNewer) && items.length > 0 && (
        <Button
          size="small"
          variant={unread > 0 ? 'lamp' : 'secondary'}
          icon={ArrowDown}
          onClick={() => {
            onNewest();
            if (!hasNewer) toEnd();
          }}
          className="absolute right-4 bottom-3 pointer-coarse:h-11"
        >
          {unread > 0 ? `${unread > 99 ? '99+' : unread} new` : 'To the newest'}
        </Button>
      )}
    </div>
  );
}

/**
 * What a message has opened (the emoji picker) stands elsewhere in the page, but what happens in it is told here as well:
 * as long as it is open the message keeps its toolbar, which holds it.
 */
const isHeld = ({ currentTarget, target }: { currentTarget: Element; target: EventTarget }): boolean =>
  !currentTarget.contains(target as Node) ||
  currentTarget.querySelector('[role="toolbar"] [aria-expanded="true"]') !== null;

const focusRow = (scroller: HTMLElement | null, key: string): void =>
  scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });

/** Whether items came in above those that were there: only then the place is kept from the end. */
function usePrepended(items: readonly Item[]): boolean {
  const before = useRef<string | undefined>(undefined);
  const first = items[0]?.key;
  const known = before.current;
  const prepended = known !== undefined && first !== known && items.some(({ key }) => key === known);
  useLayoutEffect(() => {
    before.current = first;
  }, [first]);
  return prepended;
}
