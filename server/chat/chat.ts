// Chat, put together.

import type { TypingBody } from '../../shared/protocol/chat.ts';
import type { Db } from '../db/transaction.ts';
import type { Buckets } from '../platform/buckets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Cursors } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Topics } from '../platform/topics.ts';
import { createChangesService } from './changes.service.ts';
import { findChannel } from './channels.repository.ts';
import { createChannelsService } from './channels.service.ts';
import { createChatService, targetOf } from './chat.service.ts';
import type { ChatContext } from './context.ts';
import { createDirectory } from './directory.ts';
import { createDirectsService } from './directs.service.ts';
import { createMessageIds } from './message-ids.ts';
import { createMessageWriter } from './message-writer.ts';
import {
  findMessage,
  listAfter,
  listBefore,
  listReactions,
  type MessageRow,
  toMessage,
} from './messages.repository.ts';
import { listBarred } from './places.repository.ts';
import { createPlaces } from './places.service.ts';
import type { AttachmentPort, NearbyPort, NotifyPort, SpeechGuard, WhereaboutsPort } from './ports.ts';
import { createPublisher } from './publisher.ts';
import { createReadingService } from './reading.service.ts';
import { createSearch } from './search.service.ts';
import { createTyping } from './typing.ts';

/** People may talk in bursts; the rate is `LIMIT_CHAT_PER_MINUTE`. */
export const CHAT_BURST = 10;

export type ChatDeps = {
  db: Db;
  clock: Clock;
  config: Pick<Config, 'rateLimits'>;
  cursors: Cursors;
  topics: Topics;
  /** By account. */
  allowances: Buckets;
  guard: SpeechGuard;
  attachments: AttachmentPort;
  notify: NotifyPort;
  whereabouts: WhereaboutsPort;
  online: ChatContext['online'];
};

export function createChat(deps: ChatDeps) {
  const { db, clock, config, cursors, topics, allowances, guard, attachments } = deps;
  const places = createPlaces({ db, whereabouts: deps.whereabouts });
  const publish = createPublisher(topics);
  const typing = createTyping(publish);
  const writer = createMessageWriter({
    ...{ db, clock, ids: createMessageIds(), attachments },
    async barred(tx, drafts) {
      const bound = [...drafts.entries()].flatMap(([index, { speaker }]) => (speaker ? [{ index, speaker }] : []));
      const barred = await listBarred(
        tx,
        drafts.map(({ message }) => message),
      );
      const muted = await guard.listMuted(
        tx,
        bound.map(({ speaker }) => speaker),
      );
      return new Set([...barred, ...bound.filter((_, n) => muted.has(n)).map(({ index }) => index)]);
    },
  });

  const takeAllowance = async (userId: string): Promise<void> => {
    if (!config.rateLimits) return;
    const waitMs = await allowances.take(userId);
    if (waitMs === null) return;
    throw new AppError('rate_limited', {
      message: 'You are writing very fast. Wait a moment and send it again.',
      retry_after: Math.max(1, Math.ceil(waitMs / 1000)),
    });
  };
  const present: ChatContext['present'] = async (rows, { reactions: mayHaveReactions = true } = {}) => {
    const withFiles = rows.filter((row) => row.attachment_count > 0);
    const [reactions, files] = await Promise.all([
      mayHaveReactions
        ? listReactions(
            db,
            rows.map(({ id }) => id),
          )
        : undefined,
      withFiles.length > 0 ? attachments.ofMessages(withFiles) : undefined,
    ]);
    return rows.map((row) => toMessage(row, { reactions: reactions?.get(row.id), attachments: files?.get(row.id) }));
  };

  const context: ChatContext = {
    ...{ db, clock, cursors, places, writer, guard, attachments, publish, typing, present, takeAllowance },
    ...{ notify: deps.notify, online: deps.online },
  };
  const messages = createChatService(context);
  const changes = createChangesService(context);
  const reading = createReadingService(context, changes);
  const channels = createChannelsService({ ...context, topics });
  const directs = createDirectsService({ ...context, topics });
  const search = createSearch({ db, cursors, places, present });

  return {
    db,
    places,
    messages,
    changes,
    reading,
    channels,
    directs,
    search,
    takeAllowance,
    guard,
    directory: createDirectory({ db, monotonic: clock.monotonic }),

    async setTyping(userId: string, serverId: string, body: TypingBody, nearby: NearbyPort): Promise<void> {
      const { scope } = body;
      if (scope === 'proximity') return nearby.setTyping(serverId, userId, body.is_typing);
      const place = await places.find(userId, serverId, targetOf({ ...body, scope }));
      if (!place.permissions.has('send')) throw new AppError(place.sendRefusal);
      if (place.kind !== 'direct') await guard.requireVoice({ serverId, userId, role: place.role });
      typing.set(userId, place, { scope, isTyping: body.is_typing });
    },

    /** For talking in voice channels. Throws what hides the channel. */
    async channelType(userId: string, serverId: string, channelId: string): Promise<'TEXT' | 'VOICE'> {
      await places.find(userId, serverId, targetOf({ scope: 'channel', channel_id: channelId }));
      const channel = await findChannel(db, { serverId, userId, channelId });
      if (!channel) throw new AppError('chat/channel_not_found');
      return channel.type;
    },

    /** For attachments and notifications. */
    async mayRead(userId: string, serverId: string, messageId: string): Promise<boolean> {
      try {
        const { row } = await changes.find(userId, serverId, messageId);
        return row.deleted_at === null;
      } catch (error) {
        if (error instanceof AppError && error.code !== 'unavailable' && error.code !== 'internal') return false;
        throw error;
      }
    },

    /** For moderation. */
    forModeration: {
      sendHeld: (author: { userId: string }, serverId: string, body: Parameters<typeof messages.send>[2]) =>
        messages.send(author, serverId, body, { released: true }),
      async findReadable(caller: { userId: string }, serverId: string, messageId: string) {
        const { row, place } = await changes.find(caller.userId, serverId, messageId);
        const [message] = await present([row]);
        return { message: message!, isDirect: place.kind === 'direct', conversationId: row.conversation_id };
      },
      async surroundings(conversationId: string, messageId: string, around: number) {
        const [middle, before, after] = await Promise.all([
          findMessage(db, messageId),
          listBefore(db, { conversationId, beforeId: messageId, limit: around }),
          listAfter(db, { conversationId, afterId: messageId, limit: around }),
        ]);
        return present([...before.reverse(), middle, ...after].filter((row): row is MessageRow => row !== undefined));
      },
    },
  };
}
export type Chat = ReturnType<typeof createChat>;
