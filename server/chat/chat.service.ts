// Everything said goes through here, whether it came over REST or a room: authorize, rate, commit, ack, and only then
// told to others. An ack means a committed row; what is said to those nearby is not stored.

import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type {
  HistoryAnswer,
  HistoryQuery,
  Message,
  SendBody,
  StoredScope,
  Target,
} from '../../shared/protocol/chat.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { mentionsIn } from '../../shared/rules/chat.ts';
import { AppError, isAppError } from '../platform/errors.ts';
import type { Where } from '../platform/topics.ts';
import type { ChatContext } from './context.ts';
import { firstIdAt } from './message-ids.ts';
import type { Draft, Written } from './message-writer.ts';
import type { MessageRow } from './messages.repository.ts';
import * as repository from './messages.repository.ts';
import { type Candidate, listCandidates } from './places.repository.ts';
import type { Place } from './places.service.ts';

/** Of whom @here and @channel call. */
const CALLED_MAX = 5_000;
/** Of those who wrote in a thread and hear of what comes. */
const THREAD_AUTHORS_MAX = 100;
/** Who missed more than this reads the history. */
const CATCH_UP_MAX = 200;

/** How the writer says that the author or the place are not what they were. */
const LOST_RIGHTS: ReadonlySet<ErrorCode> = new Set(['chat/cannot_send', 'chat/channel_not_found']);

type StoredBody = SendBody & { scope: StoredScope };
type Author = { userId: string };
/** A moderator let it out: the rules of words and the pace were dealt with. */
export type SendOptions = { released?: boolean };

