import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** A sheet of content with a heading of its own. */
export function Panel({
  title,
  aside,
  children,
  className,
  tone,
}: {
  title?: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  tone?: 'danger';
}) {
  return (
    <section className={cx('frame bg-surface p-5 sm:p-7', tone === 'danger' && '[--frame:var(--danger)]', className)}>
      {(title || aside) && (
        <header className="mb-5 flex flex-wrap items-center justify-between gap-3">
          {title && <h2 className="font-display text-heading">{title}</h2>}
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
