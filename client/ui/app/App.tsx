import { Suspense, useEffect, useRef } from 'react';
import { startSession } from '../../actions/session.ts';
import { safeNext } from '../../router/match.ts';
import { navigate, usePlace } from '../../router/place.ts';
import { type SessionState, useSession } from '../../state/session.ts';
import { Toaster } from '../kit/Toaster.tsx';
import { Away, Loading } from './Away.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NotFound } from './NotFound.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { type Page, pageAt } from './pages.ts';
import { Shell } from './Shell.tsx';

export function App() {
  return (
    <>
      <OfflineBanner />
      <ErrorBoundary>
        <Pages />
      </ErrorBoundary>
      <Toaster />
    </>
  );
}

function Pages() {
  const { path, search } = usePlace();
  const session = useSession();
  const found = pageAt(path);
  const elsewhere = found && detour(found.page, session, path, search);
  useEffect(() => {
    if (elsewhere) navigate(elsewhere, { replace: true });
  }, [elsewhere]);
  const key = found?.page.part ? partOf(found.page, found.params.server_id) : path;
  useArrival(key, found?.page.title ?? 'Not found', session.phase);

  if (session.phase === 'starting') return <Loading />;
  if (session.phase === 'unreachable') return <Away message={session.notice ?? ''} onRetry={startSession} />;
  if (!found) return <NotFound />;
  if (elsewhere) return <Loading />;
  const { page, params } = found;
  // Moving from one server to the next starts the page anew.
  const content = (
    <ErrorBoundary key={key}>
      <Suspense fallback={<Loading inside={!page.bare} />}>
        <page.Component params={params} />
      </Suspense>
    </ErrorBoundary>
  );
  return page.bare ? content : <Shell>{content}</Shell>;
}

const partOf = ({ part, whole }: Page, serverId = ''): string => `${part} ${whole ? '' : serverId}`;

/** Where to go instead, or null when this page may be shown. */
function detour(page: Page, session: SessionState, path: string, search: URLSearchParams): string | null {
  if (page.access === 'guest' && session.phase === 'signed_in') {
    return page.pattern === '/register' ? `/welcome?${search}` : safeNext(search.get('next'));
  }
  if (page.access === 'signed_in' && session.phase === 'signed_out') {
    const query = search.toString();
    const wanted = path + (query && `?${query}`);
    return wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`;
  }
  return null;
}

/** On arriving at another page: its title, and the focus on its heading, as after a page load. */
function useArrival(key: string, title: string, phase: string): void {
  const first = useRef(true);
  useEffect(() => {
    document.title = `${title} · AtriumVerse`;
  }, [title]);
  useEffect(() => {
    if (phase === 'starting' || key === '') return;
    if (first.current) {
      first.current = false;
      return;
    }
    // After the page is drawn; a lazy one may take a moment longer, then the main region takes it.
    const frame = requestAnimationFrame(() => {
      const target = document.querySelector<HTMLElement>('h1[tabindex="-1"]') ?? document.getElementById('main');
      target?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [key, phase]);
}
