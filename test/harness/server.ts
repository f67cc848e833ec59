// The real server as its own process, for tests that join rooms, kill it, or open it in a browser.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTestDatabase } from './database.ts';
import { eventually } from './eventually.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const START_PATIENCE_MS = 30_000;

export type TestServer = {
  url: string;
  child: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  /** The signal, and then the end of the process. */
  end(signal?: NodeJS.Signals): Promise<void>;
};

/** Starts on a free loopback port with this environment on top of a quiet default; resolves when it is ready. */
export async function startServer(env: Record<string, string>): Promise<TestServer> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await eventually(() => {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${text}`);
    return /is open at (\S+)/.exec(text)?.[1];
  }, START_PATIENCE_MS);
  return {
    url,
    child,
    output: () => text,
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      await exited;
    },
  };
}

export type Installation = {
  /** Of the server that runs now. */
  readonly url: string;
  server: TestServer;
  /** Environment that a second process of the installation needs. */
  env: Record<string, string>;
};

/** For one suite: a server on a database of its own, ended afterwards. */
export function testServer(extra: Record<string, string> = {}): Installation {
  let current: Installation | undefined;
  let cleanup: (() => Promise<void>) | undefined;
  before(async function () {
    this.timeout(90_000);
    const database = await createTestDatabase();
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'atriumverse-server-'));
    const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, RATE_LIMITS: 'off', ...extra };
    const server = await startServer(env);
    current = {
      server,
      env,
      get url() {
        return this.server.url;
      },
    };
    cleanup = async () => {
      if (current?.server.child.exitCode === null && current.server.child.signalCode === null) {
        await current.server.end();
      }
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    };
  });
  after(async function () {
    this.timeout(60_000);
    await cleanup?.();
  });
  const get = (): Installation => {
    if (!current) throw new Error('the server exists inside tests and hooks only');
    return current;
  };
  return {
    get url() {
      return get().url;
    },
    get server() {
      return get().server;
    },
    set server(server) {
      get().server = server;
    },
    get env() {
      return get().env;
    },
  };
}
