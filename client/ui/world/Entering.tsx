import { Button } from '../kit/Button.tsx';
import { Progress } from '../kit/Feedback.tsx';
import { LogoMark } from '../kit/Logo.tsx';
import { useActions, useWorld } from './context.tsx';

/** Covers the world until it stands. */
export function Entering() {
  const name = useWorld((state) => state.server?.name);
  const { leave } = useActions();
  const { loaded, phase, attempt, hasMap } = useWorldParts();
  if (loaded === 1 || phase === 'ended') return null;
  const isStuck = attempt > 1;
  return (
    <div className="pointer-events-auto absolute inset-0 grid place-items-center bg-ground p-6">
      <div role="status" className="flex w-full max-w-sm animate-fade flex-col items-center gap-6 text-center">
        <LogoMark size={72} />
        <h2 className="font-display text-title">{name ? `Entering ${name}` : 'Entering'}</h2>
        <div className="w-full text-left">
          <Progress
            label={isStuck ? 'Looking for the server…' : wordOf(hasMap, loaded)}
            value={hasMap ? loaded : undefined}
          />
        </div>
        {isStuck && (
          <>
            <p className="text-ink-soft text-small">
              The server does not answer. We go on trying: this is try {attempt}.
            </p>
            <Button onClick={leave}>Back to your worlds</Button>
          </>
        )}
      </div>
    </div>
  );
}

const wordOf = (hasMap: boolean, loaded: number): string =>
  hasMap ? (loaded < 0.99 ? 'Loading pictures' : 'Opening the door') : 'Unrolling the map';

function useWorldParts() {
  const loaded = useWorld((state) => state.loaded);
  const phase = useWorld((state) => state.phase);
  const attempt = useWorld((state) => state.attempt);
  const hasMap = useWorld((state) => state.map !== null);
  return { loaded, phase, attempt, hasMap };
}
