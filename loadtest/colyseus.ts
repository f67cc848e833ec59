// npm run loadtest:colyseus: the standard @colyseus/loadtest front end. It can not make accounts, never ends by itself
// and answers 0 even when nobody got in, so this prepares a server, ends it, and reads its report.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FRONT_HELP, type FrontArguments, parseFront } from './arguments.ts';
import { writeCast } from './cast.ts';
import { runCommand } from './command.ts';
import { takeCores } from './cores.ts';
import { joinInstallation, startInstallation } from './installation.ts';

await runCommand<FrontArguments>({
  help: FRONT_HELP,
  parse: parseFront,
  milliseconds: ({ seconds, numClients, delay }) => seconds * 1000 + numClients * (delay + 1000),
  async run({ numClients, seconds, delay, server, template }, { signal, say }) {
    await using stack = new AsyncDisposableStack();
    const options = { people: numClients, template, core: takeCores()?.server };
    say(server ? `registering ${numClients} people ...` : 'starting a server ...');
    const { endpoint, serverId, accounts } = server
      ? await joinInstallation(stack, { ...options, endpoint: server })
      : await startInstallation(stack, options);

    const folder = await mkdtemp(path.join(os.tmpdir(), 'atriumverse-loadtest-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const output = path.join(folder, 'report.log');
    const tokens = accounts.map(({ token }) => token);
    const cast = await writeCast(path.join(folder, 'cast.json'), { serverId, tokens, seconds });

    say(`${numClients} bots join and walk for ${seconds} s ...`);
    const args = Object.entries({ endpoint, room: 'world', numClients, delay, output });
    const script = path.join(import.meta.dirname, 'colyseus-bot.ts');
    // Without a terminal its screen is noise.
    const screen = process.stdout.isTTY ? 'inherit' : 'ignore';
    const front = spawn(process.execPath, [script, ...args.flatMap(([name, value]) => [`--${name}`, String(value)])], {
      env: { ...process.env, ...cast },
      stdio: [screen, screen, 'inherit'],
      signal,
      killSignal: 'SIGKILL',
    });
    await once(front, 'exit');
    return judge(await readFile(output, 'utf8'), numClients);
  },
});

/** Prints what the front end counted; 0 when everyone got in and stayed without an error. */
function judge(report: string, expected: number): number {
  const count = (name: string): number => Number(new RegExp(`${name}: (\\d+)`).exec(report)?.[1] ?? Number.NaN);
  const [joined, failed, errors] = ['Successful connections', 'Failed connections', 'Total errors'].map(count);
  process.stdout.write(`${joined} of ${expected} bots joined, ${failed} failed, ${errors} errors\n`);
  const good = joined === expected && failed === 0 && errors === 0;
  if (!good) process.stdout.write(`${report}\n`);
  return good ? 0 : 1;
}
