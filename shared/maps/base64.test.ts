import assert from 'node:assert/strict';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { decodeBits, encodeBits } from './bits.ts';

describe('base64 and bits', () => {
  it('[MP17] encodes and decodes every length as Node does', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 73 + length * 31) & 255);
      const text = Buffer.from(bytes).toString('base64');
      assert.equal(encodeBase64(bytes), text);
      assert.deepEqual(decodeBase64(text), bytes);
      assert.deepEqual(decodeBase64(text.replace(/=+$/, '')), bytes);
    }
    const large = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) & 255);
    assert.deepEqual(decodeBase64(encodeBase64(large)), large);
  });

  it('[MP17] gives undefined for what is not base64', () => {
    for (const text of ['A', 'AAAAA', 'AA=A', '=', '====', 'AA-_', 'ÄÄÄÄ', 'AAA\u{1f600}'])
      assert.equal(decodeBase64(text), undefined, text);
  });

  it('[MP17] keeps eight tiles in a byte, lowest bit first', () => {
    assert.equal(encodeBits(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Buffer.from([1, 2]).toString('base64'));
    for (const count of [0, 1, 7, 8, 9, 500]) {
      const flags = Uint8Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 1 : 0));
      assert.deepEqual(decodeBits(encodeBits(flags), count), flags);
    }
    assert.throws(() => decodeBits('', 1), RangeError);
  });
});
