import type { ReactNode } from 'react';
import { Button } from '../kit/Button.tsx';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { Portrait } from '../kit/Portrait.tsx';

/** A list of people while it loads, fails, is empty, or is there. */
export function PeopleList(props: {
  phase: string;
  error: string | null;
  onRetry: () => void;
  empty: ReactNode;
  children: ReactNode[];
}) {
  const { phase, error, onRetry, empty, children } = props;
  return (
    <>
      {phase === 'failed' && (
        <ErrorNote
          actions={
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {error}
        </ErrorNote>
      )}
      {(phase === 'loading' || phase === 'empty') && children.length === 0 && (
        <div aria-busy="true" className="flex flex-col gap-3">
          <span className="sr-only">Loading…</span>
          {['a', 'b', 'c'].map((key) => (
            <Skeleton key={key} className="h-14" />
          ))}
        </div>
      )}
      {phase === 'ready' && children.length === 0 && empty}
      {children.length > 0 && <ul className="frame divide-y-2 divide-line bg-surface">{children}</ul>}
    </>
  );
}

export function PersonLine(props: {
  avatarId: string;
  name: ReactNode;
  note: ReactNode;
  online?: boolean;
  children?: ReactNode;
}) {
  const { avatarId, name, note, online, children } = props;
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5">
      <Portrait avatarId={avatarId} {...(online !== undefined && { status: online ? 'online' : 'offline' })} />
      <div className="min-w-24 flex-1">
        <p className="truncate font-semibold">{name}</p>
        <p className="truncate text-caption text-ink-soft">{note}</p>
      </div>
      {children}
    </li>
  );
}

export const day = (time: string): string => new Date(time).toLocaleDateString('en', { dateStyle: 'medium' });
