// Lets a few through at once and holds a bounded queue: expensive work must neither take every thread nor pile up.

import { AppError } from '../platform/errors.ts';

/** `run` throws `unavailable` at once when `waiting` others stand in line. */
export function createGate({ parallel, waiting }: { parallel: number; waiting: number }) {
  let running = 0;
  const line: (() => void)[] = [];

  const enter = async (): Promise<void> => {
    if (running < parallel) {
      running++;
      return;
    }
    if (line.length >= waiting) throw new AppError('unavailable', { retry_after: 2 });
    await new Promise<void>((resolve) => line.push(resolve));
  };
  const leave = (): void => {
    const next = line.shift();
    // Whoever is next takes over the place; the count stays.
    if (next) next();
    else running--;
  };

  return {
    async run<T>(work: () => Promise<T>): Promise<T> {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
