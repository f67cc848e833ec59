import assert from 'node:assert/strict';
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const OWNER = path.join(import.meta.dirname, '..', 'test', 'harness', 'embedded-owner.ts');

describe('the commands of the database', function () {
  this.timeout(60_000);
  let dataDir: string;
  let server: ChildProcess | undefined;
  before(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'atrium-'));
  });
  after(async () => {
    // Still there only when a test failed half-way.
    server?.kill('SIGTERM');
    await rm(dataDir, { recursive: true });
  });

  const run = async (script: string, ...args: string[]): Promise<string> => {
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', PATH: path.dirname(process.execPath) };
    const command = [path.join(import.meta.dirname, `${script}.ts`), ...args];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { env }).catch((error) => error);
    return stdout + stderr;
  };

  it('[OP18] work beside a running server, but for restore', async () => {
    const file = path.join(dataDir, 'saved');
    assert.match(await run('backup', file), /There is no database in/);
    server = fork(OWNER, [dataDir, 'hold']);
    await once(server, 'message');
    assert.match(await run('migrate'), /applied 0001_foundation/);
    assert.match(await run('backup', file), /^100 %.*\nSaved the embedded database/m);
    assert.match(await run('restore', file), new RegExp(`${dataDir} is in use by .*process ${server.pid} `));
    server.send('stop');
    await once(server, 'exit');
    assert.match(await run('restore', file), /not empty.*--replace/);
    assert.match(await run('restore', file, '--replace'), /^Restored the embedded database/m);
    assert.match(await run('migrate'), /up to date/);
  });

  it('[OP18] say what is wrong in one line', async () => {
    assert.equal(await run('backup'), 'Say where to: npm run backup -- <file>\n');
    assert.equal(await run('restore', '/no/such/file'), '/no/such/file can not be read.\n');
  });
});
