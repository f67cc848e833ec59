// The database: the one behind DATABASE_URL, else the embedded one. Nobody but this file knows which.

import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Config } from '../platform/config.ts';
import type { Logger } from '../platform/logger.ts';
import { findEmbedded, startEmbedded } from './embedded/start.ts';
import { isTransient } from './errors.ts';
import { createPool, longRunning, translatingPool } from './pool.ts';
import type { Database } from './schema.ts';
import { type Db, reportHooksTo } from './transaction.ts';

export { brokenConstraint, isConflict, isTransient } from './errors.ts';
export type { Database } from './schema.ts';
export { afterCommit, type Db, type Tx, transaction } from './transaction.ts';

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'databasePool'>;

export type DatabaseSource = {
  client: pg.ClientConfig;
  /** For other programs; it may hold a password. */
  url: string;
  /** For people: without a password. */
  name: string;
  close(): Promise<void>;
};

export type ConnectedDatabase = {
  db: Db;
  /** For `migrateToLatest`. */
  client: pg.ClientConfig;
  /** Lets running queries end, then stops the embedded database too. */
  close(): Promise<void>;
};

/** What kept the start from using the database, in words for the person who started the server. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** In compose files the database often starts together with the server. */
const REACH_PATIENCE_MS = 60_000;
const OLDEST_VERSION = 15;

/** Connects, and waits for a database that is still starting. Rejects with words for the person who started the server. */
export async function connectDatabase(config: DatabaseConfig, logger: Logger): Promise<ConnectedDatabase> {
  const source = await openSource(config, logger);
  try {
    await reach(source, logger);
  } catch (error) {
    await source.close();
    throw error;
  }
  const db = createDb(createPool(source.client, { size: config.databasePool, logger }), logger);
  return {
    db,
    client: source.client,
    close: async () => {
      await db.destroy();
      await source.close();
    },
  };
}

export function createDb(pool: pg.Pool, logger: Logger): Db {
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: translatingPool(pool) }) });
  reportHooksTo(db, logger);
  return db;
}

/** Where the database is; starts the embedded one when it is that. */
export async function openSource(
  config: Pick<DatabaseConfig, 'databaseUrl' | 'dataDir'>,
  logger: Logger,
  purpose?: string,
): Promise<DatabaseSource> {
  if (config.databaseUrl !== undefined) return remoteSource(config.databaseUrl);
  const embedded = await startEmbedded({ dataDir: config.dataDir, logger, ...(purpose && { purpose }) });
  return { ...embedded, name: nameOf(config.dataDir), close: embedded.stop };
}

/** The same beside a running server: what it has started is used, and left running. */
export async function openSharedSource(
  config: Pick<DatabaseConfig, 'databaseUrl' | 'dataDir'>,
  logger: Logger,
  purpose: string,
): Promise<DatabaseSource> {
  const running = config.databaseUrl === undefined ? await findEmbedded(config.dataDir) : undefined;
  if (!running) return openSource(config, logger, purpose);
  return { ...running, name: nameOf(config.dataDir), close: async () => {} };
}

const nameOf = (dataDir: string): string => `the embedded database in ${dataDir}`;

function remoteSource(url: string): DatabaseSource {
  const { host, pathname } = new URL(url);
  return { client: { connectionString: url }, url, name: `${host}${pathname}`, close: async () => {} };
}

async function reach(source: DatabaseSource, logger: Logger): Promise<void> {
  const deadline = performance.now() + REACH_PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const version = await serverVersion(source.client);
      if (version >= OLDEST_VERSION) return;
      throw new Error(`it is PostgreSQL ${version}, and ${OLDEST_VERSION} or later is needed`);
    } catch (error) {
      const said = (error as Error).message;
      if (!isTransient(error))
        throw new DatabaseError(`The database at ${source.name} can not be used: ${said}. Check DATABASE_URL.`, {
          cause: error,
        });
      if (performance.now() > deadline)
        throw new DatabaseError(`The database at ${source.name} does not answer: ${said}. Check DATABASE_URL.`, {
          cause: error,
        });
      if (attempt === 1) logger.warn({ err: error }, `waiting for the database at ${source.name}`);
      await sleep(Math.min(attempt * 250, 2000));
    }
  }
}

async function serverVersion(config: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(longRunning(config));
  // A connection that breaks while it is closed has nothing to say any more.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    return Math.floor(rows[0]!.version / 10_000);
  } finally {
    await client.end();
  }
}
