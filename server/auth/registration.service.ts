import { uuidv7 } from 'uuidv7';
import type { Session } from '../../shared/protocol/users.ts';
import { type Db, transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { EmailVerification } from './email-verification.service.ts';
import { firstLook } from './first-look.ts';
import type { Passwords } from './passwords.ts';
import type { Device, Sessions } from './sessions.service.ts';
import * as users from './users.repository.ts';

export type NewAccount = { username: string; email: string; password: string };
export type RegistrationDeps = {
  db: Db;
  clock: Clock;
  passwords: Passwords;
  sessions: Sessions;
  verification: EmailVerification;
};

export function createRegistration({ db, clock, passwords, sessions, verification }: RegistrationDeps) {
  /** Before the costly hash; the unique constraints decide between those who come at once. */
  const refuseTaken = async ({ username, email }: NewAccount): Promise<void> => {
    if (await users.findUserByName(db, username)) throw new AppError('users/username_taken');
    if (await users.findUserByEmail(db, email)) throw new AppError('users/email_taken');
  };

  /** The first account of an installation is its admin: exactly one, also when many come at once. */
  const roleOfNext = async (tx: Db): Promise<'ADMIN' | 'USER'> => {
    if (await users.anyoneRegistered(tx)) return 'USER';
    await users.lockFirstAccount(tx);
    return (await users.anyoneRegistered(tx)) ? 'USER' : 'ADMIN';
  };

  return {
    /** Throws `users/username_taken` or `users/email_taken`. */
    async register(account: NewAccount, device: Device): Promise<Session> {
      await refuseTaken(account);
      const password_hash = await passwords.hash(account.password);
      const id = uuidv7();
      const now = clock.now();
      const create = async (tx: Db) => {
        const user: users.UserRow = {
          id,
          username: account.username,
          username_key: users.keyOf(account.username),
          email: account.email,
          email_key: users.keyOf(account.email),
          password_hash,
          role: await roleOfNext(tx),
          avatar_url: null,
          avatar_id: firstLook(id),
          status: 'online',
          email_verified_at: null,
          created_at: now,
          updated_at: now,
        };
        await users.insertUser(tx, user);
        return { user, session: await sessions.start(tx, user, device) };
      };
      const { user, session } = await transaction(db, create).catch(refuseIfTaken);
      verification.sendSoon(user);
      return session;
    },
  };
}
export type Registration = ReturnType<typeof createRegistration>;

export function refuseIfTaken(error: unknown): never {
  const field = users.takenField(error);
  if (field) throw new AppError(`users/${field}_taken`, {}, { cause: error });
  throw error;
}
