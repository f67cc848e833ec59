import { useEffect, useState } from 'react';
import type { Member } from '../../../../shared/protocol/servers.ts';
import { messageOf } from '../../../net/api-error.ts';
import { useChatActions } from '../context.tsx';

export type FoundPerson = Pick<Member, 'user_id' | 'username' | 'avatar_id' | 'online'>;
type Search = { people: readonly FoundPerson[]; phase: 'loading' | 'ready' | 'failed'; error: string | null };

/** A short wait after the last key, so that a name is asked for once. */
const AFTER_KEY_MS = 200;
const FOUND_MAX = 30;

/** People of these servers by the beginning of their names, each once; the first ones while nothing is written. */
export function usePeopleSearch(serverIds: readonly string[], query: string): Search {
  const { lists } = useChatActions();
  const [found, setFound] = useState<Search>({ people: [], phase: 'loading', error: null });
  const where = serverIds.join(' ');
  const text = query.trim();
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      try {
        const pages = await Promise.all(
          where.split(' ').flatMap((id) => (id ? lists.findMembers(id, text, FOUND_MAX) : [])),
        );
        const people = new Map(pages.flat().map((person) => [person.user_id, person]));
        const byPresence = [...people.values()].sort(
          (a, b) => Number(b.online) - Number(a.online) || a.username.localeCompare(b.username),
        );
        if (wanted) setFound({ people: byPresence, phase: 'ready', error: null });
      } catch (error) {
        if (wanted) setFound({ people: [], phase: 'failed', error: messageOf(error) });
      }
    };
    const timer = setTimeout(() => void ask(), text === '' ? 0 : AFTER_KEY_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [lists, where, text]);
  return found;
}
