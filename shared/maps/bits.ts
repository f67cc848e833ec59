// A map's yes-or-no per tile, eight tiles to a byte, lowest bit first.
import { decodeBase64, encodeBase64 } from './base64.ts';

/** `flags` holds one byte for each tile, 0 or not. */
export function encodeBits(flags: Uint8Array): string {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  for (let i = 0; i < flags.length; i++) if (flags[i] !== 0) bytes[i >> 3]! |= 1 << (i & 7);
  return encodeBase64(bytes);
}

/** One byte for each of `count` tiles, 0 or 1. */
export function decodeBits(text: string, count: number): Uint8Array {
  const bytes = decodeBase64(text);
  if (bytes === undefined || bytes.length !== Math.ceil(count / 8)) {
    throw new RangeError(`expected the bits of ${count} tiles`);
  }
  const flags = new Uint8Array(count);
  for (let i = 0; i < count; i++) flags[i] = (bytes[i >> 3]! >> (i & 7)) & 1;
  return flags;
}
