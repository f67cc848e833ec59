// What the commands take, checked before anything is started.

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { TEMPLATES } from '../art/templates/index.ts';
import { MEADOW } from './meadow.ts';

/** Its message is for the person at the terminal. */
export class UsageError extends Error {}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** Beyond it the ports of one loopback address run out. */
const PEOPLE_MAX = 10_000;

const count = (low: number, high: number, fallback: number) =>
  z
    .string()
    .default(String(fallback))
    .transform(Number)
    .refine(
      (value) => Number.isInteger(value) && value >= low && value <= high,
      `must be a whole number from ${low} to ${high}`,
    );
const endpoint = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).protocol === 'http:' && LOOPBACK.has(new URL(text).hostname),
    'must be the address of a server on this machine, such as http://127.0.0.1:2567',
  )
  .transform((text) => new URL(text).origin);

const Template = z.enum([...TEMPLATES.map(({ id }) => id), MEADOW]);

const Walk = z.object({
  players: count(10, PEOPLE_MAX, 300),
  seconds: count(1, 600, 20),
  server: endpoint.optional(),
  template: Template.default('park'),
  seed: count(1, 1_000_000, 1),
  check: z.boolean().default(false),
});
export type WalkArguments = z.infer<typeof Walk>;

const Front = z.object({
  numClients: count(1, PEOPLE_MAX, 50),
  seconds: count(1, 600, 20),
  delay: count(0, 10_000, 20),
  server: endpoint.optional(),
  template: Template.default('park'),
});
export type FrontArguments = z.infer<typeof Front>;

const ChatData = z.object({
  messages: count(1000, 10_000_000, 1_000_000),
  seed: count(1, 1_000_000, 1),
  quick: z.boolean().default(false),
  check: z.boolean().default(false),
});
export type ChatDataArguments = z.infer<typeof ChatData>;

const Chat = z.object({
  people: count(2, 1000, 100),
  rate: count(1, 5000, 200),
  seconds: count(1, 600, 20),
  check: z.boolean().default(false),
});
export type ChatArguments = z.infer<typeof Chat>;

const Media = z.object({
  walkers: count(1, 1000, 300),
  rate: count(1, 2000, 100),
  seconds: count(1, 600, 15),
  seed: count(1, 1_000_000, 1),
  check: z.boolean().default(false),
});
export type MediaArguments = z.infer<typeof Media>;

export const CHAT_HELP = `npm run loadtest -- chat [options]

People in one world room talk, and all of them are told of everything.

  --people N      how many people are in the room (100)
  --rate N        messages a second, by twenty of them in turn (200)
  --seconds N     how long (20)
  --check         end with 1 when a target is missed
  --help`;

const Calls = z.object({
  mesh: count(2, 9, 6),
  crowd: count(3, 40, 12),
  cameras: count(0, 40, 4),
  seconds: count(1, 600, 15),
});
export type CallsArguments = z.infer<typeof Calls>;

export const CALLS_HELP = `npm run loadtest -- calls [options]

Real browsers in one bubble, with microphones and some cameras: a few from browser to browser, then more through the exchange.
Needs Chromium, and the client built (npm run build).

  --mesh N        how many talk from browser to browser (6)
  --crowd N       how many through the exchange (12)
  --cameras N     how many of both have a camera on, beside their microphone (4)
  --seconds N     how long each of both is measured (15)
  --help`;

export const MEDIA_HELP = `npm run loadtest -- media [options]

Eight people signal each other, as browsers do that set up a call, while everybody rests and while all others walk.

  --walkers N     how many others are in the room, who talk too (300)
  --rate N        signals a second, by the eight in turn (100)
  --seconds N     how long each of both (15)
  --seed N        other walks (1)
  --check         end with 1 when a target is missed
  --help`;

export const WALK_HELP = `npm run loadtest -- walk [options]

People walk two seconds of every five in one room, on a server that is started for this and on the bare minimum.

  --players N     how many people (300)
  --seconds N     how long each of the two is measured, in rounds of at most 5 s (20)
  --server URL    measure this server, started with RATE_LIMITS=off, instead of one of our own
  --template ID   the map: office, park, lecture-hall, or meadow, which has no zones and no walls (park)
  --seed N        other walks (1)
  --check         end with 1 when a target is missed
  --help`;

export const FRONT_HELP = `npm run loadtest:colyseus -- [options]

The standard @colyseus/loadtest front end with bots that walk.

  --numClients N  how many bots (50)
  --seconds N     how long they walk once they are all in (20)
  --delay N       milliseconds between two joins (20)
  --server URL    load this server, started with RATE_LIMITS=off, instead of one of our own
  --template ID   the map: office, park, lecture-hall, or meadow, which has no zones and no walls (park)
  --help`;

export const CHAT_DATA_HELP = `npm run loadtest -- chat-data [options]

A year of chat on a database of its own: how long history, search and unread take.

  --messages N    how many messages (1000000)
  --quick         ask each question 15 times instead of 60
  --seed N        other messages and questions (1)
  --check         end with 1 when a target is missed
  --help`;

/** Null: help was asked for. Throws UsageError. */
export const parseChatData = (args: readonly string[]): ChatDataArguments | null => parse(ChatData, args);
/** Null: help was asked for. Throws UsageError. */
export const parseChat = (args: readonly string[]): ChatArguments | null => parse(Chat, args);
/** Null: help was asked for. Throws UsageError. */
export const parseCalls = (args: readonly string[]): CallsArguments | null => parse(Calls, args);
/** Null: help was asked for. Throws UsageError. */
export const parseMedia = (args: readonly string[]): MediaArguments | null => parse(Media, args);
/** Null: help was asked for. Throws UsageError. */
export const parseWalk = (args: readonly string[]): WalkArguments | null => parse(Walk, args);
/** Null: help was asked for. Throws UsageError. */
export const parseFront = (args: readonly string[]): FrontArguments | null => parse(Front, args);

const FLAGS = new Set(['check', 'quick']);

function parse<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, args: readonly string[]) {
  if (args.includes('--help')) return null;
  const options = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, { type: FLAGS.has(name) ? 'boolean' : 'string' } as const]),
  );
  let values: unknown;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    throw new UsageError(parsed.error.issues.map((issue) => `--${issue.path.join('.')} ${issue.message}`).join('\n'));
  }
  return parsed.data;
}
