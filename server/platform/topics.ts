// What travels between processes, and between features of one: topics `server:{id}` and `user:{id}` on presence (Redis,
// or memory when alone). Published after the commit of what they tell. While other processes are out of reach a process
// still hears itself, and afterwards whoever may have missed something is told since when.

import { randomUUID } from 'node:crypto';
import type { Presence } from '@colyseus/core';
import type { DownNames, SentBody } from '../../shared/protocol/message.ts';
import type { HubRoomMessages } from '../../shared/protocol/registry.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Status } from '../../shared/protocol/users.ts';
import type { Logger } from './logger.ts';

export type ServerEvent =
  | { type: 'server_changed'; server_id: string }
  | { type: 'server_deleted'; server_id: string }
  | { type: 'map_changed'; server_id: string }
  | { type: 'member_removed'; server_id: string; user_id: string; banned: boolean }
  | { type: 'member_changed'; server_id: string; user_id: string; role: ServerRole }
  /** Channels, their rules, or who was added to them. */
  | { type: 'channels_changed'; server_id: string }
  /** Reports or held messages: for moderators. */
  | { type: 'moderation_changed'; server_id: string }
  | { type: 'word_rules_changed'; server_id: string }
  | ({ type: 'chat'; server_id: string; where: Where; author_id: string } & ChatNews);

/** Of which conversation of a server, so that only those hear of it who may read it. */
export type Where = { kind: 'channel' | 'zone'; id: string };
/** What rooms pass on as it is. */
export type ChatNews = {
  [K in DownNames<HubRoomMessages>]: { name: K; body: SentBody<HubRoomMessages[K]> };
}[DownNames<HubRoomMessages>];

export type UserEvent =
  | { type: 'session_revoked'; user_id: string; session_ids: string[] }
  | { type: 'profile_changed'; user_id: string; username: string; avatar_id: string; status: Status };

/** For the connections of one account. */
export type PersonalEvent =
  | ({ type: 'chat'; user_id: string } & ChatNews)
  /** Joined, left, or has another role: null for no member any more. */
  | { type: 'membership_changed'; user_id: string; server_id: string; role: ServerRole | null }
  | { type: 'blocks_changed'; user_id: string };

type Handler<E> = (event: E) => void;
/** Something may have been missed since then (wall clock): what it was is to be read from the database. */
type OnGap = (since: Date) => void;
type Subscriber = { handle: Handler<never>; onGap: OnGap | undefined };
type Topic = { subscribers: Set<Subscriber>; receive: (message: Envelope) => void; ready: Promise<unknown> };
/** What is published carries its sender: a process tells itself at once, whether the others can be reached or not. */
type Envelope = { from: string; event: unknown } | { from: string; missed_since: string };

/** What a presence that several processes share can do beyond the framework's interface. */
type Shared = {
  deliver(topic: string, data: unknown): Promise<boolean>;
  onRestored(listener: OnGap): void;
};

export function createTopics(presence: Presence, logger: Logger) {
  const from = randomUUID();
  const topics = new Map<string, Topic>();
  /** What did not go out, by topic: when the first of it was. */
  const unsent = new Map<string, Date>();
  const shared = 'deliver' in presence ? (presence as unknown as Shared) : undefined;

  const guarded = (topic: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      logger.error({ err: error, topic }, 'a topic handler failed');
    }
  };
  const tell = (topic: string, event: unknown): void => {
    for (const { handle } of topics.get(topic)?.subscribers ?? []) guarded(topic, () => handle(event as never));
  };
  const tellGap = (topic: string, since: Date): void => {
    for (const { onGap } of topics.get(topic)?.subscribers ?? []) guarded(topic, () => onGap?.(since));
  };

  const subscribe = async <E>(topic: string, handle: Handler<E>, onGap?: OnGap): Promise<() => Promise<void>> => {
    const subscriber: Subscriber = { handle, onGap };
    let known = topics.get(topic);
    if (!known) {
      const receive = (message: Envelope): void => {
        if (message.from === from) return;
        if ('missed_since' in message) tellGap(topic, new Date(message.missed_since));
        else tell(topic, message.event);
      };
      known = { subscribers: new Set(), receive, ready: Promise.resolve(presence.subscribe(topic, receive)) };
      topics.set(topic, known);
    }
    known.subscribers.add(subscriber);
    await known.ready;
    return async () => {
      known.subscribers.delete(subscriber);
      if (known.subscribers.size > 0 || topics.get(topic) !== known) return;
      topics.delete(topic);
      await presence.unsubscribe(topic, known.receive);
    };
  };

  const send = async (topic: string, message: Envelope): Promise<boolean> => {
    if (shared) return shared.deliver(topic, message);
    await presence.publish(topic, message);
    return true;
  };
  /** Never throws: what is published is told already by the database, and readers catch up from there. */
  const publish = async (topic: string, event: unknown): Promise<void> => {
    const at = new Date();
    tell(topic, event);
    if (await send(topic, { from, event })) return;
    if (unsent.has(topic)) return;
    unsent.set(topic, at);
    logger.warn({ topic }, 'other processes could not be told; they will catch up');
  };

  shared?.onRestored((since) => {
    for (const topic of topics.keys()) tellGap(topic, since);
    for (const [topic, missed] of [...unsent]) {
      unsent.delete(topic);
      void send(topic, { from, missed_since: missed.toISOString() }).then((sent) => {
        if (!sent && !unsent.has(topic)) unsent.set(topic, missed);
      });
    }
  });

  return {
    onServer: (serverId: string, handler: Handler<ServerEvent>, onGap?: OnGap) =>
      subscribe(`server:${serverId}`, handler, onGap),
    onUser: (userId: string, handler: Handler<PersonalEvent>, onGap?: OnGap) =>
      subscribe(`user:${userId}`, handler, onGap),
    /** All users' events, for what every process must know at once. */
    onUsers: (handler: Handler<UserEvent>, onGap?: OnGap) => subscribe('users', handler, onGap),
    publishServer: (event: ServerEvent) => publish(`server:${event.server_id}`, event),
    /** To every process. */
    publishUser: (event: UserEvent) => publish('users', event),
    /** To wherever this account is connected. */
    publishTo: (event: PersonalEvent) => publish(`user:${event.user_id}`, event),
  };
}
export type Topics = ReturnType<typeof createTopics>;
