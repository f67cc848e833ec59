// A clock that stands still until a test moves it.

import type { Clock } from '../../server/platform/clock.ts';

export type TestClock = Clock & {
  advance(milliseconds: number): void;
};

export function testClock(start = new Date('2030-01-01T12:00:00.000Z')): TestClock {
  let passed = 0;
  return {
    now: () => new Date(start.getTime() + passed),
    monotonic: () => passed,
    advance(milliseconds) {
      passed += milliseconds;
    },
  };
}
