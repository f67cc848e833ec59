// Removes what has expired: now, and every hour. Old rows are refused anyway; this keeps the tables small.

import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { deleteExpired } from './sessions.repository.ts';
import { deleteExpiredTokens } from './user-tokens.repository.ts';

const INTERVAL_MS = 60 * 60 * 1000;
/** Rows at a time: no long locks. */
const BATCH = 1000;

export function createSweeper({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }) {
  let stopped = false;

  const sweep = async (): Promise<void> => {
    let rows: number;
    do {
      const now = clock.now();
      rows = Math.max(await deleteExpired(db, now, BATCH), await deleteExpiredTokens(db, now, BATCH));
    } while (rows >= BATCH && !stopped);
  };

  let running = Promise.resolve();
  const begin = (): void => {
    running = running.then(sweep).catch((error) => logger.warn({ err: error }, 'could not remove expired sessions'));
  };
  begin();
  const timer = setInterval(begin, INTERVAL_MS).unref();

  return {
    /** Waits for what is running. */
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
