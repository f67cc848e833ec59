// Brings news of one server to those in a room who may hear of it, in the order in which they came, each message once.
// Permission is asked at this moment, not when it was sent.

import type { ServerRole } from '../../shared/protocol/servers.ts';
import { isAtLeast } from '../../shared/rules/roles.ts';
import type { Logger } from '../platform/logger.ts';
import type { ChatNews, ServerEvent } from '../platform/topics.ts';
import type { Access, Directory } from './directory.ts';

/** How many messages are remembered to have been told; one may come twice, after others were out of reach. */
const TOLD_MAX = 2_000;

export type Listener = { userId: string; role: ServerRole };
export type DeliveryPort = {
  /** To everyone of the server who is here. */
  toAll(news: ChatNews): void;
  /** To those for whom `may` says yes. */
  toSome(news: ChatNews, may: (listener: Listener) => boolean): void;
  /** Whether somebody stands in a zone; where no world is known, nobody does. */
  standsIn(userId: string, zoneId: string): boolean;
};
type ServerChat = Extract<ServerEvent, { type: 'chat' }>;

export function createDelivery(options: {
  serverId: string;
  directory: Directory;
  port: DeliveryPort;
  logger: Logger;
}) {
  const { serverId, directory, port, logger } = options;
  const told = new Set<string>();
  let line: Promise<void> | undefined;

  const isRepeated = (event: ServerChat): boolean => {
    if (event.name !== 'chat:sent') return false;
    const { id } = event.body;
    if (told.has(id)) return true;
    told.add(id);
    const [oldest] = told;
    if (told.size > TOLD_MAX && oldest !== undefined) told.delete(oldest);
    return false;
  };

  const tell = (event: ServerChat, access: Access): void => {
    if (isRepeated(event)) return;
    const { where } = event;
    const news = { name: event.name, body: event.body } as ChatNews;
    if (where.kind === 'zone') {
      const zone = access.zone(where.id);
      if (zone && !zone.isPrivate) port.toAll(news);
      else if (zone) port.toSome(news, ({ userId }) => port.standsIn(userId, where.id));
      return;
    }
    const channel = access.channel(where.id);
    if (channel?.open) port.toAll(news);
    else if (channel) port.toSome(news, (listener) => channel.mayView(listener));
  };

  return {
    deliver(event: ServerChat): void {
      const access = line ? undefined : directory.get(serverId);
      if (access && !(access instanceof Promise)) {
        tell(event, access);
        return;
      }
      // The rules have to be read first; what comes meanwhile stands in line behind this.
      const mine = (line ?? Promise.resolve())
        .then(async () => tell(event, await directory.get(serverId)))
        .catch((error: unknown) => {
          logger.warn({ err: error, server_id: serverId }, 'news of a channel were not delivered');
          port.toAll({ name: 'chat:gap', body: {} });
        })
        .finally(() => {
          if (line === mine) line = undefined;
        });
      line = mine;
    },
    /** Resolves when all that came until now was told. */
    toldSoFar: (): Promise<void> => line ?? Promise.resolve(),
    /** Other rules than before: what comes now is asked anew. */
    rulesChanged(): void {
      directory.forget(serverId);
      port.toAll({ name: 'chat:channels_changed', body: { server_id: serverId } });
    },
    moderationChanged(): void {
      const news: ChatNews = { name: 'chat:moderation_changed', body: { server_id: serverId } };
      port.toSome(news, ({ role }) => isAtLeast(role, 'MODERATOR'));
    },
    gap(): void {
      port.toAll({ name: 'chat:gap', body: {} });
    },
  };
}
export type Delivery = ReturnType<typeof createDelivery>;
