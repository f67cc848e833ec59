// Ids of conversations follow from what they are about: nobody has to look them up, and two who write to each other for
// the first time at once make one conversation.

import { createHash } from 'node:crypto';

/** The same for both of the two, as a UUID of version 8 (RFC 9562, 5.8): a hash with the marks of a UUID. */
export function directId(one: string, other: string): string {
  const [a, b] = pairOf(one, other);
  const bytes = createHash('sha256').update(`atriumverse direct ${a} ${b}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The lesser id first, as the table wants it. */
export const pairOf = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one]);
