// A timer that keeps to the clock: the tick number is the monotonic clock divided by 50 ms, not a count of calls, so after
// a stall the next call advances several ticks at once. A throw in a tick is logged, and the next tick comes all the same.

import { TICK_MS } from '../../shared/protocol/world.ts';

const REPORT_MS = 60_000;
const REPORTS_MAX = 100;

export const tickAt = (monotonic: number): number => Math.floor(monotonic / TICK_MS);

export function startTicking(options: {
  monotonic: () => number;
  onTick: (tick: number) => void;
  onError: (error: unknown) => void;
}): () => void {
  let timer: NodeJS.Timeout;
  /** What goes wrong goes wrong twenty times a second: the same fault is told once a minute. */
  const told = new Map<string, number>();
  const report = (error: unknown): void => {
    const now = options.monotonic();
    const what = String(error);
    if (now - (told.get(what) ?? Number.NEGATIVE_INFINITY) < REPORT_MS) return;
    if (told.size > REPORTS_MAX) told.clear();
    told.set(what, now);
    try {
      options.onError(error);
    } catch {
      // Even a log that fails must not stop the world.
    }
  };
  let last = tickAt(options.monotonic());
  const run = (): void => {
    const now = options.monotonic();
    const tick = tickAt(now);
    if (tick > last) {
      last = tick;
      try {
        options.onTick(tick);
      } catch (error) {
        report(error);
      }
    }
    timer = setTimeout(run, Math.max(1, (last + 1) * TICK_MS - options.monotonic()));
  };
  timer = setTimeout(run, TICK_MS);
  return () => clearTimeout(timer);
}
