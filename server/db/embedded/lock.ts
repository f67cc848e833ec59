// One process for one data folder. The operating system releases the lock when its holder dies, however it dies, and
// it holds between containers that share a volume, where process ids tell nothing.

import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error.ts';
import type { Layout } from './layout.ts';

export type FolderLock = { release(): void };
/** Why the folder is held: what a person would call it, e.g. `the server` or `npm run restore`. */
export type Holder = { pid: number; host: string; purpose: string; since: string };

/** A predecessor that was told to stop gets this long to close the database. */
const PATIENCE_MS = 5000;

/** Rejects with an EmbeddedError that names the folder and its holder. */
export async function lockFolder(layout: Layout, purpose: string, patienceMs = PATIENCE_MS): Promise<FolderLock> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const lock = tryLock(layout);
    if (lock) {
      await writeFile(layout.ownerFile, JSON.stringify(holderOf(purpose)), { mode: 0o600 });
      return lock;
    }
    if (performance.now() >= deadline) throw new EmbeddedError(await heldMessage(layout));
    await sleep(100);
  }
}

/** Nothing else in the process may open the lock file: closing any handle of it would drop the lock (POSIX). */
export function tryLock(layout: Layout): FolderLock | undefined {
  const handle = new DatabaseSync(layout.lockFile);
  try {
    handle.exec('pragma locking_mode = exclusive; begin exclusive');
    return { release: () => handle.close() };
  } catch (error) {
    handle.close();
    if (/locked/.test((error as Error).message)) return undefined;
    throw error;
  }
}

const holderOf = (purpose: string): Holder => ({
  pid: process.pid,
  host: os.hostname(),
  purpose,
  since: new Date().toISOString(),
});

async function heldMessage(layout: Layout): Promise<string> {
  const holder = await readHolder(layout);
  const who = holder
    ? `${holder.purpose}, process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'another process';
  return (
    `The data folder ${layout.dataDir} is in use by ${who}. ` +
    'Stop that first, give this one its own folder with DATA_DIR, or let both share a database with DATABASE_URL.'
  );
}

async function readHolder(layout: Layout): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(layout.ownerFile, 'utf8'));
  } catch {
    return undefined;
  }
}
