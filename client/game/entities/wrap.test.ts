import assert from 'node:assert/strict';
import { wrapText } from './wrap.ts';

const wrap = (text: string, width = 10, maxLines = 4): string[] =>
  wrapText(text, { width, maxLines, measure: (part) => [...part].length });

describe('wrapping', () => {
  it('[UW9] breaks between words and at new lines', () => {
    assert.deepEqual(wrap('one two three four'), ['one two', 'three four']);
    assert.deepEqual(wrap('one\ntwo'), ['one', 'two']);
    assert.deepEqual(wrap('short'), ['short']);
  });

  it('[UW9] cuts words that are wider than a line, never inside what one reads as one sign', () => {
    assert.deepEqual(wrap('a 123456789012345'), ['a', '1234567890', '12345']);
    const family = '👩‍👩‍👧';
    for (const line of wrap(family.repeat(4))) assert.equal(line.replaceAll(family, ''), '');
  });

  it('[UW9] ends in an ellipsis where lines were left out', () => {
    const lines = wrap('aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii', 10, 2);
    assert.deepEqual(lines, ['aaaa bbbb', 'cccc dddd…']);
    assert.deepEqual(wrap('1\n2\n3', 10, 2), ['1', '2…']);
  });
});
