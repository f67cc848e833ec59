// Time comes in through here, so that tests move it. Windows and ticks use the monotonic clock: the wall clock jumps.

export type Clock = {
  /** Wall clock. */
  now(): Date;
  /** Milliseconds that never go back. */
  monotonic(): number;
};

export const systemClock: Clock = { now: () => new Date(), monotonic: () => performance.now() };
