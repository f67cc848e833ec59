// Which sessions live, and whose they are, as every request asks. A process remembers an answer for a moment and is told
// of what ends; should the telling fail, the moment is short enough for the promise of five seconds.

import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Caller } from '../platform/http.ts';
import type { Topics, UserEvent } from '../platform/topics.ts';
import { findLiveOwner } from './sessions.repository.ts';

const REMEMBERED_MS = 3000;
/** Beyond it, what is out of date is thrown away at once. */
const REMEMBERED_MAX = 20_000;

type Answer = Promise<Caller | undefined>;
type Remembered = { answer: Answer; userId: string; until: number };

export type LiveSessionsDeps = { db: Db; clock: Clock; topics: Topics };

export async function createLiveSessions({ db, clock, topics }: LiveSessionsDeps) {
  const remembered = new Map<string, Remembered>();

  const forget = (event: UserEvent): void => {
    if (event.type === 'session_revoked') for (const id of event.session_ids) remembered.delete(id);
    // The name of a caller goes into what it writes.
    else for (const [id, entry] of remembered) if (entry.userId === event.user_id) remembered.delete(id);
  };
  const stop = await topics.onUsers(forget);

  const ask = async (sessionId: string): Answer => {
    const owner = await findLiveOwner(db, sessionId, clock.now());
    return owner && { userId: owner.user_id, username: owner.username, role: owner.role, sessionId };
  };

  return {
    /** `userId` is what the caller claims; the answer says who it is. */
    async find(sessionId: string, userId: string): Answer {
      const now = clock.monotonic();
      const known = remembered.get(sessionId);
      if (known && known.until > now) return known.answer;
      if (remembered.size >= REMEMBERED_MAX) {
        for (const [id, entry] of remembered) if (entry.until <= now) remembered.delete(id);
      }
      // The time counts from before the question: the answer may be that old already.
      const entry = { answer: ask(sessionId), userId, until: now + REMEMBERED_MS };
      remembered.set(sessionId, entry);
      try {
        return await entry.answer;
      } catch (error) {
        if (remembered.get(sessionId) === entry) remembered.delete(sessionId);
        throw error;
      }
    },
    stop,
  };
}
export type LiveSessions = Awaited<ReturnType<typeof createLiveSessions>>;
