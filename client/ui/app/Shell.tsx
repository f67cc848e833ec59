import { MessagesSquare } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from '../../router/Link.tsx';
import { buttonClass } from '../kit/Button.tsx';
import { Skeleton } from '../kit/Feedback.tsx';
import { Logo } from '../kit/Logo.tsx';

const AccountMenu = lazy(() => import('./AccountMenu.tsx'));

/** The frame of the pages behind the sign-in: a header and the page. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-90 bg-surface px-4 py-2 font-semibold focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <header className="border-line border-b-2 bg-surface">
        <div className="mx-auto flex h-16 max-w-6xl items-center justify-between gap-4 px-4 sm:px-6">
          <Link to="/" aria-label="AtriumVerse, start page" className="no-underline">
            <Logo />
          </Link>
          <div className="flex items-center gap-1">
            <Link to="/chat" className={buttonClass('quiet', 'medium', 'pb-0!')}>
              <MessagesSquare size={18} aria-hidden />
              Chat
            </Link>
            <Suspense fallback={<Skeleton className="h-10 w-32" />}>
              <AccountMenu />
            </Suspense>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 sm:px-6 sm:py-10">
        {children}
      </main>
    </div>
  );
}
