import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { uuidv7 } from 'uuidv7';
import { testClock } from '../../test/harness/clock.ts';
import { AppError } from '../platform/errors.ts';
import { createAccessTokens } from './access-tokens.ts';

const SECRET = 'a secret of at least thirty-two characters';
const clock = testClock();
const tokens = createAccessTokens({ secret: SECRET, clock });
const caller = { userId: uuidv7(), username: 'ada', role: 'USER' as const, sessionId: uuidv7() };
const seconds = () => Math.floor(clock.now().getTime() / 1000);
const claims = () => ({ sub: caller.userId, username: 'ada', role: 'USER', sid: caller.sessionId, iat: seconds() });
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const unsigned = (header: object, payload: object) => `${encode(header)}.${encode(payload)}`;

const refused = (token: string, code: string) =>
  assert.throws(
    () => tokens.verify(token),
    (error) => error instanceof AppError && error.code === code,
  );

describe('access tokens', () => {
  it('[AU8] carry sub, username, role and sid, are signed with HS256 and live for 15 minutes', () => {
    const token = tokens.sign(caller);
    assert.deepEqual(jwt.decode(token, { complete: true })?.header, { alg: 'HS256', typ: 'JWT' });
    assert.deepEqual(jwt.decode(token), { ...claims(), exp: seconds() + 900 });
    assert.equal(tokens.verify(token).sid, caller.sessionId);
  });

  it('[AU9] are refused after 15 minutes with a code of its own', () => {
    const moved = testClock();
    const later = createAccessTokens({ secret: SECRET, clock: moved });
    const token = later.sign(caller);
    moved.advance(899_000);
    assert.equal(later.verify(token).sub, caller.userId);
    moved.advance(1000);
    assert.throws(
      () => later.verify(token),
      (error) => error instanceof AppError && error.code === 'auth/token_expired',
    );
  });

  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicPem = createPublicKey(pair.privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const live = () => ({ ...claims(), exp: seconds() + 900 });
  const signed = (payload: object, key = SECRET, header: object = { alg: 'HS256', typ: 'JWT' }) => {
    const head = unsigned(header, payload);
    return `${head}.${createHmac('sha256', key).update(head).digest('base64url')}`;
  };
  const good = signed(live());
  const cases: Record<string, string> = {
    'without an algorithm': `${unsigned({ alg: 'none', typ: 'JWT' }, live())}.`,
    'without an algorithm, signed nevertheless': signed(live(), SECRET, { alg: 'none', typ: 'JWT' }),
    'signed with RS256': jwt.sign(live(), pair.privateKey, { algorithm: 'RS256' }),
    'signed with HS256 by a public key': signed(live(), publicPem),
    'signed with HS512': jwt.sign(live(), SECRET, { algorithm: 'HS512' }),
    'of another secret': signed(live(), `${SECRET}!`),
    'with another payload': [good.split('.')[0], encode({ ...live(), role: 'ADMIN' }), good.split('.')[2]].join('.'),
    'with another signature': `${good.slice(0, -4)}AAAA`,
    'without its signature': good.split('.').slice(0, 2).join('.'),
    'that never expire': signed(claims()),
    'without a session': signed({ ...live(), sid: undefined }),
    'with an unknown role': signed({ ...live(), role: 'ROOT' }),
    'whose sub is no id': signed({ ...live(), sub: "' or 1=1" }),
    'that are not yet valid': signed({ ...live(), nbf: seconds() + 60 }),
    'that are no token': 'abc',
    'that are nothing': '',
    'that are a list': `${encode({ alg: 'HS256' })}.${encode([])}.x`,
  };
  it('[AU9] the tokens of this table would pass if it were not for their one fault', () => {
    assert.equal(tokens.verify(good).sub, caller.userId);
  });
  for (const [name, token] of Object.entries(cases)) {
    it(`[AU9] ${name} are refused`, () => refused(token, 'auth/token_invalid'));
  }
});
