// Sessions: begun at a login, kept alive by refreshing, ended by a logout, by theft or by a new password.
// The refresh tokens of one session are its family: each is spent once, and whoever brings a spent one ends the session,
// because one of the two who hold it is a thief (RFC 9700, 4.14.2).

import { uuidv7 } from 'uuidv7';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import type { Session } from '../../shared/protocol/users.ts';
import { afterCommit, type Db, transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { Topics } from '../platform/topics.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-tokens.ts';
import { hashToken, newToken } from './opaque-tokens.ts';
import * as repository from './sessions.repository.ts';
import { findUser, type UserRow } from './users.repository.ts';

/** From the last refresh on. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;
const USER_AGENT_MAX = 256;

/** Where a login came from, as far as it told. */
export type Device = { address: string | null; userAgent: string | null };
type Refreshed = { kind: 'refreshed'; session: Session } | { kind: 'refused'; code: ErrorCode };

export type SessionsDeps = { db: Db; clock: Clock; topics: Topics; accessTokens: AccessTokens };

export function createSessions({ db, clock, topics, accessTokens }: SessionsDeps) {
  const expiryFrom = (now: Date): Date => new Date(now.getTime() + SESSION_SECONDS * 1000);

  const issue = async (tx: Db, sessionId: string, user: UserRow): Promise<Session> => {
    const now = clock.now();
    const { token, hash } = newToken();
    await repository.insertRefreshToken(tx, {
      hash,
      session_id: sessionId,
      created_at: now,
      expires_at: expiryFrom(now),
      used_at: null,
    });
    return {
      token: accessTokens.sign({ userId: user.id, username: user.username, role: user.role, sessionId }),
      expires_in: ACCESS_TOKEN_SECONDS,
      refresh_token: token,
      user_id: user.id,
      username: user.username,
    };
  };

  /** Every process forgets them and closes their sockets. */
  const tellOfEnd = (tx: Db, user_id: string, session_ids: string[]): void => {
    if (session_ids.length === 0) return;
    afterCommit(tx, () => topics.publishUser({ type: 'session_revoked', user_id, session_ids }));
  };

  const revoke = async (tx: Db, id: string, reason: repository.RevocationReason): Promise<void> => {
    const ended = await repository.revokeSession(tx, id, { now: clock.now(), reason });
    if (ended) tellOfEnd(tx, ended.user_id, [ended.id]);
  };

  const rotate = async (tx: Db, hash: Uint8Array): Promise<Refreshed> => {
    const refuse = (code: ErrorCode): Refreshed => ({ kind: 'refused', code });
    const known = await repository.findRefreshToken(tx, hash);
    // The session first, always: who locks in one order never waits in a circle.
    const session = known && (await repository.lockSession(tx, known.session_id));
    if (!known || !session) return refuse('auth/refresh_invalid');
    const now = clock.now();
    if (!(await repository.spendRefreshToken(tx, hash, now))) {
      await revoke(tx, session.id, 'refresh_reused');
      return refuse('auth/refresh_reused');
    }
    if (session.revoked_at) return refuse('auth/session_revoked');
    if (known.expires_at <= now || session.expires_at <= now) return refuse('auth/refresh_invalid');
    const user = await findUser(tx, session.user_id);
    if (!user) return refuse('auth/refresh_invalid');
    await repository.extendSession(tx, session.id, { now, expiresAt: expiryFrom(now) });
    return { kind: 'refreshed', session: await issue(tx, session.id, user) };
  };

  return {
    /** Begins a session, within the transaction of what it belongs to. */
    async start(tx: Db, user: UserRow, device: Device): Promise<Session> {
      const now = clock.now();
      const id = uuidv7();
      await repository.insertSession(tx, {
        id,
        user_id: user.id,
        created_at: now,
        last_used_at: now,
        expires_at: expiryFrom(now),
        revoked_at: null,
        revoked_reason: null,
        user_agent: device.userAgent?.slice(0, USER_AGENT_MAX) ?? null,
        ip: device.address,
      });
      return issue(tx, id, user);
    },

    /** Throws `auth/refresh_invalid`, `auth/refresh_reused` or `auth/session_revoked`. */
    async refresh(refreshToken: string): Promise<Session> {
      const hash = hashToken(refreshToken);
      // A refusal is a value here: ending a stolen session must be committed, not rolled back.
      const outcome = await transaction(db, (tx) => rotate(tx, hash));
      if (outcome.kind === 'refused') throw new AppError(outcome.code);
      return outcome.session;
    },

    /** Ends the session that any of its refresh tokens names, spent or not. Throws `auth/refresh_invalid`. */
    end: (refreshToken: string): Promise<void> =>
      transaction(db, async (tx) => {
        const known = await repository.findRefreshToken(tx, hashToken(refreshToken));
        if (!known) throw new AppError('auth/refresh_invalid');
        await revoke(tx, known.session_id, 'logout');
      }),

    /** Ends all of an account, within the transaction of what makes it necessary. */
    async endAll(tx: Db, userId: string, reason: repository.RevocationReason): Promise<void> {
      const ids = await repository.revokeSessionsOf(tx, userId, { now: clock.now(), reason });
      tellOfEnd(tx, userId, ids);
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
