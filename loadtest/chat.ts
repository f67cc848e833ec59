// The scenario: people in one room talk, and everybody is told of everything. See README.md.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatArguments } from './arguments.ts';
import { gatherTalk, talk } from './chat-talk.ts';
import { takeCores } from './cores.ts';
import { startInstallation } from './installation.ts';
import type { Target } from './report.ts';
import { percentile } from './statistics.ts';

const WARM_UP_MS = 3_000;
/** What is under way when the talk ends is seen within this, or is late. */
const SETTLE_MS = 1_000;
/** Of the 95th percentile from send to seen, for 200 messages a second to 100 people. */
export const SEEN_P95_MS = 50;

export type ChatFigures = {
  people: number;
  rate: number;
  seconds: number;
  sent: number;
  acks: number[];
  /** From the send until one of those who read had it; each reader counts. */
  seen: number[];
  /** How often a reader should have had something. */
  wanted: number;
  cpuShare: number;
  deliveredPerSecond: number;
};

/** All that it starts has ended when it resolves or rejects. */
export async function chat(
  { people, rate, seconds }: ChatArguments,
  { signal, say }: { signal: AbortSignal; say: (line: string) => void },
): Promise<{ text: string; targets: Target[] }> {
  await using stack = new AsyncDisposableStack();
  const cores = takeCores();
  say('starting a server ...');
  const installation = await startInstallation(stack, { people, template: 'park', core: cores?.server });
  const sentAt = new Map<string, number>();
  let seen: number[] = [];
  const onHeard = (content: string): void => {
    const at = sentAt.get(content);
    if (at !== undefined) seen.push(performance.now() - at);
  };
  say(`${people} people join ...`);
  const { talkers, bots, ended } = await gatherTalk(stack, installation, { onHeard, signal });
  const run = async (name: string, milliseconds: number) => {
    const acks: number[] = [];
    const onSent = (content: string): void => void sentAt.set(content, performance.now());
    const onAck = (ms: number): void => void acks.push(ms);
    const sent = await talk(talkers, { rate, milliseconds, name, onSent, onAck, signal });
    return { sent, acks };
  };
  say('warming up ...');
  await run('warm', WARM_UP_MS);
  await sleep(SETTLE_MS, undefined, { signal });
  seen = [];
  say(`${rate} messages a second for ${seconds} s ...`);
  const before = { usage: await installation.meter(), down: messagesDown(bots) };
  const { sent, acks } = await run('talk', seconds * 1000);
  const after = { usage: await installation.meter(), down: messagesDown(bots) };
  await sleep(SETTLE_MS, undefined, { signal });
  const [reason] = ended();
  if (reason !== undefined) throw new Error(`a connection ended: ${reason}`);
  const perBot = (after.down - before.down) / Math.max(1, bots.length);
  const figures: ChatFigures = {
    ...{ people, rate, seconds, sent, acks, seen, wanted: sent * talkers.length },
    cpuShare: (after.usage.cpuSeconds - before.usage.cpuSeconds) / seconds,
    deliveredPerSecond: (perBot * people) / seconds,
  };
  return { text: chatTalkReport(figures, cores !== undefined), targets: chatTalkTargets(figures) };
}

const messagesDown = (bots: readonly { traffic(): { messagesDown: number } }[]): number =>
  bots.reduce((sum, bot) => sum + bot.traffic().messagesDown, 0);

export function chatTalkTargets({ seen, wanted }: ChatFigures): Target[] {
  const p95 = percentile(seen, 0.95);
  return [
    { met: p95 < SEEN_P95_MS, text: `send to seen, p95: ${p95.toFixed(1)} ms, wanted under ${SEEN_P95_MS} ms` },
    { met: seen.length === wanted, text: `seen ${seen.length} of ${wanted} times: nothing lost, nothing twice` },
  ];
}

export function chatTalkReport(figures: ChatFigures, pinned: boolean): string {
  const { people, rate, seconds, sent, acks, seen, cpuShare, deliveredPerSecond } = figures;
  const spread = (times: readonly number[]): string =>
    [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1).padStart(8)).join('');
  return [
    `${people} people in one room, ${rate} messages a second for ${seconds} s (${sent} sent); ${pinned ? 'server and generator on a core each' : 'cores are shared'}`,
    '',
    `ms                   ${['p50', 'p95', 'p99'].map((name) => name.padStart(8)).join('')}`,
    `send to ack          ${spread(acks)}`,
    `send to seen         ${spread(seen)}`,
    '',
    `CPU of the server    ${(cpuShare * 100).toFixed(0)} % of one core, ${Math.round(deliveredPerSecond)} messages delivered a second`,
    '',
    'targets:',
    ...chatTalkTargets(figures).map(({ met, text }) => `  ${met ? 'ok    ' : 'MISSED'}  ${text}`),
  ].join('\n');
}
