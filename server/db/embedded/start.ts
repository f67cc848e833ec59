// Supervises a PostgreSQL of our own for installations without DATABASE_URL: real, private to this folder, and gone
// from sight. It outlives a kill -9 of the server; the next start takes it over.

import { mkdir, realpath } from 'node:fs/promises';
import pg from 'pg';
import type { Logger } from '../../platform/logger.ts';
import { findAccount, makeFolders, type RootStrategy } from './account.ts';
import { ensureCluster } from './cluster.ts';
import { explain } from './embedded-error.ts';
import { clientConfig, DATABASE, type Layout, layoutOf, urlOf } from './layout.ts';
import { lockFolder, tryLock } from './lock.ts';
import {
  findRunning,
  isAsWanted,
  type Postmaster,
  readPidFile,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { exists, findPrograms } from './programs.ts';
import { Supervisor } from './supervisor.ts';

export type Embedded = {
  client: { host: string; port: number; user: string; database: string };
  /** For any PostgreSQL client on this machine, as the user who runs the server. */
  url: string;
  /** The main process of PostgreSQL. */
  pid(): number;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  logger: Logger;
  /** Told to whoever finds the folder in use. */
  purpose?: string;
  /** False makes commits fast and a power cut fatal: for tests. */
  durable?: boolean;
  /** Milliseconds to wait for another process to let go of the folder. */
  patienceMs?: number;
  rootStrategies?: readonly RootStrategy[];
};

/** Rejects with an EmbeddedError whose message says what to do. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  let layout = layoutOf(options.dataDir);
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
    layout = layoutOf(await realpath(options.dataDir));
    await makeFolders(layout);
    return await startLocked(layout, options);
  } catch (error) {
    throw explain(error, layout);
  }
}

async function startLocked(layout: Layout, options: EmbeddedOptions): Promise<Embedded> {
  const { logger, durable = true } = options;
  const lock = await lockFolder(layout, options.purpose ?? 'the server', options.patienceMs);
  try {
    const programs = await findPrograms();
    const account = await findAccount(layout, { programs, ...only(options.rootStrategies) });
    const started = performance.now();
    const found = await ensureCluster(layout, account);
    const supervisor = new Supervisor(layout, logger, (onExit) =>
      startPostmaster(layout, { account, durable, onExit }),
    );
    const adopted = (await isAsWanted(layout, account, durable)) ? await findReady(layout) : undefined;
    if (adopted) supervisor.adopt(adopted);
    else {
      const unwanted = await findRunning(layout);
      if (unwanted) await stopPostmaster(unwanted, layout);
      await supervisor.start();
    }
    await ensureDatabase(layout).catch(async (error) => {
      await supervisor.stop();
      throw error;
    });
    const how = adopted ? 'adopted' : found === 'made' ? 'created' : 'started';
    logger.info(
      { folder: layout.home, how, ms: Math.round(performance.now() - started) },
      'embedded database is ready',
    );
    return {
      client: clientConfig(layout),
      url: urlOf(layout),
      pid: () => supervisor.pid,
      stop: async () => {
        await supervisor.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The running database of a folder that another process holds, for looking into it and for backups. */
export async function findEmbedded(dataDir: string): Promise<Pick<Embedded, 'client' | 'url'> | undefined> {
  const layout = layoutOf(await realpath(dataDir).catch(() => dataDir));
  if (!(await findReady(layout))) return undefined;
  const lock = tryLock(layout);
  // Nobody supervises it: an orphan is to be adopted by `startEmbedded`, not used on the side.
  if (lock) lock.release();
  return lock ? undefined : { client: clientConfig(layout), url: urlOf(layout) };
}

/** Is there a database in this folder at all? */
export const hasEmbedded = (dataDir: string): Promise<boolean> => exists(layoutOf(dataDir).cluster);

async function findReady(layout: Layout): Promise<Postmaster | undefined> {
  const running = await findRunning(layout);
  const file = running && (await readPidFile(layout));
  return file?.status === 'ready' ? running : undefined;
}

async function ensureDatabase(layout: Layout): Promise<void> {
  const client = new pg.Client(clientConfig(layout, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

const only = (rootStrategies: readonly RootStrategy[] | undefined) => (rootStrategies ? { rootStrategies } : {});
