import type { Ban } from '../../shared/protocol/servers.ts';
import type { Db, Tx } from '../db/transaction.ts';

export type BanView = Omit<Ban, 'created_at'> & { created_at: Date };
export type NewBan = {
  server_id: string;
  user_id: string;
  banned_by: string;
  reason: string | null;
  created_at: Date;
};

export async function insertBan(tx: Tx, ban: NewBan): Promise<void> {
  await tx
    .insertInto('server_bans')
    .values(ban)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** False: there was no such ban. */
export async function deleteBan(tx: Tx, serverId: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('server_bans')
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function isBanned(db: Db, serverId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('server_bans')
    .select('user_id')
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

export type BanPosition = { created_at: Date; user_id: string };

/** Newest first. */
export async function listBans(
  db: Db,
  serverId: string,
  { after, limit }: { after?: BanPosition; limit: number },
): Promise<BanView[]> {
  let list = db
    .selectFrom('server_bans as b')
    .innerJoin('users as u', 'u.id', 'b.user_id')
    .select(['b.user_id', 'u.username', 'u.avatar_id', 'b.reason', 'b.banned_by', 'b.created_at'])
    .where('b.server_id', '=', serverId)
    .orderBy('b.created_at', 'desc')
    .orderBy('b.user_id', 'desc')
    .limit(limit);
  if (after) {
    list = list.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('b.created_at', 'b.user_id'), '<', tuple(after.created_at, after.user_id)),
    );
  }
  return list.execute();
}
