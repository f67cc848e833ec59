// Words that a community does not want to read. A rule is a word or a phrase; * stands for any letters within a word. It
// matches whole words only, however they are drawn, accented or spaced; between the words of a phrase may stand anything
// that is no letter. Built by hand instead of as regular expressions: time grows with the text, whatever is written.

import { fold } from './fold.ts';

export type RuleAction = 'hold' | 'refuse';
export type Rule = { pattern: string; action: RuleAction };

/** Fewer letters than these would match nearly everything: "a*". */
const LETTERS_MIN = 2;
/** Of a phrase with stars in it: each of its words is tried at each word of the text. */
const STARRED_WORDS_MAX = 6;
/** So many single letters in a row are a word that is spelled out. */
const SPELLED_MIN = 3;
/** Written without spaces between words: each sign is a word, so that a phrase is found within a sentence. */
const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const wordsWith = (more: string): RegExp =>
  new RegExp(`${UNSPACED}|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}${more}])+`, 'gu');
const WORDS = wordsWith('');
const PATTERN_WORDS = wordsWith('*');

const isLone = (word: string | undefined): boolean => word === '*';

/** A rule as it is compared, by which two are the same; null where it says too little, or too much, to be a rule. */
export function ruleKey(pattern: string): string | null {
  const words = (fold(pattern).match(PATTERN_WORDS) ?? []).map((word) => word.replace(/\*+/g, '*'));
  while (isLone(words[0])) words.shift();
  while (isLone(words.at(-1))) words.pop();
  const key = words.join(' ');
  const letters = [...key].filter((sign) => sign !== '*' && sign !== ' ').length;
  if (letters < LETTERS_MIN || (key.includes('*') && words.length > STARRED_WORDS_MAX)) return null;
  return key;
}

/** Words that follow one another, with a space around each. */
const joined = (words: readonly string[]): string => ` ${words.join(' ')} `;
type Words = { list: readonly string[]; joined: string };
type Test = (text: Words) => boolean;

/** The parts between the stars, each where it fits first: a later place would leave less for the others. */
function wordTest(pattern: string): (word: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (word) => word === first;
  return (word) => {
    const end = word.length - last.length;
    let at = first.length;
    if (at > end || !word.startsWith(first) || !word.endsWith(last)) return false;
    for (const part of rest) {
      const found = word.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= end;
  };
}

function testOf(key: string): Test {
  const words = key.split(' ');
  if (!key.includes('*')) {
    const phrase = joined(words);
    return (text) => text.joined.includes(phrase);
  }
  const tests = words.map(wordTest);
  return ({ list }) =>
    list.some((_, at) => at + tests.length <= list.length && tests.every((test, index) => test(list[at + index]!)));
}

/** Ways to read a text: as it is typed, and as Markdown shows it, where a part of a word may be bold or escaped. */
function readingsOf(text: string): string[] {
  const shown = text
    .replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi, (all, hex?: string, decimal?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/[*_~`\\]/g, '');
  return shown === text ? [fold(text)] : [fold(text), fold(shown)];
}

const ONE_LETTER = /^[\p{L}\p{N}]\p{M}*$/u;
const UNSPACED_SIGN = new RegExp(UNSPACED, 'u');
/** "b a d" and "b.a.d" as the word that people read; each is a text of its own. */
function spelledOut(words: readonly string[]): string[] {
  const found: string[] = [];
  let run: string[] = [];
  for (const word of [...words, '']) {
    if (ONE_LETTER.test(word) && !UNSPACED_SIGN.test(word)) {
      run.push(word);
      continue;
    }
    if (run.length >= SPELLED_MIN) found.push(run.join(''));
    run = [];
  }
  return found;
}

/** Finds the rule that a text runs into: `refuse` goes before `hold`. Rules that say too little are left out. */
export function createMatcher<R extends Rule>(rules: readonly R[]): (text: string) => R | undefined {
  const compiled = [...rules]
    .sort((a, b) => Number(a.action === 'hold') - Number(b.action === 'hold'))
    .flatMap((rule) => {
      const key = ruleKey(rule.pattern);
      return key === null ? [] : [{ rule, test: testOf(key) }];
    });
  if (compiled.length === 0) return () => undefined;
  return (text) => {
    const readings = readingsOf(text).map((reading) => reading.match(WORDS) ?? []);
    const spelled = readings.flatMap(spelledOut).map((word) => [word]);
    const all = [...readings, ...spelled].map((list): Words => ({ list, joined: joined(list) }));
    return compiled.find(({ test }) => all.some(test))?.rule;
  };
}
