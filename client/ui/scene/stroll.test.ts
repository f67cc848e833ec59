import assert from 'node:assert/strict';
import { type Leg, strollAt } from './stroll.ts';

const LEGS: Leg[] = [
  [
    [2, 2],
    [8, 2],
    [8, 6],
  ],
  [
    [8, 6],
    [4, 6],
    [2, 2],
  ],
];

describe('a stroll', () => {
  it('[UI13] keeps to its way, without a jump, round after round', () => {
    let before = strollAt(LEGS, 0);
    for (let seconds = 0; seconds < 60; seconds += 0.05) {
      const now = strollAt(LEGS, seconds);
      assert.ok(now.x >= 2 && now.x <= 8 && now.y >= 2 && now.y <= 6);
      assert.ok(Math.hypot(now.x - before.x, now.y - before.y) < 0.2, `jumped at ${seconds}`);
      assert.ok(now.stop >= before.stop);
      before = now;
    }
    assert.ok(before.stop > 4);
  });

  it('[UI13] looks where it goes, and rests at each stop', () => {
    assert.deepEqual(strollAt(LEGS, 1), { x: 4.2, y: 2, facing: 'right', walking: true, stop: 0 });
    const resting = strollAt(LEGS, 10 / 2.2 + 1);
    assert.deepEqual(resting, { x: 8, y: 6, facing: 'down', walking: false, stop: 0 });
  });
});
