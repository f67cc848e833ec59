// npm run loadtest -- <scenario> [options]

import {
  CALLS_HELP,
  CHAT_DATA_HELP,
  CHAT_HELP,
  MEDIA_HELP,
  parseCalls,
  parseChat,
  parseChatData,
  parseMedia,
  parseWalk,
  UsageError,
  WALK_HELP,
} from './arguments.ts';
import { calls } from './calls.ts';
import { chat } from './chat.ts';
import { chatData } from './chat-data.ts';
import { chatTargets } from './chat-report.ts';
import { type Context, runCommand } from './command.ts';
import { media } from './media.ts';
import { targetsOf } from './report.ts';
import { walk } from './walk.ts';

type Run = {
  /** How long the work itself takes. */
  milliseconds: number;
  check: boolean;
  run(context: Context): Promise<{ text: string; met: boolean }>;
};
type Scenario = { help: string /** Null: help was asked for. */; parse(args: string[]): Run | null };

const scenarios: Record<string, Scenario> = {
  walk: {
    help: WALK_HELP,
    parse(rest) {
      const args = parseWalk(rest);
      return (
        args && {
          // Each round is walked on two servers and has its time to settle.
          milliseconds: args.seconds * 4 * 1000,
          check: args.check,
          async run(context) {
            const { text, comparison } = await walk(args, context);
            return { text, met: targetsOf(comparison).every(({ met }) => met) };
          },
        }
      );
    },
  },
  chat: {
    help: CHAT_HELP,
    parse(rest) {
      const args = parseChat(rest);
      return (
        args && {
          milliseconds: args.seconds * 2 * 1000,
          check: args.check,
          async run(context) {
            const { text, targets } = await chat(args, context);
            return { text, met: targets.every(({ met }) => met) };
          },
        }
      );
    },
  },
  media: {
    help: MEDIA_HELP,
    parse(rest) {
      const args = parseMedia(rest);
      return (
        args && {
          milliseconds: args.seconds * 3 * 1000,
          check: args.check,
          async run(context) {
            const { text, targets } = await media(args, context);
            return { text, met: targets.every(({ met }) => met) };
          },
        }
      );
    },
  },
  calls: {
    help: CALLS_HELP,
    parse(rest) {
      const args = parseCalls(rest);
      return (
        args && {
          milliseconds: args.seconds * 2 * 1000 + (args.mesh + args.crowd) * 15_000,
          check: false,
          run: async (context) => ({ text: await calls(args, context), met: true }),
        }
      );
    },
  },
  'chat-data': {
    help: CHAT_DATA_HELP,
    parse(rest) {
      const args = parseChatData(rest);
      return (
        args && {
          // Writing takes most of it, on a slow disk as well.
          milliseconds: 120_000 + args.messages / 2,
          check: args.check,
          async run(context) {
            const { text, result } = await chatData(args, context);
            return { text, met: chatTargets(result).every(({ met }) => met) };
          },
        }
      );
    },
  },
};

const named = scenarios[process.argv[2] ?? ''];

await runCommand<Run>({
  help:
    named?.help ??
    Object.values(scenarios)
      .map(({ help }) => help)
      .join('\n\n'),
  parse([scenario, ...rest]) {
    if (scenario === '--help') return null;
    if (!named) throw new UsageError(scenario ? `There is no scenario "${scenario}".` : 'Which scenario?');
    return named.parse(rest);
  },
  milliseconds: ({ milliseconds }) => milliseconds,
  async run({ run, check }, context) {
    const { text, met } = await run(context);
    process.stdout.write(`\n${text}\n`);
    return check && !met ? 1 : 0;
  },
});
