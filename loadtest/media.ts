// The scenario: some set up connections with each other while everybody else in the room walks, and talks as well. What
// they signal must not wait behind the movement. See README.md.

import { setTimeout as sleep } from 'node:timers/promises';
import { createApi } from './api.ts';
import type { MediaArguments } from './arguments.ts';
import { takeCores } from './cores.ts';
import { Crowd } from './crowd.ts';
import { startInstallation } from './installation.ts';
import { signal as exchange, joinSignaler, type Signaler } from './media-signals.ts';
import type { Target } from './report.ts';
import { Sightings } from './sightings.ts';
import { percentile } from './statistics.ts';
import { joinWorld } from './world-bot.ts';

/** All of them are connected with each other: fewer than the mesh bears. */
const SIGNALERS = 8;
const SETTLE_MS = 3_000;
/** Of the 95th percentile from the sending of a signal until the other has it, while 300 walk. */
export const SIGNAL_P95_MS = 50;

type Span = { arrived: number[]; sent: number; cpuShare: number };
export type MediaFigures = { walkers: number; rate: number; seconds: number; resting: Span; walking: Span };

/** All that it starts has ended when it resolves or rejects. */
export async function media(
  { walkers, rate, seconds, seed }: MediaArguments,
  { signal, say }: { signal: AbortSignal; say: (line: string) => void },
): Promise<{ text: string; targets: Target[] }> {
  await using stack = new AsyncDisposableStack();
  const cores = takeCores();
  say('starting a server ...');
  const people = SIGNALERS + walkers;
  const installation = await startInstallation(stack, { people, template: 'meadow', core: cores?.server });
  const { accounts, endpoint, serverId } = installation;
  const api = createApi(endpoint);
  const start = async (token: string): Promise<void> => {
    const body = { audio: true, video: false, screen: false };
    await api('POST', `/servers/${serverId}/media/start`, { token, body });
  };

  say(`${SIGNALERS} people join and talk ...`);
  const signalers: Signaler[] = [];
  stack.defer(() => {
    for (const one of signalers) one.leave();
  });
  for (const { id, token } of accounts.slice(0, SIGNALERS)) {
    signalers.push(await joinSignaler({ endpoint, serverId, token, userId: id, place: { x: 20, y: 20 } }));
    await start(token);
  }
  say(`${walkers} people join and talk ...`);
  const bots: Awaited<ReturnType<typeof joinWorld>>[] = [];
  stack.defer(() => {
    for (const one of bots) one.leave();
  });
  for (const { token } of accounts.slice(SIGNALERS)) {
    signal.throwIfAborted();
    bots.push(await joinWorld(installation, token));
    await start(token);
  }
  await sleep(SETTLE_MS, undefined, { signal });

  const span = async (name: string): Promise<Span> => {
    say(`${rate} signals a second for ${seconds} s, ${name} ...`);
    const before = await installation.meter();
    const { sent, arrived } = await exchange(signalers, { rate, milliseconds: seconds * 1000, signal });
    const after = await installation.meter();
    return { sent, arrived, cpuShare: (after.cpuSeconds - before.cpuSeconds) / seconds };
  };
  const resting = await span('everybody rests');
  const crowd = new Crowd(bots, new Sightings(0));
  crowd.walk(seed);
  await sleep(SETTLE_MS, undefined, { signal });
  const walking = await span(`${walkers} walk`);
  crowd.rest();
  const [reason] = [...signalers, ...bots].flatMap((one) => one.ended() ?? []);
  if (reason !== undefined) throw new Error(`a connection ended: ${reason}`);
  const figures = { walkers, rate, seconds, resting, walking };
  return { text: mediaReport(figures, cores !== undefined), targets: mediaTargets(figures) };
}

export function mediaTargets({ walkers, walking }: MediaFigures): Target[] {
  const p95 = percentile(walking.arrived, 0.95);
  return [
    {
      met: p95 < SIGNAL_P95_MS,
      text: `a signal arrives, p95: ${p95.toFixed(1)} ms while ${walkers} walk, wanted under ${SIGNAL_P95_MS} ms`,
    },
    {
      met: walking.arrived.length === walking.sent,
      text: `${walking.arrived.length} of ${walking.sent} signals arrived: nothing lost, nothing twice`,
    },
  ];
}

export function mediaReport(figures: MediaFigures, pinned: boolean): string {
  const { walkers, rate, seconds, resting, walking } = figures;
  const line = (name: string, { arrived, cpuShare }: Span): string => {
    const spread = [0.5, 0.95, 0.99].map((share) => percentile(arrived, share).toFixed(1).padStart(8)).join('');
    return `${name.padEnd(22)}${spread}${`${(cpuShare * 100).toFixed(0)} %`.padStart(8)}`;
  };
  return [
    `${SIGNALERS} people signal ${rate} times a second for ${seconds} s, ${walkers} others talk too; ${pinned ? 'server and generator on a core each' : 'cores are shared'}`,
    '',
    `sent to heard, ms     ${['p50', 'p95', 'p99', 'CPU'].map((name) => name.padStart(8)).join('')}`,
    line('everybody rests', resting),
    line(`${walkers} walk`, walking),
    '',
    'targets:',
    ...mediaTargets(figures).map(({ met, text }) => `  ${met ? 'ok    ' : 'MISSED'}  ${text}`),
  ].join('\n');
}
