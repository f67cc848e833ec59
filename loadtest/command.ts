// What both commands have in common: an end in any case, and words instead of stacks.

import { UsageError } from './arguments.ts';

/** Within it everything is started, joined and cleaned up. */
const OVERHEAD_MS = 240_000;

export type Context = { signal: AbortSignal; say: (line: string) => void };
export type Command<Arguments> = {
  help: string;
  /** Null: help was asked for. Throws UsageError. */
  parse(args: string[]): Arguments | null;
  /** How long the work itself takes. */
  milliseconds(args: Arguments): number;
  /** Answers the exit code. */
  run(args: Arguments, context: Context): Promise<number>;
};

/** A signal or the deadline aborts the work, a second signal ends the process at once. */
export async function runCommand<Arguments>(command: Command<Arguments>): Promise<never> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  let args: Arguments | null;
  try {
    args = command.parse(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message}\n\n${command.help}`);
    process.exit(2);
  }
  if (!args) {
    process.stdout.write(`${command.help}\n`);
    process.exit(0);
  }
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('it took too long')), command.milliseconds(args) + OVERHEAD_MS);
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      abort.abort(new Error(`ended by ${name}`));
      process.once(name, () => process.exit(1));
    });
  }
  try {
    process.exit(await command.run(args, { signal: abort.signal, say }));
  } catch (error) {
    const { aborted, reason } = abort.signal;
    say(aborted ? (reason as Error).message : ((error as Error).stack ?? String(error)));
    process.exit(1);
  }
}
