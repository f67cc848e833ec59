import assert from 'node:assert/strict';
import { fold } from './fold.ts';
import { createMatcher, type RuleAction, ruleKey } from './word-rules.ts';

const found = (patterns: readonly string[], text: string, action: RuleAction = 'refuse'): string | undefined =>
  createMatcher(patterns.map((pattern) => ({ pattern, action })))(text)?.pattern;

describe('word rules', () => {
  const FOLDED: [what: string, text: string, folded: string][] = [
    ['case', 'BadWORD', 'badword'],
    ['accents', 'bádwörd', 'badword'],
    ['accents as marks of their own', 'ba\u0301dwo\u0308rd', 'badword'],
    ['marks upon marks', `b${'\u0335\u0336\u0489'.repeat(20)}ad`, 'bad'],
    ['marks of another script', 'b\u0941ad', 'bad'],
    ['full width', 'ｂａｄ　ｗｏｒｄ', 'bad word'],
    ['letters of mathematics', '𝖇𝖆𝖉𝓌ℴ𝓇𝒹', 'badword'],
    ['letters in circles', 'ⓑⓐⓓ', 'bad'],
    ['ligatures', 'ﬁnal oﬀer', 'final offer'],
    ['strokes', 'ŁÓDŹ Straße Ærø', 'lodz strasse aero'],
    ['a dotted capital', 'İstanbul', 'istanbul'],
    ['zero-width characters', 'b\u200ba\u200cd\u200d\u2060\ufeffw\u00adord', 'badword'],
    ['directions', 'b\u202ea\u2066d', 'bad'],
    ['tags', 'b\u{e0061}\u{e0062}ad', 'bad'],
    ['blank letters', 'b\u115f\u3164\uffa0ad', 'bad'],
    ['variation selectors', 'b\ufe0fa\u{e0100}d', 'bad'],
    ['spaces of all kinds', ' a\u00a0\u2003\u3000\u2028\u2800\t\nb ', 'a b'],
    ['kana keep their voice', 'か\u3099が', 'がが'],
    ['vowels of Devanagari stay', 'कि', 'कि'],
    ['the short i of Cyrillic', 'ЙЁ', 'ие'],
    ['nothing', '', ''],
  ];
  for (const [what, text, folded] of FOLDED) {
    it(`[MO1] folds ${what}`, () => assert.equal(fold(text), folded));
  }

  const RULES = [
    'badword',
    'ugly thing',
    'spam*',
    '*casino*',
    'f*k',
    'very * deal',
    '死ね',
    'плохо',
    'don’t',
    'evil.example',
  ];
  const MATCHES: [text: string, pattern: string | undefined][] = [
    ['badword', 'badword'],
    ['such a BADWORD!', 'badword'],
    ['(badword)', 'badword'],
    ['badwords', undefined],
    ['abadword', undefined],
    ['bad word', undefined],
    ['badword2', undefined],
    ['bad_word', 'badword'],
    ['b\u200bad\u00adw\u2060ord', 'badword'],
    ['ｂáⓓ𝔴ord', 'badword'],
    ['b a d w o r d', 'badword'],
    ['b.a.d.w.o.r.d', 'badword'],
    ['b-a-d  w\no r d', 'badword'],
    ['this is b a d w o r d indeed', 'badword'],
    ['ba**d**word', 'badword'],
    ['ba\\dword', 'badword'],
    ['ba&#100;wo&#x72;d', 'badword'],
    ['&#1114112; &#0; &#xffffff;', undefined],
    ['ugly thing', 'ugly thing'],
    ['ugly \u00a0\u3000 thing', 'ugly thing'],
    ['Ugly, thing', 'ugly thing'],
    ['ugly-\nthing', 'ugly thing'],
    ['uglything', undefined],
    ['ugly big thing', undefined],
    ['thing ugly', undefined],
    ['spam', 'spam*'],
    ['spammers', 'spam*'],
    ['antispam', undefined],
    ['spa mmer', undefined],
    ['onlinecasino24', '*casino*'],
    ['casi no', undefined],
    ['fork', 'f*k'],
    ['fk', 'f*k'],
    ['forks', undefined],
    ['very good deal', 'very * deal'],
    ['very deal', undefined],
    ['very big good deal', undefined],
    ['お前死ねよ', '死ね'],
    ['ПЛО́ХО', 'плохо'],
    ["don't", 'don’t'],
    ['see https://evil.example/path', 'evil.example'],
    ['evil', undefined],
    ['', undefined],
    ['😀 🇧🇦', undefined],
  ];
  for (const [text, pattern] of MATCHES) {
    it(`[MO2] ${pattern ? `finds ${pattern} in` : 'finds nothing in'} ${JSON.stringify(text)}`, () =>
      assert.equal(found(RULES, text), pattern));
  }

  it('[MO2] takes the signs of regular expressions as text', () => {
    assert.equal(found(['a.c', '(a+)+$', '[ab]{2}'], 'abc aaaaaaaaaaaaaaaaaaaaaaaaa'), undefined);
    assert.equal(found(['(a+)+$b'], 'a b'), '(a+)+$b');
  });

  it('[MO2] refuses before it holds', () => {
    const find = createMatcher([
      { pattern: 'one', action: 'hold' },
      { pattern: 'two', action: 'refuse' },
    ]);
    assert.equal(find('one and two')?.action, 'refuse');
    assert.equal(find('one alone')?.action, 'hold');
    assert.equal(createMatcher([])('anything'), undefined);
  });

  const KEYS: [pattern: string, key: string | null][] = [
    ['Bad  Wörd', 'bad word'],
    ['F***K', 'f*k'],
    ['＊spam＊', '*spam*'],
    ['* spam *', 'spam'],
    ['very * deal', 'very * deal'],
    ['a*', null],
    ['*a*', null],
    ['**', null],
    ['* *', null],
    ['c++', null],
    ['\u200b\u200b', null],
    ['!?', null],
    ['a* b* c* d* e* f*', 'a* b* c* d* e* f*'],
    ['a* b* c* d* e* f* g', null],
    ['a b c d e f g h', 'a b c d e f g h'],
  ];
  for (const [pattern, key] of KEYS) {
    it(`[MO3] makes ${key === null ? 'no rule' : JSON.stringify(key)} of ${JSON.stringify(pattern)}`, () =>
      assert.equal(ruleKey(pattern), key));
  }

  // A search that tries every split would not end within the life of this machine.
  const WORST: [what: string, pattern: string, text: string][] = [
    ['many stars', `${'a*'.repeat(49)}b`, 'a'.repeat(2000)],
    ['stars around', `*${'a*'.repeat(48)}b*`, 'a'.repeat(2000)],
    ['a long phrase', `${'a '.repeat(48)}b`, 'a '.repeat(1000)],
    ['a phrase of stars', `${'a* '.repeat(5)}b`, 'ab '.repeat(666)],
    ['marks without end', 'a*b', `a${'\u0301'.repeat(1999)}`],
    ['text that grows', 'a*b', 'ﷺ'.repeat(2000)],
    ['entities', 'a*b', '&#'.repeat(1000)],
  ];
  for (const [what, pattern, text] of WORST) {
    it(`[MO4] is through at once: ${what}`, function () {
      this.timeout(5_000);
      assert.equal(found(Array(200).fill(pattern), text), undefined);
      assert.notEqual(found([pattern, 'ok'], `${text} ok`), undefined);
    });
  }
});
