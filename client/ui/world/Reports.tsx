// What the world has to say just now, in the middle above: where one is, the state of the connection, notices.

import { BellRing, Lock, Mic, ShieldCheck, VolumeX, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ZoneType } from '../../../shared/protocol/maps.ts';
import { dropNotice, type Notice, selfOf, type WorldZone } from '../../state/world.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Spinner } from '../kit/Spinner.tsx';
import { useWorld, useWorldHandle } from './context.tsx';
import { glass } from './glass.ts';

export function Reports({ children }: { children?: ReactNode }) {
  const notices = useWorld((state) => state.notices);
  return (
    <div className="flex flex-col items-center gap-3 px-3">
      <ConnectionBanner />
      <ZoneBanner />
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {children}
    </div>
  );
}

function ConnectionBanner() {
  const phase = useWorld((state) => state.phase);
  const attempt = useWorld((state) => state.attempt);
  if (phase !== 'reconnecting') return null;
  return (
    <div
      role="status"
      className={cx(glass, 'flex animate-rise items-center gap-3 bg-lamp-wash px-4 py-2.5 font-semibold text-small')}
    >
      <Spinner size={16} />
      <span>
        The connection was lost. Reconnecting…
        {attempt > 1 && <span className="font-normal text-ink-soft"> (try {attempt})</span>}
      </span>
    </div>
  );
}

const KINDS: Record<ZoneType, { hint: string; icon: typeof Lock; tone: string }> = {
  PUBLIC: { hint: '', icon: ShieldCheck, tone: 'text-accent-text' },
  PRIVATE: { hint: 'Only people in here hear you', icon: ShieldCheck, tone: 'text-plum' },
  SILENT: { hint: 'No microphones in here', icon: VolumeX, tone: 'text-focus' },
  STAGE: { hint: 'Everyone around hears who stands here', icon: Mic, tone: 'text-lamp-text' },
};
/** How long the name of a plain area is shown; others stay named while one is in them. */
const PLAIN_MS = 3500;

function ZoneBanner() {
  const zone = useWorld((state) => state.zones.get(selfOf(state)?.zoneId ?? ''));
  const [passed, setPassed] = useState(false);
  const id = zone?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new area begins anew.
  useEffect(() => {
    setPassed(false);
    const timer = setTimeout(() => setPassed(true), PLAIN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div role="status" className="flex justify-center">
      {zone && !(passed && zone.type === 'PUBLIC') && <ZoneName key={zone.id} zone={zone} small={passed} />}
    </div>
  );
}

function ZoneName({ zone, small }: { zone: WorldZone; small: boolean }) {
  const { hint, icon: Icon, tone } = KINDS[zone.type];
  return (
    <div className={cx(glass, 'flex animate-rise items-center gap-3 px-4 py-2')}>
      <Icon size={18} aria-hidden className={cx('shrink-0', tone)} />
      <p className="flex flex-wrap items-baseline gap-x-2.5">
        <span className={cx('font-display', small ? 'text-body' : 'text-heading')}>{zone.name}</span>
        {hint && <span className={cx('text-ink-soft text-small', small && 'hidden sm:inline')}>{hint}</span>}
      </p>
    </div>
  );
}

const NOTICE_MS = 7000;
const NOTICE_ICON: Record<string, typeof Lock> = { 'world/zone_locked': Lock, 'world/zone_full': Lock };

function NoticeCard({ notice }: { notice: Notice }): ReactNode {
  const { session } = useWorldHandle();
  const { id, code, message } = notice;
  useEffect(() => {
    const timer = setTimeout(() => dropNotice(session, id), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [session, id]);
  const Icon = NOTICE_ICON[code] ?? BellRing;
  return (
    <div
      role="status"
      className={cx(glass, 'flex max-w-md animate-rise items-center gap-3 py-1.5 pr-1.5 pl-4 text-small')}
    >
      <Icon size={18} aria-hidden className="shrink-0 text-lamp-text" />
      <span>{message}</span>
      <IconButton icon={X} label="Dismiss" size="small" onClick={() => dropNotice(session, id)} />
    </div>
  );
}
