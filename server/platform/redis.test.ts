import assert from 'node:assert/strict';
import { hasRedis, startRedis } from '../../test/harness/redis.ts';
import { createLogger } from './logger.ts';
import { connectRedis, RedisError } from './redis.ts';

const logger = createLogger('silent');

describe('the connection to Redis', () => {
  it('[OP77] names a Redis that does not answer', async () => {
    await assert.rejects(connectRedis('redis://127.0.0.1:1', logger, 200), (error: Error) => {
      assert.ok(error instanceof RedisError);
      assert.match(error.message, /^Redis at 127\.0\.0\.1:1 does not answer: .+ Start it, or check REDIS_URL\.$/);
      return true;
    });
  });

  it('[OP77] names a Redis that refuses, at once', async function () {
    if (!hasRedis()) this.skip();
    const redis = await startRedis();
    try {
      const admin = redis.client();
      await admin.config('SET', 'requirepass', 'the right one');
      admin.disconnect();
      await assert.rejects(connectRedis(redis.url.replace('//', '//:wrong@'), logger), (error: Error) => {
        assert.match(error.message, /^Redis at [\d.:]+ refuses: WRONGPASS.+REDIS_URL\.$/);
        assert.doesNotMatch(error.message, /wrong@/);
        return true;
      });
    } finally {
      await redis.end();
    }
  });
});
