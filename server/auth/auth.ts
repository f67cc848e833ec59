// Accounts, put together: what the rest of the server gets of them.

import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import type { Api, Caller } from '../platform/http.ts';
import type { Limits } from '../platform/limits.ts';
import type { Logger } from '../platform/logger.ts';
import { createMailer, type Mailer } from '../platform/mail.ts';
import type { Topics } from '../platform/topics.ts';
import { createAccessTokens } from './access-tokens.ts';
import { mountAuth } from './auth.routes.ts';
import { createBackground } from './background.ts';
import { createEmailVerification } from './email-verification.service.ts';
import { loadJwtSecret } from './jwt-secret.ts';
import { createLinks } from './links.ts';
import { createLiveSessions } from './live-sessions.ts';
import { createLogin } from './login.service.ts';
import { createPasswordReset } from './password-reset.service.ts';
import { createPasswords } from './passwords.ts';
import { createProfiles } from './profiles.service.ts';
import { createRefreshCookie } from './refresh-cookie.ts';
import { createRegistration } from './registration.service.ts';
import { createSessions } from './sessions.service.ts';
import { createSweeper } from './sweeper.ts';

export type AuthDeps = {
  db: Db;
  config: Config;
  logger: Logger;
  clock: Clock;
  topics: Topics;
  limits: Limits;
  /** None: by the configuration, SMTP or the outbox. */
  mailer?: Mailer;
};

export async function createAuth(deps: AuthDeps) {
  const { db, config, logger, clock, topics, limits } = deps;
  const secret = await loadJwtSecret(config);
  const mailer = deps.mailer ?? createMailer(deps);
  const links = createLinks(config);
  const background = createBackground(logger);
  const passwords = createPasswords();
  const accessTokens = createAccessTokens({ secret, clock });
  const liveSessions = await createLiveSessions({ db, clock, topics });
  const sessions = createSessions({ db, clock, topics, accessTokens });
  const verification = createEmailVerification({ db, clock, mailer, links, background });
  const registration = createRegistration({ db, clock, passwords, sessions, verification });
  const login = createLogin({ db, passwords, sessions });
  const passwordReset = createPasswordReset({
    ...{ db, clock, limits, mailer, links },
    ...{ background, passwords, sessions },
  });
  const profiles = createProfiles({ db, clock, topics });
  const sweeper = createSweeper({ db, clock, logger });

  return {
    /** The key of this installation, for what else is signed. */
    secret,
    /**
     * Who calls, by an access token; the same for REST and for rooms. Throws `auth/token_invalid`, `auth/token_expired`,
     * or `auth/session_revoked`, at the latest five seconds after the session ended.
     */
    async authenticate(token: string): Promise<Caller> {
      const claims = accessTokens.verify(token);
      const caller = await liveSessions.find(claims.sid, claims.sub);
      if (caller?.userId !== claims.sub) throw new AppError('auth/session_revoked');
      return caller;
    },
    mount(api: Api): void {
      const cookie = createRefreshCookie(config);
      mountAuth(api, { limits, cookie, registration, login, sessions, passwordReset, verification, profiles });
    },
    profiles,
    /** Before the database is closed. */
    async stop(): Promise<void> {
      await liveSessions.stop();
      await sweeper.stop();
      await background.drain();
      mailer.close();
    },
  };
}
export type Auth = Awaited<ReturnType<typeof createAuth>>;
