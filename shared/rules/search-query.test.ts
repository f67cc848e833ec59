import assert from 'node:assert/strict';
import { highlight, type ParsedQuery, parseSearch, TERMS_MAX, type Term } from './search-query.ts';

const EMPTY: ParsedQuery = { terms: [], from: [], in: [], has: [], since: null, until: null };
const term = (words: string, more: Partial<Term> = {}): Term => ({
  words: words.split(' '),
  negated: false,
  prefix: false,
  ...more,
});
const terms = (text: string): Term[] => parseSearch(text).terms;
/** What of the content is marked. */
const marked = (content: string, query: string): string[] =>
  highlight(content, terms(query)).map(([begin, end]) => content.slice(begin, end));

describe('what people type into a search box', () => {
  it('[SE1] is words, "phrases", -without and beginnings*', () => {
    assert.deepEqual(terms('  tea   Milk '), [term('tea'), term('Milk')]);
    assert.deepEqual(terms('"two words" tea'), [term('two words'), term('tea')]);
    assert.deepEqual(terms('“two words”'), [term('two words')]);
    assert.deepEqual(terms('-tea -"two words"'), [
      term('tea', { negated: true }),
      term('two words', { negated: true }),
    ]);
    assert.deepEqual(terms('tea* t* "tea*"'), [term('tea', { prefix: true }), term('t'), term('tea')]);
    assert.deepEqual(terms('node.js foo-bar a@b.org'), [term('node js'), term('foo bar'), term('a b org')]);
    assert.deepEqual(terms('cafe\u0301 日本語'), [term('café'), term('日本語')]);
    assert.deepEqual(terms('"never closed'), [term('never closed')]);
  });

  it('[SE1] counts eight terms and is never an error', () => {
    assert.equal(terms('a b c d e f g h i j').length, TERMS_MAX);
    for (const nothing of ['', ' ', '%', '*', '""', '-', '--', '"', '- "', '& | !', "'", '\u0301', '🎉', ':', '\\']) {
      assert.deepEqual(parseSearch(nothing), EMPTY, JSON.stringify(nothing));
    }
    assert.deepEqual(terms(`' OR 1=1; --`), [term('OR'), term('1 1')]);
    assert.deepEqual(terms('a & | ! b:* <-> (c'), [term('a'), term('b'), term('c')]);
    for (const long of ['x', '"', '-', 'a ', 'from:', '"a" ', '\u0301', '🎉', 'a-', 'in:"']) {
      assert.ok(terms(long.repeat(10_000)).length <= TERMS_MAX, long);
    }
    assert.deepEqual(terms('x'.repeat(10_000)), []);
  });

  it('[SE2] takes from:, in:, has:, before:, after: and on: as filters, quoted or not', () => {
    const parsed = (more: Partial<ParsedQuery>) => ({ ...EMPTY, ...more });
    assert.deepEqual(parseSearch('from:ada FROM:@Bob tea'), parsed({ from: ['ada', 'Bob'], terms: [term('tea')] }));
    assert.deepEqual(parseSearch('in:#general in:"two words"'), parsed({ in: ['general', 'two words'] }));
    assert.deepEqual(parseSearch('has:link has:IMAGE has:file has:link'), parsed({ has: ['link', 'image', 'file'] }));
    const day = Date.UTC(2026, 1, 28);
    const next = Date.UTC(2026, 2, 1);
    assert.deepEqual(parseSearch('before:2026-02-28'), parsed({ until: day }));
    assert.deepEqual(parseSearch('after:2026-02-28'), parsed({ since: next }));
    assert.deepEqual(parseSearch('on:"2026-02-28"'), parsed({ since: day, until: next }));
    assert.deepEqual(parseSearch('after:2026-02-26 after:2026-02-27 before:2026-03-01 before:2026-03-02'), {
      ...EMPTY,
      since: day,
      until: next,
    });
  });

  it('[SE2] leaves out a name that is still being typed, and takes what is no filter for words', () => {
    assert.deepEqual(parseSearch('from: in: in:# from:@'), EMPTY);
    assert.deepEqual(terms('has:cheese'), [term('has cheese')]);
    assert.deepEqual(terms('before:yesterday'), [term('before yesterday')]);
    assert.deepEqual(terms('on:2026-02-30'), [term('on 2026 02 30')]);
    assert.deepEqual(terms('-from:ada'), [term('from ada', { negated: true })]);
    assert.deepEqual(terms('https://example.org'), [term('https example org')]);
    assert.deepEqual(terms('platform:x'), [term('platform x')]);
  });
});

describe('highlights', () => {
  it('[SE3] mark whole words without regard to case and accents', () => {
    assert.deepEqual(highlight('Tea and teapots, TEA!', terms('tea')), [
      [0, 3],
      [17, 20],
    ]);
    assert.deepEqual(marked('Un Café, cafe\u0301 ou CAFE', 'café'), ['Café', 'cafe\u0301', 'CAFE']);
    assert.deepEqual(marked('Straße, STRASSE, Łódź, İzmir', 'strasse łodz izmir'), [
      'Straße',
      'STRASSE',
      'Łódź',
      'İzmir',
    ]);
    assert.deepEqual(marked('see node.js and a_b', 'js b'), ['js', 'b']);
    assert.deepEqual(marked('teapot tea', 'tea*'), ['teapot', 'tea']);
    assert.deepEqual(marked('nothing here', 'tea'), []);
  });

  it('[SE3] mark phrases as a whole, and never what was excluded', () => {
    assert.deepEqual(marked('good, morning; good night, morning', '"good morning"'), ['good, morning']);
    assert.deepEqual(marked('a b c b c d', '"a b c" "b c d"'), ['a b c', 'b c d']);
    assert.deepEqual(highlight('a b c d', terms('"a b c" "b c d"')), [[0, 7]]);
    assert.deepEqual(marked('a a a', '"a a"'), ['a a a']);
    assert.deepEqual(marked('tea and milk', 'tea -milk'), ['tea']);
  });

  it('[SE3] count in UTF-16 units, whatever stands before', () => {
    assert.deepEqual(highlight('🎉👨‍👩‍👧 tea', terms('tea')), [[11, 14]]);
    assert.deepEqual(marked('𝒜𝒷 𐐀 tea', 'tea'), ['tea']);
    assert.deepEqual(marked(`${'\u0301'.repeat(50)} tea\u0301\u0302\u0303`, 'tea'), ['tea\u0301\u0302\u0303']);
    assert.deepEqual(marked('क कि', 'क'), ['क']);
  });

  it('[SE3] take the longest message with the longest query', () => {
    const content = 'a '.repeat(1000);
    assert.deepEqual(highlight(content, terms(`"${'a '.repeat(90)}"`)), [[0, 1999]]);
    assert.equal(highlight('ab '.repeat(666), terms('a b c d e f g ab')).length, 666);
    assert.deepEqual(highlight('\u0301'.repeat(2000), terms('a')), []);
  });
});
