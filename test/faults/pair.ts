// Two processes of one installation: one database, one Redis, one secret.

import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { freePort, hasRedis, startRedis, type TestRedis } from '../harness/redis.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { temporaryFolder } from './support.ts';

export type Member = { server: TestServer; readonly url: string; start(): Promise<void>; port: number };
export type Pair = { a: Member; b: Member; redis: TestRedis; database: TestDatabase };

/** For one suite; both processes and their Redis end with it. */
export function pairOfServers(extra: Record<string, string> = {}): Pair {
  let pair: Pair | undefined;
  const undo: (() => unknown)[] = [];
  before(async function () {
    this.timeout(120_000);
    if (!hasRedis()) this.skip();
    const database = await createTestDatabase();
    undo.push(() => database.drop());
    const redis = await startRedis();
    undo.push(() => redis.end());
    const process = async (): Promise<Member> => {
      const port = await freePort();
      const folder = temporaryFolder();
      undo.push(() => folder.remove());
      const one: Member = {
        server: undefined as unknown as TestServer,
        port,
        get url() {
          return one.server.url;
        },
        async start() {
          one.server = await startServer({
            PORT: String(port),
            PUBLIC_ADDRESS: `127.0.0.1:${port}`,
            DATABASE_URL: database.url,
            REDIS_URL: redis.url,
            JWT_SECRET: 'a secret that both processes share',
            DATA_DIR: folder.path,
            RATE_LIMITS: 'off',
            ...extra,
          });
        },
      };
      await one.start();
      undo.push(async () => {
        const { child } = one.server;
        if (child.exitCode === null && child.signalCode === null) await one.server.end();
      });
      return one;
    };
    pair = { a: await process(), b: await process(), redis, database };
  });
  after(async function () {
    this.timeout(60_000);
    pair?.redis.thaw();
    for (const step of undo.reverse()) await step();
  });
  return new Proxy({} as Pair, {
    get: (_target, name: keyof Pair) => {
      if (!pair) throw new Error('the processes exist inside tests and hooks only');
      return pair[name];
    },
  });
}

/** Which of the two runs a room: its clients' sockets lead there. */
export const ownerOf = (pair: Pair, visit: { room: unknown }): { owner: Member; other: Member } => {
  const { url } = (visit.room as { connection: { transport: { ws: { url: string } } } }).connection.transport.ws;
  const port = Number(new URL(url).port);
  return port === pair.a.port ? { owner: pair.a, other: pair.b } : { owner: pair.b, other: pair.a };
};
