// The rows of who talks. A talk does not wait for the database once it has begun: what could not be written is logged, and
// what was left open by a process that was killed ends when its world opens again.

import type { MediaState } from '../../shared/protocol/media.ts';
import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import * as repository from './media.repository.ts';

export type NewSession = MediaState & { id: string; server_id: string; user_id: string; channel_id: string | null };

export function createMediaSessions({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }) {
  const calmly = (work: Promise<void>): Promise<void> =>
    work.catch((error) => logger.warn({ err: error }, 'a media session could not be written'));
  return {
    open: (session: NewSession): Promise<void> => {
      const now = clock.now();
      return repository.openSession(db, { ...session, started_at: now, updated_at: now, ended_at: null });
    },
    change: (id: string, changes: Partial<Omit<NewSession, 'id' | 'server_id' | 'user_id'>>): Promise<void> =>
      calmly(repository.updateSession(db, id, { ...changes, updated_at: clock.now() })),
    end(id: string): void {
      const now = clock.now();
      void calmly(repository.updateSession(db, id, { ended_at: now, updated_at: now }));
    },
    /** When a world opens. */
    begin: async (serverId: string): Promise<void> => {
      await calmly(repository.endSessionsOf(db, serverId, clock.now()));
      await calmly(repository.deleteOldSessions(db, clock.now()));
    },
  };
}
export type MediaSessions = ReturnType<typeof createMediaSessions>;
