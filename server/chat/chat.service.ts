// Everything said goes through here, whether it came over REST or a room: authorize, rate, commit, ack, and only then
// told to others. An ack means a committed row; what is said to those nearby is not stored.

import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { HistoryAnswer, HistoryQuery, Message, SendBody } from '../../shared/protocol/chat.ts';
import { Time } from '../../shared/protocol/common.ts';
import type { Database } from '../db/schema.ts';
import type { Buckets } from '../platform/buckets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { type Cursors, pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Topics } from '../platform/topics.ts';
import { requireSeen } from '../virtual-servers/membership.ts';
import {
  findDefaultChannel,
  getByClientId,
  insertMessage,
  listGlobalSince,
  listMessages,
  toMessage,
} from './chat.repository.ts';

/** People may talk in bursts; the rate is `LIMIT_CHAT_PER_MINUTE`. */
export const CHAT_BURST = 10;
/** Who needs more than this reads the history. */
const CATCH_UP_MAX = 200;

export type ChatDeps = {
  db: Kysely<Database>;
  clock: Clock;
  config: Config;
  cursors: Cursors;
  topics: Topics;
  /** By account. */
  allowances: Buckets;
};

export function createChatService({ db, clock, config, cursors, topics, allowances }: ChatDeps) {
  const takeAllowance = async (userId: string): Promise<void> => {
    if (!config.rateLimits) return;
    const waitMs = await allowances.take(userId);
    if (waitMs === null) return;
    throw new AppError('rate_limited', {
      message: 'You are writing very fast. Wait a moment and send it again.',
      retry_after: Math.max(1, Math.ceil(waitMs / 1000)),
    });
  };

  const requireChannel = async (serverId: string, userId: string) => {
    const channel = await findDefaultChannel(db, serverId, userId);
    if (channel) return channel;
    // Who may not know of the server gets the same answer as for one that does not exist.
    await requireSeen(db, serverId, { userId });
    throw new AppError('chat/not_a_member');
  };

  return {
    takeAllowance,

    /** Stores and publishes. The same author and client_msg_id give the same message, for good. */
    async sendGlobal(userId: string, serverId: string, body: SendBody): Promise<Message> {
      const { channel_id, username } = await requireChannel(serverId, userId);
      const fingerprint = fingerprintOf(serverId, body);
      await takeAllowance(userId);
      const row = await insertMessage(db, {
        id: uuidv7(),
        server_id: serverId,
        channel_id,
        user_id: userId,
        username,
        content: body.content,
        scope: 'global',
        created_at: clock.now(),
        client_msg_id: body.client_msg_id ?? null,
        fingerprint,
      });
      if (!row) {
        const before = await getByClientId(db, userId, body.client_msg_id ?? '');
        if (before.fingerprint !== fingerprint) throw new AppError('chat/id_conflict');
        return toMessage(before);
      }
      const message = toMessage(row);
      void topics.publishServer({ type: 'message_sent', server_id: serverId, message });
      return message;
    },

    /** What was said to everybody from a time on, for a room that may have missed some of it. */
    async since(serverId: string, since: Date): Promise<Message[]> {
      return (await listGlobalSince(db, { serverId, since, limit: CATCH_UP_MAX })).map(toMessage);
    },

    /** A message for those in earshot; nobody stores it. */
    nearbyMessage(options: { userId: string; username: string; serverId: string; body: SendBody }): Message {
      const { userId, username, serverId, body } = options;
      return {
        id: uuidv7(),
        server_id: serverId,
        channel_id: null,
        user_id: userId,
        username,
        content: body.content,
        message_type: 'text',
        scope: 'proximity',
        zone_id: null,
        target_user_id: null,
        parent_message_id: null,
        reply_count: 0,
        reactions: {},
        attachments: [],
        mentions: [],
        is_pinned: false,
        created_at: clock.now().toISOString(),
        edited_at: null,
        deleted_at: null,
        client_msg_id: body.client_msg_id ?? null,
      };
    },

    async history(
      userId: string,
      serverId: string,
      query: z.output<typeof HistoryQuery>,
    ): Promise<z.output<typeof HistoryAnswer>> {
      const { channel_id } = await requireChannel(serverId, userId);
      const scope = { list: 'history', channel_id };
      const time =
        query.before === undefined
          ? undefined
          : z.union([Time, z.iso.datetime({ offset: true })]).safeParse(query.before);
      const rows = await listMessages(db, {
        channelId: channel_id,
        limit: query.limit + 1,
        ...(time?.success
          ? { beforeTime: new Date(time.data) }
          : query.before !== undefined && { beforeId: cursors.open(scope, query.before, CursorPosition)[0] }),
      });
      const { page, has_more, cursor } = pageOf(rows, query.limit, (last) => cursors.seal(scope, [last.id]));
      return { messages: page.map(toMessage), has_more, cursor };
    },
  };
}
export type ChatService = ReturnType<typeof createChatService>;

const CursorPosition = z.tuple([z.guid()]);

const fingerprintOf = (serverId: string, body: SendBody): string =>
  createHash('sha256')
    .update(JSON.stringify([serverId, body.scope, body.content]))
    .digest('base64url');
