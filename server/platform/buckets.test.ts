import assert from 'node:assert/strict';
import type { Redis } from 'ioredis';
import { hasRedis, startRedis, type TestRedis } from '../../test/harness/redis.ts';
import { createBuckets } from './buckets.ts';
import { createLogger } from './logger.ts';
import { connectRedis } from './redis.ts';

const shape = { capacity: 10, perMinute: 30 };
const taken = async (take: () => Promise<number | null>, times: number) =>
  (await Promise.all(Array.from({ length: times }, take))).filter((wait) => wait === null).length;

describe('buckets', () => {
  it('[CH9] alone: let a burst through, then say how long until the next', async () => {
    let now = 0;
    const buckets = createBuckets({ name: 'chat', shape, monotonic: () => now });
    assert.equal(await taken(() => buckets.take('ada'), 15), 10);
    assert.equal(await buckets.take('ada'), 2_000);
    assert.equal(await buckets.take('bob'), null);
    now = 1_999;
    assert.equal(await buckets.take('ada'), 1);
    now = 2_000;
    assert.equal(await buckets.take('ada'), null);
  });

  describe('over several processes', () => {
    let server: TestRedis;
    let redis: Redis[];
    before(async function () {
      if (!hasRedis()) this.skip();
      server = await startRedis();
      redis = await Promise.all([1, 2].map(() => connectRedis(server.url, createLogger('silent'))));
    });
    after(async () => {
      for (const one of redis ?? []) one.disconnect();
      await server?.end();
    });
    const processes = () =>
      redis.map((one) => createBuckets({ name: 'chat', shape, monotonic: () => performance.now(), redis: one }));

    it('[CH9] are one bucket for one person, whichever process is asked', async () => {
      const [a, b] = processes();
      let turn = 0;
      assert.equal(await taken(() => (turn++ % 2 ? a : b)!.take('eve'), 30), 10);
      const wait = await a!.take('eve');
      assert.ok(wait !== null && wait > 1_500 && wait <= 2_000, `${wait} ms`);
      assert.ok((await redis[0]!.pttl('bucket:chat:eve')) > 15_000, 'forgotten when it is full again, not before');
    });

    it('[OP69] count each for themselves while Redis is frozen, and nobody waits', async () => {
      const [a] = processes();
      server.freeze();
      try {
        const began = performance.now();
        assert.equal(await taken(() => a!.take('zoe'), 15), 10);
        assert.ok(performance.now() - began < 1_500);
      } finally {
        server.thaw();
      }
    });
  });
});
