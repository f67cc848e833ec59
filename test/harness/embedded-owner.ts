// A process of its own that starts the embedded database of the folder given, for tests that kill it. With the word
// `write` it commits rows as fast as it can and tells its parent of each one that was confirmed.

import pg from 'pg';
import { startEmbedded } from '../../server/db/embedded/start.ts';
import { createLogger } from '../../server/platform/logger.ts';

const [dataDir, mode] = process.argv.slice(2);
const WRITERS = 4;

try {
  const embedded = await startEmbedded({ dataDir: dataDir!, logger: createLogger('silent'), patienceMs: 0 });
  process.send!({ ready: embedded.pid() });
  if (mode === 'write') {
    const pool = new pg.Pool({ ...embedded.client, max: WRITERS });
    pool.on('error', () => {});
    await pool.query('create table if not exists written (id text primary key)');
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(pool, writer)));
  }
  process.once('message', async () => {
    await embedded.stop();
    process.disconnect();
  });
} catch (error) {
  process.send!({ failed: (error as Error).message });
  process.disconnect();
}

async function write(pool: pg.Pool, writer: number): Promise<never> {
  for (let count = 0; ; count += 1) {
    const id = `${process.pid}-${writer}-${count}`;
    await pool.query('insert into written values ($1)', [id]);
    process.send!({ confirmed: id });
  }
}
