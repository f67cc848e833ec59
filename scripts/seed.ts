// npm run seed [-- --password <password>]: three virtual servers with people and what they have said, to look around in.

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createDb, openSharedSource } from '../server/db/database.ts';
import { migrateToLatest } from '../server/db/migrate.ts';
import { createPool } from '../server/db/pool.ts';
import { CommandError, runCommand } from './command.ts';
import { fillSample, HalfSampleError } from './sample/fill.ts';

await runCommand(async ({ config, logger }) => {
  const { values } = parseArgs({ options: { password: { type: 'string' } } });
  const password = values.password ?? randomBytes(9).toString('base64url');
  if (password.length < 8 || password.length > 128) throw new CommandError('A password has 8 to 128 characters.');
  const source = await openSharedSource(config, logger, 'npm run seed');
  try {
    await migrateToLatest(source.client, logger);
    const db = createDb(createPool(source.client, { size: 4, logger }), logger);
    try {
      console.log('Founding three virtual servers and letting 24 people talk ...');
      const filled = await fillSample({ db, config, logger, password, now: new Date() }).catch((error: unknown) => {
        const half = error instanceof HalfSampleError;
        if (half)
          throw new CommandError('An earlier run was broken off. Run it on an installation that has no sample yet.');
        throw error;
      });
      console.log(
        filled
          ? `Done. Sign in as mira, greta or noor with the password ${password}\n` +
              'Everybody of the sample has this password: do not leave it on a server that others can reach.'
          : 'The sample is there already; nothing was changed.',
      );
    } finally {
      await db.destroy();
    }
  } finally {
    await source.close();
  }
});
