// Base64 (RFC 4648) on both sides: the language has no function of its own for it that browsers and Node share yet.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODE_OF = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const INVALID = 255;
const VALUE_OF = new Uint8Array(128).fill(INVALID);
CODE_OF.forEach((code, value) => {
  VALUE_OF[code] = value;
});
const PAD = '='.charCodeAt(0);
/** Arguments of one call: the engines' stacks take some 60,000. */
const CODES_PER_CALL = 8192;

export function encodeBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (bytes[i]! << 16) | ((left > 1 ? bytes[i + 1]! : 0) << 8) | (left > 2 ? bytes[i + 2]! : 0);
    codes[at++] = CODE_OF[group >> 18]!;
    codes[at++] = CODE_OF[(group >> 12) & 63]!;
    codes[at++] = left > 1 ? CODE_OF[(group >> 6) & 63]! : PAD;
    codes[at++] = left > 2 ? CODE_OF[group & 63]! : PAD;
  }
  let text = '';
  for (let i = 0; i < codes.length; i += CODES_PER_CALL) {
    // Not spread: that would walk the codes one by one, at ten times the cost.
    text += String.fromCharCode.apply(null, codes.subarray(i, i + CODES_PER_CALL) as unknown as number[]);
  }
  return text;
}

/** Undefined for what is not base64; white space and missing padding are allowed. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const letters = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  const length = letters.endsWith('==')
    ? letters.length - 2
    : letters.endsWith('=')
      ? letters.length - 1
      : letters.length;
  const padded = letters.length > length;
  if (length % 4 === 1 || (padded && letters.length % 4 !== 0)) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let at = 0;
  let group = 0;
  for (let i = 0; i < length; i++) {
    const code = letters.charCodeAt(i);
    const value = code < 128 ? VALUE_OF[code]! : INVALID;
    if (value === INVALID) return undefined;
    group = (group << 6) | value;
    if (i % 4 === 3) {
      bytes[at++] = group >> 16;
      bytes[at++] = group >> 8;
      bytes[at++] = group;
      group = 0;
    }
  }
  if (length % 4 === 2) bytes[at] = group >> 4;
  if (length % 4 === 3) {
    bytes[at++] = group >> 10;
    bytes[at] = group >> 2;
  }
  return bytes;
}
