import { type PointerEvent, useRef, useState } from 'react';
import { dirOf } from '../../../shared/rules/movement.ts';
import { useHud } from '../../state/world-hud.ts';
import { cx } from '../kit/cx.ts';
import { useActions } from './context.tsx';
import { useCoarsePointer } from './screen.ts';

/** CSS pixels: how far the knob goes, and from where on it counts. */
const REACH = 40;
const DEAD = 12;
/** Within an eighth of a turn around an axis one walks straight. */
const DIAGONAL = Math.tan(Math.PI / 8);

/** For fingers. Whoever uses a keyboard or a screen reader walks with keys, so it is not in their way. */
export function Joystick() {
  const coarse = useCoarsePointer();
  const talk = useHud((state) => state.talk);
  const { setStick } = useActions();
  const base = useRef<HTMLDivElement>(null);
  const [knob, setKnob] = useState({ x: 0, y: 0 });
  if (!coarse || talk) return null;
  const move = (event: PointerEvent): void => {
    if (!base.current?.hasPointerCapture(event.pointerId)) return;
    const box = base.current.getBoundingClientRect();
    const x = event.clientX - (box.left + box.width / 2);
    const y = event.clientY - (box.top + box.height / 2);
    const far = Math.hypot(x, y);
    const held = Math.min(1, REACH / Math.max(far, 1));
    setKnob({ x: x * held, y: y * held });
    const across = Math.abs(x) > Math.abs(y) * DIAGONAL ? x : 0;
    const down = Math.abs(y) > Math.abs(x) * DIAGONAL ? y : 0;
    setStick(far < DEAD ? 0 : dirOf(across, down));
  };
  const end = (): void => {
    setKnob({ x: 0, y: 0 });
    setStick(0);
  };
  return (
    <div
      ref={base}
      aria-hidden="true"
      data-testid="joystick"
      onPointerDown={(event) => {
        base.current?.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      className="pointer-events-auto absolute bottom-[max(1.25rem,env(safe-area-inset-bottom))] left-5 grid size-32 sm:bottom-20 touch-none place-items-center rounded-full border-4 border-surface/60 bg-outline/25"
    >
      <span
        className={cx(
          'size-14 rounded-full border-4 border-outline/50 bg-surface/90',
          knob.x === 0 && knob.y === 0 && 'transition-transform',
        )}
        style={{ transform: `translate(${knob.x}px, ${knob.y}px)` }}
      />
    </div>
  );
}
