// Work in line: a few at a time, a bounded number waiting, what is urgent before what is not.

export function createQueue({ parallel, waiting }: { parallel: number; waiting: number }) {
  const urgent: (() => Promise<void>)[] = [];
  const others: (() => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();
  let closed = false;

  const next = (): void => {
    while (running.size < parallel) {
      const work = urgent.shift() ?? others.shift();
      if (!work) return;
      const done = work().finally(() => {
        running.delete(done);
        next();
      });
      running.add(done);
    }
  };

  return {
    /** False when the line is full or closed. `work` must not throw. */
    add(work: () => Promise<void>, isUrgent: boolean): boolean {
      if (closed || urgent.length + others.length >= waiting) return false;
      (isUrgent ? urgent : others).push(work);
      next();
      return true;
    },
    /** Forgets what waits, and resolves when what runs is done. */
    async close(): Promise<void> {
      closed = true;
      urgent.length = 0;
      others.length = 0;
      await Promise.all(running);
    },
  };
}
