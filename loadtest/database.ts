// A database for one load test: beside the others of TEST_DATABASE_URL, else an embedded one in a temporary folder.

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../server/db/embedded/start.ts';
import { createLogger } from '../server/platform/logger.ts';

export type TemporaryDatabase = { url: string; dataDir: string };

/** `stack` undoes it all. */
export async function makeDatabase(
  stack: AsyncDisposableStack,
  shared = process.env.TEST_DATABASE_URL,
): Promise<TemporaryDatabase> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'atriumverse-loadtest-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  if (!shared) {
    const embedded = await startEmbedded({ dataDir, logger: createLogger('warn'), purpose: 'a load test' });
    // It would outlive this process.
    const abandon = (): void => void process.kill(embedded.pid(), 'SIGQUIT');
    process.once('exit', abandon);
    stack.defer(async () => {
      process.off('exit', abandon);
      await embedded.stop();
    });
    return { url: embedded.url, dataDir };
  }
  const name = `loadtest_${process.pid}`;
  await asAdmin(shared, `create database ${name}`);
  stack.defer(() => asAdmin(shared, `drop database if exists ${name} with (force)`));
  const url = new URL(shared);
  url.pathname = `/${name}`;
  return { url: url.href, dataDir };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
