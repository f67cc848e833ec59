// Times of the questions about a year of chat as a table for people, and whether the targets were met.

import type { Kind } from './chat-questions.ts';
import type { Target } from './report.ts';
import { percentile } from './statistics.ts';

/** Of the 95th percentile, in milliseconds. */
export const CHAT_TARGETS: Record<Kind, number> = { history: 20, search: 50, unread: 20 };
/** On a quiet machine the yardstick stays well below it. */
const BUSY_RATIO = 2;

/** `found`: how much, in the middle. */
export type Timing = { kind: Kind; name: string; times: number[]; found: number };
/** `yardstick`: times of one and the same work, between the questions. */
export type ChatTimings = { timings: readonly Timing[]; yardstick: readonly number[] };

export function chatTargets({ timings }: ChatTimings): Target[] {
  return timings.map(({ kind, name, times }) => {
    const p95 = percentile(times, 0.95);
    const limit = CHAT_TARGETS[kind];
    return { met: p95 < limit, text: `${kind}, ${name}, p95: ${p95.toFixed(1)} ms, wanted under ${limit} ms` };
  });
}

export function chatReport(result: ChatTimings): string {
  const targets = chatTargets(result);
  const missed = targets.filter(({ met }) => !met);
  const wanted = Object.entries(CHAT_TARGETS).map(([kind, limit]) => `${kind} p95 < ${limit} ms`);
  const caveat = busyCaveat(result);
  return [
    tableOf(result),
    '',
    `targets: ${wanted.join(', ')}; ${targets.length - missed.length} of ${targets.length} met`,
    ...missed.map(({ text }) => `  MISSED  ${text}`),
    ...(caveat ? ['', caveat] : []),
  ].join('\n');
}

/** The yardstick is always the same work: when it is uneven, the machine was busy with other things. */
export function busyCaveat({ yardstick }: ChatTimings): string | undefined {
  if (percentile(yardstick, 0.95) < BUSY_RATIO * percentile(yardstick, 0.1)) return undefined;
  return 'The machine was busy: what is always the same work took very different times. Try again when it is quiet.';
}

function tableOf({ timings, yardstick }: ChatTimings): string {
  const line = (kind: string, name: string, cells: readonly string[]): string =>
    `${kind.padEnd(11)}${name.padEnd(34)}${cells.map((cell) => cell.padStart(9)).join('')}`;
  const spread = (times: readonly number[]) => [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(1));
  return [
    line('ms', '', ['p50', 'p95', 'max', 'found']),
    ...timings.map(({ kind, name, times, found }) => line(kind, name, [...spread(times), String(found)])),
    line('yardstick', 'always the same work', spread(yardstick)),
  ].join('\n');
}
