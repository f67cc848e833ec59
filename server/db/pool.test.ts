import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { testDatabase } from '../../test/harness/database.ts';
import { AppError } from '../platform/errors.ts';
import { createLogger } from '../platform/logger.ts';
import { connectDatabase, createDb } from './database.ts';
import { layoutOf } from './embedded/layout.ts';
import { findRunning } from './embedded/postmaster.ts';
import { brokenConstraint, isTransient } from './errors.ts';
import { createPool } from './pool.ts';

const logger = createLogger('silent');
const isUnavailable = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'unavailable' && isTransient(error);

describe('database connections', () => {
  const database = testDatabase();

  it('[OP16] answer with a retryable error while the database is away, and heal by themselves', async function () {
    this.timeout(60_000);
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'atrium-'));
    const connected = await connectDatabase({ databaseUrl: undefined, dataDir, databasePool: 4 }, logger);
    try {
      // One connection is in a transaction, between two statements, when it is lost.
      const trx = await connected.db.startTransaction().execute();
      await sql`select 1`.execute(trx);
      process.kill((await findRunning(layoutOf(dataDir)))!.pid, 'SIGKILL');
      await assert.rejects(
        until(async () => void (await sql`select 1`.execute(trx)), 'fails'),
        isUnavailable,
      );
      await assert.rejects(trx.rollback().execute());
      await until(async () => void (await sql`select 1`.execute(connected.db)), 'works');
      await Promise.all(Array.from({ length: 8 }, () => sql`select 1`.execute(connected.db)));
    } finally {
      await connected.close();
      await rm(dataDir, { recursive: true });
    }
  });

  it('[OP16] answer with a retryable error when all of them are in use for too long', async () => {
    const db = createDb(createPool(database.client, { size: 1, logger, connectTimeoutMs: 100 }), logger);
    const trx = await db.startTransaction().execute();
    await assert.rejects(sql`select 1`.execute(db), isUnavailable);
    await trx.rollback().execute();
    await sql`select 1`.execute(db);
    await db.destroy();
  });

  it('[OP16] leave a connection that does not answer any more, and use a new one', async () => {
    const db = createDb(createPool(database.client, { size: 1, logger, answerTimeoutMs: 500 }), logger);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    const { pid } = rows[0]!;
    process.kill(pid, 'SIGSTOP');
    try {
      await assert.rejects(sql`select 1`.execute(db), isUnavailable);
      await sql`select 1`.execute(db);
    } finally {
      process.kill(pid, 'SIGCONT');
      await db.destroy();
    }
  });

  it('[OP16] end a statement that runs too long, and tell faults of ours from those of the database', async () => {
    const slow = database.db.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 50`.execute(tx);
      await sql`select pg_sleep(5)`.execute(tx);
    });
    await assert.rejects(slow, isUnavailable);
    const { rows } = await sql<{ value: string }>`select current_setting('statement_timeout') as value`.execute(
      database.db,
    );
    assert.equal(rows[0]?.value, '10s');
    await assert.rejects(sql`select nonsense`.execute(database.db), (error) => !isTransient(error));
    const twice = () => database.db.insertInto('settings').values({ key: 'twice', value: 1 }).execute();
    await twice();
    await assert.rejects(twice(), (error) => brokenConstraint(error) === 'settings_pk' && !isTransient(error));
  });

  it('[OP16] read counts as numbers, days as text and times to the millisecond in UTC', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    await sql`alter database ${sql.id(new URL(database.url).pathname.slice(1))} set timezone = 'America/New_York'`.execute(
      database.db,
    );
    const db = createDb(createPool(database.client, { size: 1, logger }), logger);
    const { rows } = await sql`
      select count(*) as count, date '2026-03-29' as day, ${at}::timestamptz(3) as at, current_setting('TimeZone') as zone
    `.execute(db);
    await db.destroy();
    assert.deepEqual(rows, [{ count: 1, day: '2026-03-29', at, zone: 'UTC' }]);
  });
});

async function until(attempt: () => Promise<void>, outcome: 'works' | 'fails'): Promise<void> {
  for (const deadline = performance.now() + 30_000; ; await sleep(10)) {
    try {
      await attempt();
      if (outcome === 'works') return;
    } catch (error) {
      if (outcome === 'fails') throw error;
      assert(isUnavailable(error), `not a retryable error: ${error}`);
    }
    assert(performance.now() < deadline, `it never ${outcome}`);
  }
}
