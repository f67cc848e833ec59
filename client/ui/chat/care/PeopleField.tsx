// Finding somebody by name: a field, and below it the people as buttons.

import { type ReactNode, useState } from 'react';
import { TextField } from '../../kit/Field.tsx';
import { Portrait } from '../../kit/Portrait.tsx';
import { Spinner } from '../../kit/Spinner.tsx';
import { type FoundPerson, usePeopleSearch } from './usePeopleSearch.ts';

type PeopleFieldProps = {
  label: string;
  hint?: ReactNode;
  serverIds: readonly string[];
  /** Those who are not offered. */
  without: ReadonlySet<string>;
  onPick: (person: FoundPerson) => void;
};

export function PeopleField({ label, hint, serverIds, without, onPick }: PeopleFieldProps) {
  const [query, setQuery] = useState('');
  const { people, phase, error } = usePeopleSearch(serverIds, query);
  const shown = people.filter(({ user_id }) => !without.has(user_id));
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={label}
        hint={hint}
        type="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        {...(error !== null && { error })}
      />
      <p role="status" className="min-h-5 text-ink-soft text-small">
        {phase === 'loading' ? (
          <span className="flex items-center gap-2">
            <Spinner size={14} /> Looking…
          </span>
        ) : (
          phase === 'ready' && shown.length === 0 && nobody(query)
        )}
      </p>
      <ul aria-label="People" className="-mx-2 flex max-h-72 flex-col overflow-y-auto">
        {shown.map((person) => (
          <li key={person.user_id}>
            <button
              type="button"
              onClick={() => onPick(person)}
              className="flex min-h-12 w-full items-center gap-3 px-2 text-left text-small hover:bg-accent-wash focus-visible:-outline-offset-3"
            >
              <Portrait avatarId={person.avatar_id} status={person.online ? 'online' : 'offline'} />
              <span className="min-w-0 flex-1 truncate font-semibold">
                <bdi>{person.username}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const nobody = (query: string): string =>
  query.trim() === '' ? 'There is nobody else here yet.' : `Nobody’s name begins with “${query.trim()}”.`;
