// What is measured against each other: a world room, and the bare minimum with the same people on it.

import { joinBare } from './bare-bot.ts';
import type { Bot } from './bot.ts';
import type { Child } from './child.ts';
import { Crowd } from './crowd.ts';
import { gather, WATCHERS } from './gather.ts';
import type { Installation } from './installation.ts';
import type { Subject } from './measure.ts';
import { meterOfProcess, readTicks } from './meters.ts';
import { joinProbe, type Probe } from './probe.ts';
import { Sightings } from './sightings.ts';
import { joinWorld } from './world-bot.ts';

type Options = { people: number; signal: AbortSignal };
export type WorldSubject = Subject & {
  joinSeconds: number;
  joins: number[];
  /** Throws unless every probe's copy of the world holds everyone. */
  checkProbes(): void;
};

/** `stack` makes them leave. */
export async function worldSubject(
  stack: AsyncDisposableStack,
  installation: Installation,
  { people, signal }: Options,
): Promise<WorldSubject> {
  const { accounts, endpoint } = installation;
  const sightings = new Sightings(WATCHERS);
  const probes: Probe[] = [];
  const bots: Bot[] = [];
  leaveWith(stack, bots, probes);
  const join = {
    bot: async (index: number) => {
      const bot = await joinWorld(installation, accounts[index]!.token);
      bots.push(bot);
      return bot;
    },
    watcher: async (index: number, watcher: number) => {
      const onSeen = (id: string, dir: number) => sightings.seen(watcher, id, dir, performance.now());
      probes.push(await joinProbe(installation, accounts[index]!.token, onSeen));
    },
  };
  const { all, seconds, joins } = await gather(people, join, signal);
  return {
    name: 'world room',
    crowd: new Crowd(all, sightings),
    sightings,
    meter: installation.meter,
    ticks: () => readTicks(endpoint),
    ended: () => reasons([...bots, ...probes]),
    joinSeconds: seconds,
    joins,
    checkProbes() {
      const incomplete = probes.find((probe) => probe.players() !== people);
      if (incomplete) throw new Error(`a probe sees ${incomplete.players()} of ${people} people`);
    },
  };
}

/** `stack` makes them leave. */
export async function bareSubject(
  stack: AsyncDisposableStack,
  server: Child,
  { people, signal }: Options,
): Promise<Subject> {
  const sightings = new Sightings(WATCHERS);
  const bots: Bot[] = [];
  leaveWith(stack, bots);
  const add = async (joining: Promise<Bot>): Promise<Bot> => {
    const bot = await joining;
    bots.push(bot);
    return bot;
  };
  const join = {
    bot: () => add(joinBare(server.ready)),
    watcher: async (_index: number, watcher: number) => {
      const onSeen = (id: string, dir: number) => sightings.seen(watcher, id, dir, performance.now());
      await add(joinBare(server.ready, onSeen));
    },
  };
  const { all } = await gather(people, join, signal);
  return {
    name: 'bare ws',
    crowd: new Crowd(all, sightings),
    sightings,
    meter: meterOfProcess(server.pid),
    ticks: async () => new Map(),
    ended: () => reasons(bots),
  };
}

/** The lists as they are then: who joined before a failure leaves too. */
function leaveWith(stack: AsyncDisposableStack, ...lists: readonly { leave(): void }[][]): void {
  stack.defer(() => {
    for (const one of lists.flat()) one.leave();
  });
}

const reasons = (all: readonly { ended(): string | undefined }[]): string[] =>
  all.map((one) => one.ended()).filter((reason) => reason !== undefined);
