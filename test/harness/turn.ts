// A private relay (coturn) on free loopback ports.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from './eventually.ts';
import { freePort } from './redis.ts';

export type TestTurn = {
  url: string;
  secret: string;
  said(): string;
  /** On the same port; whatever it relayed is lost. */
  restart(): Promise<void>;
  end(): Promise<void>;
};

/** False where the program is missing: suites that need it are left out, which the test command says. */
export const hasTurn = (): boolean => spawnSync('sh', ['-c', 'command -v turnserver']).status === 0;

export async function startTurn(): Promise<TestTurn> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atriumverse-turn-'));
  const port = await freePort();
  const secret = 'what the relay and the server share';
  let said = '';
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    said = '';
    child = spawn(
      'turnserver',
      [
        ...['-n', '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${port}`],
        ...['--min-port=49160', '--max-port=49360', '--realm=atriumverse.test', '--fingerprint'],
        ...['--use-auth-secret', `--static-auth-secret=${secret}`, '--no-tls', '--no-dtls', '--no-cli'],
        // Both ends are on this machine here; nowhere else may they be.
        ...['--no-multicast-peers', '--allow-loopback-peers', '--log-file=stdout', '--simple-log', '--verbose'],
        ...[`--userdb=${folder}/turndb`, `--pidfile=${folder}/turn.pid`],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    await eventually(() => {
      if (child.exitCode !== null) throw new Error(`turnserver ended:\n${said}`);
      return /listener opened on/i.test(said);
    });
  };
  const kill = async (): Promise<void> => {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  };
  const abandon = (): void => void child.kill('SIGKILL');
  process.once('exit', abandon);
  await start();
  return {
    url: `turn:127.0.0.1:${port}?transport=udp`,
    secret,
    said: () => said,
    async restart() {
      await kill();
      await start();
    },
    async end() {
      await kill();
      process.off('exit', abandon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
