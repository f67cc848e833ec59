import assert from 'node:assert/strict';
import { CYCLE_MS, type Turn, turnsOf, WALK_MS } from './workload.ts';

const WALKERS = 400;

/** What one walker does in its first `milliseconds`, with the time of each turn. */
function first(seed: number, milliseconds: number): (Turn & { at: number })[] {
  const turns: (Turn & { at: number })[] = [];
  let at = 0;
  for (const turn of turnsOf(seed)) {
    at += turn.wait;
    if (at >= milliseconds) break;
    turns.push({ ...turn, at });
  }
  return turns;
}

function walkingAt(seed: number, at: number): boolean {
  return (first(seed, at).at(-1)?.dir ?? 0) !== 0;
}

describe('the workload', () => {
  it('[LT1] has two of five walkers walk at any moment, the first ones included', () => {
    for (const at of [1, 900, 2600, 4100, 60_000]) {
      const walking = Array.from({ length: WALKERS }, (_, seed) => walkingAt(seed, at)).filter(Boolean).length;
      assert.ok(Math.abs(walking / WALKERS - WALK_MS / CYCLE_MS) < 0.08, `${walking} of ${WALKERS} at ${at} ms`);
    }
  });

  it('[LT2] has each walk turn once, about a second after its start, and never to where it goes already', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const turns = first(seed, 10 * CYCLE_MS);
      for (const [index, turn] of turns.entries()) assert.notEqual(turn.dir, turns[index - 1]?.dir ?? 0);
      // The first walk may have begun before.
      const walks = turns.slice(turns.findIndex(({ dir }) => dir === 0) + 1);
      for (let start = 0; start + 2 < walks.length; start += 3) {
        const [begun, turned, stopped] = [walks[start]!, walks[start + 1]!, walks[start + 2]!];
        assert.equal(stopped.at - begun.at, WALK_MS);
        assert.ok(turned.wait >= 700 && turned.wait <= 1300);
        assert.deepEqual([begun.dir > 0, turned.dir > 0, stopped.dir], [true, true, 0]);
      }
    }
  });

  it('[LT3] is the same for the same seed and another for another', () => {
    assert.deepEqual(first(7, 60_000), first(7, 60_000));
    assert.notDeepEqual(first(7, 60_000), first(8, 60_000));
  });
});
