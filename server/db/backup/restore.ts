// Puts the whole database back from one file: all of it in one transaction, or nothing.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { appliedMigrations, knownMigrations, migrate } from '../migrate.ts';
import { APPLICATION_NAME, longRunning } from '../pool.ts';
import { quoted, type Report } from './backup.ts';
import { BackupError, type BackupRecord, bodyOf, damaged, End, Header, readRecords, TableStart } from './format.ts';
import { dropEverything, prepareSession, tableNames, tablesToSave } from './tables.ts';

export type RestoreOptions = { replace?: boolean; report?: Report; migrations?: string };

/** Into an empty database, or with `replace` in place of what is there. A backup of an older version is migrated. */
export async function restore(
  clientConfig: pg.ClientConfig,
  file: string,
  options: RestoreOptions = {},
): Promise<{ rows: number; bytes: number }> {
  const records = await openBackup(file, options.report ?? (() => {}));
  const header = bodyOf(await expectRecord(records, 'H'), Header);
  await refuseNewer(header, options.migrations);
  const client = new pg.Client(longRunning(clientConfig));
  client.on('error', () => {});
  try {
    await client.connect();
    await prepareSession(client);
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOfOne(client) }) });
    await refuseWhileServed(client);
    const counts = await db.transaction().execute(async (tx) => {
      await makeRoom(client, options.replace ?? false);
      await migrate(tx, { last: header.migrations.at(-1)!, ...folderOf(options) });
      if ((await appliedMigrations(tx)).join() !== header.migrations.join())
        throw new BackupError(
          'The migrations of this backup are not those of this version. Restore it with its own version.',
        );
      const counts = await load(client, records).catch((error) => {
        throw isRefusedData(error) ? damaged(error) : error;
      });
      await migrate(tx, folderOf(options));
      return counts;
    });
    await client.query('analyze');
    return counts;
  } finally {
    await client.end();
    await records.return(undefined);
  }
}

const folderOf = ({ migrations }: RestoreOptions) => (migrations ? { folder: migrations } : {});

/** `done` goes by how much of the file was read. */
async function openBackup(file: string, report: Report): Promise<AsyncGenerator<BackupRecord>> {
  const { size } = await stat(file);
  const stored = createReadStream(file);
  const plain = stored.pipe(createZstdDecompress());
  stored.on('error', (error) => plain.destroy(error));
  const done = () => stored.bytesRead / Math.max(size, 1);
  const records = reporting(readRecords(plain), (progress) => report({ ...progress, done: done() }));
  return closing(records, () => stored.destroy());
}

async function* closing<T>(items: AsyncGenerator<T>, close: () => void): AsyncGenerator<T> {
  try {
    yield* items;
  } finally {
    close();
  }
}

async function* reporting(
  records: AsyncGenerator<BackupRecord>,
  report: (progress: { table: string; rows: number; bytes: number }) => void,
): AsyncGenerator<BackupRecord> {
  const progress = { table: '', rows: 0, bytes: 0 };
  try {
    for await (const record of records) {
      if (record.kind === 'T') progress.table = bodyOf(record, TableStart).name;
      if (record.kind === 'D') {
        progress.bytes += record.body.length;
        for (const byte of record.body) if (byte === 10) progress.rows += 1;
      }
      if (progress.table) report(progress);
      yield record;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ZSTD_') || code?.startsWith('Z_'))
      throw new BackupError('This file is damaged, or not a backup of AtriumVerse. Nothing was changed.', {
        cause: error,
      });
    throw error;
  }
}

async function expectRecord(records: AsyncGenerator<BackupRecord>, kind: BackupRecord['kind']): Promise<BackupRecord> {
  const { value } = await records.next();
  if (value?.kind !== kind) throw damaged();
  return value;
}

async function refuseNewer(header: Header, folder: string | undefined): Promise<void> {
  const known = new Set(await knownMigrations(folder));
  const unknown = header.migrations.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new BackupError(
      `This backup was made by a newer version of AtriumVerse (it has ${unknown.join(', ')}). Restore it with that version.`,
    );
}

async function refuseWhileServed(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    'select from pg_stat_activity where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()',
    [APPLICATION_NAME],
  );
  if (rowCount) throw new BackupError('A server is connected to this database. Stop it first.');
}

async function makeRoom(client: pg.Client, replace: boolean): Promise<void> {
  const tables = await tableNames(client);
  if (tables.length === 0) return;
  if (!replace)
    throw new BackupError(
      'The database is not empty. To put the backup in the place of all that is there, add --replace.',
    );
  await dropEverything(client);
}

/** Reads the tables into a database that has their shape. References are checked when all rows are there. */
async function load(
  client: pg.Client,
  records: AsyncGenerator<BackupRecord>,
): Promise<{ rows: number; bytes: number }> {
  const tables = new Map((await tablesToSave(client)).map((table) => [table.name, table]));
  const references = await takeReferences(client);
  const names = [...tables.keys()].map((name) => client.escapeIdentifier(name));
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  await client.query(`truncate ${names.join(', ')}`);
  const rows: Record<string, number> = {};
  let bytes = 0;
  let record = (await records.next()).value as BackupRecord;
  while (record.kind === 'T') {
    const start = bodyOf(record, TableStart);
    const known = tables.get(start.name);
    if (known?.columns.join() !== start.columns.join())
      throw new BackupError(
        `This backup has a table ${start.name} that this version does not know. Nothing was changed.`,
      );
    const stream = client.query(copyFrom(`copy ${quoted(client, start)} from stdin`));
    await pipeline(Readable.from(pieces()), stream);
    rows[start.name] = stream.rowCount;
  }
  if (record.kind !== 'E') throw damaged();
  const end = bodyOf(record, End);
  for (const name of tables.keys())
    if (rows[name] !== end.rows[name]) throw new BackupError(`This backup lacks rows of ${name}. Nothing was changed.`);
  for (const { name, value, is_called } of end.sequences)
    await client.query('select setval($1::regclass, $2, $3)', [client.escapeIdentifier(name), value, is_called]);
  for (const name of names) await client.query(`alter table ${name} enable trigger user`);
  for (const { table, name, definition } of references)
    await client.query(`alter table ${table} add constraint ${client.escapeIdentifier(name)} ${definition}`);
  return { rows: Object.values(rows).reduce((sum, count) => sum + count, 0), bytes };

  async function* pieces(): AsyncGenerator<Buffer> {
    for (;;) {
      record = (await records.next()).value as BackupRecord;
      if (record.kind !== 'D') return;
      bytes += record.body.length;
      yield record.body;
    }
  }
}

/** Values that PostgreSQL can not read, or that break a rule which held when they were saved. */
const isRefusedData = (error: unknown): boolean => /^2[23]/.test((error as { code?: string }).code ?? '');

type Reference = { table: string; name: string; definition: string };

/** Tables may refer to each other in a circle, so no order of loading would do. */
async function takeReferences(client: pg.Client): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace order by conname`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${client.escapeIdentifier(name)}`);
  return rows;
}

/** One connection for Kysely's migrations and for COPY, so that both are in the same transaction. */
function poolOfOne(client: pg.Client): PostgresPool {
  const connection = {
    query: (text: string, values: unknown[]) => client.query(text, values),
    release: () => {},
  } as unknown as Awaited<ReturnType<PostgresPool['connect']>>;
  return { options: {}, connect: async () => connection, end: async () => {} };
}
