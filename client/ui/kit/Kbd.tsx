import type { ReactNode } from 'react';

/** A key of the keyboard. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="inline-grid h-6 min-w-6 place-items-center border-2 border-line-strong border-b-4 bg-surface px-1 font-sans font-semibold text-caption text-ink">
    {children}
  </kbd>
);
