// npm run loadtest -- <scenario> [options]

import { parseWalk, UsageError, WALK_HELP, type WalkArguments } from './arguments.ts';
import { runCommand } from './command.ts';
import { targetsOf } from './report.ts';
import { walk } from './walk.ts';

await runCommand<WalkArguments>({
  help: WALK_HELP,
  parse([scenario, ...rest]) {
    if (scenario === '--help') return null;
    if (scenario !== 'walk') throw new UsageError(scenario ? `There is no scenario "${scenario}".` : 'Which scenario?');
    return parseWalk(rest);
  },
  // Each round is walked on two servers and has its time to settle.
  milliseconds: ({ seconds }) => seconds * 4 * 1000,
  async run(args, { signal, say }) {
    const { text, comparison } = await walk(args, { signal, say });
    process.stdout.write(`\n${text}\n`);
    return args.check && targetsOf(comparison).some(({ met }) => !met) ? 1 : 0;
  },
});
