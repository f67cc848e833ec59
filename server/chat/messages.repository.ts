// Messages as rows: read by conversation, written in batches.

import { sql } from 'kysely';
import type { Attachment, Message, Reactions } from '../../shared/protocol/chat.ts';
import type { Db, Tx } from '../db/transaction.ts';
import type { ConversationsTable, MessagesTable } from './chat.table.ts';

export type MessageRow = Omit<
  MessagesTable,
  'message_type' | 'reply_count' | 'mentions' | 'attachment_count' | 'is_pinned' | 'tsv' | 'search_scope_id'
> & {
  message_type: 'text';
  reply_count: number;
  mentions: string[];
  attachment_count: number;
  is_pinned: boolean;
};

export const MESSAGE_COLUMNS = [
  'id',
  'conversation_id',
  'seq',
  'server_id',
  'channel_id',
  'user_id',
  'username',
  'content',
  'message_type',
  'scope',
  'zone_id',
  'target_user_id',
  'parent_message_id',
  'reply_count',
  'mentions',
  'mentions_all',
  'attachment_count',
  'is_pinned',
  'created_at',
  'edited_at',
  'deleted_at',
  'changed_at',
  'client_msg_id',
  'fingerprint',
] as const satisfies readonly (keyof MessagesTable)[];

export const findMessage = (db: Db, id: string): Promise<MessageRow | undefined> =>
  db.selectFrom('messages').select(MESSAGE_COLUMNS).where('id', '=', id).executeTakeFirst();

/** Nobody else changes it until the end of the transaction. */
export const lockMessage = (tx: Tx, id: string): Promise<MessageRow | undefined> =>
  tx.selectFrom('messages').select(MESSAGE_COLUMNS).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();

export const findByClientId = (db: Db, userId: string, clientMsgId: string): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where('user_id', '=', userId)
    .where('client_msg_id', '=', clientMsgId)
    .executeTakeFirst();

