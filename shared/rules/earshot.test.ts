import assert from 'node:assert/strict';
import { inEarshot, PARTING_TILES } from './earshot.ts';

const at = (x: number, y: number, private_zone = -1) => ({ x: x * 64 + 32, y: y * 64 + 32, private_zone });

describe('earshot', () => {
  const table: [string, ReturnType<typeof at>, ReturnType<typeof at>, boolean][] = [
    ['five tiles apart, centre to centre', at(0, 0), at(5, 0), true],
    ['a little more than five', at(0, 0), { ...at(5, 0), x: 5 * 64 + 33 }, false],
    ['three and four make five', at(0, 0), at(3, 4), true],
    ['four and four are too far', at(0, 0), at(4, 4), false],
    ['one private zone, across its width', at(0, 0, 1), at(40, 30, 1), true],
    ['inside and outside, side by side', at(0, 0, 1), at(1, 0), false],
    ['two private zones, side by side', at(0, 0, 1), at(1, 0, 2), false],
  ];
  for (const [title, a, b, hears] of table) {
    it(`[WR20] ${title}: ${hears ? 'heard' : 'not heard'}, both ways`, () => {
      assert.equal(inEarshot(a, b), hears);
      assert.equal(inEarshot(b, a), hears);
    });
  }
  it('[WR21] parts beyond six tiles once connected', () => {
    assert.equal(inEarshot(at(0, 0), at(6, 0), PARTING_TILES), true);
    assert.equal(inEarshot(at(0, 0), at(6, 1), PARTING_TILES), false);
  });
});
