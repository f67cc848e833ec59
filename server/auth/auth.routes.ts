// The REST edge of accounts: contract section 2.

import type { Request, Response } from 'express';
import { type Session, userRoutes } from '../../shared/protocol/users.ts';
import type { LimitName } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import type { Api } from '../platform/http.ts';
import type { Limits } from '../platform/limits.ts';
import type { EmailVerification } from './email-verification.service.ts';
import type { Login } from './login.service.ts';
import { networkOf } from './network.ts';
import type { PasswordReset } from './password-reset.service.ts';
import type { Profiles } from './profiles.service.ts';
import type { RefreshCookie } from './refresh-cookie.ts';
import type { Registration } from './registration.service.ts';
import type { Device, Sessions } from './sessions.service.ts';

export type AuthRoutesDeps = {
  limits: Limits;
  cookie: RefreshCookie;
  registration: Registration;
  login: Login;
  sessions: Sessions;
  passwordReset: PasswordReset;
  verification: EmailVerification;
  profiles: Profiles;
};
type Exchange = { req: Request; res: Response };

const networkFrom = (req: Request): string => networkOf(req.ip ?? 'unknown');
const deviceOf = (req: Request): Device => ({
  address: req.ip ?? null,
  userAgent: req.headers['user-agent'] ?? null,
});

export function mountAuth(api: Api, deps: AuthRoutesDeps): void {
  const { limits, cookie, registration, login, sessions, passwordReset, verification, profiles } = deps;

  /** The headers tell of the limit that was asked last: the narrowest. */
  const take = async (name: LimitName, key: string, res: Response): Promise<void> => {
    const left = await limits.take(name, key);
    if (!left) return;
    res.setHeader('RateLimit-Limit', left.limit);
    res.setHeader('RateLimit-Remaining', left.remaining);
    res.setHeader('RateLimit-Reset', left.resetSeconds);
  };
  const give = (session: Session, { req, res }: Exchange): Session => {
    cookie.write(req, res, session.refresh_token);
    // Tokens are nobody else's, and no cache's.
    res.setHeader('Cache-Control', 'no-store');
    return session;
  };
  /** A token that does not work any more is not worth keeping. */
  const clearOnRefusal =
    ({ req, res }: Exchange) =>
    (error: unknown) => {
      if (error instanceof AppError && error.status === 401) cookie.clear(req, res);
      throw error;
    };

  api.serve(userRoutes.register, async ({ body, req, res }) => {
    await take('LIMIT_REGISTER_PER_MINUTE', networkFrom(req), res);
    return give(await registration.register(body, deviceOf(req)), { req, res });
  });

  api.serve(userRoutes.login, async ({ body, req, res }) => {
    const nameOrEmail = (body.username ?? body.email) as string;
    const network = networkFrom(req);
    await take('LIMIT_LOGIN_PER_ADDRESS_PER_MINUTE', network, res);
    await take('LIMIT_LOGIN_PER_MINUTE', `${network} ${nameOrEmail.toLowerCase()}`, res);
    return give(await login.login({ nameOrEmail, password: body.password }, deviceOf(req)), { req, res });
  });

  api.serve(userRoutes.refresh, async ({ body, req, res }) => {
    const token = body.refresh_token ?? cookie.read(req);
    if (!token) throw new AppError('auth/refresh_invalid');
    const session = await sessions.refresh(token).catch(clearOnRefusal({ req, res }));
    return give(session, { req, res });
  });

  api.serve(userRoutes.logout, async ({ body, req, res }) => {
    const token = body.refresh_token ?? cookie.read(req);
    if (!token) throw new AppError('auth/refresh_invalid');
    await sessions.end(token).catch(clearOnRefusal({ req, res }));
    cookie.clear(req, res);
  });

  api.serve(userRoutes.forgotPassword, async ({ body }) => passwordReset.request(body.email));

  api.serve(userRoutes.resetPassword, async ({ body }) => passwordReset.reset(body.token, body.new_password));

  api.serve(userRoutes.verifyEmail, async ({ body }) => verification.verify(body.token));

  api.serve(userRoutes.resendVerification, async ({ caller, res }) => {
    await take('LIMIT_MAIL_PER_HOUR', `verify:${caller.userId}`, res);
    await verification.resend(caller.userId);
  });

  api.serve(userRoutes.me, async ({ caller }) => profiles.get(caller.userId, caller));

  api.serve(userRoutes.profile, async ({ caller, params }) => profiles.get(params.id, caller));

  api.serve(userRoutes.updateProfile, async ({ caller, body }) => profiles.update(caller, body));
}
