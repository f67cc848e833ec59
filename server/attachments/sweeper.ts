// Removes uploads that nobody sent in time, and files of deleted messages: bytes first, then the row, so that what a
// crash or a broken disk interrupts is found again. Any number of processes may do it at once.

import { type Db, transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { deleteAttachments, lockExpired, type StoredKeys } from './attachments.repository.ts';
import type { Storage } from './storage.ts';

export const UNSENT_MS = 24 * 60 * 60 * 1000;
const INTERVAL_MS = 60 * 60 * 1000;
/** Rows at a time: their locks are held while bytes are removed. */
const BATCH = 20;

export type SweeperDeps = { db: Db; clock: Clock; logger: Logger; storage: Pick<Storage, 'remove'> };

export function createSweeper({ db, clock, logger, storage }: SweeperDeps) {
  let stopped = false;

  const removeBytes = async ({ id, storage_key, thumbnail_key }: StoredKeys): Promise<string | undefined> => {
    try {
      await storage.remove(storage_key);
      if (thumbnail_key) await storage.remove(thumbnail_key);
      return id;
    } catch (error) {
      logger.warn({ err: error, attachment_id: id }, 'could not remove a file; it is tried again');
      return undefined;
    }
  };
  const sweepBatch = (uploadedUntil: Date, afterId: string | undefined) =>
    transaction(db, async (tx) => {
      const rows = await lockExpired(tx, { uploadedUntil, afterId, limit: BATCH });
      const removed = await Promise.all(rows.map(removeBytes));
      await deleteAttachments(
        tx,
        removed.filter((id) => id !== undefined),
      );
      return rows.length === BATCH ? rows.at(-1)?.id : undefined;
    });
  const sweep = async (): Promise<void> => {
    const uploadedUntil = new Date(clock.now().getTime() - UNSENT_MS);
    let afterId: string | undefined;
    do afterId = await sweepBatch(uploadedUntil, afterId);
    while (afterId && !stopped);
  };

  let running = Promise.resolve();
  let isWaiting = false;
  const begin = (): void => {
    // One that has not begun yet will see what came meanwhile.
    if (isWaiting || stopped) return;
    isWaiting = true;
    running = running
      .then(() => {
        isWaiting = false;
        return sweep();
      })
      .catch((error) => logger.warn({ err: error }, 'could not remove files that are not needed any more'));
  };
  begin();
  const timer = setInterval(begin, INTERVAL_MS).unref();

  return {
    /** Soon, and not waited for. */
    begin,
    /** Waits for what is running. */
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
