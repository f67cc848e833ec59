// Connections: how many, how long they wait, how their values are read, and what becomes of their failures.

import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Logger } from '../platform/logger.ts';
import { isConnectionLost, unavailableIfTransient } from './errors.ts';

/** Seen in pg_stat_activity; `npm run restore` refuses while a server with this name is connected. */
export const APPLICATION_NAME = 'atriumverse';

/** For a free connection as well as for a new one: longer than this, nobody waits for an answer any more. */
const CONNECT_TIMEOUT_MS = 5000;
const STATEMENT_TIMEOUT_MS = 10_000;
/** When the network drops everything the server's own timeout is never heard of. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 2000;
/** A transaction that is left open holds back cleaning and locks. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
const IDLE_MS = 30_000;

const INT8 = 20;
const DATE = 1082;

/** Counts as numbers (all of ours are below 2^53), days as text: a Date would shift them by the time zone. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** For work of its own, without the limits of answering people: migrations, backups. */
export const longRunning = (client: pg.ClientConfig): pg.ClientConfig => ({
  ...client,
  types,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  keepAlive: true,
});

export type PoolOptions = { size: number; logger: Logger; connectTimeoutMs?: number; answerTimeoutMs?: number };

export function createPool(client: pg.ClientConfig, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...client,
    types,
    application_name: APPLICATION_NAME,
    max: options.size,
    // One stays open, so that the database always knows whether a server uses it.
    min: 1,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
  });
  // An idle connection that breaks has nobody to tell; without a listener it would end the process.
  // Its words alone: the error of the driver carries the whole connection.
  pool.on('error', ({ message }) => {
    if (!pool.ending) options.logger.warn({ reason: message }, 'an idle database connection was lost');
  });
  // The same for one that is in use, but between two statements; the next statement is refused.
  pool.on('connect', (connection) => {
    // What SQL makes of times must not depend on how the database was set up.
    connection.query(`set timezone = 'UTC'`).catch(() => {});
    connection.on('error', (error) => options.logger.debug({ err: error }, 'a database connection was lost'));
  });
  return pool;
}

/** The pool as Kysely uses it: transient failures leave it as `unavailable`, and a lost connection is never used again. */
export function translatingPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect().catch((error) => {
        throw unavailableIfTransient(error);
      });
      const known = clients.get(client);
      if (known) return known;
      const translating = translatingClient(client);
      clients.set(client, translating);
      return translating;
    },
    end: () => pool.end(),
  };
}

function translatingClient(client: pg.PoolClient): PostgresPoolClient {
  let lost = false;
  const query = (text: string, values: readonly unknown[]) =>
    client.query(text, [...values]).catch((error: unknown) => {
      lost ||= isConnectionLost(error);
      throw unavailableIfTransient(error);
    });
  return {
    // Cursors, the other form of this call, are never used.
    query: query as unknown as PostgresPoolClient['query'],
    release: (discard) => client.release(discard || lost),
  };
}
