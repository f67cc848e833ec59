// The end and the beginning: a signal with people inside, and starts that must not succeed.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { createTestDatabase } from '../harness/database.ts';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person, type Visit } from '../harness/people.ts';
import { freePort } from '../harness/redis.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { lineTo } from './line.ts';
import { temporaryFolder } from './support.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const SHUTDOWN_MS = 20_000;
/** For those who wrote the server, not for those who run it. */
const STACK = /\n\s+at /;

const centre = (x: number, y: number) => ({ x: x * 64 + 32, y: y * 64 + 32 });
const walkTo = async (visit: Visit, x: number, y: number) => {
  await visit.room.request('world:walk_to' as never, { x, y } as never);
  await eventually(() => visit.me()?.dir === 0 && visit.me().x === centre(x, y).x && visit.me().y === centre(x, y).y);
};

async function ends(server: TestServer, signal: NodeJS.Signals, visits: Visit[]): Promise<void> {
  for (const { room } of visits) room.reconnection.enabled = false;
  const began = performance.now();
  await server.end(signal);
  assert.ok(performance.now() - began < SHUTDOWN_MS, `ended after ${performance.now() - began} ms`);
  assert.equal(server.child.exitCode, 0, server.output());
  await eventually(() => visits.every(({ closed }) => closed.code !== undefined));
  assert.deepEqual(
    visits.map(({ closed }) => closed.code),
    visits.map(() => 4001),
  );
}

describe('a server that is told to end', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const origin = { url: '' };
  let server: TestServer;
  const start = async (env: Record<string, string> = {}) => {
    server = await startServer({ DATABASE_URL: '', DATA_DIR: folder.path, RATE_LIMITS: 'off', ...env });
    origin.url = server.url;
  };
  after(async function () {
    this.timeout(60_000);
    if (server?.child.exitCode === null) await server.end();
    folder.remove();
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`[OP76] (${signal}) closes with 4001, saves where people stand, and ends with code 0`, async () => {
      await start();
      const owner = await person(origin, 'owner');
      const serverId = await found(owner);
      const guest = await member(origin, serverId);
      const visits = await Promise.all([owner, guest].map((one) => one.join(serverId)));
      await walkTo(visits[0]!, 7, 4);
      // The other one is on its way, and a third has lost its connection.
      await visits[1]!.room.request('world:walk_to' as never, { x: 30, y: 10 } as never);
      const gone = await (await member(origin, serverId)).join(serverId);
      gone.room.reconnection.enabled = false;
      gone.room.connection.close();
      await ends(server, signal, visits);
      await start();
      const [back, mid] = await Promise.all([owner, guest].map((one) => one.join(serverId)));
      assert.deepEqual(back!.heard[0]!.body.position, centre(7, 4));
      assert.notDeepEqual(mid!.heard[0]!.body.position, centre(2, 2), 'where it had come to');
      await ends(server, 'SIGTERM', [back!, mid!]);
    });
  }

  it('[OP76] ends in time although its database is silent', async () => {
    const database = await createTestDatabase();
    const line = await lineTo(database.url);
    const other = temporaryFolder();
    try {
      await start({ DATABASE_URL: line.url, DATA_DIR: other.path });
      const owner: Person = await person(origin, 'owner');
      const serverId = await found(owner);
      const visits = await Promise.all(
        [owner, await member(origin, serverId), await member(origin, serverId)].map((one) => one.join(serverId)),
      );
      await walkTo(visits[0]!, 5, 2);
      line.silence();
      await ends(server, 'SIGTERM', visits);
    } finally {
      if (server.child.exitCode === null) await server.end('SIGKILL');
      await line.end();
      await database.drop();
      other.remove();
    }
  });
});

/** Starts one that must fail: its exit code and what it printed. */
async function failedStart(env: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await eventually(() => child.exitCode !== null, 60_000).catch(() => child.kill('SIGKILL'));
  return { code: await exited, printed };
}

describe('a server that must not start', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  after(() => folder.remove());

  it('[OP77] names every wrong setting at once', async () => {
    const { code, printed } = await failedStart({ DATA_DIR: folder.path, PORT: 'many', TRUST_PROXY: '-1' });
    assert.equal(code, 1);
    assert.match(printed, /^The configuration has faults:\n {2}PORT: .+\n {2}TRUST_PROXY: .+\n$/);
  });

  it('[OP77] names the folder that another process holds, and who does', async () => {
    const held = temporaryFolder();
    const server = await startServer({ DATABASE_URL: '', DATA_DIR: held.path });
    try {
      const { code, printed } = await failedStart({ DATA_DIR: held.path });
      assert.equal(code, 1);
      assert.match(
        printed,
        new RegExp(`The data folder ${held.path} is in use by the server, process ${server.child.pid}`),
      );
      assert.match(printed, /DATA_DIR.*DATABASE_URL/);
      assert.doesNotMatch(printed, STACK);
      assert.equal((await fetch(`${server.url}/readyz`)).status, 200, 'the first goes on');
    } finally {
      await server.end();
      held.remove();
    }
  });

  it('[OP77] names a port in use, and leaves nothing running', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const busy = temporaryFolder();
    try {
      const { code, printed } = await failedStart({ DATA_DIR: busy.path, PORT: String(port) });
      assert.equal(code, 1);
      assert.match(printed, new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use`));
      assert.doesNotMatch(printed, STACK);
      const again = await startServer({ DATABASE_URL: '', DATA_DIR: busy.path });
      assert.match(again.output(), /"how":"started"/, 'its database was stopped, not left behind');
      await again.end();
    } finally {
      other.close();
      busy.remove();
    }
  });

  it('[OP77] names a database that refuses', async () => {
    const database = await createTestDatabase();
    const missing = new URL(database.url);
    missing.pathname = '/nowhere';
    const { code, printed } = await failedStart({ DATA_DIR: folder.path, DATABASE_URL: missing.href });
    await database.drop();
    assert.equal(code, 1);
    assert.match(printed, /can not be used: database "nowhere" does not exist\. Check DATABASE_URL/);
    assert.doesNotMatch(printed, STACK);
  });
});
