// npm run migrate: brings the database to the shape that this version expects. The server does it at every start too.

import { openSharedSource } from '../server/db/database.ts';
import { migrateToLatest } from '../server/db/migrate.ts';
import { runCommand } from './command.ts';

await runCommand(async ({ config, logger }) => {
  const source = await openSharedSource(config, logger, 'npm run migrate');
  try {
    const applied = await migrateToLatest(source.client, logger);
    console.log(applied.length > 0 ? `${source.name}: applied ${applied.join(', ')}` : `${source.name}: up to date`);
  } finally {
    await source.close();
  }
});
