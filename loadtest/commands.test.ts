import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '../test/harness/eventually.ts';

const ROOT = path.join(import.meta.dirname, '..');

describe('the commands of the load test', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lt-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const start = (script: string, ...args: string[]) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      // All that it puts into the folder for temporary files can be seen.
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
    }
    const ended = once(child, 'exit').then(([code]) => code as number);
    return { child, ended, said: () => text };
  };
  /** Node's cache of compiled code may stay. */
  const leftBehind = (): string[] => readdirSync(folder).filter((name) => name.startsWith('atriumverse-'));
  const childrenOf = (parent: number | undefined): number[] =>
    spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .stdout.split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter(([pid, ppid]) => pid !== undefined && ppid === parent)
      .map(([pid]) => pid as number);
  const lives = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('[LT11] walk people on a server of their own and on the bare minimum, and print both', async () => {
    const args = ['walk', '--players', '12', '--seconds', '1', '--template', 'meadow'];
    const { ended, said } = start('loadtest/main.ts', ...args);
    assert.equal(await ended, 0, said());
    assert.match(said(), /12 people walk 2 s of every 5 s on the meadow/);
    // Of both: turns are sent, and what is sent is seen.
    assert.match(said(), /turns of all, 1\/s +[1-9][\d.]* +[1-9]/);
    assert.match(said(), /times seen +[1-9]\d\.?\d* +[1-9]/);
    assert.match(said(), /CPU against the bare minimum: /);
    assert.deepEqual(leftBehind(), []);
  });

  it('[LT16] ask a year of chat on a database of its own for everything, and print what took how long', async () => {
    const { ended, said } = start('loadtest/main.ts', 'chat-data', '--messages', '3000', '--quick');
    assert.equal(await ended, 0, said());
    assert.match(said(), /3000 of 3000 messages/);
    assert.match(said(), /\n3,000 messages\n/);
    for (const row of [
      /history +deep, by cursor +\d/,
      /search +commonest words +\d.* [1-9]\d*\n/,
      /search +absent word .* 0\n/,
    ]) {
      assert.match(said(), row);
    }
    // Of 200 channels every tenth is private.
    assert.match(said(), /unread +of 200 channels .* 180\n/);
    assert.match(said(), /targets: history p95 < 20 ms, .* of \d+ met/);
    assert.deepEqual(leftBehind(), []);
  });

  it('[LT12] end with everything that they started when they are interrupted', async () => {
    const { child, ended, said } = start('loadtest/main.ts', 'walk', '--players', '12', '--seconds', '60');
    await eventually(() => said().includes('warming up'), 60_000);
    const children = childrenOf(child.pid);
    assert.ok(children.length >= 2, 'a server and the bare minimum');
    child.kill('SIGINT');
    assert.equal(await ended, 1);
    assert.match(said(), /ended by SIGINT/);
    assert.deepEqual(children.filter(lives), []);
    assert.deepEqual(leftBehind(), []);
  });

  it('[LT12] end in the middle of writing a year of chat as well', async () => {
    const { child, ended, said } = start('loadtest/main.ts', 'chat-data');
    await eventually(() => said().includes('100000 of 1000000'), 60_000);
    child.kill('SIGINT');
    assert.equal(await ended, 1);
    assert.match(said(), /ended by SIGINT/);
    assert.deepEqual(leftBehind(), []);
  });

  it('[LT13] run the standard front end, and fail where it would not', async () => {
    const { ended, said } = start('loadtest/colyseus.ts', '--numClients', '3', '--seconds', '1');
    assert.equal(await ended, 0, said());
    assert.match(said(), /3 of 3 bots joined, 0 failed, 0 errors/);
    assert.deepEqual(leftBehind(), []);
  });
});
