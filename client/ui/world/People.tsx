import { Footprints, MessageCircle, Search, UsersRound, X } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { Status } from '../../../shared/protocol/users.ts';
import { directKey } from '../../state/chat-key.ts';
import type { Person } from '../../state/world.ts';
import { openPanel } from '../../state/world-hud.ts';
import { useChat, useChatHandle } from '../chat/context.tsx';
import { STATUS_LABEL } from '../kit/Badge.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { inputClass } from '../kit/Field.tsx';
import { Portrait } from '../kit/Portrait.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useActions, useWorld } from './context.tsx';
import { glass } from './glass.ts';
import { PersonMarks } from './media/PersonMarks.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { isPhone } from './screen.ts';

/** Everyone in the world: oneself first, then by name. */
export function People({ open }: { open: boolean }) {
  if (!open) return null;
  return (
    <section
      aria-label="People here"
      onKeyDown={(event) => event.key === 'Escape' && openPanel(null)}
      className={cx(
        glass,
        // On phones over the chat, which is a sheet from below too.
        'absolute inset-x-0 bottom-0 z-25 flex h-[70dvh] animate-rise flex-col',
        'sm:inset-x-auto sm:top-20 sm:right-4 sm:bottom-4 sm:z-10 sm:h-auto sm:max-h-[40rem] sm:w-80',
      )}
    >
      <PeopleList />
    </section>
  );
}

function PeopleList() {
  const people = useWorld((state) => state.people);
  const selfId = useWorld((state) => state.sessionId);
  const manages = useWorld((state) => state.server?.role != null && state.server.role !== 'MEMBER');
  const [query, setQuery] = useState('');
  const shown = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return [...people.values()]
      .filter(({ username }) => username.toLowerCase().includes(wanted))
      .sort(
        (a, b) =>
          Number(b.sessionId === selfId) - Number(a.sessionId === selfId) || a.username.localeCompare(b.username),
      );
  }, [people, query, selfId]);
  return (
    <>
      <header className="flex items-center gap-2 py-1.5 pr-1.5 pl-4">
        <h2 className="flex-1 font-display text-heading">
          People <span className="font-sans text-ink-soft text-small">{people.size}</span>
        </h2>
        <IconButton icon={X} label="Close the list of people" size="small" onClick={() => openPanel(null)} />
      </header>
      <div className="relative px-4 pb-3">
        <Search size={16} aria-hidden className="absolute top-3 left-7 text-ink-soft" />
        <input
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          aria-label="Search people"
          placeholder="Search"
          className={cx(inputClass, 'h-10 pl-9 text-small')}
        />
      </div>
      <ul className="safe-bottom min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 [--safe-pad:0.5rem]">
        {shown.map((person) => (
          <PersonRow key={person.sessionId} person={person} isSelf={person.sessionId === selfId} />
        ))}
        {shown.length === 0 && (
          <li className="px-4 py-6 text-center text-ink-soft text-small">Nobody of that name is here.</li>
        )}
      </ul>
      {manages && (
        <div className="safe-bottom border-line border-t-2 p-3 [--safe-pad:0.75rem]">
          <Button size="small" icon={UsersRound} className="w-full" onClick={() => openPanel('manage')}>
            Manage members
          </Button>
        </div>
      )}
    </>
  );
}

const PersonRow = memo(function PersonRow({ person, isSelf }: { person: Person; isSelf: boolean }) {
  const { locate, walkToPerson } = useActions();
  const zone = useWorld((state) => state.zones.get(person.zoneId)?.name);
  const { go } = useChatHandle();
  const { sessionId, userId, username } = person;
  const blocked = useChat((state) => state.blocks?.some(({ user_id }) => user_id === userId) ?? false);
  const status = person.status as Status;
  // A sheet over the world would hide what was asked for.
  const look = (act: (sessionId: string) => void): void => {
    act(sessionId);
    if (isPhone()) openPanel(null);
  };
  return (
    <li className="flex min-h-13 items-center gap-3 px-2 py-1 [contain-intrinsic-size:auto_3.25rem] [content-visibility:auto] hover:bg-sunken">
      <Portrait avatarId={person.avatarId} size={32} status={status} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold text-small">
          {username}
          {isSelf && <span className="font-normal text-ink-soft"> (you)</span>}
        </span>
        <span className="flex items-center gap-2 text-caption text-ink-soft">
          <PersonMarks userId={userId} media={person.media} />
          <span className="truncate">
            {[blocked && 'Blocked', zone, status !== 'online' && STATUS_LABEL[status]].filter(Boolean).join(' · ') ||
              'Around'}
          </span>
        </span>
      </span>
      {!isSelf && (
        <span className="flex">
          <Tooltip tip="Write a direct message">
            <IconButton
              icon={MessageCircle}
              label={`Message ${username}`}
              size="small"
              className="pointer-coarse:size-11"
              onClick={() => go(directKey(userId))}
            />
          </Tooltip>
          <Tooltip tip="Walk there">
            <IconButton
              icon={Footprints}
              label={`Walk to ${username}`}
              size="small"
              className="pointer-coarse:size-11"
              onClick={() => look(walkToPerson)}
            />
          </Tooltip>
          <PersonMenu userId={userId} username={username} onLocate={() => look(locate)} />
        </span>
      )}
    </li>
  );
});
