import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Message } from '../../shared/protocol/chat.ts';
import type { Database } from '../db/schema.ts';
import type { MessagesTable } from './chat.table.ts';

type Row = Omit<MessagesTable, 'message_type' | 'reply_count' | 'is_pinned'> & {
  message_type: 'text';
  reply_count: number;
  is_pinned: boolean;
};

const COLUMNS = [
  'id',
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
  'is_pinned',
  'created_at',
  'edited_at',
  'deleted_at',
  'client_msg_id',
  'fingerprint',
] as const;

/** The default channel of a server, if the user is an active member; the one look-up before a send or a read. */
export async function findDefaultChannel(
  db: Kysely<Database>,
  serverId: string,
  userId: string,
): Promise<{ channel_id: string; username: string } | undefined> {
  return db
    .selectFrom('server_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .innerJoin('channels as c', (join) => join.onRef('c.server_id', '=', 'm.server_id').on('c.is_default', '=', true))
    .select(['c.id as channel_id', 'u.username'])
    .where('m.server_id', '=', serverId)
    .where('m.user_id', '=', userId)
    .where('m.status', '=', 'active')
    .executeTakeFirst();
}

export type NewMessage = Pick<
  Row,
  | 'id'
  | 'server_id'
  | 'channel_id'
  | 'user_id'
  | 'username'
  | 'content'
  | 'scope'
  | 'created_at'
  | 'client_msg_id'
  | 'fingerprint'
>;

/** Stores it once: undefined when the author used this client_msg_id before. */
export async function insertMessage(db: Kysely<Database>, message: NewMessage): Promise<Row | undefined> {
  return db
    .insertInto('messages')
    .values(message)
    .onConflict((conflict) => conflict.columns(['user_id', 'client_msg_id']).doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}

export async function getByClientId(db: Kysely<Database>, userId: string, clientMsgId: string): Promise<Row> {
  return db
    .selectFrom('messages')
    .select(COLUMNS)
    .where('user_id', '=', userId)
    .where('client_msg_id', '=', clientMsgId)
    .executeTakeFirstOrThrow();
}

/** Newest first, before an id or a time. */
export async function listMessages(
  db: Kysely<Database>,
  options: { channelId: string; limit: number; beforeId?: string; beforeTime?: Date },
): Promise<Row[]> {
  let query = db.selectFrom('messages').select(COLUMNS).where('channel_id', '=', options.channelId);
  if (options.beforeId) query = query.where('id', '<', options.beforeId);
  if (options.beforeTime) query = query.where('created_at', '<', options.beforeTime);
  return query.orderBy(sql`id desc`).limit(options.limit).execute();
}

/** What was said to everybody of a server from a time on, oldest first; the newest `limit` of it. */
export async function listGlobalSince(
  db: Kysely<Database>,
  { serverId, since, limit }: { serverId: string; since: Date; limit: number },
): Promise<Row[]> {
  const newest = await db
    .selectFrom('messages as m')
    .innerJoin('channels as c', 'c.id', 'm.channel_id')
    .select(COLUMNS.map((column) => `m.${column}` as const))
    .where('c.server_id', '=', serverId)
    .where('c.is_default', '=', true)
    .where('m.id', '>=', firstIdAt(since))
    .where('m.deleted_at', 'is', null)
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
  return newest.reverse();
}

/** Ids begin with the time that they were made at (UUID version 7). */
function firstIdAt(time: Date): string {
  const milliseconds = time.getTime().toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-000000000000`;
}

export const toMessage = (row: Row): Message => ({
  id: row.id,
  server_id: row.server_id,
  channel_id: row.channel_id,
  user_id: row.user_id,
  username: row.username,
  content: row.deleted_at ? '' : row.content,
  message_type: row.message_type,
  scope: row.scope,
  zone_id: row.zone_id,
  target_user_id: row.target_user_id,
  parent_message_id: row.parent_message_id,
  reply_count: row.reply_count,
  reactions: {},
  attachments: [],
  mentions: [],
  is_pinned: row.is_pinned,
  created_at: row.created_at.toISOString(),
  edited_at: row.edited_at?.toISOString() ?? null,
  deleted_at: row.deleted_at?.toISOString() ?? null,
  client_msg_id: row.client_msg_id,
});
