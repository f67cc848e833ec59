// Access tokens: JSON Web Tokens (RFC 7519), signed with HS256 and nothing else.

import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { PlatformRole } from '../../shared/protocol/users.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
/** Pinned: a token that names another one, `none` above all, is refused whatever it is signed with. */
const ALGORITHM = 'HS256';

const Claims = z.object({
  sub: z.guid(),
  username: z.string(),
  role: PlatformRole,
  sid: z.guid(),
  exp: z.number(),
});
export type Claims = z.infer<typeof Claims>;

export function createAccessTokens({ secret, clock }: { secret: string; clock: Clock }) {
  const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

  return {
    sign({ userId, username, role, sessionId }: Caller): string {
      const claims = { sub: userId, username, role, sid: sessionId, iat: seconds() };
      return jwt.sign(claims, secret, { algorithm: ALGORITHM, expiresIn: ACCESS_TOKEN_SECONDS });
    },

    /** Throws `auth/token_expired` or `auth/token_invalid`. Says nothing about whether the session still lives. */
    verify(token: string): Claims {
      let payload: unknown;
      try {
        payload = jwt.verify(token, secret, { algorithms: [ALGORITHM], clockTimestamp: seconds() });
      } catch (error) {
        const expired = error instanceof jwt.TokenExpiredError;
        throw new AppError(expired ? 'auth/token_expired' : 'auth/token_invalid', {}, { cause: error });
      }
      const claims = Claims.safeParse(payload);
      if (!claims.success) throw new AppError('auth/token_invalid', {}, { cause: claims.error });
      return claims.data;
    },
  };
}
export type AccessTokens = ReturnType<typeof createAccessTokens>;
