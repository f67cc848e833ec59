import { Count } from '../kit/Badge.tsx';

/** Being called glows; what is merely new is counted quietly. */
export function UnreadBadge({ unread, mentions }: { unread: number; mentions: number }) {
  if (mentions > 0) return <Count value={mentions} label={mentions === 1 ? 'mention' : 'mentions'} />;
  if (unread === 0) return null;
  return (
    <span className="shrink-0 bg-ground-deep px-1.5 font-semibold text-caption text-ink leading-5 tabular-nums">
      <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
      <span className="sr-only">{`${unread} unread`}</span>
    </span>
  );
}
