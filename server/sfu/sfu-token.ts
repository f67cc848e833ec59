// Passes of the exchange: an HMAC over the peer and the end of the pass. Checked in the process of the exchange, so that
// nothing enters that was not let in.

import { createHmac, timingSafeEqual } from 'node:crypto';

export const TOKEN_MS = 60_000;

const sign = (secret: string, peerId: string, until: number): Buffer =>
  createHmac('sha256', secret).update(`${until}.${peerId}`).digest();

export function writeToken(secret: string, peerId: string, until: number): string {
  return `${until}.${sign(secret, peerId, until).toString('base64url')}`;
}

export function isTokenOf(secret: string, peerId: string, token: string, now: number): boolean {
  const [, until, signature] = /^(\d{1,16})\.([\w-]{43})$/.exec(token) ?? [];
  if (until === undefined || signature === undefined || Number(until) <= now) return false;
  return timingSafeEqual(Buffer.from(signature, 'base64url'), sign(secret, peerId, Number(until)));
}
