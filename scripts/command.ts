// What the database's commands have in common: the configuration, a quiet log, words instead of stacks, an exit code.

import { hasEmbedded } from '../server/db/embedded/start.ts';
import { type Config, loadConfig } from '../server/platform/config.ts';
import { createLogger, type Logger } from '../server/platform/logger.ts';

/** What the person at the terminal did wrong, or has to know. */
export class CommandError extends Error {}

/** Faults that explain themselves; others are ours, and their stack is wanted. */
const PLAIN = new Set(['CommandError', 'ConfigError', 'EmbeddedError', 'BackupError', 'DatabaseTooNewError']);

export async function runCommand(work: (context: { config: Config; logger: Logger }) => Promise<void>): Promise<void> {
  try {
    const config = loadConfig(process.env);
    await work({ config, logger: createLogger('warn') });
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    console.error(PLAIN.has(fault.constructor.name) || fault.code !== undefined ? fault.message : fault);
    process.exitCode = 1;
  }
}

/** Looking into a database that is not there would make an empty one. */
export async function requireDatabase(config: Config): Promise<void> {
  if (config.databaseUrl === undefined && !(await hasEmbedded(config.dataDir)))
    throw new CommandError(
      `There is no database in ${config.dataDir} yet. Set DATA_DIR or DATABASE_URL, or run: npm start`,
    );
}
