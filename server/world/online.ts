// Who is on a virtual server now, for lists over REST: in its world, or on the chat page. Each source says again and
// again who is there, and all processes share it; what a killed process said, or said into a Redis that lost it, does
// not last.

import type { Redis } from 'ioredis';
import type { Logger } from '../platform/logger.ts';

/** How often a source says who is there, and how long that holds. */
export const ONLINE_BEAT_MS = 4_000;
const HOLDS_SECONDS = 12;

export type OnlineSource = {
  enter(serverId: string, userId: string): Promise<void>;
  leave(serverId: string, userId: string): Promise<void>;
  /** Exactly these people are there. */
  keep(serverId: string, userIds: readonly string[]): Promise<void>;
};
export type Online = {
  /** `name` is one for all worlds, of which each server has one, and one for each process's hub. */
  source(name: string): OnlineSource;
  onlineUsers(serverId: string): Promise<Set<string>>;
  onlineCount(serverIds: readonly string[]): Promise<Map<string, number>>;
};

/** Never throws: nobody is kept out of a world, and no list fails, because of who else is online. */
export function createOnline(logger: Logger, redis?: Redis): Online {
  return redis ? sharedOnline(redis, logger) : ownOnline();
}

function ownOnline(): Online {
  const inside = new Map<string, Map<string, Set<string>>>();
  const onlineUsers = async (serverId: string): Promise<Set<string>> => {
    const all = new Set<string>();
    for (const people of inside.get(serverId)?.values() ?? []) for (const userId of people) all.add(userId);
    return all;
  };
  return {
    source: (name) => {
      const set = (serverId: string, people: Set<string>): void => {
        const sources = inside.get(serverId) ?? new Map<string, Set<string>>();
        if (people.size > 0) inside.set(serverId, sources.set(name, people));
        else if (sources.delete(name) && sources.size === 0) inside.delete(serverId);
      };
      const peopleOf = (serverId: string): Set<string> => inside.get(serverId)?.get(name) ?? new Set();
      return {
        enter: async (serverId, userId) => set(serverId, peopleOf(serverId).add(userId)),
        async leave(serverId, userId) {
          const people = peopleOf(serverId);
          people.delete(userId);
          set(serverId, people);
        },
        keep: async (serverId, userIds) => set(serverId, new Set(userIds)),
      };
    },
    onlineUsers,
    onlineCount: async (serverIds) =>
      new Map(await Promise.all(serverIds.map(async (id) => [id, (await onlineUsers(id)).size] as const))),
  };
}

function sharedOnline(redis: Redis, logger: Logger): Online {
  const sources = (serverId: string): string => `online:${serverId}`;
  const key = (serverId: string, name: string): string => `online:${serverId}:${name}`;
  const calmly = async <T>(work: () => Promise<T>, instead: T): Promise<T> => {
    if (redis.status !== 'ready') return instead;
    try {
      return await work();
    } catch (error) {
      logger.debug({ err: error }, 'who is online could not be shared');
      return instead;
    }
  };
  const onlineUsers = async (serverId: string): Promise<Set<string>> => {
    const names = await redis.smembers(sources(serverId));
    if (names.length === 0) return new Set();
    return new Set(await redis.sunion(...names.map((name) => key(serverId, name))));
  };
  return {
    source: (name) => ({
      enter: (serverId, userId) =>
        calmly(async () => {
          const own = key(serverId, name);
          await redis.multi().sadd(own, userId).expire(own, HOLDS_SECONDS).sadd(sources(serverId), name).exec();
        }, undefined),
      leave: (serverId, userId) =>
        calmly(async () => {
          await redis.srem(key(serverId, name), userId);
        }, undefined),
      keep: (serverId, userIds) =>
        calmly(async () => {
          const own = key(serverId, name);
          const all = redis.multi().del(own);
          if (userIds.length > 0) {
            all.sadd(own, ...userIds).expire(own, HOLDS_SECONDS);
            all.sadd(sources(serverId), name).expire(sources(serverId), HOLDS_SECONDS);
          }
          await all.exec();
        }, undefined),
    }),
    onlineUsers: (serverId) => calmly(() => onlineUsers(serverId), new Set<string>()),
    onlineCount: (serverIds) =>
      calmly(
        async () =>
          new Map(await Promise.all(serverIds.map(async (id) => [id, (await onlineUsers(id)).size] as const))),
        new Map(serverIds.map((id) => [id, 0])),
      ),
  };
}
