import { useEffect, useRef } from 'react';
import { cx } from '../../kit/cx.ts';

const EVERY_MS = 100;
/** Speech at an arm's length fills about this much of the scale. */
const LOUD = 0.3;

/** How loud one is. For the eye: that one is heard is said in words elsewhere. */
export function LevelMeter({ level, className }: { level: () => number; className?: string }) {
  const bar = useRef<HTMLSpanElement>(null);
  const read = useRef(level);
  read.current = level;
  useEffect(() => {
    const timer = setInterval(() => {
      const share = Math.min(1, Math.sqrt(read.current() / LOUD));
      if (bar.current) bar.current.style.transform = `scaleX(${share.toFixed(2)})`;
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span aria-hidden="true" data-testid="level" className={cx('block overflow-hidden bg-line-strong/40', className)}>
      <span ref={bar} className="block size-full origin-left scale-x-0 bg-accent" />
    </span>
  );
}
