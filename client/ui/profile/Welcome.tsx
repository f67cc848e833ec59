import { safeNext } from '../../router/match.ts';
import { navigate, usePlace } from '../../router/place.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../kit/Button.tsx';
import { Skeleton } from '../kit/Feedback.tsx';
import { useAction } from '../kit/useAction.ts';
import { AvatarComposer } from './AvatarComposer.tsx';
import { useLook } from './useLook.ts';

/** The first page of a new account: who one is going to be. */
export default function Welcome() {
  const { username, profile } = useSession();
  const next = usePlace((place) => safeNext(place.search.get('next')));
  const { look, saved, changed, setLook, save } = useLook();
  const done = useAction(async () => {
    if (changed) await save();
    navigate(next, { replace: true });
  });
  return (
    <div className="bg-ground">
      <div className="mb-8 flex flex-wrap items-end justify-between gap-5">
        <div>
          <h1 tabIndex={-1} className="font-display text-display">
            Hello {username}, this is you
          </h1>
          <p className="mt-3 max-w-prose text-ink-soft text-lead">
            That is how others see you when you walk by. Change what you like; you can do it again at any time.
          </p>
        </div>
        <Button variant="primary" size="large" busy={done.busy} onClick={done.run}>
          {changed ? 'Save and go in' : 'Looks good'}
        </Button>
      </div>
      {profile ? (
        <AvatarComposer heading="h2" look={look} saved={saved} onChange={setLook} />
      ) : (
        <div aria-busy="true">
          <span className="sr-only">Loading your look…</span>
          <Skeleton className="h-96" />
        </div>
      )}
      <div className="mt-10 flex justify-end border-line border-t-2 pt-6">
        <Button variant="primary" size="large" busy={done.busy} onClick={done.run}>
          {changed ? 'Save and go in' : 'Looks good'}
        </Button>
      </div>
    </div>
  );
}
