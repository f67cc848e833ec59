// What travels between processes, and between features of one: topics `server:{id}` and `user:{id}` on presence (Redis,
// or memory when alone). Published after the commit of what they tell.

import type { Presence } from '@colyseus/core';
import type { Message } from '../../shared/protocol/chat.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Status } from '../../shared/protocol/users.ts';
import type { Logger } from './logger.ts';

export type ServerEvent =
  | { type: 'server_changed'; server_id: string }
  | { type: 'server_deleted'; server_id: string }
  | { type: 'map_changed'; server_id: string }
  | { type: 'member_removed'; server_id: string; user_id: string; banned: boolean }
  | { type: 'member_changed'; server_id: string; user_id: string; role: ServerRole }
  | { type: 'message_sent'; server_id: string; message: Message };

export type UserEvent =
  | { type: 'session_revoked'; user_id: string; session_ids: string[] }
  | { type: 'profile_changed'; user_id: string; username: string; avatar_id: string; status: Status };

type Handler<E> = (event: E) => void;

export function createTopics(presence: Presence, logger: Logger) {
  const subscribe = async <E>(topic: string, handler: Handler<E>): Promise<() => Promise<void>> => {
    const guarded = (event: E) => {
      try {
        handler(event);
      } catch (error) {
        logger.error({ err: error, topic }, 'a topic handler failed');
      }
    };
    await presence.subscribe(topic, guarded);
    return async () => {
      await presence.unsubscribe(topic, guarded);
    };
  };
  /** Never throws: what is published is told already by the database, and readers catch up from there. */
  const publish = async (topic: string, event: unknown): Promise<void> => {
    try {
      await presence.publish(topic, event);
    } catch (error) {
      logger.warn({ err: error, topic }, 'could not publish');
    }
  };
  return {
    onServer: (serverId: string, handler: Handler<ServerEvent>) => subscribe(`server:${serverId}`, handler),
    onUser: (userId: string, handler: Handler<UserEvent>) => subscribe(`user:${userId}`, handler),
    /** All users' events, for what every process must know at once. */
    onUsers: (handler: Handler<UserEvent>) => subscribe('users', handler),
    publishServer: (event: ServerEvent) => publish(`server:${event.server_id}`, event),
    publishUser: async (event: UserEvent) => {
      await Promise.all([publish(`user:${event.user_id}`, event), publish('users', event)]);
    },
  };
}
export type Topics = ReturnType<typeof createTopics>;
