import { cx } from './cx.ts';

/** Eight pixels that turn. Decorative: say in words what is going on beside it. */
export function Spinner({ size = 18, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" width={size} height={size} className={cx('animate-turn', className)}>
      <path fill="currentColor" d="M7 1h2v3H7z" />
      <path fill="currentColor" opacity="0.8" d="M12 3h1v1h-1v1h-1V4h1z M12 7h3v2h-3z" />
      <path fill="currentColor" opacity="0.5" d="M11 11h1v1h1v1h-1v-1h-1z M7 12h2v3H7z" />
      <path fill="currentColor" opacity="0.28" d="M3 12h1v-1h1v1H4v1H3z M1 7h3v2H1z M3 3h1v1h1v1H4V4H3z" />
    </svg>
  );
}
