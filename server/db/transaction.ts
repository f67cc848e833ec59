// Check, write, commit, and only then tell: what is published from `afterCommit` is true for ever.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Logger } from '../platform/logger.ts';
import { isConflict } from './errors.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;
type Hook = () => void | Promise<void>;

const hooks = new WeakMap<Db, Hook[]>();
const loggers = new WeakMap<Db, Logger>();

/** Where a hook that throws is reported: the commit has happened, so the caller must not hear of it. */
export const reportHooksTo = (db: Db, logger: Logger): void => void loggers.set(db, logger);

const ATTEMPTS = 3;
const RETRY_DELAY_MS = 20;

/**
 * Runs `work` in a transaction, and again (three times at most) when another transaction got in its way, so it must
 * have no effects but those on the database and its hooks. Inside another transaction it becomes a part of that one.
 * When the connection breaks during the commit nobody knows the outcome: it rejects with `unavailable` and no hook
 * runs, so writes that clients retry need an id of the client.
 */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Tx);
  for (let attempt = 1; ; attempt += 1) {
    const after: Hook[] = [];
    try {
      const result = await db.transaction().execute((tx) => {
        hooks.set(tx, after);
        return work(tx);
      });
      await runHooks(after, db);
      return result;
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
      await sleep(Math.random() * RETRY_DELAY_MS * attempt);
    }
  }
}

/** Runs `hook` once the transaction is committed, in the order of the calls; never when it is rolled back. */
export function afterCommit(tx: Db, hook: Hook): void {
  const list = hooks.get(tx);
  if (!list) throw new Error('afterCommit needs the tx that transaction() gave');
  list.push(hook);
}

async function runHooks(list: readonly Hook[], db: Db): Promise<void> {
  for (const hook of list) {
    try {
      await hook();
    } catch (error) {
      loggers.get(db)?.error({ err: error }, 'what follows a commit failed');
    }
  }
}
