// Passwords as argon2id in PHC strings. Hashing runs in libuv's few threads, so it passes a gate: a wave of logins must
// not stop file and name look-ups, nor the process.

import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { createGate } from './gate.ts';

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Of libuv's four threads. */
const PARALLEL = 2;
/** About two seconds of work. */
const WAITING = 100;

/** Stands in place of a hash for accounts of the system's own: no password fits, and no link resets it. */
export const NO_PASSWORD = '!';
export const hasPassword = (user: { password_hash: string }): boolean => user.password_hash.startsWith('$argon2id$');

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
const phc = (salt: Uint8Array, tag: Uint8Array): string =>
  `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;

/** Keyboards write the same letters in different forms; NFKC makes them one. */
const letters = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8');

const derive = (parameters: Argon2Parameters): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
  });

export function createPasswords() {
  const gate = createGate({ parallel: PARALLEL, waiting: WAITING });
  /** Checked when there is no such account, so that the answer takes as long as for a wrong password. */
  const nobody = phc(randomBytes(SALT_BYTES), randomBytes(TAG_BYTES));

  return {
    /** Throws `unavailable` when too many wait already. */
    async hash(password: string): Promise<string> {
      const nonce = randomBytes(SALT_BYTES);
      const tag = await gate.run(() => derive({ ...COST, message: letters(password), nonce, tagLength: TAG_BYTES }));
      return phc(nonce, tag);
    },

    /** Without a hash it does the same work and answers false. Throws `unavailable` when too many wait already. */
    async verify(password: string, hash: string | undefined): Promise<boolean> {
      const known = PHC.exec(hash ?? '');
      const [, memory, passes, parallelism, salt, tag] = (known ?? PHC.exec(nobody)) as RegExpExecArray;
      const expected = Buffer.from(tag as string, 'base64');
      const given = await gate.run(() =>
        derive({
          message: letters(password),
          nonce: Buffer.from(salt as string, 'base64'),
          memory: Number(memory),
          passes: Number(passes),
          parallelism: Number(parallelism),
          tagLength: expected.length,
        }),
      );
      return timingSafeEqual(given, expected) && known !== null;
    },
  };
}
export type Passwords = ReturnType<typeof createPasswords>;
