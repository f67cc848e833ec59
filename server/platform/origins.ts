// Which pages may talk to this server: its own, and those that ALLOWED_ORIGINS names. No origin at all is a native
// client, which needs its token like everyone. Behind proxies the address of a client is what the nearest trusted one saw.

import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import type { Config } from './config.ts';

type OriginConfig = Pick<Config, 'allowedOrigins' | 'publicUrl'>;

export function isOriginAllowed(
  config: OriginConfig,
  origin: string | null | undefined,
  host: string | null | undefined,
): boolean {
  if (!origin) return true;
  if (config.allowedOrigins.includes(origin)) return true;
  let url: URL;
  try {
    url = new URL(origin);
  } catch {
    return false;
  }
  if (config.publicUrl && url.origin === new URL(config.publicUrl).origin) return true;
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.host === host;
}

/** For pages of other allowed origins; our own need none of it. */
export const cors = (config: OriginConfig) => (req: Request, res: Response, next: NextFunction) => {
  const { origin } = req.headers;
  res.vary('Origin');
  if (origin && isOriginAllowed(config, origin, req.headers.host)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    res.setHeader(
      'Access-Control-Expose-Headers',
      'Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, X-Request-Id',
    );
    if (req.method === 'OPTIONS') {
      res.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
      res.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      res.setHeader('Access-Control-Max-Age', '600');
    }
  }
  if (req.method === 'OPTIONS' && req.headers['access-control-request-method']) res.status(204).end();
  else next();
};

/** The peer, or with N trusted proxies the Nth from the right of what they wrote. */
export function addressOf(req: IncomingMessage, trustProxy: number): string {
  const peer = req.socket.remoteAddress ?? 'unknown';
  if (trustProxy === 0) return peer;
  const hops = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  return hops.at(-trustProxy) ?? hops[0] ?? peer;
}
