import { lazy, type ReactNode, Suspense } from 'react';
import { Logo } from '../kit/Logo.tsx';
import { ThemeToggle } from '../kit/ThemeToggle.tsx';

const Scene = lazy(() => import('../scene/Scene.tsx'));

/** The pages before signing in: a sheet over a living map. */
export function AuthFrame({
  title,
  lead,
  children,
  footer,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <div className="relative flex min-h-dvh flex-col overflow-hidden bg-[#3d5a54] lg:flex-row">
      <div className="absolute inset-0 max-lg:h-64" aria-hidden="true">
        <Suspense fallback={null}>
          <Scene />
        </Suspense>
      </div>
      <div className="relative h-44 shrink-0 lg:hidden" />
      <main
        id="main"
        tabIndex={-1}
        className="frame-float relative flex w-full flex-1 flex-col bg-surface px-6 py-7 [--frame-width:3px] [--frame:var(--outline)] sm:px-10 lg:my-8 lg:ml-[max(2rem,7vw)] lg:max-w-116 lg:flex-none lg:self-center lg:py-10"
      >
        <div className="mb-8 flex items-center justify-between">
          <Logo />
          <ThemeToggle />
        </div>
        <h1 tabIndex={-1} className="font-display text-title">
          {title}
        </h1>
        {lead && <p className="mt-2 text-ink-soft">{lead}</p>}
        <div className="mt-7">{children}</div>
        {footer && <div className="mt-7 border-line border-t-2 pt-5 text-small">{footer}</div>}
      </main>
    </div>
  );
}

/** A link in running text. */
export const linkClass = 'font-semibold text-accent-text underline decoration-2 underline-offset-4 hover:decoration-4';
