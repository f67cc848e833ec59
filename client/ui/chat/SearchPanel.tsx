import { Search } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Channel } from '../../../shared/protocol/channels.ts';
import type { SearchResult } from '../../../shared/protocol/chat.ts';
import { NO_FILTERS, type SearchFilters } from '../../state/chat-search.ts';
import { Button } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { Field, inputClass, SelectField } from '../kit/Field.tsx';
import { useChat, useChatActions } from './context.tsx';
import { FoundMessage } from './FoundMessage.tsx';
import { markedParts } from './highlights.ts';

const NONE: readonly Channel[] = [];

/** Finding what was said: words and filters, results with what matched, each a way to its place. */
export function SearchPanel({ serverId }: { serverId: string | undefined }) {
  const { search } = useChatActions();
  const state = useChat((all) => all.search);
  const channels = useChat((all) => (serverId ? all.channels[serverId] : undefined)) ?? NONE;
  const [query, setQuery] = useState(state.query);
  const [filters, setFilters] = useState<SearchFilters>(state.filters);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);
  // The box of the sidebar searches as well.
  useEffect(() => {
    setQuery(state.query);
    setFilters(state.filters);
  }, [state.query, state.filters]);

  if (!serverId) {
    return <p className="p-6 text-center text-ink-soft text-small">Join a world to search what is said there.</p>;
  }
  const run = (next: SearchFilters): void => void search.search(serverId, query, next);
  const change = (part: Partial<SearchFilters>): void => {
    const next = { ...filters, ...part };
    setFilters(next);
    run(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(filters);
  };
  const isFiltered = Object.values(filters).some((filter) => filter !== '');
  return (
    <>
      <form onSubmit={submit} className="flex shrink-0 flex-col gap-3 border-line border-b-2 p-3">
        <div className="flex gap-2">
          <input
            ref={field}
            type="search"
            aria-label="Words to search for"
            placeholder="Words, from:ada in:general has:image"
            value={query}
            maxLength={200}
            onChange={(event) => setQuery(event.target.value)}
            className={cx(inputClass, 'h-10 min-w-0 text-small pointer-coarse:h-11')}
          />
          <Button type="submit" size="small" variant="primary" icon={Search} className="h-10 pointer-coarse:h-11">
            Search
          </Button>
        </div>
        <details className="text-small" open={isFiltered || undefined}>
          <summary className="min-h-8 font-semibold text-caption text-ink-soft leading-8 pointer-coarse:leading-11">
            Filters
          </summary>
          <div className="grid grid-cols-2 gap-3 pt-1">
            <SelectField
              label="Channel"
              className="col-span-2"
              value={filters.channelId}
              onChange={(event) => change({ channelId: event.target.value })}
            >
              <option value="">All channels</option>
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  #{name}
                </option>
              ))}
            </SelectField>
            <DayField label="Since" value={filters.from} onChange={(from) => change({ from })} />
            <DayField label="Until" value={filters.to} onChange={(to) => change({ to })} />
          </div>
          {isFiltered && (
            <Button size="small" variant="quiet" className="mt-2" onClick={() => change(NO_FILTERS)}>
              Take the filters away
            </Button>
          )}
        </details>
      </form>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
        <Results onMore={search.searchMore} />
      </div>
    </>
  );
}

const DayField = (props: { label: string; value: string; onChange: (day: string) => void }) => (
  <Field label={props.label}>
    {(wiring) => (
      <input
        type="date"
        {...wiring}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className={cx(inputClass, 'h-11 text-small')}
      />
    )}
  </Field>
);

function Results({ onMore }: { onMore: () => Promise<void> }) {
  const { phase, error, results, count, countIsExact, hasMore } = useChat((state) => state.search);
  if (phase === 'idle') {
    return (
      <div className="px-2 py-6 text-ink-soft text-small">
        <p>Search everything that you may read in this world.</p>
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-caption">
          <Hint words="from:ada">what ada said</Hint>
          <Hint words="in:general">in one channel</Hint>
          <Hint words="has:image">with a picture, also has:file has:link</Hint>
          <Hint words="before:2026-11-20">also after: and on:</Hint>
          <Hint words={'"in these words"'}>exactly so</Hint>
          <Hint words="-word">without a word</Hint>
        </dl>
      </div>
    );
  }
  if (phase === 'failed') return <ErrorNote>{error}</ErrorNote>;
  if (phase === 'loading') {
    return (
      <div aria-busy="true" className="flex flex-col gap-3">
        <span className="sr-only">Searching…</span>
        {['a', 'b', 'c'].map((key) => (
          <Skeleton key={key} className="h-20" />
        ))}
      </div>
    );
  }
  const amount = countIsExact ? count.toLocaleString('en') : `More than ${(count - 1).toLocaleString('en')}`;
  return (
    <>
      <p role="status" className="px-1 pb-2 text-caption text-ink-soft">
        {results.length === 0
          ? 'Nothing was found. Try fewer or other words, or the beginning of one with a * behind it.'
          : `${amount} ${count === 1 ? 'message' : 'messages'}`}
      </p>
      <ul aria-label="Results" className="flex flex-col gap-2">
        {results.map((result) => (
          <li key={result.id}>
            <FoundMessage message={result} text={<Marked result={result} />} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button
          size="small"
          variant="quiet"
          busy={phase === 'loading_more'}
          className="mt-3 w-full"
          onClick={() => void onMore()}
        >
          Show more
        </Button>
      )}
    </>
  );
}

const Hint = ({ words, children }: { words: string; children: ReactNode }) => (
  <>
    <dt>
      <code className="bg-ground px-1 font-mono text-ink">{words}</code>
    </dt>
    <dd>{children}</dd>
  </>
);

function Marked({ result }: { result: SearchResult }) {
  if (result.content === '') return null;
  return markedParts(result.content, result.highlights).map(({ text, marked, at }) =>
    marked ? (
      <mark key={at} className="bg-lamp text-on-lamp">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
