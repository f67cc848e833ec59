// A year of chat on a database of its own, and how long it takes to read it: history, search, unread.

import { sql } from 'kysely';
import { randomFrom } from '../art/random.ts';
import { createDb, type Db } from '../server/db/database.ts';
import { migrateToLatest } from '../server/db/migrate.ts';
import { createPool } from '../server/db/pool.ts';
import { createLogger } from '../server/platform/logger.ts';
import type { ChatDataArguments } from './arguments.ts';
import { createCorpus } from './chat-corpus.ts';
import { fillChat } from './chat-fill.ts';
import { type Question, questionsFor } from './chat-questions.ts';
import { type ChatTimings, chatReport, type Timing } from './chat-report.ts';
import type { Context } from './command.ts';
import { makeDatabase } from './database.ts';
import { percentile } from './statistics.ts';

const ROUNDS = { whole: 60, quick: 15 };
/** Caches fill and code gets warm meanwhile. */
const WARM_UP = 10;
const POOL_SIZE = 4;

export async function chatData(
  { messages, quick, seed }: ChatDataArguments,
  { signal, say }: Context,
): Promise<{ text: string; result: ChatTimings }> {
  await using stack = new AsyncDisposableStack();
  const logger = createLogger('warn');
  const { url } = await makeDatabase(stack);
  const client = { connectionString: url };
  await migrateToLatest(client, logger);
  const end = Date.now();
  const corpus = createCorpus({ messages, seed, end });
  await fillChat({ url, corpus, total: messages, say, signal });
  const db = createDb(createPool(client, { size: POOL_SIZE, logger }), logger);
  stack.defer(() => db.destroy());
  const timings: Timing[] = [];
  const yardstick: number[] = [];
  for (const question of questionsFor(db, corpus, end)) {
    say(`${question.kind}: ${question.name}`);
    const { timing, between } = await time(db, question, { rounds: quick ? ROUNDS.quick : ROUNDS.whole, seed, signal });
    timings.push(timing);
    yardstick.push(...between);
  }
  const result = { timings, yardstick };
  return { result, text: `${messages.toLocaleString('en')} messages\n\n${chatReport(result)}` };
}

async function time(
  db: Db,
  { kind, name, prepare }: Question,
  { rounds, seed, signal }: { rounds: number; seed: number; signal: AbortSignal },
): Promise<{ timing: Timing; between: number[] }> {
  const random = randomFrom(seed);
  const times: number[] = [];
  const between: number[] = [];
  const found: number[] = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    signal.throwIfAborted();
    const ask = await prepare(random);
    const spent = await timed(ask);
    const same = await timed(() => sql`select sum(n) from generate_series(1, 20000) n`.execute(db));
    if (round < 0) continue;
    times.push(spent.milliseconds);
    found.push(spent.answer);
    between.push(same.milliseconds);
  }
  return { timing: { kind, name, times, found: percentile(found, 0.5) }, between };
}

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; milliseconds: number }> {
  const begun = performance.now();
  const answer = await work();
  return { answer, milliseconds: performance.now() - begun };
}
