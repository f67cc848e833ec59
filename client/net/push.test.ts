import assert from 'node:assert/strict';
import { bodyOf, bytesOf, isSame } from './push.ts';

describe('what a push service gives a page', () => {
  it('[PU23] a key is read as browsers want it, and told from another', () => {
    const key = Uint8Array.from({ length: 65 }, (_, index) => (index * 37 + 251) % 256);
    const text = Buffer.from(key).toString('base64url');
    assert.match(text, /[-_]/, 'a key with the letters that differ');
    assert.deepEqual(bytesOf(text), key);
    assert.equal(isSame(key.buffer, bytesOf(text)), true);
    assert.equal(isSame(key.slice(1).buffer, bytesOf(text)), false);
    const other = key.slice();
    other[64]! ^= 1;
    assert.equal(isSame(other.buffer, bytesOf(text)), false);
    assert.equal(isSame(null, bytesOf(text)), false);
  });

  it('[PU23] a subscription is sent whole or not at all', () => {
    const keys = { p256dh: 'one', auth: 'two' };
    const whole = { endpoint: 'https://push.test/a', expirationTime: null, keys };
    assert.deepEqual(bodyOf(whole), { endpoint: 'https://push.test/a', keys });
    for (const broken of [
      {},
      { ...whole, endpoint: '' },
      { ...whole, keys: {} },
      { endpoint: 'https://push.test/a' },
    ]) {
      assert.throws(() => bodyOf(broken as PushSubscriptionJSON), /not whole/);
    }
  });
});
