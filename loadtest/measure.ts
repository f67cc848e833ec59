// One subject at a time walks and is measured, the others rest; then the next. What disturbs the machine for a while
// disturbs all subjects alike, so their ratio holds where the figures themselves do not.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';
import type { Meter } from './meters.ts';
import type { Sightings } from './sightings.ts';
import type { Traffic } from './socket.ts';
import type { Histogram } from './statistics.ts';

/** Walking before the measurement begins. */
const SETTLE_MS = 2000;
/** Stops arrive before the next subject begins. */
const REST_MS = 500;

export type Subject = {
  name: string;
  crowd: Crowd;
  sightings: Sightings;
  meter: Meter;
  /** Where it has one, the histogram of its ticks. */
  ticks: () => Promise<Histogram>;
  /** Everyone who is connected, those who only look on as well: why their connections ended. */
  ended(): string[];
};

export type Span = {
  seconds: number;
  cpuSeconds: number;
  generatorCpuSeconds: number;
  rssBytes: number;
  traffic: Traffic;
  turns: number;
  /** Milliseconds from move to seen. */
  delays: number[];
  ticks: { before: Histogram; after: Histogram };
};

/** Rejects when a connection has ended: the rest would be measured with fewer people than said. */
export async function measure(
  subject: Subject,
  { milliseconds, seed, signal }: { milliseconds: number; seed: number; signal: AbortSignal },
): Promise<Span> {
  const { crowd, sightings } = subject;
  const ticksBefore = await subject.ticks();
  let before: Reading;
  let after: Reading;
  let delays: number[];
  crowd.walk(seed);
  try {
    await sleep(SETTLE_MS, undefined, { signal });
    sightings.take(performance.now());
    before = await read(subject);
    await sleep(milliseconds, undefined, { signal });
    after = await read(subject);
    delays = sightings.take(performance.now());
  } finally {
    crowd.rest();
  }
  await sleep(REST_MS, undefined, { signal });
  const [reason] = subject.ended();
  if (reason !== undefined) throw new Error(`${subject.name}: a connection ended: ${reason}`);
  return {
    seconds: (after.at - before.at) / 1000,
    cpuSeconds: after.usage.cpuSeconds - before.usage.cpuSeconds,
    generatorCpuSeconds: after.generator - before.generator,
    rssBytes: after.usage.rssBytes,
    traffic: {
      bytesDown: after.traffic.bytesDown - before.traffic.bytesDown,
      bytesUp: after.traffic.bytesUp - before.traffic.bytesUp,
      messagesDown: after.traffic.messagesDown - before.traffic.messagesDown,
    },
    turns: after.turns - before.turns,
    delays,
    ticks: { before: ticksBefore, after: await subject.ticks() },
  };
}

type Reading = Awaited<ReturnType<typeof read>>;

async function read({ meter, crowd }: Subject) {
  const usage = await meter();
  const { user, system } = process.cpuUsage();
  const at = performance.now();
  return { usage, at, generator: (user + system) / 1e6, traffic: crowd.traffic(), turns: crowd.turnsSent };
}
