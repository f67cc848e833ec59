import { type Db, transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError, isAppError } from '../platform/errors.ts';
import type { Limits } from '../platform/limits.ts';
import type { Mailer } from '../platform/mail.ts';
import type { Background } from './background.ts';
import type { Links } from './links.ts';
import { passwordChangedMail, resetMail } from './mails.ts';
import { hashToken, newToken } from './opaque-tokens.ts';
import { hasPassword, type Passwords } from './passwords.ts';
import type { Sessions } from './sessions.service.ts';
import * as tokens from './user-tokens.repository.ts';
import { findUserByEmail, keyOf, type UserRow, updateUser } from './users.repository.ts';

const LINK_SECONDS = 60 * 60;

export type PasswordResetDeps = {
  db: Db;
  clock: Clock;
  limits: Limits;
  mailer: Mailer;
  links: Links;
  background: Background;
  passwords: Passwords;
  sessions: Sessions;
};

export function createPasswordReset(deps: PasswordResetDeps) {
  const { db, clock, limits, mailer, links, background, passwords, sessions } = deps;

  const mayMail = async (user: UserRow): Promise<boolean> => {
    try {
      await limits.take('LIMIT_MAIL_PER_HOUR', `reset:${user.id}`);
      return true;
    } catch (error) {
      if (isAppError(error) && error.code === 'rate_limited') return false;
      throw error;
    }
  };

  const sendLink = async (email: string): Promise<void> => {
    const user = await findUserByEmail(db, email);
    if (!user || !hasPassword(user) || !(await mayMail(user))) return;
    const { token, hash } = newToken();
    const now = clock.now();
    await tokens.insertUserToken(db, {
      hash,
      user_id: user.id,
      kind: 'password_reset',
      email: user.email,
      created_at: now,
      expires_at: new Date(now.getTime() + LINK_SECONDS * 1000),
      used_at: null,
    });
    await mailer.send({ to: user.email, ...resetMail({ username: user.username, link: links.resetPassword(token) }) });
  };

  return {
    /** Answers at once, the same for every address: neither the result nor the time tells whether it is known. */
    request(email: string): void {
      background.run('send a reset link', () => sendLink(email));
    },

    /** Sets the password and ends every session of the account. Throws `auth/reset_token_invalid`. */
    async reset(token: string, newPassword: string): Promise<void> {
      const wanted = { hash: hashToken(token), kind: 'password_reset' as const };
      // Hashing is costly: not for a token that opens nothing.
      if (!(await tokens.findOpenToken(db, { ...wanted, now: clock.now() }))) {
        throw new AppError('auth/reset_token_invalid');
      }
      const password_hash = await passwords.hash(newPassword);
      const user = await transaction(db, async (tx) => {
        const now = clock.now();
        const spent = await tokens.spendToken(tx, { ...wanted, now });
        if (!spent) throw new AppError('auth/reset_token_invalid');
        // Whoever opened the link reads the mails of that address.
        const changes = { password_hash, email_verified_at: now, updated_at: now };
        const user = await updateUser(tx, spent.user_id, changes);
        if (!user || user.email_key !== keyOf(spent.email)) throw new AppError('auth/reset_token_invalid');
        await tokens.deleteTokensOf(tx, user.id, 'password_reset');
        await sessions.endAll(tx, user.id, 'password_reset');
        return user;
      });
      background.run('tell of the new password', () =>
        mailer.send({ to: user.email, ...passwordChangedMail({ username: user.username }) }),
      );
    },
  };
}
export type PasswordReset = ReturnType<typeof createPasswordReset>;
