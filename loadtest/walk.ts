// The scenario: a crowd walks in a world room and, by turns, on the bare minimum. See README.md.

import type { WalkArguments } from './arguments.ts';
import { startChild } from './child.ts';
import { takeCores } from './cores.ts';
import { joinInstallation, startInstallation } from './installation.ts';
import { measure, type Span } from './measure.ts';
import { type Comparison, caveatOf, compare, tableOf, targetsOf } from './report.ts';
import { percentile } from './statistics.ts';
import { bareSubject, worldSubject } from './subjects.ts';

const WARM_UP_MS = 5000;
const ROUND_SECONDS_MAX = 5;

export type WalkOutcome = { comparison: Comparison; text: string };

/** All that it starts has ended when it resolves or rejects. */
export async function walk(
  { players, seconds, server, template, seed }: WalkArguments,
  { signal, say }: { signal: AbortSignal; say: (line: string) => void },
): Promise<WalkOutcome> {
  await using stack = new AsyncDisposableStack();
  const cores = takeCores();
  const options = { people: players, template, core: cores?.server };
  say(server ? `registering ${players} people ...` : 'starting a server ...');
  const installation = server
    ? await joinInstallation(stack, { ...options, endpoint: server })
    : await startInstallation(stack, options);
  const bareServer = await startChild({ script: 'loadtest/bare-server.ts', core: cores?.server, ready: /at (\S+)/ });
  stack.defer(() => bareServer.end());
  say(`${players} people join ...`);
  const world = await worldSubject(stack, installation, { people: players, signal });
  const bare = await bareSubject(stack, bareServer, { people: players, signal });

  say('warming up ...');
  const rounds = Math.ceil(seconds / ROUND_SECONDS_MAX);
  const milliseconds = (seconds / rounds) * 1000;
  for (const subject of [world, bare]) {
    await measure(subject, { milliseconds: Math.min(WARM_UP_MS, seconds * 1000), seed, signal });
  }
  world.checkProbes();
  const spans: Record<'world' | 'bare', Span[]> = { world: [], bare: [] };
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    const how = { milliseconds, seed: seed + round, signal };
    spans.world.push(await measure(world, how));
    spans.bare.push(await measure(bare, how));
  }

  const comparison = compare(spans.world, spans.bare, world.crowd.bots.length);
  const caveat = caveatOf(comparison);
  const where = cores ? `servers on core ${cores.server}, generator on core ${cores.generator}` : 'cores are shared';
  return {
    comparison,
    text: [
      `${players} people walk 2 s of every 5 s${server ? '' : ` on the ${template}`}: ${rounds} x ${milliseconds / 1000} s, seed ${seed}; ${where}`,
      `all joined in ${world.joinSeconds.toFixed(2)} s; p95 of one join ${percentile(world.joins, 0.95).toFixed(0)} ms`,
      '',
      tableOf(comparison),
      '',
      'targets, set for 300 people:',
      ...targetsOf(comparison).map(({ met, text }) => `  ${met ? 'ok    ' : 'MISSED'}  ${text}`),
      ...(caveat ? ['', caveat] : []),
    ].join('\n'),
  };
}
