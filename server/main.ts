// Reads the configuration, listens, shuts down.

import { createApp } from '../colyseus.config.ts';
import { ConfigError, loadConfig } from './platform/config.ts';
import { createLogger } from './platform/logger.ts';

const environment = process.env;

async function main(): Promise<void> {
  const config = loadConfig(environment);
  const logger = createLogger(config.logLevel);
  const app = await createApp(config, logger);
  const port = await app.listen();
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
  process.stderr.write(`${error instanceof ConfigError ? error.message : ((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
