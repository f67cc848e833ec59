// The scenario: people in real browsers stand together and talk with camera and microphone, first from browser to browser,
// then more of them through the exchange. What it costs depends on the machine: see README.md.

import { setTimeout as sleep } from 'node:timers/promises';
import type { CallsArguments } from './arguments.ts';
import { type CallPage, openPages } from './call-pages.ts';
import { startInstallation } from './installation.ts';
import { type Meter, readMetric } from './meters.ts';

const SETTLE_MS = 8_000;

type Options = { people: number; cameras: number; seconds: number; env: Record<string, string>; signal: AbortSignal };
export type CallFigures = {
  people: number;
  /** Of one core. */
  server: number;
  exchange: number;
  browsers: number;
  /** Each person, in kbit/s. */
  up: number;
  down: number;
  /** Pictures of each camera that were decoded a second, by each who sees it. */
  frames: number;
  /** How many heard something. */
  hearing: number;
};

export async function calls(
  { mesh, crowd, cameras, seconds }: CallsArguments,
  { signal, say }: { signal: AbortSignal; say: (line: string) => void },
): Promise<string> {
  say(`${mesh} people talk from browser to browser ...`);
  const direct = await measure({ people: mesh, cameras, seconds, env: { MESH_MAX: String(mesh - 1) }, signal });
  say(`${crowd} people talk through the exchange ...`);
  const through = await measure({ people: crowd, cameras, seconds, env: { MESH_MAX: '2', SFU: 'builtin' }, signal });
  return callsReport(cameras, [
    [`${mesh}, browser to browser`, direct],
    [`${crowd}, through the exchange`, through],
  ]);
}

async function measure({ people, cameras, seconds, env, signal }: Options): Promise<CallFigures> {
  await using stack = new AsyncDisposableStack();
  const installation = await startInstallation(stack, { people: 1, template: 'meadow', env });
  const { endpoint, meter } = installation;
  const { pages, browser } = await openPages(stack, installation, { people, cameras, signal });
  const sfu = (): Promise<number> => (env.SFU ? readMetric(endpoint, 'atrium_sfu_cpu_seconds') : Promise.resolve(0));
  await sleep(SETTLE_MS, undefined, { signal });
  const read = async () => ({
    ...{ server: await cpu(meter), exchange: await sfu(), browsers: await browser(), at: performance.now() },
    traffic: await Promise.all(pages.map((page) => page.traffic())),
  });
  const before = await read();
  await sleep(seconds * 1000, undefined, { signal });
  const after = await read();
  const seen = Math.min(cameras, people);
  /** Everybody sees all cameras but their own. */
  const pairs = Math.max(1, seen * (people - 1));
  const span = (after.at - before.at) / 1000;
  const sum = (of: (one: Awaited<ReturnType<CallPage['traffic']>>) => number): number =>
    after.traffic.reduce((all, one, index) => all + of(one) - of(before.traffic[index]!), 0);
  const kilobits = (bytes: number): number => (bytes * 8) / 1000 / span / people;
  return {
    people,
    server: (after.server - before.server) / span,
    exchange: (after.exchange - before.exchange) / span,
    browsers: (after.browsers - before.browsers) / span,
    up: kilobits(sum(({ bytesOut }) => bytesOut)),
    down: kilobits(sum(({ bytesIn }) => bytesIn)),
    frames: sum(({ framesDecoded }) => framesDecoded) / span / pairs,
    hearing: after.traffic.filter(({ audioEnergy }, index) => audioEnergy > before.traffic[index]!.audioEnergy).length,
  };
}

const cpu = async (meter: Meter): Promise<number> => (await meter()).cpuSeconds;

export function callsReport(cameras: number, rows: readonly (readonly [string, CallFigures])[]): string {
  const share = (of: number): string => `${(of * 100).toFixed(0)} %`;
  const columns: [string, (figures: CallFigures) => string][] = [
    ['server', ({ server }) => share(server)],
    ['exchange', ({ exchange }) => share(exchange)],
    ['browsers', ({ browsers }) => share(browsers)],
    ['up kbit/s', ({ up }) => up.toFixed(0)],
    ['down kbit/s', ({ down }) => down.toFixed(0)],
    ['frames/s', ({ frames }) => frames.toFixed(1)],
    ['who hear', ({ hearing, people }) => `${hearing}/${people}`],
  ];
  return [
    `microphones, and ${cameras} cameras; CPU of one core, traffic of one person, pictures of each camera`,
    '',
    `${''.padEnd(26)}${columns.map(([name]) => name.padStart(12)).join('')}`,
    ...rows.map(
      ([name, figures]) => `${name.padEnd(26)}${columns.map(([, text]) => text(figures).padStart(12)).join('')}`,
    ),
  ].join('\n');
}
