// npm run restore -- <file> [--replace]: puts a saved database back, whole or not at all. The server must be stopped.

import { access } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { restore } from '../server/db/backup/restore.ts';
import { openSource } from '../server/db/database.ts';
import { CommandError, runCommand } from './command.ts';
import { megabytes, progressLine } from './progress.ts';

await runCommand(async ({ config, logger }) => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new CommandError('Say which: npm run restore -- <file> [--replace]');
  await access(file).catch(() => {
    throw new CommandError(`${file} can not be read.`);
  });
  const source = await openSource(config, logger, 'npm run restore');
  const progress = progressLine();
  try {
    const options = { replace: values.replace ?? false, report: progress.report };
    const { rows, bytes } = await restore(source.client, file, options).finally(progress.end);
    console.log(`Restored ${source.name} from ${file}: ${rows.toLocaleString('en')} rows, ${megabytes(bytes)}.`);
  } finally {
    await source.close();
  }
});
