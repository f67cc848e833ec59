// Saves the whole database to one file, as it was at one moment, while the server goes on.

import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { longRunning } from '../pool.ts';
import { BackupError, BackupWriter, FORMAT, type TableStart } from './format.ts';
import { prepareSession, sequencesOf, tablesToSave } from './tables.ts';

export type Progress = {
  table: string;
  /** Of the whole run, so far. */
  rows: number;
  bytes: number;
  /** 0 to 1. */
  done: number;
};
export type Report = (progress: Progress) => void;

const NEWLINE = 10;

/** Rejects when `file` exists. The file appears under its name only when it is whole and on the disk. */
export async function backup(
  clientConfig: pg.ClientConfig,
  file: string,
  report: Report = () => {},
): Promise<{ rows: number; bytes: number }> {
  if (await stat(file).catch(() => undefined)) throw new BackupError(`${file} exists already. Choose another name.`);
  const unfinished = `${file}.part`;
  const client = new pg.Client(longRunning(clientConfig));
  client.on('error', () => {});
  const total = { rows: 0, bytes: 0 };
  try {
    await client.connect();
    await prepareSession(client);
    await client.query('begin transaction isolation level repeatable read, read only');
    await pipeline(
      Readable.from(content(client, total, report)),
      createZstdCompress(),
      // Passwords' hashes and private words lie in it.
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    );
    await rename(unfinished, file);
    return total;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function* content(
  client: pg.Client,
  total: { rows: number; bytes: number },
  report: Report,
): AsyncGenerator<Buffer> {
  const writer = new BackupWriter();
  yield writer.begin(await headerOf(client));
  const tables = await tablesToSave(client);
  const expected = await countRows(client, tables);
  const progressOf = (table: string) => ({ table, ...total, done: expected === 0 ? 1 : total.rows / expected });
  const rows: Record<string, number> = {};
  for (const table of tables) {
    yield writer.table(table);
    const before = total.rows;
    const stream = client.query(copyTo(`copy ${quoted(client, table)} to stdout`));
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      total.bytes += chunk.length;
      // The text form writes a line break inside a value as \n, so each real one ends a row.
      for (const byte of chunk) if (byte === NEWLINE) total.rows += 1;
      report(progressOf(table.name));
      yield writer.data(chunk);
    }
    rows[table.name] = total.rows - before;
    report(progressOf(table.name));
  }
  yield writer.end({ rows, sequences: await sequencesOf(client) });
}

/** `name (column, ...)` for COPY. */
export const quoted = (client: pg.Client, { name, columns }: TableStart): string =>
  `${client.escapeIdentifier(name)} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')})`;

async function headerOf(client: pg.Client) {
  const { rows: found } = await client.query(`select to_regclass('kysely_migration') is not null as migrated`);
  if (!found[0].migrated) throw new BackupError('There is nothing to save: the database is empty.');
  const { rows } = await client.query('select name from kysely_migration order by name');
  const { rows: server } = await client.query(`select current_setting('server_version') as version`);
  return {
    format: FORMAT,
    created_at: new Date().toISOString(),
    migrations: rows.map((row) => row.name as string),
    postgres: server[0].version as string,
  } as const;
}

async function countRows(client: pg.Client, tables: readonly TableStart[]): Promise<number> {
  let count = 0;
  for (const { name } of tables) {
    const { rows } = await client.query(`select count(*) as n from ${client.escapeIdentifier(name)}`);
    count += rows[0].n;
  }
  return count;
}
