// The connection to Redis. Redis may go away at any moment, and nobody waits for it then: a command that gets no answer
// fails soon, a connection that is silent is given up, and a new one is tried until it stands.

import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

/** An answer of Redis takes a millisecond; without one after this, the connection is taken for dead. */
export const ANSWER_PATIENCE_MS = 3_000;
const RETRY_MAX_MS = 1_000;
/** In compose files Redis often starts together with the server. */
const REACH_PATIENCE_MS = 60_000;

/** What kept the start from reaching Redis, in words for the person who started the server. */
export class RedisError extends Error {
  override name = 'RedisError';
}

/** Resolves when Redis answers; it waits for one that is still starting. */
export async function connectRedis(url: string, logger: Logger, patienceMs = REACH_PATIENCE_MS): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_PATIENCE_MS,
    commandTimeout: ANSWER_PATIENCE_MS,
    socketTimeout: ANSWER_PATIENCE_MS,
    // What could not be sent is told to who asked, which then goes on without Redis.
    maxRetriesPerRequest: 0,
    // Its answer is waited for before a connection counts as ready. One that closes meanwhile would count as ready too,
    // for ever, and never be made again (ioredis 5.11, where there is no ready check: the subscriber of presence).
    disableClientInfo: true,
    retryStrategy: (attempt) => Math.min(attempt * 100, RETRY_MAX_MS),
  });
  // Without a listener each failed attempt would be printed; the state is told by `reportTo`, the cause by commands.
  redis.on('error', (error) => logger.debug({ err: error }, 'Redis'));
  const { host } = new URL(url);
  const deadline = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await redis.ping();
      reportTo(logger, redis);
      return redis;
    } catch (error) {
      const { name, message } = error as Error;
      const refused = name === 'ReplyError' && !message.startsWith('LOADING');
      if (refused || performance.now() > deadline) {
        redis.disconnect();
        throw new RedisError(
          refused
            ? `Redis at ${host} refuses: ${message}. Check the name and the password in REDIS_URL.`
            : `Redis at ${host} does not answer: ${message}. Start it, or check REDIS_URL.`,
          { cause: error },
        );
      }
      if (attempt === 1) logger.warn(`waiting for Redis at ${host}`);
      await sleep(500);
    }
  }
}

/** True where a failure says that Redis is away, and nothing about what was asked. */
export function isRedisAway(error: unknown): boolean {
  // By its words: the framework wraps what it met.
  const words = /^(Reached the max retries|Command timed out|Connection is closed|Socket timeout)/;
  return words.test((error as Error | undefined)?.message ?? '');
}

/** One line when it goes, one when it is back. */
function reportTo(logger: Logger, redis: Redis): void {
  let away = false;
  redis.on('close', () => {
    if (!away) logger.error('Redis does not answer: other processes are out of reach, nobody can join');
    away = true;
  });
  redis.on('ready', () => {
    if (away) logger.warn('Redis answers again');
    away = false;
  });
}
