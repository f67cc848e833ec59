import type { Insertable, Updateable } from 'kysely';
import { type Db, transaction } from '../db/transaction.ts';
import type { MediaSessionsTable } from './media.table.ts';

/** How long ended sessions are kept, for those who look after a server. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** An older one of the same person, of a process that was killed, ends with it. */
export const openSession = (db: Db, row: Insertable<MediaSessionsTable>): Promise<void> =>
  transaction(db, async (tx) => {
    const { server_id, user_id, started_at: at } = row;
    await tx
      .updateTable('media_sessions')
      .set({ ended_at: at, updated_at: at })
      .where('server_id', '=', server_id)
      .where('user_id', '=', user_id)
      .where('ended_at', 'is', null)
      .execute();
    await tx.insertInto('media_sessions').values(row).execute();
  });

export async function updateSession(db: Db, id: string, changes: Updateable<MediaSessionsTable>): Promise<void> {
  await db.updateTable('media_sessions').set(changes).where('id', '=', id).where('ended_at', 'is', null).execute();
}

/** Of a world that has just opened: whoever is in the table was in a process that is gone. */
export async function endSessionsOf(db: Db, serverId: string, at: Date): Promise<void> {
  await db
    .updateTable('media_sessions')
    .set({ ended_at: at, updated_at: at })
    .where('server_id', '=', serverId)
    .where('ended_at', 'is', null)
    .execute();
}

export async function deleteOldSessions(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('media_sessions')
    .where('ended_at', '<', new Date(now.getTime() - KEPT_MS))
    .execute();
}
