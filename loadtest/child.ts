// A Node process of ours: on a core of its own where that is wanted, ready when it says so, and gone when we are.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');
const READY_PATIENCE_MS = 60_000;
const END_PATIENCE_MS = 20_000;
/** The rest of our environment may configure another installation. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TERM', 'NODE_OPTIONS'];

export type ChildOptions = {
  script: string;
  env?: Record<string, string>;
  core?: number | undefined;
  /** Its first group is what `ready` resolves with. */
  ready: RegExp;
};
export type Child = { pid: number; ready: string; end(): Promise<void> };

const running = new Set<ChildProcess>();
// However this process ends, none stays behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Rejects with what it printed when it ends, or says nothing for too long, before it is ready. */
export async function startChild({ script, env = {}, core, ready }: ChildOptions): Promise<Child> {
  const node = [process.execPath, script];
  const [program, ...args] = core === undefined ? node : ['taskset', '-c', String(core), ...node];
  const child = spawn(program as string, args, {
    cwd: ROOT,
    env: { ...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  let text = '';
  const said = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        if (text.length < 100_000) text += chunk.toString();
        const found = ready.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
  });
  const patience = new AbortController();
  const failed = Promise.race([
    once(child, 'exit', { signal: patience.signal }).then(([code]) => `ended with ${code}`),
    once(child, 'error', { signal: patience.signal }).then(([error]) => `did not start: ${error}`),
    new Promise<string>((resolve) => setTimeout(resolve, READY_PATIENCE_MS, 'was not ready in time').unref()),
  ]).then((what) => {
    throw new Error(`${script} ${what}:\n${text}`);
  });
  try {
    const found = await Promise.race([said, failed]);
    return { pid: child.pid as number, ready: found, end: () => end(child) };
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    failed.catch(() => {});
    patience.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const exited = once(child, 'exit');
  const force = setTimeout(() => child.kill('SIGKILL'), END_PATIENCE_MS);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(force);
}
