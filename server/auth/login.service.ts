import { Email, type Session, Username } from '../../shared/protocol/users.ts';
import { type Db, transaction } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import type { Passwords } from './passwords.ts';
import type { Device, Sessions } from './sessions.service.ts';
import { findUserByEmail, findUserByName, lockUser, type UserRow } from './users.repository.ts';

export type LoginDeps = { db: Db; passwords: Passwords; sessions: Sessions };

export function createLogin({ db, passwords, sessions }: LoginDeps) {
  /** What can be nobody's name or address never reaches the database. */
  const findByNameOrEmail = async (nameOrEmail: string): Promise<UserRow | undefined> => {
    if (Username.safeParse(nameOrEmail).success) return findUserByName(db, nameOrEmail);
    if (Email.safeParse(nameOrEmail).success) return findUserByEmail(db, nameOrEmail);
    return undefined;
  };

  return {
    /** Throws `auth/bad_credentials`, and takes as long whether there is such an account or not. */
    async login(
      { nameOrEmail, password }: { nameOrEmail: string; password: string },
      device: Device,
    ): Promise<Session> {
      const user = await findByNameOrEmail(nameOrEmail);
      const right = await passwords.verify(password, user?.password_hash);
      if (!user || !right) throw new AppError('auth/bad_credentials');
      return transaction(db, async (tx) => {
        // A reset may have come meanwhile: the old password must not begin a session that outlives it.
        const current = await lockUser(tx, user.id);
        if (current?.password_hash !== user.password_hash) throw new AppError('auth/bad_credentials');
        return sessions.start(tx, current, device);
      });
    },
  };
}
export type Login = ReturnType<typeof createLogin>;