export function createChatService(context: ChatContext) {
  const { db, cursors, places, writer, guard, publish, present, takeAllowance, typing, online } = context;
  /** Sends on their way, so that of many retries at once one does the work and the others get its answer. */
  const underWay = new Map<string, { fingerprint: string; answer: Promise<Message> }>();

  const parentOf = async (place: Place, body: StoredBody): Promise<string | null> => {
    if (!body.parent_message_id) return null;
    const parent = await repository.findMessage(db, body.parent_message_id);
    if (parent?.conversation_id !== place.conversationId) throw new AppError('chat/wrong_parent');
    // A thread hangs on one message: an answer to an answer stands in the same thread.
    return parent.parent_message_id ?? parent.id;
  };

  /** Who is named, and who is called beside them by @here or @channel; only people who may read it. */
  const mentionsOf = async (userId: string, place: Place, content: string) => {
    if (place.kind === 'direct') {
      return { mentions: [], mentions_all: null, called: place.otherId ? [place.otherId] : [], counted: [] };
    }
    const found = mentionsIn(content);
    const mentions_all = place.permissions.has('mention_all') ? found.all : null;
    const among = { serverId: place.serverId, channelId: place.channelId };
    const readers = async (candidates: Promise<Candidate[]>) => places.whoMayRead(place, await candidates);
    const mentions =
      found.names.length === 0
        ? []
        : await readers(listCandidates(db, { ...among, names: found.names, limit: found.names.length }));
    const others =
      mentions_all === null
        ? []
        : mentions_all === 'channel'
          ? await readers(listCandidates(db, { ...among, all: true, limit: CALLED_MAX }))
          : await readers(
              listCandidates(db, {
                ...among,
                ids: [...(await online.onlineUsers(place.serverId))].slice(0, CALLED_MAX),
                limit: CALLED_MAX,
              }),
            );
    const called = [...new Set([...mentions, ...others])].filter((id) => id !== userId);
    // @channel is counted by the message itself.
    return { mentions, mentions_all, called, counted: mentions_all === 'channel' ? mentions : called };
  };

  const sendOnce = async (
    author: Author,
    place: Place,
    body: StoredBody,
    { fingerprint, released }: { fingerprint: string } & SendOptions,
  ): Promise<Message> => {
    const { userId } = author;
    const content = body.content ?? '';
    const parentId = await parentOf(place, body);
    if (!released) await takeAllowance(userId);
    const { mentions, mentions_all, called, counted } = await mentionsOf(userId, place, content);
    const speaker = released || place.kind === 'direct' ? null : { serverId: place.serverId, userId, role: place.role };
    const draft: Draft = {
      conversation: places.conversationOf(userId, place),
      message: {
        conversation_id: place.conversationId,
        server_id: place.serverId,
        channel_id: place.channelId,
        user_id: userId,
        username: place.username,
        content,
        scope: body.scope,
        zone_id: place.zoneId,
        target_user_id: place.otherId,
        parent_message_id: parentId,
        mentions,
        mentions_all,
        client_msg_id: body.client_msg_id ?? null,
        fingerprint,
        search_scope_id: place.kind === 'direct' ? place.conversationId : place.serverId,
      },
      attachmentIds: body.attachment_ids ?? [],
      called: counted,
      slowModeSeconds: released ? 0 : place.slowModeSeconds,
      speaker,
    };
    const written = await writer.write(draft).catch(async (error: unknown) => {
      // What was allowed when it was asked for is not any more: it is refused as if it were asked for now.
      if (!isAppError(error) || !LOST_RIGHTS.has(error.code)) throw error;
      const now = await places.find(userId, place.serverId, targetOf(body));
      if (!now.permissions.has('send')) throw new AppError(now.sendRefusal);
      if (speaker) await guard.requireVoice(speaker);
      throw error;
    });
    const [message] = written.isNew ? await present([written.row], { reactions: false }) : await present([written.row]);
    if (written.isNew) await tell(place, written, { message: message!, called });
    return message!;
  };

  const tell = async (
    place: Place,
    { row, replyCount }: Written,
    { message, called }: { message: Message; called: string[] },
  ): Promise<void> => {
    typing.end(row.user_id, place);
    publish.toPlace(row, { name: 'chat:sent', body: message });
    const parent = row.parent_message_id;
    if (parent !== null && replyCount !== null) {
      const { server_id, scope, channel_id, zone_id, target_user_id } = message;
      publish.toPlace(row, {
        name: 'chat:threaded',
        body: { message_id: parent, reply_count: replyCount, server_id, scope, channel_id, zone_id, target_user_id },
      });
    }
    if (called.length === 0 && parent === null) return;
    const authors = parent === null ? [] : await repository.listThreadAuthors(db, parent, THREAD_AUTHORS_MAX);
    const thread = authors.filter((id) => id !== row.user_id && !called.includes(id));
    context.notify({ message, conversationId: row.conversation_id, seq: row.seq, called, thread });
  };

  return {
    /** Stores and publishes. The same author and client_msg_id give the same message, for good. */
    async send(author: Author, serverId: string, body: StoredBody, options: SendOptions = {}): Promise<Message> {
      const { userId } = author;
      const clientMsgId = body.client_msg_id;
      const [place, before] = await Promise.all([
        places.find(userId, serverId, targetOf(body)),
        clientMsgId === undefined ? undefined : repository.findByClientId(db, userId, clientMsgId),
      ]);
      const fingerprint = fingerprintOf(place.conversationId, body);
      if (clientMsgId !== undefined) {
        if (before) {
          if (before.fingerprint !== fingerprint) throw new AppError('chat/id_conflict');
          return (await present([before]))[0]!;
        }
        const twin = underWay.get(`${userId} ${clientMsgId}`);
        if (twin && !options.released) {
          if (twin.fingerprint !== fingerprint) throw new AppError('chat/id_conflict');
          return twin.answer;
        }
      }
      const work = async (): Promise<Message> => {
        if (!place.permissions.has('send')) throw new AppError(place.sendRefusal);
        if (body.attachment_ids?.length && !place.permissions.has('attach')) throw new AppError('chat/cannot_send');
        if (!options.released && place.kind !== 'direct') {
          await guard.checkSend({ serverId, userId, role: place.role }, body);
        }
        return sendOnce(author, place, body, { fingerprint, ...options });
      };
      if (clientMsgId === undefined) return work();
      const key = `${userId} ${clientMsgId}`;
      const answer = work().finally(() => underWay.delete(key));
      underWay.set(key, { fingerprint, answer });
      return answer;
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
        content: body.content ?? '',
        message_type: 'text',
        scope: 'proximity',
        zone_id: null,
        target_user_id: null,
        parent_message_id: null,
        reply_count: 0,
        reactions: {},
        attachments: [],
        mentions: [],
        mentions_all: null,
        is_pinned: false,
        created_at: context.clock.now().toISOString(),
        edited_at: null,
        deleted_at: null,
        client_msg_id: body.client_msg_id ?? null,
      };
    },

    async history(userId: string, serverId: string, query: HistoryQuery): Promise<HistoryAnswer> {
      const place = await places.find(userId, serverId, targetOf(query));
      const { conversationId } = place;
      const { limit } = query;
      const scope = { list: 'history', conversation: conversationId };
      const seal = (row: MessageRow | undefined): string | null => (row ? cursors.seal(scope, [row.id]) : null);

      if (query.after !== undefined) {
        const rows = await repository.listAfter(db, { conversationId, afterId: query.after, limit: limit + 1 });
        const messages = await present(rows.slice(0, limit).reverse());
        return { messages, has_more: false, cursor: null, has_newer: rows.length > limit };
      }
      if (query.around !== undefined) {
        const middle = await repository.findMessage(db, query.around);
        if (middle?.conversation_id !== conversationId) throw new AppError('chat/message_not_found');
        const half = Math.floor(limit / 2);
        const rest = limit - 1 - half;
        const [older, newer] = await Promise.all([
          repository.listBefore(db, { conversationId, beforeId: middle.id, limit: half + 1 }),
          repository.listAfter(db, { conversationId, afterId: middle.id, limit: rest + 1 }),
        ]);
        const rows = [...newer.slice(0, rest).reverse(), middle, ...older.slice(0, half)];
        const has_more = older.length > half;
        const cursor = has_more ? seal(rows.at(-1)) : null;
        return { messages: await present(rows), has_more, cursor, has_newer: newer.length > rest };
      }
      const beforeId = query.before === undefined ? undefined : beforeOf(query.before);
      const opened =
        beforeId === undefined && query.before !== undefined
          ? cursors.open(scope, query.before, CursorPosition)[0]
          : beforeId;
      const rows = await repository.listBefore(db, { conversationId, beforeId: opened, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const has_more = rows.length > limit;
      return { messages: await present(page), has_more, cursor: has_more ? seal(page.at(-1)) : null, has_newer: false };
    },

    /** What was said on a server from a time on, with where, for rooms that may have missed some; null: too much. */
    async since(serverId: string, since: Date): Promise<{ where: Where; message: Message }[] | null> {
      const rows = await repository.listOfServerSince(db, {
        ...{ serverId, fromId: firstIdAt(since), limit: CATCH_UP_MAX + 1 },
      });
      if (rows.length > CATCH_UP_MAX) return null;
      const messages = await present(rows);
      return rows.map((row, index) => ({
        where: { kind: row.zone_id === null ? 'channel' : 'zone', id: row.conversation_id },
        message: messages[index]!,
      }));
    },
  };
}
export type ChatService = ReturnType<typeof createChatService>;

export const targetOf = (body: {
  scope: StoredScope;
  channel_id?: string | undefined;
  zone_id?: string | undefined;
  target_user_id?: string | undefined;
}): Target => ({
  scope: body.scope,
  ...(body.channel_id !== undefined && { channel_id: body.channel_id }),
  ...(body.zone_id !== undefined && { zone_id: body.zone_id }),
  ...(body.target_user_id !== undefined && { target_user_id: body.target_user_id }),
});

const CursorPosition = z.tuple([z.guid()]);

/** The bound that a time stands for; undefined for what is no time. */
function beforeOf(before: string): string | undefined {
  const time = z.iso.datetime({ offset: true }).safeParse(before);
  return time.success ? firstIdAt(new Date(time.data)) : undefined;
}

/** What makes two sends the same: where it goes and all that it says. */
function fingerprintOf(conversationId: string, body: SendBody): string {
  const { content = '', parent_message_id = null, attachment_ids = [] } = body;
  return createHash('sha256')
    .update(JSON.stringify([conversationId, content, parent_message_id, attachment_ids]))
    .digest('base64url');
}
