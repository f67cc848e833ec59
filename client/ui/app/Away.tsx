import { Button } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { LogoMark } from '../kit/Logo.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { useAction } from '../kit/useAction.ts';

/** Shown only when it takes longer than a blink. */
export function Loading({ inside, text = 'Loading…' }: { inside?: boolean; text?: string }) {
  return (
    <div
      role="status"
      className={cx(
        'grid animate-fade place-items-center text-ink-soft [animation-delay:300ms]',
        inside ? 'min-h-96' : 'min-h-dvh',
      )}
    >
      <span className="flex items-center gap-3">
        <Spinner /> {text}
      </span>
    </div>
  );
}

/** The server does not answer. */
export function Away({ message, onRetry }: { message: string; onRetry: () => Promise<void> }) {
  const retry = useAction(onRetry);
  return (
    <main id="main" className="grid min-h-dvh place-items-center p-6">
      <div className="flex max-w-md flex-col items-center gap-4 text-center">
        <LogoMark size={64} />
        <h1 tabIndex={-1} className="font-display text-title">
          The lights are out
        </h1>
        <p className="text-ink-soft">{message}</p>
        <Button variant="primary" busy={retry.busy} onClick={() => retry.run()}>
          Try again
        </Button>
      </div>
    </main>
  );
}
