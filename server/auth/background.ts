// Work that is done after the answer: mails above all. Its length must not show in the answer's timing.

import type { Logger } from '../platform/logger.ts';

export function createBackground(logger: Logger) {
  const running = new Set<Promise<void>>();

  return {
    /** Begins after what is being answered has been written. A failure is logged: nobody else hears of it. */
    run(name: string, work: () => Promise<void>): void {
      const done = new Promise<void>((resolve) => setImmediate(resolve))
        .then(work)
        .catch((error) => logger.error({ err: error, task: name }, 'work in the background failed'))
        .finally(() => running.delete(done));
      running.add(done);
    },
    /** Waits for all that was begun. */
    async drain(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
export type Background = ReturnType<typeof createBackground>;
