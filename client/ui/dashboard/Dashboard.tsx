import { Plus, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { loadServers } from '../../actions/servers.ts';
import { Link } from '../../router/Link.tsx';
import { navigate, usePlace } from '../../router/place.ts';
import { useServers } from '../../state/servers.ts';
import { useSession } from '../../state/session.ts';
import { Button, buttonClass } from '../kit/Button.tsx';
import { Segments } from '../kit/Choice.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { inputClass } from '../kit/Field.tsx';
import { CreateServerDialog } from './CreateServerDialog.tsx';
import { ServerCard } from './ServerCard.tsx';
import { VerifyReminder } from './VerifyReminder.tsx';

const SCOPES = [
  { value: 'all', label: 'All' },
  { value: 'mine', label: 'Mine' },
] as const;
/** After the last key, before the server is asked. */
const SEARCH_PAUSE_MS = 250;

export default function Dashboard() {
  const creating = usePlace((place) => place.path === '/servers/new');
  const username = useSession((state) => state.username);
  const { filter, list } = useServers();
  const [query, setQuery] = useState(filter.query);
  const search = useDeferredValue(query);
  const scope = filter.mine ? 'mine' : 'all';

  useEffect(() => {
    const { filter: now } = useServers.getState();
    const wait = search === now.query ? 0 : SEARCH_PAUSE_MS;
    const timer = setTimeout(() => loadServers({ ...useServers.getState().filter, query: search }), wait);
    return () => clearTimeout(timer);
  }, [search]);

  return (
    <>
      <title>Worlds · AtriumVerse</title>
      <div className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div>
          <h1 tabIndex={-1} className="font-display text-display">
            Where to, {username}?
          </h1>
        </div>
        <Link to="/servers/new" className={buttonClass('primary')}>
          <Plus size={18} aria-hidden />
          Found a world
        </Link>
      </div>
      <VerifyReminder />
      <search className="mb-7 flex flex-wrap items-center gap-4">
        <div className="relative min-w-64 flex-1">
          <Search size={18} aria-hidden className="pointer-events-none absolute top-3.5 left-3 z-1 text-ink-soft" />
          <input
            type="search"
            aria-label="Search worlds by name or description"
            placeholder="Search worlds"
            value={query}
            maxLength={64}
            onChange={(event) => setQuery(event.target.value)}
            className={`${inputClass} h-11 pl-10!`}
          />
        </div>
        <Segments
          legend="Which worlds"
          options={SCOPES}
          value={scope}
          onChange={(value) => loadServers({ ...filter, mine: value === 'mine' })}
        />
      </search>
      <ServerGrid onClearSearch={() => setQuery('')} />
      {list.hasMore && (
        <div className="mt-8 text-center">
          <Button busy={list.phase === 'loading_more'} onClick={() => loadServers(filter, { more: true })}>
            Show more worlds
          </Button>
        </div>
      )}
      {creating && <CreateServerDialog open onClose={() => navigate('/', { replace: true })} />}
    </>
  );
}

function ServerGrid({ onClearSearch }: { onClearSearch: () => void }) {
  const { list, byId, filter } = useServers();
  const waiting = list.items.length === 0 && (list.phase === 'loading' || list.phase === 'empty');
  const found = list.items.flatMap((id) => byId[id] ?? []);
  return (
    <section aria-label="Worlds" aria-busy={list.phase === 'loading'}>
      <p role="status" className="sr-only">
        {list.phase === 'ready' && `${found.length}${list.hasMore ? ' or more' : ''} worlds`}
      </p>
      {list.phase === 'failed' && (
        <div className="mb-6">
          <ErrorNote
            actions={
              <Button size="small" onClick={() => loadServers(filter)}>
                Try again
              </Button>
            }
          >
            {list.error}
          </ErrorNote>
        </div>
      )}
      {waiting && <Waiting />}
      {list.phase === 'ready' && found.length === 0 && <Nothing onClearSearch={onClearSearch} />}
      <ul className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
        {found.map((server) => (
          <li key={server.id}>
            <ServerCard server={server} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const Waiting = () => (
  <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
    <span className="sr-only">Loading worlds…</span>
    {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
      <div key={key} className="frame bg-surface">
        <Skeleton className="h-39" />
        <div className="flex flex-col gap-3 p-4">
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="h-10" />
          <Skeleton className="h-9 w-24" />
        </div>
      </div>
    ))}
  </div>
);

function Nothing({ onClearSearch }: { onClearSearch: () => void }) {
  const filter = useServers((state) => state.filter);
  const found = (
    <Link to="/servers/new" className={buttonClass('primary')}>
      Found a world
    </Link>
  );
  if (filter.query) {
    return (
      <EmptyState
        title={`No world is called “${filter.query}”`}
        actions={
          <>
            <Button onClick={onClearSearch}>Clear the search</Button>
            {found}
          </>
        }
      >
        Try fewer letters{filter.mine ? ', or look among all worlds' : ''}. Worlds by invitation do not show up here
        until you are in.
      </EmptyState>
    );
  }
  if (filter.mine) {
    return (
      <EmptyState
        title="You live nowhere yet"
        actions={
          <>
            <Button onClick={() => loadServers({ query: '', mine: false })}>Look around</Button>
            {found}
          </>
        }
      >
        Walk into a world that is open to all, or found one of your own and invite your friends.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="An empty landscape" actions={found}>
      Nobody has built anything here. Yours would be the first house.
    </EmptyState>
  );
}
