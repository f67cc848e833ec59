// Files in a folder of this machine. Written aside, synced, renamed, and the folder synced: what was acked is whole and
// there after a power cut. A crash in between leaves the draft only, which goes with its key.

import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../platform/errors.ts';
import type { Storage } from './storage.ts';

const KEY = /^[0-9a-f]{32}$/;
const RETRY_SECONDS = 5;

/** `folder` is made when it is needed. */
export function createDiskStorage(folder: string): Storage {
  const folders = new Map<string, Promise<void>>();

  /** Whoever comes while it is made waits too: before its own folder is synced, no file in it is safe. */
  const prepare = (parent: string): Promise<void> => {
    let made = folders.get(parent);
    if (!made) {
      made = makeFolder(parent);
      folders.set(parent, made);
      made.catch(() => folders.delete(parent));
    }
    return made;
  };
  const removeBoth = async (file: string): Promise<void> => {
    await unlink(draftOf(file)).catch(unlessMissing);
    await unlink(file).catch(unlessMissing);
  };

  return {
    async put(key, bytes) {
      const file = placeOf(folder, key);
      const parent = path.dirname(file);
      try {
        await prepare(parent);
        await writeSynced(draftOf(file), bytes);
        await rename(draftOf(file), file);
        await syncFolder(parent);
      } catch (error) {
        // Somebody may have cleared the folder away: it is made again.
        folders.delete(parent);
        await removeBoth(file).catch(() => {});
        throw unavailable(error);
      }
    },

    async get(key) {
      let handle: FileHandle | undefined;
      try {
        handle = await open(placeOf(folder, key), constants.O_RDONLY);
        const { size } = await handle.stat();
        return { size, stream: handle.createReadStream() };
      } catch (error) {
        await handle?.close();
        if (isMissing(error)) return undefined;
        throw unavailable(error);
      }
    },

    async remove(key) {
      await removeBoth(placeOf(folder, key)).catch((error) => {
        throw unavailable(error);
      });
    },
  };
}

/** Spread over 256 folders, since one of a million entries is slow to handle by hand. */
function placeOf(folder: string, key: string): string {
  if (!KEY.test(key)) throw new Error(`not a key of ours: ${key}`);
  return path.join(folder, key.slice(0, 2), key);
}
const draftOf = (file: string): string => `${file}.part`;

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** With every folder above it that was missing, each known to the one that it lies in. */
async function makeFolder(folder: string): Promise<void> {
  const topmost = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (topmost === undefined) return;
  const last = path.dirname(path.resolve(topmost));
  for (let above = path.dirname(path.resolve(folder)); ; above = path.dirname(above)) {
    await syncFolder(above);
    if (above === last) return;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; its file system keeps the order by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
const unlessMissing = (error: unknown): void => {
  if (!isMissing(error)) throw error;
};
const unavailable = (error: unknown): AppError =>
  new AppError('unavailable', { retry_after: RETRY_SECONDS }, { cause: error });
