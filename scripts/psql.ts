// npm run psql [-- <arguments of psql>]: a look into the database, while the server runs or not.

import { spawn } from 'node:child_process';
import { openSharedSource } from '../server/db/database.ts';
import { requireDatabase, runCommand } from './command.ts';

await runCommand(async ({ config, logger }) => {
  await requireDatabase(config);
  const source = await openSharedSource(config, logger, 'npm run psql');
  try {
    console.error(`Connect any PostgreSQL client on this machine to:\n  ${withoutPassword(source.url)}`);
    await openPsql(source.url, process.argv.slice(2));
  } finally {
    await source.close();
  }
});

function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = '...';
  return url.href;
}

/** Resolves when the person leaves psql or, without psql, presses Ctrl-C: until then the database stays open for others. */
async function openPsql(url: string, args: readonly string[]): Promise<void> {
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
  // In psql Ctrl-C ends a query, not the session.
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const child = spawn('psql', [...args, url], { stdio: 'inherit' });
  const outcome = await new Promise<'missing' | number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve('missing') : reject(error),
    );
    child.once('exit', (code) => resolve(code ?? 1));
  });
  if (outcome !== 'missing') {
    process.exitCode = outcome;
    return;
  }
  console.error('psql is not installed here. The address stays open until you press Ctrl-C.');
  const waiting = setInterval(() => {}, 60_000);
  await interrupted;
  clearInterval(waiting);
}
