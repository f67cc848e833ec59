// How people walk in the load test: two seconds of every five, with a turn about once a second while they walk.

import { between, pick, type Random, randomFrom } from '../art/random.ts';
import type { Dir } from '../shared/rules/movement.ts';

export const CYCLE_MS = 5000;
export const WALK_MS = 2000;
/** The turn in the middle of a walk comes so long after its start. */
const TURN_MS = { earliest: 700, latest: 1300 };
const DIRECTIONS: readonly Dir[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** After so many milliseconds the walker turns this way; 0 stops. */
export type Turn = { wait: number; dir: Dir };

/**
 * The turns of one walker, without end; the same for the same seed. Walkers begin anywhere in their cycle, so that a
 * crowd walks as densely from the first moment on as it does later.
 */
export function* turnsOf(seed: number): Generator<Turn, never> {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1));
  let left = between(random, 0, CYCLE_MS - 1);
  if (left >= CYCLE_MS - WALK_MS) {
    // In the middle of a walk already: what is left of it is walked straight.
    const rest = left - (CYCLE_MS - WALK_MS);
    yield { wait: 0, dir: pick(random, DIRECTIONS) };
    yield { wait: rest, dir: 0 };
    left = CYCLE_MS - WALK_MS;
  }
  for (;;) {
    const first = pick(random, DIRECTIONS);
    const turn = between(random, TURN_MS.earliest, TURN_MS.latest);
    yield { wait: left, dir: first };
    yield { wait: turn, dir: another(random, first) };
    yield { wait: WALK_MS - turn, dir: 0 };
    left = CYCLE_MS - WALK_MS;
  }
}

function another(random: Random, than: Dir): Dir {
  return ((than - 1 + between(random, 1, DIRECTIONS.length - 1)) % DIRECTIONS.length) + 1;
}
