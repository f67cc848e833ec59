// The refresh token in the browser: in a cookie that scripts can not read and that other sites' pages do not send.

import type { Request, Response } from 'express';
import { AppError } from '../platform/errors.ts';
import { API_ROOT } from '../platform/http.ts';
import { originAllowed } from '../platform/origins.ts';
import { SESSION_SECONDS } from './sessions.service.ts';

const NAME = 'refresh_token';

export type RefreshCookieOptions = { publicUrl: string | undefined; allowedOrigins: readonly string[] };

export function createRefreshCookie({ publicUrl, allowedOrigins }: RefreshCookieOptions) {
  const attributes = (req: Request) => ({
    httpOnly: true,
    sameSite: 'strict' as const,
    path: `${API_ROOT}/users`,
    secure: publicUrl ? publicUrl.startsWith('https:') : req.secure,
  });

  return {
    /** Throws `origin_refused` when a page of another site makes the browser send it. */
    read(req: Request): string | undefined {
      const token = tokenIn(req.headers.cookie ?? '');
      if (!token) return undefined;
      const { origin, host } = req.headers;
      if (origin !== undefined && !originAllowed(origin, { host, publicUrl, allowedOrigins })) {
        throw new AppError('origin_refused');
      }
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
