import type { Insertable, Selectable } from 'kysely';
import type { PlatformRole } from '../../shared/protocol/users.ts';
import type { Db } from '../db/transaction.ts';
import type { RefreshTokensTable, SessionsTable } from './auth.table.ts';

export type SessionRow = Selectable<SessionsTable>;
export type RefreshTokenRow = Selectable<RefreshTokensTable>;
export type SessionOwner = { user_id: string; username: string; role: PlatformRole };

export async function insertSession(db: Db, session: Insertable<SessionsTable>): Promise<void> {
  await db.insertInto('sessions').values(session).execute();
}

export const lockSession = (tx: Db, id: string): Promise<SessionRow | undefined> =>
  tx.selectFrom('sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export async function extendSession(db: Db, id: string, times: { now: Date; expiresAt: Date }): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ last_used_at: times.now, expires_at: times.expiresAt })
    .where('id', '=', id)
    .execute();
}

/** Who a session belongs to, as long as it is neither revoked nor expired. */
export const findLiveOwner = (db: Db, id: string, now: Date): Promise<SessionOwner | undefined> =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id as user_id', 'users.username', 'users.role'])
    .where('sessions.id', '=', id)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst();

/** Undefined when it was revoked before. */
export const revokeSession = (db: Db, id: string, revocation: Revocation): Promise<SessionRow | undefined> =>
  db
    .updateTable('sessions')
    .set({ revoked_at: revocation.now, revoked_reason: revocation.reason })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();

/** The ids of those that were live until now. */
export async function revokeSessionsOf(db: Db, userId: string, revocation: Revocation): Promise<string[]> {
  const revoked = await db
    .updateTable('sessions')
    .set({ revoked_at: revocation.now, revoked_reason: revocation.reason })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return revoked.map((session) => session.id);
}
export type RevocationReason = 'logout' | 'refresh_reused' | 'password_reset';
export type Revocation = { now: Date; reason: RevocationReason };

export async function insertRefreshToken(db: Db, token: Insertable<RefreshTokensTable>): Promise<void> {
  await db.insertInto('refresh_tokens').values(token).execute();
}

export const findRefreshToken = (db: Db, hash: Uint8Array): Promise<RefreshTokenRow | undefined> =>
  db.selectFrom('refresh_tokens').selectAll().where('hash', '=', hash).executeTakeFirst();

/** False when it was spent before. Of many at once, one succeeds. */
export async function spendRefreshToken(db: Db, hash: Uint8Array, now: Date): Promise<boolean> {
  const spent = await db
    .updateTable('refresh_tokens')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('session_id')
    .executeTakeFirst();
  return spent !== undefined;
}

/** At most `limit` of each kind. Rows that another process sweeps at this moment are left to it. */
export async function deleteExpired(db: Db, now: Date, limit: number): Promise<number> {
  const sessions = await db
    .deleteFrom('sessions')
    .where('id', 'in', (from) =>
      from.selectFrom('sessions').select('id').where('expires_at', '<=', now).limit(limit).forUpdate().skipLocked(),
    )
    .executeTakeFirst();
  const tokens = await db
    .deleteFrom('refresh_tokens')
    .where('hash', 'in', (from) =>
      from
        .selectFrom('refresh_tokens')
        .select('hash')
        .where('expires_at', '<=', now)
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Math.max(Number(sessions.numDeletedRows), Number(tokens.numDeletedRows));
}
