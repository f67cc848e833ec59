import type { ReactNode } from 'react';
import { Button } from '../../kit/Button.tsx';
import { ErrorNote, Skeleton } from '../../kit/Feedback.tsx';
import type { Pages } from './usePages.ts';

type PagedListProps<T> = { pages: Pages<T>; empty: ReactNode; children: (item: T) => ReactNode };

/** Its items, or what stands in their place while they come, where there are none, and when they did not come. */
export function PagedList<T>({ pages: { list, read }, empty, children }: PagedListProps<T>) {
  const { items, phase, error, hasMore } = list;
  return (
    <div aria-busy={phase === 'loading'} className="flex flex-col gap-4">
      {error && (
        <ErrorNote
          actions={
            <Button size="small" className="pointer-coarse:h-11" onClick={() => read()}>
              Try again
            </Button>
          }
        >
          {error}
        </ErrorNote>
      )}
      {items.length === 0 && (phase === 'empty' || phase === 'loading') && <Skeleton className="h-24" />}
      {items.length === 0 && phase === 'ready' && <p className="py-6 text-center text-ink-soft">{empty}</p>}
      <ul className="flex flex-col gap-3">{items.map(children)}</ul>
      {hasMore && (
        <Button className="self-center" busy={phase === 'loading_more'} onClick={() => read(true)}>
          Show more
        </Button>
      )}
    </div>
  );
}

/** One thing of such a list. */
export const Card = ({ children }: { children: ReactNode }) => (
  <li className="frame flex flex-col gap-3 bg-sunken p-4 text-small">{children}</li>
);
