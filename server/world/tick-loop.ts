// A timer that keeps to the clock: the tick number is the monotonic clock divided by 50 ms, not a count of calls, so after
// a stall the next call advances several ticks at once. A throw in a tick is logged, and the next tick comes all the same.

import { TICK_MS } from '../../shared/protocol/world.ts';

export const tickAt = (monotonic: number): number => Math.floor(monotonic / TICK_MS);

export function startTicking(options: {
  monotonic: () => number;
  onTick: (tick: number) => void;
  onError: (error: unknown) => void;
}): () => void {
  let timer: NodeJS.Timeout;
  let last = tickAt(options.monotonic());
  const run = (): void => {
    const now = options.monotonic();
    const tick = tickAt(now);
    if (tick > last) {
      last = tick;
      try {
        options.onTick(tick);
      } catch (error) {
        options.onError(error);
      }
    }
    timer = setTimeout(run, Math.max(1, (last + 1) * TICK_MS - options.monotonic()));
  };
  timer = setTimeout(run, TICK_MS);
  return () => clearTimeout(timer);
}
