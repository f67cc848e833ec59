import { DoorOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { navigate } from '../../router/place.ts';
import { Button } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { useActions, useWorld, useWorldHandle } from './context.tsx';
import { glass } from './glass.ts';

/** The stay is over: why, and what one can do now. */
export function Ended() {
  const ending = useWorld((state) => (state.phase === 'ended' ? state.ending : null));
  const entered = useWorld((state) => state.loaded === 1);
  const { session } = useWorldHandle();
  const { leave, comeBack } = useActions();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (ending) heading.current?.focus();
  }, [ending]);
  if (!ending) return null;
  return (
    <div
      className={cx(
        'pointer-events-auto absolute inset-0 z-30 grid animate-fade place-items-center p-6',
        entered ? 'bg-scrim' : 'bg-ground',
      )}
    >
      <section
        role="alertdialog"
        aria-labelledby="ended-title"
        aria-describedby="ended-text"
        className={`${glass} w-full max-w-md p-7`}
      >
        <DoorOpen size={36} aria-hidden className="mb-3 text-accent-text" />
        <h2 id="ended-title" ref={heading} tabIndex={-1} className="font-display text-title outline-none">
          {ending.title}
        </h2>
        <p id="ended-text" className="mt-2 text-ink-soft">
          {ending.message}
        </p>
        <div className="mt-6 flex flex-wrap gap-3">
          {ending.page && (
            <Button variant="primary" onClick={() => navigate(`/servers/${session.serverId}`)}>
              See its page
            </Button>
          )}
          {ending.again && (
            <Button variant={ending.page ? 'secondary' : 'primary'} onClick={comeBack}>
              {ending.again}
            </Button>
          )}
          <Button onClick={leave}>To your worlds</Button>
        </div>
      </section>
    </div>
  );
}
