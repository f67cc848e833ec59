// One piece of dear work at a time for each person: a second waits for the first, a third is refused.

import { AppError } from '../platform/errors.ts';

const LINE_MAX = 2;

export function createTurns(refusal: string) {
  const lines = new Map<string, Promise<unknown>[]>();
  return {
    /** Throws `rate_limited` when one is running and one waits already. */
    async take<T>(key: string, work: () => Promise<T>): Promise<T> {
      const line = lines.get(key) ?? [];
      if (line.length >= LINE_MAX) throw new AppError('rate_limited', { message: refusal, retry_after: 1 });
      const ahead = line.at(-1);
      const own = (async () => {
        await ahead?.catch(() => {});
        return work();
      })();
      line.push(own);
      lines.set(key, line);
      try {
        return await own;
      } finally {
        line.splice(line.indexOf(own), 1);
        if (line.length === 0) lines.delete(key);
      }
    },
  };
}
