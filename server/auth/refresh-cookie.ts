// The refresh token in the browser: in a cookie that scripts can not read and that other sites' pages do not send.

import type { Request, Response } from 'express';
import type { Config } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import { API_ROOT } from '../platform/http.ts';
import { isOriginAllowed } from '../platform/origins.ts';
import { SESSION_SECONDS } from './sessions.service.ts';

const NAME = 'refresh_token';

export function createRefreshCookie(config: Pick<Config, 'publicUrl' | 'allowedOrigins'>) {
  const attributes = (req: Request) => ({
    httpOnly: true,
    sameSite: 'strict' as const,
    path: `${API_ROOT}/users`,
    secure: config.publicUrl ? config.publicUrl.startsWith('https:') : req.secure,
  });

  return {
    /** Throws `origin_refused` when a page of another site makes the browser send it. */
    read(req: Request): string | undefined {
      const token = tokenIn(req.headers.cookie ?? '');
      if (!token) return undefined;
      if (!isOriginAllowed(config, req.headers.origin, req.headers.host)) throw new AppError('origin_refused');
      return token;
    },
    write(req: Request, res: Response, token: string): void {
      res.cookie(NAME, token, { ...attributes(req), maxAge: SESSION_SECONDS * 1000 });
    },
    clear(req: Request, res: Response): void {
      res.clearCookie(NAME, attributes(req));
    },
  };
}
export type RefreshCookie = ReturnType<typeof createRefreshCookie>;

/** Our tokens have no characters that cookies would escape. */
function tokenIn(header: string): string | undefined {
  for (const pair of header.split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === NAME) return value?.trim();
  }
  return undefined;
}
