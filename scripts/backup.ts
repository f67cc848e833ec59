// npm run backup -- <file>: saves the whole database, while the server goes on.

import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { backup } from '../server/db/backup/backup.ts';
import { openSharedSource } from '../server/db/database.ts';
import { CommandError, requireDatabase, runCommand } from './command.ts';
import { megabytes, progressLine } from './progress.ts';

await runCommand(async ({ config, logger }) => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new CommandError('Say where to: npm run backup -- <file>');
  await requireDatabase(config);
  const source = await openSharedSource(config, logger, 'npm run backup');
  const progress = progressLine();
  try {
    const { rows, bytes } = await backup(source.client, file, progress.report).finally(progress.end);
    const { size } = await stat(file);
    console.log(
      `Saved ${source.name} to ${file}: ${rows.toLocaleString('en')} rows, ${megabytes(bytes)} in ${megabytes(size)}.`,
    );
  } finally {
    await source.close();
  }
});
