// Reads the configuration, listens, shuts down.

import { createApp } from '../colyseus.config.ts';
import { DatabaseError } from './db/database.ts';
import { EmbeddedError } from './db/embedded/embedded-error.ts';
import { DatabaseTooNewError } from './db/migrate.ts';
import { ConfigError, loadConfig } from './platform/config.ts';
import { ListenError } from './platform/listen-error.ts';
import { createLogger } from './platform/logger.ts';
import { RedisError } from './platform/redis.ts';

const environment = process.env;
/** What these say is meant for the person who started the server; where in the code it was noticed is not. */
const FOR_PEOPLE = [ConfigError, DatabaseError, DatabaseTooNewError, EmbeddedError, ListenError, RedisError];

async function main(): Promise<void> {
  const config = loadConfig(environment);
  const logger = createLogger(config.logLevel);
  const app = await createApp(config, logger);
  const port = await app.listen().catch(async (error) => {
    await app.close();
    throw error;
  });
  logger.info({ host: config.host, port }, 'listening');
  process.stdout.write(`\n  AtriumVerse is open at ${config.publicUrl ?? `http://${config.host}:${port}`}\n\n`);

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'shutting down');
    app.close().then(
      () => process.exit(0),
      (error) => {
        logger.error({ err: error }, 'the shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A bug in one request must not end everybody's world; it is logged as what it is.
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => logger.fatal({ err: error }, 'uncaught exception'));
}

main().catch((error: unknown) => {
  const forPeople = FOR_PEOPLE.some((known) => error instanceof known);
  const { message, stack } = error as Error;
  process.stderr.write(`${forPeople ? message : (stack ?? String(error))}\n`);
  process.exit(1);
});
