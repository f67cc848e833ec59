// Spans of measurement as a table for people, and whether the targets were met.

import type { Span } from './measure.ts';
import { boundOf, percentile, sumOfDifferences } from './statistics.ts';

/** Set for 300 people in one room, on one core. */
export const TARGETS = { seenP95Ms: 60, cpuRatio: 1.5, kilobytesDown: 3 };

export type Summary = {
  cpuPercent: number;
  /** Of the server's CPU, for one message to one client. Stands where stalls of the machine merge ticks. */
  microsecondsPerMessage: number;
  rssMebibytes: number;
  seen: { p50: number; p95: number; p99: number; count: number };
  /** Of one client, in a second. */
  kilobytesDown: number;
  kilobytesUp: number;
  messagesDown: number;
  /** Of all, in a second. */
  turns: number;
  /** At most; NaN where it was not measured. */
  tickP99Ms: number;
  generatorPercent: number;
};

const sum = (spans: readonly Span[], of: (span: Span) => number): number =>
  spans.reduce((total, span) => total + of(span), 0);

export function summarize(spans: readonly Span[], clients: number): Summary {
  const seconds = sum(spans, (span) => span.seconds);
  const delays = spans.flatMap((span) => span.delays);
  const each = (of: (span: Span) => number) => sum(spans, of) / seconds / clients;
  return {
    cpuPercent: (sum(spans, (span) => span.cpuSeconds) / seconds) * 100,
    microsecondsPerMessage:
      (sum(spans, (span) => span.cpuSeconds) / sum(spans, (span) => span.traffic.messagesDown)) * 1e6,
    rssMebibytes: Math.max(...spans.map((span) => span.rssBytes)) / 2 ** 20,
    seen: {
      p50: percentile(delays, 0.5),
      p95: percentile(delays, 0.95),
      p99: percentile(delays, 0.99),
      count: delays.length,
    },
    kilobytesDown: each((span) => span.traffic.bytesDown) / 1000,
    kilobytesUp: each((span) => span.traffic.bytesUp) / 1000,
    messagesDown: each((span) => span.traffic.messagesDown),
    turns: sum(spans, (span) => span.turns) / seconds,
    tickP99Ms: boundOf(sumOfDifferences(spans.map((span) => span.ticks)), 0.99) * 1000,
    generatorPercent: (sum(spans, (span) => span.generatorCpuSeconds) / seconds) * 100,
  };
}

export type Comparison = { world: Summary; bare: Summary; cpuRatios: number[] };

/** `world` and `bare` hold the spans of the same rounds in the same order. */
export function compare(world: readonly Span[], bare: readonly Span[], clients: number): Comparison {
  const perSecond = (span: Span | undefined) => (span ? span.cpuSeconds / span.seconds : Number.NaN);
  return {
    world: summarize(world, clients),
    bare: summarize(bare, clients),
    cpuRatios: world.map((span, round) => perSecond(span) / perSecond(bare[round])),
  };
}

export type Target = { met: boolean; text: string };

export function targetsOf({ world, bare }: Comparison): Target[] {
  const under = (text: string, value: number, limit: number, unit: string): Target => ({
    met: value < limit,
    text: `${text}: ${shown(value)}${unit}, wanted under ${limit}${unit}`,
  });
  return [
    under('move to seen, p95', world.seen.p95, TARGETS.seenP95Ms, ' ms'),
    under('CPU against the bare minimum', world.cpuPercent / bare.cpuPercent, TARGETS.cpuRatio, ' times'),
    under('down, each client', world.kilobytesDown, TARGETS.kilobytesDown, ' kB/s'),
  ];
}

/** The bare minimum does nothing that could be slow: when it is late, the machine was busy with other things. */
export function caveatOf({ bare }: Comparison): string | undefined {
  if (bare.seen.p95 < TARGETS.seenP95Ms) return undefined;
  return 'The machine was busy: the bare minimum was late too, so these figures say little. Try again when it is quiet.';
}

export function tableOf({ world, bare, cpuRatios }: Comparison): string {
  const spread = `rounds ${shown(Math.min(...cpuRatios))} to ${shown(Math.max(...cpuRatios))}`;
  const rows: [string, number, number, string?][] = [
    ['CPU of the server, %', world.cpuPercent, bare.cpuPercent, spread],
    ['CPU for one message, us', world.microsecondsPerMessage, bare.microsecondsPerMessage],
    ['memory of the server, MiB', world.rssMebibytes, bare.rssMebibytes],
    ['move to seen, p50 ms', world.seen.p50, bare.seen.p50],
    ['move to seen, p95 ms', world.seen.p95, bare.seen.p95],
    ['move to seen, p99 ms', world.seen.p99, bare.seen.p99],
    ['times seen', world.seen.count, bare.seen.count],
    ['down, each client, kB/s', world.kilobytesDown, bare.kilobytesDown],
    ['up, each client, kB/s', world.kilobytesUp, bare.kilobytesUp],
    ['messages down, each client, 1/s', world.messagesDown, bare.messagesDown],
    ['turns of all, 1/s', world.turns, bare.turns],
    ['a tick, p99, at most ms', world.tickP99Ms, bare.tickP99Ms],
    ['CPU of the generator, %', world.generatorPercent, bare.generatorPercent],
  ];
  const line = (cells: readonly [string, string, string, string, string?]) =>
    `${cells[0].padEnd(34)}${cells[1].padStart(12)}${cells[2].padStart(10)}${cells[3].padStart(11)}  ${cells[4] ?? ''}`.trimEnd();
  return [
    line(['', 'world room', 'bare ws', 'ratio']),
    ...rows.map(([name, ours, theirs, note]) => line([name, shown(ours), shown(theirs), shown(ours / theirs), note])),
  ].join('\n');
}

function shown(value: number): string {
  if (Number.isNaN(value)) return '-';
  if (!Number.isFinite(value)) return 'off scale';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
