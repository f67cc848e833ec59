// A private Redis on a free loopback port, which tests freeze, empty, kill and start again.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from './eventually.ts';

export type TestRedis = {
  url: string;
  /** It stops answering; connections stay open. */
  freeze(): void;
  thaw(): void;
  /** Connections break, and everything that it held is gone. */
  kill(): Promise<void>;
  /** On the same port, empty; where it runs already, nothing. */
  start(): Promise<void>;
  flush(): Promise<void>;
  /** For looking into it; closed with it. */
  client(): Redis;
  end(): Promise<void>;
};

/** False where the program is missing: suites that need it are left out, which the test command says. */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atriumverse-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const clients: Redis[] = [];
  const client = () => {
    const redis = new Redis(url, { maxRetriesPerRequest: 0 });
    redis.on('error', () => {});
    clients.push(redis);
    return redis;
  };

  const start = async () => {
    if (child) return;
    const started = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child = started;
    await eventually(() => {
      if (started.exitCode !== null) throw new Error(`redis-server ended:\n${said}`);
      return said.includes('Ready to accept connections');
    });
  };
  const kill = async () => {
    const running = child;
    child = undefined;
    if (!running) return;
    const exited = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await exited;
  };
  const abandon = () => child?.kill('SIGKILL');
  process.once('exit', abandon);
  await start();
  return {
    url,
    start,
    kill,
    client,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async flush() {
      await client().flushall();
    },
    async end() {
      for (const one of clients) one.disconnect();
      await kill();
      process.off('exit', abandon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Free a moment ago: for processes that must know their address before they start. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
