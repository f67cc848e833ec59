// What people type into a search box: words, "phrases", -without, and filters like from:ada. Nothing that is typed is an
// error: what is no filter is words, and what holds no word is left out.

/** Words and phrases that count; further ones are left out, so that nobody makes the database work without end. */
export const TERMS_MAX = 8;
/** Longer words are found nowhere: the database does not keep them. */
const WORD_MAX = 200;
/** A shorter beginning stands for half of all words. */
const PREFIX_MIN = 2;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Words that stand one after the other: one for a plain word. */
export type Term = { words: string[]; negated: boolean /** The last word may go on. */; prefix: boolean };
export type Has = 'link' | 'image' | 'file';
export type ParsedQuery = {
  terms: Term[];
  /** Names as they were typed, without the @ and the #. Of several of one kind, any will do. */
  from: string[];
  in: string[];
  has: Has[];
  /** Milliseconds; days are those of UTC. `until` is not in it. */
  since: number | null;
  until: number | null;
};

const PART = /(-?)(?:(from|in|has|before|after|on):)?(?:"([^"]*)"?|(\S*))/giu;
const QUOTES = /[\u201c\u201d\u201e\u201f]/g;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Marks alone are no word. */
const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

export function parseSearch(text: string): ParsedQuery {
  const query: ParsedQuery = { terms: [], from: [], in: [], has: [], since: null, until: null };
  for (const [whole, minus, key, quoted, bare] of text.replace(QUOTES, '"').matchAll(PART)) {
    if (!minus && key && takeFilter(query, key.toLowerCase(), quoted ?? bare ?? '')) continue;
    const words = (key ? whole : (quoted ?? bare ?? '')).normalize('NFC').match(WORD)?.filter(isWord) ?? [];
    if (words.length === 0 || words.some((word) => word.length > WORD_MAX)) continue;
    if (query.terms.length === TERMS_MAX) continue;
    const prefix = quoted === undefined && whole.endsWith('*') && words.at(-1)!.length >= PREFIX_MIN;
    query.terms.push({ words, negated: minus === '-', prefix });
  }
  return query;
}

/** False where it is no filter but words. A name that is still missing is a filter being typed. */
function takeFilter(query: ParsedQuery, key: string, value: string): boolean {
  if (key === 'from' || key === 'in') {
    const name = value.replace(key === 'from' ? /^@/ : /^#/, '').trim();
    if (name) query[key].push(name);
    return true;
  }
  if (key === 'has') {
    const what = value.toLowerCase();
    if (what !== 'link' && what !== 'image' && what !== 'file') return false;
    if (!query.has.includes(what)) query.has.push(what);
    return true;
  }
  const day = dayOf(value);
  if (day === null) return false;
  if (key === 'before') query.until = Math.min(query.until ?? day, day);
  if (key === 'after') query.since = Math.max(query.since ?? 0, day + DAY_MS);
  if (key === 'on') {
    query.since = Math.max(query.since ?? 0, day);
    query.until = Math.min(query.until ?? day + DAY_MS, day + DAY_MS);
  }
  return true;
}

/** The first millisecond of a day that there is. */
function dayOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time : null;
}

/** Of letters that do not come apart into a plain one and a mark; as PostgreSQL's unaccent has them. */
const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'n', ŧ: 't' },
};
const MARKS = /[\u0300-\u036f]/g;
const PART_OF_WORD = /^[\p{L}\p{N}\p{M}]$/u;

/** Case and accents do not matter, as in the database's index. */
export function foldWord(word: string): string {
  const plain = word.normalize('NFD').replace(MARKS, '').toLowerCase().replace(MARKS, '');
  return plain.replace(/[^\0-\x7f]/g, (letter) => PLAIN[letter] ?? letter);
}

export type Range = [begin: number, end: number];

/** Where the terms stand in a text, in UTF-16 units, in order and apart from each other. */
export function highlight(content: string, terms: readonly Term[]): Range[] {
  const wanted = terms
    .filter((term) => !term.negated)
    .map(({ words, prefix }) => ({ words: words.map(foldWord), prefix }));
  if (wanted.length === 0) return [];
  const words = wordsOf(content);
  const found: Range[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const length = Math.max(...wanted.map((term) => (matchesAt(words, start, term) ? term.words.length : 0)));
    if (length === 0) continue;
    const { begin } = words[start]!;
    const { end } = words[start + length - 1]!;
    const last = found.at(-1);
    if (last && begin < last[1]) last[1] = Math.max(last[1], end);
    else found.push([begin, end]);
  }
  return found;
}

type Word = { text: string; begin: number; end: number };

function matchesAt(words: readonly Word[], start: number, term: { words: string[]; prefix: boolean }): boolean {
  if (start + term.words.length > words.length) return false;
  return term.words.every((wanted, index) => {
    const { text } = words[start + index]!;
    return term.prefix && index === term.words.length - 1 ? text.startsWith(wanted) : text === wanted;
  });
}

function wordsOf(content: string): Word[] {
  const words: Word[] = [];
  let begin = -1;
  let at = 0;
  const endWord = (): void => {
    if (begin >= 0) words.push({ text: foldWord(content.slice(begin, at)), begin, end: at });
    begin = -1;
  };
  for (const character of content) {
    if (PART_OF_WORD.test(character)) begin = begin < 0 ? at : begin;
    else endWord();
    at += character.length;
  }
  endWord();
  return words;
}
