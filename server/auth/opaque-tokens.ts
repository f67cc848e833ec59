// Tokens that mean nothing by themselves: refresh tokens and the tokens of mailed links. Only their hash is stored, so
// a stolen backup signs nobody in; they are long and random, so a plain hash is enough.

import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

export const hashToken = (token: string): Uint8Array => createHash('sha256').update(token, 'utf8').digest();

export function newToken(): { token: string; hash: Uint8Array } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, hash: hashToken(token) };
}
