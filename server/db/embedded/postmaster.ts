// The main process of PostgreSQL: finding one that outlived its supervisor, starting and stopping one.

import { spawn } from 'node:child_process';
import { open, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { EmbeddedError, programFailed } from './embedded-error.ts';
import { type Layout, PORT } from './layout.ts';
import { programPath, run } from './programs.ts';

export type Postmaster = { pid: number };

const LOG_BYTES_MAX = 5_000_000;
/** Recovery after a power cut reads the log of at most `max_wal_size`; minutes only on a very slow disk. */
const START_PATIENCE_MS = 300_000;
const STOP_PATIENCE_MS = 30_000;
const POLL_MS = 10;

/** Sizes for a laptop; what is confirmed is on the disk unless `durable` is false, which is for tests. */
const settingsOf = (layout: Layout, durable: boolean): Record<string, string> => ({
  listen_addresses: '',
  port: String(PORT),
  unix_socket_directories: layout.socketDir,
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  // Small containers have little shared memory, and queries here are short.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Details of errors quote rows: names, addresses, messages.
  log_error_verbosity: 'terse',
  ...(durable ? { fsync: 'on' } : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
});

const argumentsOf = (layout: Layout, durable: boolean): string[] => [
  '-D',
  layout.cluster,
  ...Object.entries(settingsOf(layout, durable)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/** What PostgreSQL writes about itself in postmaster.pid. */
type PidFile = { pid: number; lines: string[]; status: string };

const pidFileOf = (layout: Layout): string => path.join(layout.cluster, 'postmaster.pid');

export async function readPidFile(layout: Layout): Promise<PidFile | undefined> {
  const text = await readFile(pidFileOf(layout), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, lines, status: lines[7]?.trim() ?? '' } : undefined;
}

/** The PostgreSQL that runs on this cluster, whoever started it. */
export async function findRunning(layout: Layout): Promise<Postmaster | undefined> {
  const file = await readPidFile(layout);
  return file && (await isPostmaster(file.pid, layout)) ? { pid: file.pid } : undefined;
}

/** A process id alone proves nothing: after a reboot it may be anyone's, and a zombie has one too. */
export async function isPostmaster(pid: number, layout: Layout): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') {
    const { output } = await run(['ps', '-ww', '-o', 'command=', '-p', String(pid)], {
      env: { PATH: '/bin:/usr/bin' },
      cwd: '/',
    });
    return output.includes(layout.cluster);
  }
  const [cwd, command] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
  ]);
  // The folder of a process can not be read without the right to trace it; its arguments can. A zombie has neither.
  return cwd === layout.cluster || command.split('\0').includes(layout.cluster);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Was it started as we would start it now? Another version or other settings need a restart. */
export async function isAsWanted(layout: Layout, account: Account, durable: boolean): Promise<boolean> {
  const written = await readFile(path.join(layout.cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  const command = [
    programPath(account.programs, 'postgres'),
    ...argumentsOf(layout, durable).map((word) => `"${word}"`),
  ];
  return written.trim() === command.join(' ');
}

/** Starts PostgreSQL and waits until it takes connections. `onExit` is called once if it ever ends. */
export async function startPostmaster(
  layout: Layout,
  options: { account: Account; durable: boolean; onExit: () => void },
): Promise<Postmaster> {
  const { account, durable, onExit } = options;
  await rotateLog(layout);
  const deadline = performance.now() + START_PATIENCE_MS;
  for (;;) {
    await disownFiles(layout);
    const log = await open(layout.log, 'a', 0o600);
    const from = (await log.stat()).size;
    const [program, ...rest] = [
      ...account.prefix,
      programPath(account.programs, 'postgres'),
      ...argumentsOf(layout, durable),
    ];
    const child = spawn(program!, rest, {
      cwd: layout.home,
      env: account.env,
      // Ctrl-C in the terminal is for the server, which stops this one when it has saved what it holds.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(account.uid !== undefined && { uid: account.uid, gid: account.gid! }),
    });
    let ended: string | undefined;
    child.once('error', (error) => (ended = error.message));
    child.once('exit', (code, signal) => (ended = `exit ${code ?? signal}`));
    child.unref();
    await log.close();
    while (ended === undefined && performance.now() < deadline) {
      const file = await readPidFile(layout);
      if (file?.pid === child.pid && file?.status === 'ready') {
        child.removeAllListeners('exit').once('exit', onExit);
        if (child.exitCode !== null || child.signalCode !== null) onExit();
        return { pid: file!.pid };
      }
      await sleep(POLL_MS);
    }
    const said = await tailOf(layout, from);
    // A killed postmaster leaves workers that notice within moments and then let go of the shared memory.
    const lingers = ended !== undefined && said.includes('still in use');
    if (!lingers || performance.now() >= deadline) {
      if (ended === undefined) child.kill('SIGQUIT');
      throw programFailed('Starting the embedded database', said, layout);
    }
    await sleep(200);
  }
}

/**
 * The files of a dead postmaster may name a process that is someone else's now, and PostgreSQL would refuse to start.
 * The other lines of postmaster.pid stay: by them PostgreSQL sees whether workers of the dead one still use the shared
 * memory. The socket needs no such care: its folder is ours alone.
 */
async function disownFiles(layout: Layout): Promise<void> {
  const file = await readPidFile(layout);
  if (file && (await isPostmaster(file.pid, layout))) return;
  const socket = path.join(layout.socketDir, `.s.PGSQL.${PORT}`);
  for (const left of [socket, `${socket}.lock`]) await rm(left, { force: true });
  const nobodys = '99999999';
  if (file) await writeFile(pidFileOf(layout), [nobodys, ...file.lines.slice(1)].join('\n'));
}

/** Fast shutdown: sessions end, everything is written. A stuck one is cut off, which costs a recovery at the next start. */
export async function stopPostmaster(postmaster: Postmaster, layout: Layout): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!(await isPostmaster(postmaster.pid, layout))) return;
    process.kill(postmaster.pid, signal);
    const deadline = performance.now() + STOP_PATIENCE_MS;
    while (performance.now() < deadline) {
      // Where nothing reaps orphans a dead process keeps its number, but not its name.
      if (!(await isPostmaster(postmaster.pid, layout))) return;
      await sleep(POLL_MS);
    }
  }
  throw new EmbeddedError(`The embedded database (process ${postmaster.pid}) does not stop; see ${layout.log}.`);
}

async function rotateLog(layout: Layout): Promise<void> {
  const { size } = await stat(layout.log).catch(() => ({ size: 0 }));
  if (size > LOG_BYTES_MAX) await rename(layout.log, `${layout.log}.1`);
}

async function tailOf(layout: Layout, from: number): Promise<string> {
  const bytes = await readFile(layout.log);
  return bytes.subarray(from).toString('utf8');
}
