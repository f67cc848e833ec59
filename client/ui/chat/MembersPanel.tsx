import { MessageCircle, Search } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Member } from '../../../shared/protocol/servers.ts';
import { messageOf } from '../../net/api-error.ts';
import { directKey } from '../../state/chat-key.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { inputClass } from '../kit/Field.tsx';
import { ROLE_LABEL } from '../servers/labels.ts';
import { useChat, useChatActions, useChatHandle } from './context.tsx';
import { Face } from './Face.tsx';
import { count } from './words.ts';

const REFRESH_MS = 20_000;
const SEARCH_AFTER_MS = 200;
type Read = { members: Member[]; hasMore: boolean } | null;

/** Who lives here, and who of them is there now; looked at again while it is open. */
export function MembersPanel({ serverId }: { serverId: string }) {
  const { lists } = useChatActions();
  const [read, setRead] = useState<Read>(null);
  const [error, setError] = useState<string | null>(null);
  const [pages, setPages] = useState(1);
  const [query, setQuery] = useState('');
  const look = useCallback(async (): Promise<void> => {
    if (document.hidden) return;
    try {
      const wanted = query.trim();
      setRead(
        wanted
          ? { members: await lists.findMembers(serverId, wanted), hasMore: false }
          : await lists.readMembers(serverId, pages),
      );
      setError(null);
    } catch (failure) {
      setError(messageOf(failure));
    }
  }, [lists, serverId, pages, query]);
  useEffect(() => {
    const first = setTimeout(look, query ? SEARCH_AFTER_MS : 0);
    const timer = setInterval(look, REFRESH_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [look, query]);
  const online = read?.members.filter((member) => member.online) ?? [];
  const away = read?.members.filter((member) => !member.online) ?? [];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
      <div className="relative">
        <Search size={16} aria-hidden className="pointer-events-none absolute top-3 left-3 z-1 text-ink-soft" />
        <input
          type="search"
          aria-label="Find members by name"
          placeholder="Find by name"
          value={query}
          maxLength={64}
          onChange={(event) => setQuery(event.target.value)}
          className={cx(inputClass, 'h-10 pl-9! text-small pointer-coarse:h-11')}
        />
      </div>
      {error && (
        <div className="pt-3">
          <ErrorNote
            actions={
              <Button size="small" onClick={look}>
                Try again
              </Button>
            }
          >
            {error}
          </ErrorNote>
        </div>
      )}
      {!read && !error && (
        <div aria-busy="true" className="flex flex-col gap-2 pt-4">
          <span className="sr-only">Loading members…</span>
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-11" />
          ))}
        </div>
      )}
      {read?.members.length === 0 && (
        <p className="px-1 py-6 text-center text-ink-soft text-small">Nobody by that name. Try fewer letters.</p>
      )}
      <Group title={count(online.length, 'person online', 'people online')} members={online} />
      <Group title={count(away.length, 'person offline', 'people offline')} members={away} faded />
      {read?.hasMore && (
        <Button size="small" variant="quiet" className="mt-2 w-full" onClick={() => setPages(pages + 1)}>
          Show more
        </Button>
      )}
    </div>
  );
}

function Group({ title, members, faded }: { title: string; members: readonly Member[]; faded?: boolean }) {
  if (members.length === 0) return null;
  return (
    <section className="pt-4">
      <h3 className="px-1 pb-1 font-semibold text-caption text-ink-soft">{title}</h3>
      <ul>
        {members.map((member) => (
          <Line key={member.user_id} member={member} faded={faded ?? false} />
        ))}
      </ul>
    </section>
  );
}

function Line({ member: { user_id, username, role }, faded }: { member: Member; faded: boolean }) {
  const { go } = useChatHandle();
  const me = useChat((state) => state.userId);
  return (
    <li className="flex min-h-11 items-center gap-2.5 px-1 hover:bg-ground-deep">
      <Face userId={user_id} name={username} presence className={faded ? 'opacity-70' : ''} />
      <span className="min-w-0 flex-1">
        <bdi className={cx('block truncate text-small', faded ? 'text-ink-soft' : 'font-semibold')}>{username}</bdi>
        {role !== 'MEMBER' && <span className="block text-caption text-plum">{ROLE_LABEL[role]}</span>}
      </span>
      {user_id !== me && (
        <IconButton
          icon={MessageCircle}
          label={`Write to ${username}`}
          size="small"
          className="pointer-coarse:size-11"
          onClick={() => go(directKey(user_id))}
        />
      )}
    </li>
  );
}
