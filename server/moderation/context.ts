// What the services of this feature are given. Services know neither Express nor Colyseus.

import { afterCommit, type Db, type Tx } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Logger } from '../platform/logger.ts';
import type { Topics } from '../platform/topics.ts';
import type { ChatForModeration } from './ports.ts';

export type ModerationDeps = { db: Db; clock: Clock; topics: Topics; cursors: Cursors; logger: Logger };
export type ModerationContext = ModerationDeps & {
  /** There once everything is put together. */
  chat: () => ChatForModeration;
};

/** Those who look after a server see at once what waits and what was decided. */
export const tellModerators = (tx: Tx, topics: Topics, serverId: string): void =>
  afterCommit(tx, () => topics.publishServer({ type: 'moderation_changed', server_id: serverId }));
