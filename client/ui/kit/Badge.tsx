import type { ReactNode } from 'react';
import type { Status } from '../../../shared/protocol/users.ts';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'accent' | 'lamp' | 'danger' | 'plum';
const TONE: Record<Tone, string> = {
  neutral: 'bg-ground-deep text-ink-soft',
  accent: 'bg-accent-wash text-accent-text',
  lamp: 'bg-lamp-wash text-lamp-text',
  danger: 'bg-danger-wash text-danger-text',
  plum: 'bg-plum-wash text-plum',
};

export const Badge = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span
    className={cx('inline-flex h-6 items-center gap-1.5 whitespace-nowrap px-2 font-semibold text-caption', TONE[tone])}
  >
    {children}
  </span>
);

/** How many of something want attention. `label` says of what. */
export const Count = ({ value, label }: { value: number; label: string }) => (
  <span className="grid h-5 min-w-5 place-items-center bg-lamp px-1 font-bold text-caption text-on-lamp">
    <span aria-hidden="true">{value > 99 ? '99+' : value}</span>
    <span className="sr-only">{`${value} ${label}`}</span>
  </span>
);

export const STATUS_LABEL: Record<Status, string> = {
  online: 'Online',
  away: 'Away',
  busy: 'Busy',
  offline: 'Offline',
};
const DOT: Record<Status, string> = {
  online: 'bg-[#2fa876]',
  away: 'bg-lamp',
  busy: 'bg-danger',
  offline: 'bg-line-strong',
};

/** A square of colour. Put the word beside it, or pass `named` to have it read. */
export const StatusDot = ({ status, named }: { status: Status; named?: boolean }) => (
  <span className={cx('inline-block size-2.5 shrink-0', DOT[status])}>
    {named && <span className="sr-only">{STATUS_LABEL[status]}</span>}
  </span>
);