/** Newest first: those before an id, or the newest. */
export function listBefore(
  db: Db,
  { conversationId, beforeId, limit }: { conversationId: string; beforeId?: string | undefined; limit: number },
): Promise<MessageRow[]> {
  let query = db.selectFrom('messages').select(MESSAGE_COLUMNS).where('conversation_id', '=', conversationId);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Oldest first: those after an id. */
export const listAfter = (
  db: Db,
  { conversationId, afterId, limit }: { conversationId: string; afterId: string; limit: number },
): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where('conversation_id', '=', conversationId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();

/** Oldest first. */
export async function listReplies(
  db: Db,
  { parentId, afterId, limit }: { parentId: string; afterId?: string | undefined; limit: number },
): Promise<MessageRow[]> {
  let query = db.selectFrom('messages').select(MESSAGE_COLUMNS).where('parent_message_id', '=', parentId);
  if (afterId) query = query.where('id', '>', afterId);
  return query.orderBy('id').limit(limit).execute();
}

export const listPinned = (db: Db, conversationId: string, limit: number): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where('conversation_id', '=', conversationId)
    .where('is_pinned', '=', true)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Who wrote in a thread, its beginner too. */
export async function listThreadAuthors(db: Db, parentId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select distinct user_id from (
      (select user_id from messages where id = ${parentId}::uuid)
      union all
      (select user_id from messages where parent_message_id = ${parentId}::uuid order by id desc limit ${limit})
    ) as authors`.execute(db);
  return rows.map(({ user_id }) => user_id);
}

/** Oldest first: what was said in these conversations from an id on. */
export async function listSince(
  db: Db,
  options: {
    serverIds: readonly string[];
    conversationIds: readonly string[];
    directIds: readonly string[];
    fromId: string;
    limit: number;
  },
): Promise<MessageRow[]> {
  const { serverIds, conversationIds, directIds, fromId, limit } = options;
  const rows = db.selectFrom('messages').select(MESSAGE_COLUMNS).where('id', '>=', fromId).orderBy('id').limit(limit);
  const [onServers, between] = await Promise.all([
    serverIds.length === 0
      ? []
      : rows
          .where('server_id', '=', sql<string>`any(${serverIds}::uuid[])`)
          .where('conversation_id', '=', sql<string>`any(${conversationIds}::uuid[])`)
          .execute(),
    directIds.length === 0 ? [] : rows.where('conversation_id', '=', sql<string>`any(${directIds}::uuid[])`).execute(),
  ]);
  return [...onServers, ...between].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
}

/** Older ones that became other than they were, from a time on. */
export const listChangedSince = (
  db: Db,
  options: { conversationIds: readonly string[]; since: Date; beforeId: string; limit: number },
): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where('conversation_id', '=', sql<string>`any(${options.conversationIds}::uuid[])`)
    .where('changed_at', '>=', options.since)
    .where('id', '<', options.beforeId)
    .orderBy('id')
    .limit(options.limit)
    .execute();

/** What a process that missed news of a server tells its rooms: all of it, since the rooms know who may read what. */
export const listOfServerSince = (
  db: Db,
  { serverId, fromId, limit }: { serverId: string; fromId: string; limit: number },
): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where('server_id', '=', serverId)
    .where('id', '>=', fromId)
    .where('scope', '<>', 'direct')
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();

/** In the order in which people reacted. */
export async function listReactions(db: Db, messageIds: readonly string[]): Promise<Map<string, Reactions>> {
  const found = new Map<string, Reactions>();
  if (messageIds.length === 0) return found;
  const rows = await db
    .selectFrom('message_reactions')
    .select(['message_id', 'emoji', 'user_id'])
    .where('message_id', '=', sql<string>`any(${messageIds}::uuid[])`)
    .orderBy('created_at')
    .orderBy('user_id')
    .execute();
  for (const { message_id, emoji, user_id } of rows) {
    const reactions = found.get(message_id) ?? {};
    reactions[emoji] = [...(reactions[emoji] ?? []), user_id];
    found.set(message_id, reactions);
  }
  return found;
}

export const toMessage = (
  row: MessageRow,
  more: { reactions?: Reactions | undefined; attachments?: Attachment[] | undefined } = {},
): Message => ({
  id: row.id,
  server_id: row.server_id,
  channel_id: row.channel_id,
  user_id: row.user_id,
  username: row.username,
  content: row.content,
  message_type: row.message_type,
  scope: row.scope,
  zone_id: row.zone_id,
  target_user_id: row.target_user_id,
  parent_message_id: row.parent_message_id,
  reply_count: row.reply_count,
  reactions: more.reactions ?? {},
  attachments: more.attachments ?? [],
  mentions: row.mentions,
  mentions_all: row.mentions_all,
  is_pinned: row.is_pinned,
  created_at: row.created_at.toISOString(),
  edited_at: row.edited_at?.toISOString() ?? null,
  deleted_at: row.deleted_at?.toISOString() ?? null,
  client_msg_id: row.client_msg_id,
});

// What one batch of the writer does, statement by statement; see message-writer.ts.

export async function insertConversations(
  tx: Tx,
  conversations: readonly Omit<ConversationsTable, 'head_id' | 'head_seq'>[],
): Promise<void> {
  if (conversations.length === 0) return;
  await tx
    .insertInto('conversations')
    .values([...conversations])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type Head = { id: string; head_id: string | null; head_seq: number };

/** In one order everywhere, so that two batches never wait for each other. */
export const lockHeads = (tx: Tx, ids: readonly string[]): Promise<Head[]> =>
  tx
    .selectFrom('conversations')
    .select(['id', 'head_id', 'head_seq'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();

export async function moveHeads(tx: Tx, heads: readonly Head[]): Promise<void> {
  if (heads.length === 0) return;
  await sql`
    update conversations c set head_id = h.head_id, head_seq = h.head_seq
    from unnest(
      ${heads.map(({ id }) => id)}::uuid[], ${heads.map(({ head_id }) => head_id)}::uuid[],
      ${heads.map(({ head_seq }) => head_seq)}::bigint[]
    ) as h (id, head_id, head_seq) where c.id = h.id`.execute(tx);
}

/** What these authors have sent under these ids before. */
export async function listByClientIds(
  tx: Tx,
  keys: readonly { user_id: string; client_msg_id: string }[],
): Promise<MessageRow[]> {
  if (keys.length === 0) return [];
  return tx
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where(
      sql<boolean>`(user_id, client_msg_id) in (select * from unnest(
        ${keys.map(({ user_id }) => user_id)}::uuid[], ${keys.map(({ client_msg_id }) => client_msg_id)}::text[]))`,
    )
    .execute();
}

/** When each of these people last wrote in a conversation; those who never did are left out. */
export async function listLastSent(
  tx: Tx,
  keys: readonly { conversation_id: string; user_id: string }[],
): Promise<{ conversation_id: string; user_id: string; last_sent_at: Date | null }[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ conversation_id: string; user_id: string; last_sent_at: Date | null }>`
    select r.conversation_id, r.user_id, r.last_sent_at from conversation_reads r
    join unnest(
      ${keys.map((key) => key.conversation_id)}::uuid[], ${keys.map(({ user_id }) => user_id)}::uuid[]
    ) as k (conversation_id, user_id) on k.conversation_id = r.conversation_id and k.user_id = r.user_id`.execute(tx);
  return rows;
}

export type NewMessage = Pick<
  MessageRow,
  | 'id'
  | 'conversation_id'
  | 'seq'
  | 'server_id'
  | 'channel_id'
  | 'user_id'
  | 'username'
  | 'content'
  | 'scope'
  | 'zone_id'
  | 'target_user_id'
  | 'parent_message_id'
  | 'mentions'
  | 'mentions_all'
  | 'attachment_count'
  | 'created_at'
  | 'client_msg_id'
  | 'fingerprint'
> & { search_scope_id: string };

export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<MessageRow[]> {
  if (messages.length === 0) return [];
  return tx
    .insertInto('messages')
    .values([...messages])
    .returning(MESSAGE_COLUMNS)
    .execute();
}

export async function insertCalls(
  tx: Tx,
  calls: readonly { user_id: string; conversation_id: string; seq: number; message_id: string }[],
): Promise<void> {
  if (calls.length === 0) return;
  await sql`
    insert into message_mentions (user_id, conversation_id, seq, message_id)
    select * from unnest(
      ${calls.map((call) => call.user_id)}::uuid[], ${calls.map((call) => call.conversation_id)}::uuid[],
      ${calls.map((call) => call.seq)}::bigint[], ${calls.map((call) => call.message_id)}::uuid[])
    on conflict do nothing`.execute(tx);
}

/** Who writes has read what was there; a mark never goes back. */
export async function markSent(
  tx: Tx,
  marks: readonly { conversation_id: string; user_id: string; id: string; seq: number; at: Date }[],
): Promise<void> {
  if (marks.length === 0) return;
  await sql`
    insert into conversation_reads (conversation_id, user_id, last_read_id, last_read_seq, last_sent_at)
    select * from unnest(
      ${marks.map((mark) => mark.conversation_id)}::uuid[], ${marks.map((mark) => mark.user_id)}::uuid[],
      ${marks.map((mark) => mark.id)}::uuid[], ${marks.map((mark) => mark.seq)}::bigint[],
      ${marks.map((mark) => mark.at)}::timestamptz[])
    on conflict (conversation_id, user_id) do update
    set last_read_id = excluded.last_read_id, last_read_seq = excluded.last_read_seq,
      last_sent_at = excluded.last_sent_at`.execute(tx);
}

/** How many replies each has now. */
export async function addReplies(
  tx: Tx,
  counts: ReadonlyMap<string, number>,
  at: Date,
): Promise<{ id: string; reply_count: number }[]> {
  if (counts.size === 0) return [];
  const { rows } = await sql<{ id: string; reply_count: number }>`
    update messages m set reply_count = m.reply_count + n.count, changed_at = ${at}
    from unnest(${[...counts.keys()]}::uuid[], ${[...counts.values()]}::int[]) as n (id, count)
    where m.id = n.id returning m.id, m.reply_count`.execute(tx);
  return rows;
}

export type MessageChange = Partial<
  Pick<
    MessageRow,
    | 'content'
    | 'mentions'
    | 'mentions_all'
    | 'attachment_count'
    | 'is_pinned'
    | 'edited_at'
    | 'deleted_at'
    | 'changed_at'
  >
>;

export async function updateMessage(tx: Tx, id: string, change: MessageChange): Promise<MessageRow> {
  return tx
    .updateTable('messages')
    .set(change)
    .where('id', '=', id)
    .returning(MESSAGE_COLUMNS)
    .executeTakeFirstOrThrow();
}

/** What a message said before. */
export async function insertVersion(tx: Tx, messageId: string, content: string, replacedAt: Date): Promise<void> {
  await tx
    .insertInto('message_versions')
    .values({ message_id: messageId, content, replaced_at: replacedAt })
    // Two edits in one millisecond: the first of the two texts stood for no time.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const listVersions = (db: Db, messageId: string): Promise<{ content: string; replaced_at: Date }[]> =>
  db
    .selectFrom('message_versions')
    .select(['content', 'replaced_at'])
    .where('message_id', '=', messageId)
    .orderBy('replaced_at')
    .execute();

/** All that hangs on a message but its shell and its files. */
export async function deleteTraces(tx: Tx, messageId: string): Promise<void> {
  for (const table of ['message_versions', 'message_reactions', 'message_mentions'] as const) {
    await tx.deleteFrom(table).where('message_id', '=', messageId).execute();
  }
}

/** Adds the sign, or takes it back. */
export async function toggleReaction(
  tx: Tx,
  { messageId, emoji, userId, at }: { messageId: string; emoji: string; userId: string; at: Date },
): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('message_reactions')
    .where('message_id', '=', messageId)
    .where('emoji', '=', emoji)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (numDeletedRows > 0n) return;
  await tx
    .insertInto('message_reactions')
    .values({ message_id: messageId, emoji, user_id: userId, created_at: at })
    .execute();
}

/**
 * Through which server a message can be looked at: its own; of two people one that both are in, else any of this one's.
 * `only`: messages of other servers are not looked for.
 */
export async function findServerOfMessage(
  db: Db,
  { messageId, userId, only }: { messageId: string; userId: string; only?: string | undefined },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('messages as x')
    .innerJoin('server_members as m', (join) => join.on('m.user_id', '=', userId).on('m.status', '=', 'active'))
    .leftJoin('server_members as o', (join) =>
      join
        .onRef('o.server_id', '=', 'm.server_id')
        .on('o.status', '=', 'active')
        .on((eb) =>
          eb(
            'o.user_id',
            '=',
            eb.case().when('x.user_id', '=', userId).then(eb.ref('x.target_user_id')).else(eb.ref('x.user_id')).end(),
          ),
        ),
    )
    .select('m.server_id')
    .where('x.id', '=', messageId)
    .where((eb) => eb.or([eb('x.scope', '=', 'direct'), eb('m.server_id', '=', eb.ref('x.server_id'))]))
    .$if(only !== undefined, (query) =>
      query.where((eb) => eb.or([eb('x.scope', '=', 'direct'), eb('x.server_id', '=', only ?? '')])),
    )
    .orderBy((eb) => eb('o.user_id', 'is', null))
    .orderBy('m.server_id')
    .limit(1)
    .executeTakeFirst();
  return row?.server_id;
}
