// The tokens of mailed links: each opens once, for a while.

import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../db/transaction.ts';
import type { UserTokensTable } from './auth.table.ts';

export type UserTokenRow = Selectable<UserTokensTable>;
export type UserTokenKind = UserTokenRow['kind'];

export async function insertUserToken(db: Db, token: Insertable<UserTokensTable>): Promise<void> {
  await db.insertInto('user_tokens').values(token).execute();
}

type Wanted = { hash: Uint8Array; kind: UserTokenKind; now: Date };

export const findOpenToken = (db: Db, { hash, kind, now }: Wanted): Promise<UserTokenRow | undefined> =>
  db
    .selectFrom('user_tokens')
    .selectAll()
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();

/** Undefined when it is unknown, expired or spent. Of many at once, one gets it. */
export const spendToken = (db: Db, { hash, kind, now }: Wanted): Promise<UserTokenRow | undefined> =>
  db
    .updateTable('user_tokens')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();

export async function deleteTokensOf(db: Db, userId: string, kind: UserTokenKind): Promise<void> {
  await db.deleteFrom('user_tokens').where('user_id', '=', userId).where('kind', '=', kind).execute();
}

export async function deleteExpiredTokens(db: Db, now: Date, limit: number): Promise<number> {
  const deleted = await db
    .deleteFrom('user_tokens')
    .where('hash', 'in', (from) =>
      from
        .selectFrom('user_tokens')
        .select('hash')
        .where('expires_at', '<=', now)
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
