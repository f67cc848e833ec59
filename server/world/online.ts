// Who is in which world now, for lists over REST: a set for each virtual server on presence, which all processes share.

import type { Presence } from '@colyseus/core';

const key = (serverId: string): string => `online:${serverId}`;

export function createOnline(presence: Presence) {
  return {
    /** A room that starts is the only one of its server: what a killed process left behind is forgotten. */
    reset: async (serverId: string) => {
      await presence.del(key(serverId));
    },
    enter: async (serverId: string, userId: string) => {
      await presence.sadd(key(serverId), userId);
    },
    leave: async (serverId: string, userId: string) => {
      await presence.srem(key(serverId), userId);
    },
    onlineUsers: async (serverId: string): Promise<Set<string>> =>
      new Set((await presence.smembers(key(serverId))) as string[]),
    onlineCount: async (serverIds: readonly string[]): Promise<Map<string, number>> =>
      new Map(await Promise.all(serverIds.map(async (id) => [id, Number(await presence.scard(key(id)))] as const))),
  };
}
export type Online = ReturnType<typeof createOnline>;
