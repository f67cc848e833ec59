// Brings the database to the shape that this code expects. Several processes may start at once: they wait for each
// other on a lock of the database, and all but the first find nothing to do.

import fs from 'node:fs/promises';
import path from 'node:path';
import { Kysely, PostgresDialect, type QueryExecutorProvider, sql } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Logger } from '../platform/logger.ts';
import { longRunning } from './pool.ts';

export const MIGRATIONS = path.join(import.meta.dirname, '..', '..', 'migrations');

/** The database holds migrations that this code does not know. */
export class DatabaseTooNewError extends Error {
  override name = 'DatabaseTooNewError';
}

const migrationsIn = (folder: string) => new FileMigrationProvider({ fs, path, migrationFolder: folder });

/** The names of the migrations of this code, in order. */
export const knownMigrations = async (folder = MIGRATIONS): Promise<string[]> =>
  Object.keys(await migrationsIn(folder).getMigrations()).sort();

/** The names of the migrations that the database has had, in order; none where it is empty. */
export async function appliedMigrations(db: QueryExecutorProvider): Promise<string[]> {
  const { rows: tables } = await sql`select to_regclass('kysely_migration') as name`.execute(db);
  if ((tables[0] as { name: string | null }).name === null) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** Applies what is missing, all or nothing; up to `last` when it is given. Resolves with the names that it applied. */
export async function migrate(
  db: Kysely<unknown>,
  { last, folder = MIGRATIONS }: { last?: string; folder?: string } = {},
): Promise<string[]> {
  const known = new Set(await knownMigrations(folder));
  const unknown = (await appliedMigrations(db)).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new DatabaseTooNewError(
      `The database is newer than this version of AtriumVerse (it has ${unknown.join(', ')}). ` +
        'Start the version that wrote it or a later one; nothing was changed.',
    );
  const migrator = new Migrator({ db, provider: migrationsIn(folder) });
  const { error, results } = await (last ? migrator.migrateTo(last) : migrator.migrateToLatest());
  const failed = results?.find((result) => result.status === 'Error');
  if (error) throw failed ? new Error(`Migration ${failed.migrationName} failed`, { cause: error }) : error;
  return (results ?? []).map((result) => result.migrationName);
}

/** As `migrate`, over connections of its own without the time limits of answering people. */
export async function migrateToLatest(
  client: pg.ClientConfig,
  logger: Logger,
  options: { folder?: string } = {},
): Promise<string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ ...longRunning(client), max: 2 }) }),
  });
  try {
    const applied = await migrate(db, options);
    if (applied.length > 0) logger.info({ migrations: applied }, 'database migrated');
    return applied;
  } finally {
    await db.destroy();
  }
}
