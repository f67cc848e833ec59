// Counted limits over rate-limiter-flexible: in Redis where there is one, in memory otherwise and when Redis is away.

import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config, LimitName } from './config.ts';
import { AppError } from './errors.ts';

export type LimitState = { limit: number; remaining: number; resetSeconds: number };

const WINDOW_SECONDS: Partial<Record<LimitName, number>> = {
  LIMIT_MAIL_PER_HOUR: 3600,
  LIMIT_CREATE_SERVER_PER_HOUR: 3600,
  LIMIT_UPLOADS_PER_HOUR: 3600,
};

export function createLimits(config: Config, redis?: Redis) {
  const limiters = new Map<LimitName, RateLimiterAbstract>();
  const limiterOf = (name: LimitName): RateLimiterAbstract => {
    let limiter = limiters.get(name);
    if (!limiter) {
      const options = { points: config.limits[name], duration: WINDOW_SECONDS[name] ?? 60, keyPrefix: name };
      const memory = new RateLimiterMemory(options);
      limiter = redis
        ? new RateLimiterRedis({
            ...options,
            storeClient: redis,
            insuranceLimiter: memory,
            rejectIfRedisNotReady: true,
          })
        : memory;
      limiters.set(name, limiter);
    }
    return limiter;
  };

  return {
    /**
     * Takes one from the allowance of `key`. Throws `rate_limited` with `retry_after` in whole seconds.
     * Returns what is left, for the RateLimit headers; null when limits are off.
     */
    async take(name: LimitName, key: string): Promise<LimitState | null> {
      if (!config.rateLimits) return null;
      const limit = config.limits[name];
      try {
        const left = await limiterOf(name).consume(key);
        return { limit, remaining: left.remainingPoints, resetSeconds: Math.ceil(left.msBeforeNext / 1000) };
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw new AppError('rate_limited', {
          retry_after: seconds,
          details: { limit, remaining: 0, reset: seconds, name },
        });
      }
    },
  };
}
export type Limits = ReturnType<typeof createLimits>;
