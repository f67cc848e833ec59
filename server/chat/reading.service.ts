// Reading: threads, what is unread, how far one has read, and what a client missed that was away.

import { z } from 'zod';
import {
  RESUME_MAX,
  type ReadMarkAnswer,
  type RepliesAnswer,
  type ResumeAnswer,
  type Target,
  type UnreadAnswer,
} from '../../shared/protocol/chat.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { ChangesService } from './changes.service.ts';
import type { ChatContext } from './context.ts';
import { firstIdAt, timeOf } from './message-ids.ts';
import * as messages from './messages.repository.ts';
import * as repository from './reading.repository.ts';

/**
 * Ids of different conversations are not in the order of their commits: one that took its time, or came from a process
 * whose clock is behind, has a lesser id than some that were seen. So a client is told again what is this much older
 * than what it saw last.
 */
const OVERLAP_MS = 30_000;
/** Who was away for longer reads anew. */
const AWAY_MAX_MS = 7 * 24 * 3600_000;
/** Of all that is told again, in UTF-16 units: more would fill the line of who came back over a slow one. */
const RESUME_CONTENT_MAX = 200_000;
const PINS_MAX = 100;

type PageRequest = { limit: number; cursor?: string | undefined };

export function createReadingService(context: ChatContext, changes: Pick<ChangesService, 'find'>) {
  const { db, clock, cursors, places, publish, present } = context;

  return {
    async replies(
      userId: string,
      serverId: string,
      { messageId, limit, cursor }: { messageId: string } & PageRequest,
    ): Promise<RepliesAnswer> {
      const { row } = await changes.find(userId, serverId, messageId);
      const scope = { list: 'replies', parent: row.id };
      const [afterId] = cursor ? cursors.open(scope, cursor, z.tuple([z.guid()])) : [];
      const rows = await messages.listReplies(db, { parentId: row.id, afterId, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) => cursors.seal(scope, [last.id]));
      return { replies: await present(page), ...rest };
    },

    async pins(userId: string, serverId: string, target: Target) {
      const place = await places.find(userId, serverId, target);
      return present(await messages.listPinned(db, place.conversationId, PINS_MAX));
    },

    async unread(userId: string, serverId: string): Promise<UnreadAnswer> {
      await places.requireMember(userId, serverId);
      const { conversations } = await places.readable(userId, [serverId]);
      const channelIds = conversations.filter(({ kind }) => kind === 'channel').map(({ id }) => id);
      const [channels, directs] = await Promise.all([
        repository.listChannelUnread(db, userId, channelIds),
        repository.listDirectUnread(db, userId),
      ]);
      const byId = new Map(channels.map((channel) => [channel.channel_id, channel]));
      return { channels: channelIds.flatMap((id) => byId.get(id) ?? []), directs };
    },

    async markRead(
      userId: string,
      serverId: string,
      { target, messageId }: { target: Target; messageId: string },
    ): Promise<ReadMarkAnswer> {
      const place = await places.find(userId, serverId, target);
      const row = await messages.findMessage(db, messageId);
      if (row?.conversation_id !== place.conversationId) throw new AppError('chat/message_not_found');
      const { conversationId, channelId: channel_id, zoneId: zone_id, otherId: target_user_id } = place;
      const { last_read_id, moved } = await repository.moveReadMark(db, {
        ...{ conversationId, userId, messageId, seq: row.seq },
      });
      const answer = { channel_id, zone_id, target_user_id, last_read_id };
      if (moved) publish.toPerson(userId, { name: 'chat:read', body: answer });
      return answer;
    },

    /** On these servers, and between two. `after` is the newest id that the client has seen, in any conversation. */
    async resume(userId: string, serverIds: readonly string[], after: string): Promise<ResumeAnswer> {
      const gap: ResumeAnswer = { messages: [], changed: [], gap: true };
      const now = clock.now().getTime();
      const seen = timeOf(after).getTime();
      if (!(seen > 0) || now - seen > AWAY_MAX_MS) return gap;
      const since = new Date(Math.min(seen, now) - OVERLAP_MS);
      const { conversations, directs } = await places.readable(userId, serverIds);
      const conversationIds = conversations.map(({ id }) => id);
      const fromId = firstIdAt(since);
      const limit = RESUME_MAX + 1;
      const [rows, changed] = await Promise.all([
        messages.listSince(db, { serverIds, conversationIds, directIds: directs, fromId, limit }),
        messages.listChangedSince(db, {
          ...{ conversationIds: [...conversationIds, ...directs], since, beforeId: fromId, limit },
        }),
      ]);
      if (rows.length > RESUME_MAX || changed.length > RESUME_MAX) return gap;
      const size = [...rows, ...changed].reduce((sum, { content }) => sum + content.length, 0);
      if (size > RESUME_CONTENT_MAX) return gap;
      return { messages: await present(rows), changed: await present(changed), gap: false };
    },
  };
}
export type ReadingService = ReturnType<typeof createReadingService>;
