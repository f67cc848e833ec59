import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { brokenConstraint } from '../db/errors.ts';
import type { Db } from '../db/transaction.ts';
import type { UsersTable } from './auth.table.ts';

export type UserRow = Selectable<UsersTable>;

/** Any number that is nobody else's: whoever makes the first account holds it. */
const FIRST_ACCOUNT_LOCK = 7_041_001;

/** What makes names, and addresses, unique without case. */
export const keyOf = (nameOrEmail: string): string => nameOrEmail.toLowerCase();

export const findUser = (db: Db, id: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();

/** As it is now, and nobody changes it until the transaction ends. */
export const lockUser = (tx: Db, id: string): Promise<UserRow | undefined> =>
  tx.selectFrom('users').selectAll().where('id', '=', id).forShare().executeTakeFirst();

export const findUserByName = (db: Db, username: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('username_key', '=', keyOf(username)).executeTakeFirst();

export const findUserByEmail = (db: Db, email: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('email_key', '=', keyOf(email)).executeTakeFirst();

export const findUsers = (db: Db, ids: readonly string[]) =>
  db.selectFrom('users').select(['id', 'username', 'avatar_id', 'status']).where('id', 'in', ids).execute();

/** The setting that names the people of the sample data. */
export const SAMPLE_KEY = 'sample';

/** Accounts of the system's own do not count, since nobody can sign in with them, nor those of the sample data. */
export async function anyoneRegistered(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select(sql<boolean>`true`.as('found'))
    .where('password_hash', 'like', '$argon2id$%')
    .where(
      sql<boolean>`id::text not in (select jsonb_array_elements_text(value -> 'people') from settings where key = ${SAMPLE_KEY})`,
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Held until the transaction ends. */
export async function lockFirstAccount(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`.execute(tx);
}

/** Throws on a taken name or address: see `takenField`. */
export async function insertUser(db: Db, user: Insertable<UsersTable>): Promise<void> {
  await db.insertInto('users').values(user).execute();
}

/** Throws on a taken name: see `takenField`. */
export const updateUser = (db: Db, id: string, changes: Updateable<UsersTable>): Promise<UserRow | undefined> =>
  db.updateTable('users').set(changes).where('id', '=', id).returningAll().executeTakeFirst();

/** Which unique field an error of `insertUser` or `updateUser` is about, if it is one of those. */
export function takenField(error: unknown): 'username' | 'email' | undefined {
  const constraint = brokenConstraint(error);
  if (constraint === 'users_username_key_unique') return 'username';
  if (constraint === 'users_email_key_unique') return 'email';
  return undefined;
}
