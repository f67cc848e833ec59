import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createLogger } from '../../platform/logger.ts';
import { findAccount, makeFolders } from './account.ts';
import { explain, programFailed } from './embedded-error.ts';
import { layoutOf } from './layout.ts';
import { findRunning, stopPostmaster } from './postmaster.ts';
import { findPrograms } from './programs.ts';
import { type Embedded, type EmbeddedOptions, findEmbedded, startEmbedded } from './start.ts';

const OWNER = path.join(import.meta.dirname, '..', '..', '..', 'test', 'harness', 'embedded-owner.ts');
const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;
const logger = createLogger('silent');

describe('embedded database', function () {
  this.timeout(60_000);
  let folder: string;
  const running = new Set<Embedded>();
  const children = new Set<ChildProcess>();

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'atrium-'));
  });
  afterEach(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    children.clear();
    for (const embedded of running) await embedded.stop();
    running.clear();
    // What an owner left behind that was killed.
    const left = await findRunning(layoutOf(folder));
    if (left) await stopPostmaster(left, layoutOf(folder));
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (options: Partial<EmbeddedOptions> = {}): Promise<Embedded> => {
    const embedded = await startEmbedded({ dataDir: folder, logger, ...options });
    running.add(embedded);
    return embedded;
  };
  const stop = async (embedded: Embedded): Promise<void> => {
    running.delete(embedded);
    await embedded.stop();
  };
  const owner = (mode = 'hold', options: { uid?: number; dataDir?: string } = {}): ChildProcess => {
    const { dataDir = folder, ...rest } = options;
    const child = fork(OWNER, [dataDir, mode], { ...rest, ...(rest.uid && { gid: rest.uid }) });
    children.add(child);
    return child;
  };
  const cluster = (name = '') => path.join(folder, 'postgres', 'cluster', name);

  it('[OP5] keeps what was written, listens on no network and syncs to the disk', async () => {
    const first = await start();
    await query(first, 'create table kept (value text)');
    await query(first, `insert into kept values ('ünï')`);
    await stop(first);
    const second = await start();
    assert.deepEqual(await query(second, 'select value from kept'), [{ value: 'ünï' }]);
    for (const [name, value] of Object.entries({
      listen_addresses: '',
      fsync: 'on',
      data_checksums: 'on',
      TimeZone: 'UTC',
    }))
      assert.deepEqual(await query(second, `select current_setting('${name}') as value`), [{ value }], name);
    assert.equal((await stat(path.join(folder, 'postgres'))).mode & 0o077, 0);
  });

  it('[OP5] works in a folder whose path is too long for a socket, and through a symbolic link', async () => {
    const deep = path.join(folder, 'a'.repeat(100), 'ünï and spaces');
    await mkdir(deep, { recursive: true });
    const link = path.join(folder, 'link');
    await symlink(deep, link);
    const embedded = await startEmbedded({ dataDir: link, logger });
    try {
      assert(!embedded.client.host.startsWith(folder));
      assert.deepEqual(await query(embedded, 'select 1 as one'), [{ one: 1 }]);
      await assert.rejects(startEmbedded({ dataDir: deep, logger, patienceMs: 0 }), /is in use by/);
    } finally {
      await embedded.stop();
      await rm(embedded.client.host, { recursive: true });
    }
  });

  it('[OP6] takes over what a killed server left running; every confirmed row is there', async () => {
    for (const alsoKill of ['nothing', 'postgres']) {
      const child = owner('write');
      const pid = await readyPid(child);
      const confirmed = await collect(child, 200);
      child.kill('SIGKILL');
      await once(child, 'exit');
      if (alsoKill === 'postgres') process.kill(pid, 'SIGKILL');
      const embedded = await start();
      assert.equal(embedded.pid() === pid, alsoKill === 'nothing');
      const written = new Set((await query(embedded, 'select id from written')).map((row) => row.id));
      assert.deepEqual(
        confirmed().filter((id) => !written.has(id)),
        [],
      );
      await stop(embedded);
    }
  });

  it('[OP6] starts anew what was left running with other settings', async () => {
    const child = owner();
    const pid = await readyPid(child);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const embedded = await start({ durable: false });
    assert.notEqual(embedded.pid(), pid);
    assert.deepEqual(await query(embedded, `select current_setting('fsync') as value`), [{ value: 'off' }]);
  });

  it('[OP7] makes a whole database where a first start was killed half-way', async () => {
    const child = owner();
    const home = path.join(folder, 'postgres');
    const unfinished = async () =>
      (await readdir(home).catch(() => [])).filter((name) => name.startsWith('cluster.new.'));
    await until(async () => (await unfinished()).length > 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const embedded = await start();
    assert.deepEqual(await query(embedded, 'select 1 as one'), [{ one: 1 }]);
    assert.deepEqual(await unfinished(), []);
  });

  it('[OP8] refuses a folder that another process holds, and names the folder and the holder', async () => {
    const child = owner();
    await readyPid(child);
    await assert.rejects(start({ patienceMs: 200 }), (error: Error) => {
      assert.match(error.message, new RegExp(`${folder}.*process ${child.pid} .*DATA_DIR`));
      return true;
    });
    assert(await findEmbedded(folder));
    child.send('stop');
    await once(child, 'exit');
    assert.equal(await findEmbedded(folder), undefined);
    await start();
  });

  it('[OP8] of two processes at once on a new folder one gets it', async () => {
    const outcomes = await Promise.all([firstWord(owner()), firstWord(owner()), firstWord(owner())]);
    assert.equal(outcomes.filter((word) => 'ready' in word).length, 1);
    for (const word of outcomes) if ('failed' in word) assert.match(word.failed, /is in use by/);
  });

  it('[OP9] refuses the files of another major version and says how to move', async () => {
    await stop(await start());
    const own = await readFile(cluster('PG_VERSION'), 'utf8');
    await writeFile(cluster('PG_VERSION'), '17\n');
    await assert.rejects(start(), /PostgreSQL 17.*brings PostgreSQL 18.*npm run backup.*npm run restore/);
    await rm(cluster('PG_VERSION'));
    await assert.rejects(start(), /PG_VERSION is missing/);
    await writeFile(cluster('PG_VERSION'), own);
    await start();
  });

  it('[OP10] starts though the process id of the last one belongs to someone else now', async () => {
    const embedded = await start();
    const files = [cluster('postmaster.pid'), path.join(folder, 'postgres', '.s.PGSQL.5432.lock')];
    const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    await stop(embedded);
    const stranger = spawn('sleep', ['60']);
    children.add(stranger);
    for (const [index, file] of files.entries())
      await writeFile(file, contents[index]!.replace(/^\d+/, String(stranger.pid)));
    await start();
    assert.equal(stranger.exitCode ?? stranger.signalCode, null);
  });

  it('[OP11] starts the database again when it dies, its own or one that it took over', async () => {
    const child = owner();
    await readyPid(child);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const embedded = await start();
    for (const which of ['taken over', 'own']) {
      const pid = embedded.pid();
      process.kill(pid, 'SIGKILL');
      await until(async () => embedded.pid() !== pid && (await answers(embedded)));
      assert.deepEqual(await query(embedded, 'select 1 as one'), [{ one: 1 }], which);
    }
  });

  it('[OP12] runs for root in a user namespace and as another user, on the same rules', async function () {
    if (!isRoot) this.skip();
    const other = await start({ rootStrategies: ['other_user'] });
    assert.equal((await stat(cluster())).uid, NOBODY);
    await query(other, 'create table kept (value text)');
    await stop(other);
    // The cluster's owner decides from now on.
    const again = await start();
    assert.deepEqual(await query(again, 'select value from kept'), []);
  });

  it('[OP12] copies the programs for a user who can not reach them', async function () {
    if (!isRoot) this.skip();
    const closed = await mkdtemp(path.join(os.tmpdir(), 'atrium-closed-'));
    const { native, version } = await findPrograms();
    const programs = { version, native: path.join(closed, 'native') };
    await cp(native, programs.native, { recursive: true, verbatimSymlinks: true });
    const layout = layoutOf(folder);
    await makeFolders(layout);
    const account = await findAccount(layout, { programs, rootStrategies: ['other_user'] });
    await rm(closed, { recursive: true });
    assert.equal(account.uid, NOBODY);
    assert.equal(account.programs.native, path.join(layout.programs, version));
  });

  it('[OP12] tells root what to do where no way is left', async function () {
    if (!isRoot) this.skip();
    const dataDir = path.join(folder, 'closed', 'data');
    await mkdir(path.dirname(dataDir), { mode: 0o700 });
    await chmod(folder, 0o755);
    const refused = startEmbedded({ dataDir, logger, rootStrategies: ['other_user'] });
    await assert.rejects(refused, /refuses to run as root.*normal user.*DATA_DIR.*DATABASE_URL/);
  });

  it('[OP12] runs for a user without any rights, who is told when the folder is closed to it', async function () {
    const reachable = (await stat(process.execPath)).mode & 0o001 && (await isOpen(import.meta.dirname));
    if (!isRoot || !reachable) this.skip();
    await chmod(folder, 0o755);
    const [mine, foreign] = [path.join(folder, 'mine'), path.join(folder, 'foreign')];
    for (const dataDir of [mine, foreign]) await mkdir(dataDir);
    await chown(mine, NOBODY, NOBODY);
    const child = owner('hold', { uid: NOBODY, dataDir: mine });
    await readyPid(child);
    child.send('stop');
    await once(child, 'exit');
    const word = await firstWord(owner('hold', { uid: NOBODY, dataDir: foreign }));
    assert.match('failed' in word ? word.failed : '', /foreign.* can not be written.*DATA_DIR.*DATABASE_URL/);
  });

  it('[OP13] says in plain words that the disk is full, or that a file is in the way', async () => {
    const layout = layoutOf(folder);
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    assert.match((explain(full, layout) as Error).message, /disk that holds .* is full/);
    assert.match(programFailed('x', 'FATAL: could not write: No space left on device', layout).message, /is full/);
    await writeFile(path.join(folder, 'file'), '');
    await assert.rejects(startEmbedded({ dataDir: path.join(folder, 'file'), logger }), /file is in the way/);
  });
});

async function query(embedded: Embedded, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(embedded.client);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const answers = (embedded: Embedded): Promise<boolean> =>
  query(embedded, 'select').then(
    () => true,
    () => false,
  );

type Word = { ready: number } | { failed: string } | { confirmed: string };

async function firstWord(child: ChildProcess): Promise<Word> {
  const [word] = await once(child, 'message');
  return word;
}

async function readyPid(child: ChildProcess): Promise<number> {
  const word = await firstWord(child);
  assert('ready' in word, JSON.stringify(word));
  return word.ready;
}

/** Resolves when `count` rows were confirmed; the answer gives all that were by the time of the call. */
async function collect(child: ChildProcess, count: number): Promise<() => string[]> {
  const confirmed: string[] = [];
  child.on('message', (word: Word) => {
    if ('confirmed' in word) confirmed.push(word.confirmed);
  });
  await until(async () => confirmed.length >= count);
  return () => confirmed;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 30_000; !(await condition()); await sleep(5))
    assert(performance.now() < deadline, 'what was waited for did not happen');
}

/** Can everyone walk to this folder? */
async function isOpen(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
