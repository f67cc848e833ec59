import assert from 'node:assert/strict';
import { createPasswords } from './passwords.ts';

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

describe('passwords', () => {
  const passwords = createPasswords();

  it('[AU6] are stored as salted argon2id of 19 MiB and 2 passes, in PHC form', async () => {
    const [one, two] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.notEqual(one, two);
    assert.equal(await passwords.verify('correct horse', one), true);
    assert.equal(await passwords.verify('Correct horse', one), false);
    assert.equal(await passwords.verify('', one), false);
  });

  it('[AU6] agree with the published test of argon2id', async () => {
    // From the reference implementation's test suite: password "password", salt "somesalt", t=2, m=64 KiB, p=1.
    const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    assert.equal(await passwords.verify('password', known), true);
    assert.equal(await passwords.verify('passwore', known), false);
  });

  it('[AU6] are the same however the keyboard composes their letters', async () => {
    assert.equal(await passwords.verify('cafe\u0301 au lait', await passwords.hash('caf\u00e9 au lait')), true);
  });

  it('[AU5] cost the same work when there is no account, or none that a password fits', async () => {
    const hash = await passwords.hash('correct horse');
    const times: Record<string, number[]> = { known: [], unknown: [], system: [] };
    for (let round = 0; round < 7; round++) {
      for (const [name, stored] of [
        ['known', hash],
        ['unknown', undefined],
        ['system', '!'],
      ] as const) {
        const start = performance.now();
        assert.equal(await passwords.verify('wrong horse', stored), false);
        times[name]!.push(performance.now() - start);
      }
    }
    // Without the work it would be a thousandth.
    assert.ok(median(times.unknown!) > median(times.known!) / 4, JSON.stringify(times));
    assert.ok(median(times.system!) > median(times.known!) / 4, JSON.stringify(times));
  });
});
