// Values that strangers send where something else was expected.

export type HostileCase = readonly [name: string, value: unknown];

/** Wrong for every field. */
export const WRONG_TYPES: readonly HostileCase[] = [
  ['null', null],
  ['a list', ['a']],
  ['a list in a list', [[[]]]],
  ['an object', { $gt: '' }],
  ['an object with a length', { length: 5, toString: 'x' }],
];
/** Wrong where text was expected. */
export const NOT_TEXT: readonly HostileCase[] = [...WRONG_TYPES, ['a number', 15], ['a boolean', true]];
/** Text, but wrong for every name, address or identifier. */
export const BAD_TEXT: readonly HostileCase[] = [
  ['nothing', ''],
  ['spaces', '     '],
  ['a NUL', 'abc\u0000defgh'],
  ['a lone surrogate', 'abcdefgh\ud800'],
  ['a right-to-left override', 'abc\u202edefgh'],
  ['zero-width characters', '\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b'],
  ['markup', '<script>alert(1)</script>'],
  ['SQL', "x'; drop table users; --"],
  ['a path', '../../etc/passwd'],
  ['a huge text', 'x'.repeat(200_000)],
];

/** Whole bodies that are no JSON object, as they go over the wire. */
export const BAD_BODIES: readonly (readonly [name: string, body: string])[] = [
  ['nothing but a brace', '{'],
  ['binary', '\u0001\u0002\ufffd'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '1'],
  ['a text', '"text"'],
  ['deep nesting', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['a prototype', '{"__proto__":{"role":"ADMIN"},"constructor":{"prototype":{"polluted":true}}}'],
];
