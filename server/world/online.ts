// Who is in which world now, for lists over REST: a set for each virtual server, which all processes share. A world
// says again and again who is in it; what a killed process said, or said into a Redis that lost it, does not last.

import type { Redis } from 'ioredis';
import type { Logger } from '../platform/logger.ts';

/** How often a world says who is in it, and how long that holds. */
export const ONLINE_BEAT_MS = 4_000;
const HOLDS_SECONDS = 12;

export type Online = {
  enter(serverId: string, userId: string): Promise<void>;
  leave(serverId: string, userId: string): Promise<void>;
  /** Exactly these people are in it. */
  keep(serverId: string, userIds: readonly string[]): Promise<void>;
  onlineUsers(serverId: string): Promise<Set<string>>;
  onlineCount(serverIds: readonly string[]): Promise<Map<string, number>>;
};

/** Never throws: nobody is kept out of a world, and no list fails, because of who else is online. */
export function createOnline(logger: Logger, redis?: Redis): Online {
  return redis ? sharedOnline(redis, logger) : ownOnline();
}

function ownOnline(): Online {
  const inside = new Map<string, Set<string>>();
  return {
    async enter(serverId, userId) {
      inside.set(serverId, (inside.get(serverId) ?? new Set()).add(userId));
    },
    async leave(serverId, userId) {
      const people = inside.get(serverId);
      people?.delete(userId);
      if (people?.size === 0) inside.delete(serverId);
    },
    async keep(serverId, userIds) {
      if (userIds.length > 0) inside.set(serverId, new Set(userIds));
      else inside.delete(serverId);
    },
    onlineUsers: async (serverId) => new Set(inside.get(serverId)),
    onlineCount: async (serverIds) => new Map(serverIds.map((id) => [id, inside.get(id)?.size ?? 0])),
  };
}

function sharedOnline(redis: Redis, logger: Logger): Online {
  const key = (serverId: string): string => `online:${serverId}`;
  const calmly = async <T>(work: () => Promise<T>, instead: T): Promise<T> => {
    if (redis.status !== 'ready') return instead;
    try {
      return await work();
    } catch (error) {
      logger.debug({ err: error }, 'who is online could not be shared');
      return instead;
    }
  };
  return {
    enter: (serverId, userId) =>
      calmly(async () => {
        await redis.multi().sadd(key(serverId), userId).expire(key(serverId), HOLDS_SECONDS).exec();
      }, undefined),
    leave: (serverId, userId) =>
      calmly(async () => {
        await redis.srem(key(serverId), userId);
      }, undefined),
    keep: (serverId, userIds) =>
      calmly(async () => {
        const all = redis.multi().del(key(serverId));
        if (userIds.length > 0) all.sadd(key(serverId), ...userIds).expire(key(serverId), HOLDS_SECONDS);
        await all.exec();
      }, undefined),
    onlineUsers: (serverId) => calmly(async () => new Set(await redis.smembers(key(serverId))), new Set<string>()),
    onlineCount: (serverIds) =>
      calmly(
        async () => new Map(await Promise.all(serverIds.map(async (id) => [id, await redis.scard(key(id))] as const))),
        new Map(serverIds.map((id) => [id, 0])),
      ),
  };
}
