import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { AppError } from '../platform/errors.ts';
import { newStorageKey } from './storage.ts';
import { createDiskStorage } from './storage-disk.ts';

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('files in a folder', () => {
  let base: string;
  let folder: string;
  beforeEach(async () => {
    base = await mkdtemp(path.join(os.tmpdir(), 'atriumverse-files-'));
    folder = path.join(base, 'data', 'attachments');
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  it('[AT13] keeps bytes under their key, for this account of the machine alone, and gives them back', async () => {
    const storage = createDiskStorage(folder);
    const key = newStorageKey();
    const bytes = Buffer.alloc(300_000, 'x');
    await storage.put(key, bytes, 'text/plain');
    const file = path.join(folder, key.slice(0, 2), key);
    assert.deepEqual(await readFile(file), bytes);
    assert.equal((await stat(file)).mode & 0o077, 0);
    assert.equal((await stat(folder)).mode & 0o077, 0);
    const stored = await createDiskStorage(folder).get(key);
    assert.equal(stored?.size, bytes.length);
    assert.deepEqual(await buffer(stored!.stream), bytes);
    await storage.remove(key);
    assert.equal(await storage.get(key), undefined);
    await storage.remove(key);
    assert.deepEqual(await filesIn(folder), []);
  });

  it('[AT13] keeps many at once, and finds its folders anew where somebody cleared them away', async () => {
    const storage = createDiskStorage(folder);
    const put = async () => {
      const key = newStorageKey();
      await storage.put(key, Buffer.from(key), 'text/plain');
      return key;
    };
    const keys = await Promise.all(Array.from({ length: 40 }, put));
    assert.deepEqual((await filesIn(folder)).sort(), [...keys].sort());
    await rm(folder, { recursive: true });
    const key = `00${newStorageKey().slice(2)}`;
    await mkdir(path.join(folder, '00'), { recursive: true });
    await storage.put(key, Buffer.from('a'), 'text/plain');
    assert.deepEqual(await filesIn(folder), [key]);
  });

  it('[AT13] takes no key but its own', async () => {
    const storage = createDiskStorage(folder);
    for (const key of ['../../x', '', 'A'.repeat(32), `${'a'.repeat(31)}/`, `${'a'.repeat(32)}\n`]) {
      await assert.rejects(storage.put(key, Buffer.from('x'), 'text/plain'), /not a key of ours/, key);
      await assert.rejects(storage.remove(key), /not a key of ours/, key);
    }
    assert.deepEqual(await readdir(base), []);
  });

  it('[AT14] answers unavailable where the folder can not be made, and works again once it can', async () => {
    await writeFile(path.join(base, 'data'), 'a file where the folder should be');
    const storage = createDiskStorage(folder);
    const key = newStorageKey();
    await assert.rejects(storage.put(key, Buffer.from('x'), 'text/plain'), isUnavailable);
    await assert.rejects(storage.get(key), isUnavailable);
    await rm(path.join(base, 'data'));
    await storage.put(key, Buffer.from('x'), 'text/plain');
    assert.deepEqual(await filesIn(base), [key]);
  });

  it('[AT14] leaves nothing where a file was written and could not be put in its place', async () => {
    const storage = createDiskStorage(folder);
    const key = newStorageKey();
    // Something that can not be replaced stands there.
    await mkdir(path.join(folder, key.slice(0, 2), key, 'x'), { recursive: true });
    await assert.rejects(storage.put(key, Buffer.from('x'), 'text/plain'), isUnavailable);
    assert.deepEqual(await filesIn(folder), []);
  });

  it('[AT14] leaves nothing where the room ended half-way', async function () {
    if (process.platform === 'win32') return this.skip();
    const key = newStorageKey();
    const module = path.join(import.meta.dirname, 'storage-disk.ts');
    const script = `import(${JSON.stringify(module)}).then(async ({ createDiskStorage }) => {
      const storage = createDiskStorage(${JSON.stringify(folder)});
      const put = (size) => storage.put('${key}', Buffer.alloc(size), 'text/plain').then(() => 'kept', ({ code, cause }) => code + ' ' + cause.code);
      console.log(await put(1024 * 1024), '|', await put(1024));
    })`;
    // Files of this process end at 64 KiB, as on a disk that is full.
    const limited = `trap '' XFSZ; ulimit -f 64; exec "$0" -e "$1"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', limited, process.execPath, script]);
    assert.equal(stdout.trim(), 'unavailable EFBIG | kept');
    assert.deepEqual(await filesIn(folder), [key]);
    assert.equal((await stat(path.join(folder, key.slice(0, 2), key))).size, 1024);
  });

  it('[AT14] removes what a crash left half-written together with its key', async () => {
    const storage = createDiskStorage(folder);
    const key = newStorageKey();
    await mkdir(path.join(folder, key.slice(0, 2)), { recursive: true });
    await writeFile(path.join(folder, key.slice(0, 2), `${key}.part`), 'half');
    assert.equal(await storage.get(key), undefined);
    await storage.remove(key);
    assert.deepEqual(await filesIn(folder), []);
  });
});
