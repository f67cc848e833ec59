// A real database for each test file: cloned in milliseconds from a migrated template, dropped afterwards. The cluster
// is the one that TEST_DATABASE_URL names (the test runner starts it), else one of this process in a temporary folder.

import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createDb, type Db } from '../../server/db/database.ts';
import { startEmbedded } from '../../server/db/embedded/start.ts';
import { knownMigrations, MIGRATIONS, migrateToLatest } from '../../server/db/migrate.ts';
import { createPool } from '../../server/db/pool.ts';
import { createLogger } from '../../server/platform/logger.ts';

export type TestCluster = { url: string; stop(): Promise<void> };
export type TestDatabase = {
  /** For `DATABASE_URL`, when a test starts the whole application. */
  url: string;
  client: pg.ClientConfig;
  db: Db;
};

const POOL_SIZE = 10;
const logger = createLogger('warn');

/** For one suite: call it where the suite is described, use what it returns inside the tests. */
export function testDatabase(): TestDatabase {
  let current: (TestDatabase & { drop(): Promise<void> }) | undefined;
  before(async function () {
    this.timeout(60_000);
    current = await createTestDatabase();
  });
  after(() => current?.drop());
  const get = (): TestDatabase => {
    if (!current) throw new Error('the test database exists inside tests and hooks only');
    return current;
  };
  return {
    get url() {
      return get().url;
    },
    get client() {
      return get().client;
    },
    get db() {
      return get().db;
    },
  };
}

let clones = 0;

/** `empty` leaves the migrations out. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase & { drop(): Promise<void> }> {
  const cluster = await sharedCluster();
  const template = empty ? 'template0' : await migratedTemplate(cluster.url);
  clones += 1;
  const name = `test_${process.pid}_${clones}`;
  await asAdmin(cluster.url, (admin) => admin.query(`create database ${name} template ${template} strategy file_copy`));
  const url = withDatabase(cluster.url, name);
  const client = { connectionString: url };
  const db = createDb(createPool(client, { size: POOL_SIZE, logger }), logger);
  return {
    url,
    client,
    db,
    drop: async () => {
      await db.destroy();
      await asAdmin(cluster.url, (admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}

/** A cluster that loses everything in a power cut and is fast in return. */
export async function startTestCluster(): Promise<TestCluster> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'atriumverse-test-'));
  const embedded = await startEmbedded({ dataDir, logger, purpose: 'the tests', durable: false });
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  // When the run is interrupted no hook of the tests runs any more.
  const abandon = () => {
    process.kill(embedded.pid(), 'SIGQUIT');
    remove();
  };
  process.once('exit', abandon);
  return {
    url: withDatabase(embedded.url, 'postgres'),
    stop: async () => {
      process.off('exit', abandon);
      await embedded.stop();
      remove();
    },
  };
}

let own: Promise<TestCluster> | undefined;

function sharedCluster(): Promise<TestCluster> {
  const url = process.env.TEST_DATABASE_URL;
  own ??= url ? Promise.resolve({ url, stop: async () => {} }) : startTestCluster();
  return own;
}

// At the root: after the last test of all files.
after(async () => {
  if (own) await (await own).stop();
});

let template: Promise<string> | undefined;

/** Named by what the migrations say, so that a changed one is never tested against an old shape. */
function migratedTemplate(url: string): Promise<string> {
  template ??= makeTemplate(url);
  return template;
}

async function makeTemplate(url: string): Promise<string> {
  const digest = createHash('sha256');
  for (const name of await knownMigrations()) digest.update(await readFile(path.join(MIGRATIONS, `${name}.ts`)));
  const name = `template_${digest.digest('hex').slice(0, 16)}`;
  const unfinished = `${name}_unfinished`;
  await asAdmin(url, async (admin) => {
    // Test files may run in several processes.
    await admin.query(`select pg_advisory_lock(hashtext('test template'))`);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await admin.query(`drop database if exists ${unfinished} with (force)`);
    await admin.query(`create database ${unfinished} template template0`);
    await migrateToLatest({ connectionString: withDatabase(url, unfinished) }, logger);
    await admin.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}
