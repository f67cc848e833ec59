import assert from 'node:assert/strict';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { eventually } from '../../test/harness/eventually.ts';
import { hasRedis, startRedis, type TestRedis } from '../../test/harness/redis.ts';
import { createLogger } from '../platform/logger.ts';
import { connectRedis } from '../platform/redis.ts';
import { AtriumPresence } from './redis-presence.ts';

/** In front of Redis: where it `breaks`, it takes every connection and closes it at its first word. */
type Door = { url: string; server: Server; breaks: boolean; broken: number };

async function doorTo(redis: TestRedis): Promise<Door> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => {}).on('close', () => open.delete(client));
    if (door.breaks) {
      client.once('data', () => {
        door.broken += 1;
        client.destroy();
      });
      return;
    }
    const upstream = connect(Number(new URL(redis.url).port), '127.0.0.1').on('error', () => {});
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let breaks = false;
  const door: Door = {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    broken: 0,
    get breaks() {
      return breaks;
    },
    set breaks(on) {
      breaks = on;
      for (const one of open) one.destroy();
    },
  };
  return door;
}

describe('presence on Redis', function () {
  this.timeout(30_000);
  let redis: TestRedis;
  let door: Door;
  before(async function () {
    if (!hasRedis()) this.skip();
    redis = await startRedis();
    door = await doorTo(redis);
  });
  after(async () => {
    door?.server.close();
    await redis?.end();
  });

  it('[OP70] hears again after connections that were closed before Redis said anything', async () => {
    const logger = createLogger('fatal');
    const presence = new AtriumPresence(await connectRedis(door.url, logger), logger);
    const heard: unknown[] = [];
    const restored: Date[] = [];
    presence.onRestored((since) => restored.push(since));
    await presence.subscribe('topic', (message) => heard.push(message));
    assert.ok(await presence.deliver('topic', 'before'));
    await eventually(() => heard.includes('before'));
    const began = new Date();
    door.breaks = true;
    await eventually(() => door.broken >= 6);
    restored.length = 0;
    door.breaks = false;
    await eventually(() => restored.length > 0);
    assert.ok(restored[0]! <= began, 'says since when something may have been missed');
    assert.ok(await presence.deliver('topic', 'after'));
    await eventually(() => heard.includes('after'));
    presence.shutdown();
  });
});
