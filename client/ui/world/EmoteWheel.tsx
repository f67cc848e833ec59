import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { EMOTES } from '../../../shared/protocol/world.ts';
import { showEmotes } from '../../state/world-hud.ts';
import { Kbd } from '../kit/Kbd.tsx';
import { useActions } from './context.tsx';
import { EMOJI } from './glass.ts';

/** From the middle, in rem. */
const RADIUS = 5.75;
const NAMES: Record<(typeof EMOTES)[number], string> = {
  '👋': 'Wave',
  '😀': 'Smile',
  '😂': 'Laugh',
  '😍': 'Love it',
  '🤔': 'Hm',
  '😮': 'Wow',
  '👍': 'Yes',
  '👏': 'Applause',
  '🎉': 'Hooray',
  '❤️': 'Heart',
  '☕': 'Coffee',
  '❓': 'Question',
};

/** The emotes around a circle: arrow keys go round, Escape closes. */
export function EmoteWheel() {
  const { emote } = useActions();
  const wheel = useRef<HTMLDivElement>(null);
  const [named, setNamed] = useState(0);
  useEffect(() => {
    const before = document.activeElement;
    wheel.current?.querySelector('button')?.focus();
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !wheel.current?.parentElement?.contains(event.target)) showEmotes(false);
    };
    addEventListener('pointerdown', outside);
    return () => {
      removeEventListener('pointerdown', outside);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(wheel.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const number = Number(event.key);
    if (event.key === 'Escape') showEmotes(false);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') buttons.at(at - 1)?.focus();
    else if (number >= 1 && number <= 9) buttons[number - 1]?.click();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={wheel}
      role="toolbar"
      aria-label="Emotes"
      onKeyDown={onKeyDown}
      className="frame-float absolute right-0 bottom-full z-20 mb-4 size-60 animate-rise rounded-full bg-surface/95 [--frame:var(--line)] max-sm:right-full max-sm:bottom-0 max-sm:mr-4 max-sm:mb-0 lg:right-auto lg:left-0"
    >
      {EMOTES.map((sign, i) => {
        const turn = (i / EMOTES.length) * 2 * Math.PI - Math.PI / 2;
        return (
          <button
            key={sign}
            type="button"
            aria-label={NAMES[sign]}
            tabIndex={i === 0 ? 0 : -1}
            onFocus={() => setNamed(i)}
            onPointerEnter={() => setNamed(i)}
            onClick={() => {
              void emote(sign);
              showEmotes(false);
            }}
            className="absolute grid size-11 -translate-1/2 place-items-center text-heading hover:bg-accent-wash focus-visible:bg-accent-wash"
            style={{
              left: `calc(50% + ${(Math.cos(turn) * RADIUS).toFixed(2)}rem)`,
              top: `calc(50% + ${(Math.sin(turn) * RADIUS).toFixed(2)}rem)`,
              fontFamily: EMOJI,
            }}
          >
            {sign}
          </button>
        );
      })}
      <p
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 grid place-content-center justify-items-center gap-1"
      >
        <span className="font-semibold text-small">{NAMES[EMOTES[named]!]}</span>
        {named < 9 && (
          <span className="pointer-coarse:hidden">
            <Kbd>{named + 1}</Kbd>
          </span>
        )}
      </p>
    </div>
  );
}
