import { type Db, transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { Mailer } from '../platform/mail.ts';
import type { Background } from './background.ts';
import type { Links } from './links.ts';
import { verificationMail } from './mails.ts';
import { hashToken, newToken } from './opaque-tokens.ts';
import { insertUserToken, spendToken } from './user-tokens.repository.ts';
import { findUser, keyOf, lockUser, type UserRow, updateUser } from './users.repository.ts';

const LINK_SECONDS = 3 * 24 * 60 * 60;

export type EmailVerificationDeps = {
  db: Db;
  clock: Clock;
  mailer: Mailer;
  links: Links;
  background: Background;
};

export function createEmailVerification({ db, clock, mailer, links, background }: EmailVerificationDeps) {
  const send = async (user: UserRow): Promise<void> => {
    const { token, hash } = newToken();
    const now = clock.now();
    await insertUserToken(db, {
      hash,
      user_id: user.id,
      kind: 'email_verify',
      email: user.email,
      created_at: now,
      expires_at: new Date(now.getTime() + LINK_SECONDS * 1000),
      used_at: null,
    });
    await mailer.send({
      to: user.email,
      ...verificationMail({ username: user.username, link: links.verifyEmail(token) }),
    });
  };
  const sendSoon = (user: UserRow): void => background.run('send a confirmation link', () => send(user));

  return {
    sendSoon,

    /** Throws `users/already_verified`. */
    async resend(userId: string): Promise<void> {
      const user = await findUser(db, userId);
      if (!user) throw new AppError('users/not_found');
      if (user.email_verified_at) throw new AppError('users/already_verified');
      sendSoon(user);
    },

    /** Throws `auth/verify_token_invalid`: unknown, expired, spent, or for an address that was changed since. */
    verify: (token: string): Promise<void> =>
      transaction(db, async (tx) => {
        const now = clock.now();
        const spent = await spendToken(tx, { hash: hashToken(token), kind: 'email_verify', now });
        const user = spent && (await lockUser(tx, spent.user_id));
        if (!user || user.email_key !== keyOf(spent.email)) throw new AppError('auth/verify_token_invalid');
        await updateUser(tx, user.id, { email_verified_at: user.email_verified_at ?? now, updated_at: now });
      }),
  };
}
export type EmailVerification = ReturnType<typeof createEmailVerification>;
