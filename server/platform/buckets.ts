// Token buckets by key. Where several processes share Redis they share the buckets, so that nobody gets a full one from
// each; while Redis is away every process counts for itself.

import type { Redis } from 'ioredis';
import { type Bucket, type BucketShape, takeToken } from '../../shared/rules/token-bucket.ts';
import { inTime } from './in-time.ts';

/** Null when there was a token, else how long until there is one, in milliseconds. */
export type Buckets = { take(key: string): Promise<number | null> };

/** Who asks is a person who waits: the process's own count does meanwhile. */
const PATIENCE_MS = 250;
/** Full buckets are forgotten: they say what no bucket says. */
const SWEEP_AT = 10_000;

/** The rule of shared/rules/token-bucket.ts, with the clock of Redis: -1, or the milliseconds to wait. */
const TAKE = `
  local capacity, per_ms = tonumber(ARGV[1]), tonumber(ARGV[2]) / 60000
  local time = redis.call('time')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local held = redis.call('hmget', KEYS[1], 'tokens', 'at')
  local tokens = capacity
  if held[1] then tokens = math.min(capacity, held[1] + math.max(0, now - held[2]) * per_ms) end
  local wait = -1
  if tokens >= 1 then tokens = tokens - 1 else wait = math.ceil((1 - tokens) / per_ms) end
  redis.call('hset', KEYS[1], 'tokens', tostring(tokens), 'at', now)
  redis.call('pexpire', KEYS[1], math.ceil((capacity - tokens) / per_ms) + 1000)
  return wait
`;

export function createBuckets(options: {
  name: string;
  shape: BucketShape;
  monotonic: () => number;
  redis?: Redis | undefined;
}): Buckets {
  const { name, shape, monotonic, redis } = options;
  const own = new Map<string, Bucket>();

  const takeOwn = (key: string): number | null => {
    const now = monotonic();
    const fullAfterMs = (shape.capacity / shape.perMinute) * 60_000;
    if (own.size >= SWEEP_AT) for (const [id, { at }] of own) if (now - at > fullAfterMs) own.delete(id);
    const taken = takeToken(own.get(key), shape, now);
    own.set(key, taken.bucket);
    return taken.allowed ? null : taken.retryAfterMs;
  };
  const takeShared = async (shared: Redis, key: string): Promise<number | null> => {
    const args = [`bucket:${name}:${key}`, shape.capacity, shape.perMinute];
    const wait = Number(await inTime(PATIENCE_MS, shared.eval(TAKE, 1, ...args), () => new Error('Redis is slow')));
    return wait < 0 ? null : wait;
  };

  return {
    async take(key) {
      if (redis?.status !== 'ready') return takeOwn(key);
      return takeShared(redis, key).catch(() => takeOwn(key));
    },
  };
}
