import assert from 'node:assert/strict';
import { z } from 'zod';
import { createCursors, pageOf } from './cursor.ts';

const Position = z.tuple([z.string(), z.number()]);
const scope = { list: 'servers', query: 'park', mine: false };
const refusal = { code: 'invalid_cursor' };

describe('cursors', () => {
  const cursors = createCursors('a secret of some length');
  const sealed = cursors.seal(scope, ['id', 7]);

  it('[VS20] opens where it was sealed, whatever the order of the filter', () => {
    assert.deepEqual(cursors.open(scope, sealed, Position), ['id', 7]);
    assert.deepEqual(cursors.open({ mine: false, query: 'park', list: 'servers' }, sealed, Position), ['id', 7]);
    assert.deepEqual(cursors.open({ ...scope, owner: undefined }, sealed, Position), ['id', 7]);
  });

  const FOREIGN = [
    { ...scope, list: 'members' },
    { ...scope, query: 'office' },
    { ...scope, query: undefined },
    { ...scope, mine: true },
    { ...scope, server: 'x' },
  ];
  for (const other of FOREIGN) {
    it(`[VS20] refuses one of ${JSON.stringify(other)}`, () => {
      assert.throws(() => cursors.open(other, sealed, Position), refusal);
    });
  }

  it('[VS20] refuses every single altered, added or missing letter', () => {
    for (let at = 0; at < sealed.length; at++) {
      const letter = sealed[at] === 'A' ? 'B' : 'A';
      for (const middle of [letter, '', `${sealed[at]}A`, `${sealed[at]}=`, `${sealed[at]}.`]) {
        const altered = sealed.slice(0, at) + middle + sealed.slice(at + 1);
        if (altered !== sealed) assert.throws(() => cursors.open(scope, altered, Position), refusal, altered);
      }
    }
  });

  it('[VS20] refuses one of another installation, and one whose position has another shape', () => {
    assert.throws(() => createCursors('another secret').open(scope, sealed, Position), refusal);
    assert.throws(() => cursors.open(scope, sealed, z.tuple([z.guid()])), refusal);
  });

  const GARBAGE = ['.', '..', 'x', 'e30.', `.${'A'.repeat(22)}`, '\u0000', '💥', '__proto__', '[]'];
  for (const garbage of GARBAGE) {
    it(`[VS20] refuses ${JSON.stringify(garbage)}`, () => {
      assert.throws(() => cursors.open(scope, garbage, Position), refusal);
    });
  }

  it('[VS20] has a next page only when a row was left over', () => {
    const seal = (last: number) => `after ${last}`;
    assert.deepEqual(pageOf([1, 2, 3], 2, seal), { page: [1, 2], has_more: true, cursor: 'after 2' });
    assert.deepEqual(pageOf([1, 2], 2, seal), { page: [1, 2], has_more: false, cursor: null });
    assert.deepEqual(pageOf([], 2, seal), { page: [], has_more: false, cursor: null });
  });
});
