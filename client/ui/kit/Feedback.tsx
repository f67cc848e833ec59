// What stands where content is missing, on its way, or refused.

import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx.ts';

/** A grey block in the shape of what is coming. Decorative: its parent carries `aria-busy` and the words. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden="true" className={cx('animate-shimmer bg-ground-deep', className)} />
);

export function EmptyState({
  title,
  picture,
  children,
  actions,
}: {
  title: string;
  picture?: ReactNode;
  /** What to do now. */
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-12 text-center">
      {picture}
      <h2 className="font-display text-heading">{title}</h2>
      <div className="text-ink-soft">{children}</div>
      {actions && <div className="mt-1 flex flex-wrap justify-center gap-3">{actions}</div>}
    </div>
  );
}

/** Says what went wrong, at once to screen readers too, and comes into view where it stands above or below it. */
export function ErrorNote({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div
      ref={note}
      role="alert"
      className="flex scroll-my-4 items-start gap-3 border-danger border-l-4 bg-danger-wash px-4 py-3 text-small"
    >
      <TriangleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-danger-text" />
      <div className="min-w-0 flex-1">{children}</div>
      {actions}
    </div>
  );
}

export const Note = ({ tone = 'accent', children }: { tone?: 'accent' | 'lamp'; children: ReactNode }) => (
  <div
    className={cx(
      'border-l-4 px-4 py-3 text-small',
      tone === 'lamp' ? 'border-lamp bg-lamp-wash' : 'border-accent bg-accent-wash',
    )}
  >
    {children}
  </div>
);

/** `value` from 0 to 1; none while it is not known. */
export function Progress({ label, value }: { label: string; value?: number }) {
  const percent = value === undefined ? undefined : Math.round(value * 100);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex justify-between text-small">
        <span>{label}</span>
        {percent !== undefined && <span className="tabular-nums text-ink-soft">{percent} %</span>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="frame h-3 bg-sunken [--frame:var(--line-strong)]"
      >
        <div
          className={cx(
            'h-full bg-accent transition-[width] duration-200',
            percent === undefined && 'w-full animate-shimmer',
          )}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
