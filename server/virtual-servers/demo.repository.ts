import { NO_PASSWORD } from '../auth/passwords.ts';
import { SAMPLE_KEY } from '../auth/users.repository.ts';
import type { Db, Tx } from '../db/transaction.ts';

/** Which server is the demo, and the account that holds it until a person does. */
export type Demo = { server_id: string; owner_id: string };
const KEY = 'demo';

/** False: this installation has, or had, its demo. The row stays when the server is deleted, so that it stays deleted. */
export async function insertDemo(tx: Tx, demo: Demo): Promise<boolean> {
  const row = await tx
    .insertInto('settings')
    .values({ key: KEY, value: JSON.stringify(demo) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findDemo(tx: Tx): Promise<Demo | undefined> {
  const row = await tx.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  return row?.value as Demo | undefined;
}

/**
 * An account that nobody can sign in to: no password has this hash, and no mail reaches this address.
 * The name gets a tail when a person has it already.
 */
export async function insertSystemUser(tx: Tx, { id, now }: { id: string; now: Date }): Promise<void> {
  const taken = await tx.selectFrom('users').select('id').where('username_key', '=', 'atrium').executeTakeFirst();
  const username = taken ? `atrium-${id.slice(-8)}` : 'atrium';
  const email = `${username}@localhost`;
  await tx
    .insertInto('users')
    .values({
      id,
      username,
      username_key: username,
      email,
      email_key: email,
      password_hash: NO_PASSWORD,
      avatar_url: null,
      avatar_id: 'atrium',
      email_verified_at: null,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

/** What `npm run seed` makes: who lives in it, so that they do not count as the first to register, and whether it is whole. */
export type Sample = { people: string[]; finished: boolean };

export async function keepSample(db: Db, sample: Sample): Promise<void> {
  const value = JSON.stringify(sample);
  await db
    .insertInto('settings')
    .values({ key: SAMPLE_KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

export async function findSample(db: Db): Promise<Sample | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', SAMPLE_KEY).executeTakeFirst();
  return row?.value as Sample | undefined;
}
