import type { Db, Tx } from '../db/transaction.ts';

export type InviteRow = {
  code: string;
  server_id: string;
  max_uses: number | null;
  uses: number;
  expires_at: Date | null;
  created_at: Date;
};
const COLUMNS = ['code', 'server_id', 'max_uses', 'uses', 'expires_at', 'created_at'] as const;

export async function insertInvite(
  tx: Tx,
  invite: Omit<InviteRow, 'uses'> & { created_by: string },
): Promise<InviteRow> {
  return tx.insertInto('invites').values(invite).returning(COLUMNS).executeTakeFirstOrThrow();
}

export const findInvite = (db: Db, code: string): Promise<InviteRow | undefined> =>
  db.selectFrom('invites').select(COLUMNS).where('code', '=', code).executeTakeFirst();

/** Takes one use, if the invite has one left and has not expired: one statement, so that uses never exceed `max_uses`. */
export async function takeUse(tx: Tx, code: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('invites')
    .set(({ eb }) => ({ uses: eb('uses', '+', 1) }))
    .where('code', '=', code)
    .where((eb) => eb.or([eb('max_uses', 'is', null), eb('uses', '<', eb.ref('max_uses'))]))
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .returning('code')
    .executeTakeFirst();
  return row !== undefined;
}

/** False: there was no such invite of this server. */
export async function deleteInvite(tx: Tx, serverId: string, code: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('invites')
    .where('server_id', '=', serverId)
    .where('code', '=', code)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export type InvitePosition = { created_at: Date; code: string };

/** Those that can still be accepted, newest first. */
export async function listInvites(
  db: Db,
  serverId: string,
  { now, after, limit }: { now: Date; after?: InvitePosition; limit: number },
): Promise<InviteRow[]> {
  let list = db
    .selectFrom('invites')
    .select(COLUMNS)
    .where('server_id', '=', serverId)
    .where((eb) => eb.or([eb('max_uses', 'is', null), eb('uses', '<', eb.ref('max_uses'))]))
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .orderBy('code', 'desc')
    .limit(limit);
  if (after) {
    list = list.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'code'), '<', tuple(after.created_at, after.code)),
    );
  }
  return list.execute();
}
