import { Check, Info, TriangleAlert, X } from 'lucide-react';
import { dismissToast, useToasts } from '../../state/toasts.ts';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';

const ICON = { info: Info, success: Check, error: TriangleAlert };

/** Stands in the page once. The region is there before anything is in it, so that screen readers notice what comes. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section
      aria-label="Notes"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-0 z-80 flex flex-col items-center gap-3 p-4 sm:items-end sm:p-6"
    >
      {toasts.map(({ id, tone, text, action }) => {
        const Icon = ICON[tone];
        return (
          <div
            key={id}
            role={tone === 'error' ? 'alert' : undefined}
            className="frame-float pointer-events-auto flex w-full max-w-sm animate-rise items-start gap-3 bg-surface py-3 pr-2 pl-4 text-small [--frame:var(--outline)]"
          >
            <Icon
              size={18}
              aria-hidden
              className={cx('mt-1.5 shrink-0', tone === 'error' ? 'text-danger-text' : 'text-accent-text')}
            />
            <p className="min-w-0 flex-1 py-1.5">{text}</p>
            {action && (
              <button
                type="button"
                className="min-h-8 px-2 font-semibold text-accent-text underline underline-offset-4"
                onClick={() => {
                  action.run();
                  dismissToast(id);
                }}
              >
                {action.label}
              </button>
            )}
            <IconButton icon={X} label="Dismiss" size="small" onClick={() => dismissToast(id)} />
          </div>
        );
      })}
    </section>
  );
}
