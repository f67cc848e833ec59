import { sql } from 'kysely';
import type { Mute } from '../../shared/protocol/moderation.ts';
import type { Db, Tx } from '../db/transaction.ts';
import type { ServerMutesTable } from './moderation.table.ts';

export type MuteView = Omit<Mute, 'until' | 'created_at'> & { until: Date; created_at: Date };
export type Muted = Pick<ServerMutesTable, 'until' | 'reason'>;

/** The mute that holds at `now`. Asked before everything that is said: one look by the primary key. */
export const findMuted = (db: Db, serverId: string, userId: string, now: Date): Promise<Muted | undefined> =>
  db
    .selectFrom('server_mutes')
    .select(['until', 'reason'])
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .where('until', '>', now)
    .executeTakeFirst();

/** Of these, by their place in the list: those who are muted at `now`. */
export async function listMutedOf(
  tx: Tx,
  speakers: readonly { serverId: string; userId: string }[],
  now: Date,
): Promise<Set<number>> {
  if (speakers.length === 0) return new Set();
  const { rows } = await sql<{ index: number }>`
    select (k.n - 1)::int as index
    from unnest(
      ${speakers.map(({ serverId }) => serverId)}::uuid[], ${speakers.map(({ userId }) => userId)}::uuid[]
    ) with ordinality as k (server_id, user_id, n)
    join server_mutes m on m.server_id = k.server_id and m.user_id = k.user_id
    where m.until > ${now}`.execute(tx);
  return new Set(rows.map(({ index }) => index));
}

/** In place of the one that is there. */
export async function upsertMute(tx: Tx, mute: ServerMutesTable): Promise<void> {
  const { until, reason, muted_by, created_at } = mute;
  await tx
    .insertInto('server_mutes')
    .values(mute)
    .onConflict((conflict) =>
      conflict.columns(['server_id', 'user_id']).doUpdateSet({ until, reason, muted_by, created_at }),
    )
    .execute();
}

export async function deleteMute(tx: Tx, serverId: string, userId: string): Promise<void> {
  await tx.deleteFrom('server_mutes').where('server_id', '=', serverId).where('user_id', '=', userId).execute();
}

const views = (db: Db, serverId: string, now: Date) =>
  db
    .selectFrom('server_mutes as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'u.username', 'u.avatar_id', 'm.until', 'm.reason', 'm.muted_by', 'm.created_at'])
    .where('m.server_id', '=', serverId)
    .where('m.until', '>', now);

export const findMute = (db: Db, serverId: string, userId: string, now: Date): Promise<MuteView | undefined> =>
  views(db, serverId, now).where('m.user_id', '=', userId).executeTakeFirst();

export type MutePosition = { created_at: Date; user_id: string };

/** Newest first; only those that still hold. */
export async function listMutes(
  db: Db,
  serverId: string,
  { now, after, limit }: { now: Date; after?: MutePosition; limit: number },
): Promise<MuteView[]> {
  let list = views(db, serverId, now).orderBy('m.created_at', 'desc').orderBy('m.user_id', 'desc').limit(limit);
  if (after) {
    list = list.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('m.created_at', 'm.user_id'), '<', tuple(after.created_at, after.user_id)),
    );
  }
  return list.execute();
}
