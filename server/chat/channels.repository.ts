import { sql } from 'kysely';
import type { ChannelMember, ChannelPermission, Overwrite } from '../../shared/protocol/channels.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { ChannelRules } from '../../shared/rules/chat.ts';
import type { Db, Tx } from '../db/transaction.ts';
import type { ChannelsTable } from './chat.table.ts';
import { overwritesOf } from './places.repository.ts';

export type ChannelView = Omit<
  ChannelsTable,
  'topic' | 'position' | 'is_default' | 'is_private' | 'min_role' | 'slow_mode_seconds'
> &
  ChannelRules & {
    topic: string;
    position: number;
    is_default: boolean;
    slow_mode_seconds: number;
    /** Of the person who looks. */
    added: boolean;
    muted: boolean;
    last_message_id: string | null;
  };

const views = (db: Db, serverId: string, userId: string) =>
  db
    .selectFrom('channels as c')
    .innerJoin('conversations as v', 'v.id', 'c.id')
    .leftJoin('channel_members as cm', (join) => join.onRef('cm.channel_id', '=', 'c.id').on('cm.user_id', '=', userId))
    .leftJoin('conversation_reads as r', (join) =>
      join.onRef('r.conversation_id', '=', 'c.id').on('r.user_id', '=', userId),
    )
    .select([
      'c.id',
      'c.server_id',
      'c.name',
      'c.type',
      'c.topic',
      'c.category',
      'c.position',
      'c.is_default',
      'c.is_private',
      'c.min_role',
      'c.slow_mode_seconds',
      'c.created_at',
      'v.head_id as last_message_id',
      sql<boolean>`cm.user_id is not null`.as('added'),
      sql<boolean>`coalesce(r.muted, false)`.as('muted'),
      overwritesOf('c.id').as('overwrites'),
    ])
    .where('c.server_id', '=', serverId);

/** In their order; who may see which is for the caller to ask. */
export const listChannels = (db: Db, serverId: string, userId: string): Promise<ChannelView[]> =>
  views(db, serverId, userId).orderBy('c.position').orderBy('c.id').execute();
export const findChannel = (
  db: Db,
  { serverId, userId, channelId }: { serverId: string; userId: string; channelId: string },
): Promise<ChannelView | undefined> => views(db, serverId, userId).where('c.id', '=', channelId).executeTakeFirst();

export type NewChannel = {
  id: string;
  server_id: string;
  name: string;
  type: 'TEXT' | 'VOICE';
  topic: string;
  category: string | null;
  position: number;
  is_default: boolean;
  is_private: boolean;
  min_role: ServerRole;
  slow_mode_seconds: number;
  created_at: Date;
  overwrites: readonly Overwrite[];
};

/** With their conversations and overwrites. */
export async function insertChannels(tx: Tx, channels: readonly NewChannel[]): Promise<void> {
  if (channels.length === 0) return;
  await tx
    .insertInto('channels')
    .values(channels.map(({ overwrites: _, ...channel }) => channel))
    .execute();
  await tx
    .insertInto('conversations')
    .values(
      channels.map(({ id, server_id }) => ({
        ...{ id, kind: 'channel' as const, server_id, channel_id: id, user_a: null, user_b: null, head_id: null },
      })),
    )
    .execute();
  for (const { id, overwrites } of channels) await insertOverwrites(tx, id, overwrites);
}

async function insertOverwrites(tx: Tx, channelId: string, overwrites: readonly Overwrite[]): Promise<void> {
  if (overwrites.length === 0) return;
  await tx
    .insertInto('channel_overwrites')
    .values(
      overwrites.map(({ role, user_id, allow, deny }, position) => ({
        ...{ channel_id: channelId, position, role, user_id },
        ...{ allow: allow as ChannelPermission[], deny: deny as ChannelPermission[] },
      })),
    )
    .execute();
}

export type ChannelChange = Partial<
  Pick<NewChannel, 'name' | 'topic' | 'category' | 'position' | 'is_private' | 'min_role' | 'slow_mode_seconds'>
>;

export async function updateChannel(
  tx: Tx,
  channelId: string,
  change: ChannelChange,
  overwrites: readonly Overwrite[] | undefined,
): Promise<void> {
  if (Object.keys(change).length > 0) {
    await tx.updateTable('channels').set(change).where('id', '=', channelId).execute();
  }
  if (overwrites === undefined) return;
  await tx.deleteFrom('channel_overwrites').where('channel_id', '=', channelId).execute();
  await insertOverwrites(tx, channelId, overwrites);
}

/** Whoever writes there holds its conversation first and the channel then: so does who deletes it, and none waits for ever. */
export async function deleteChannel(tx: Tx, channelId: string): Promise<void> {
  await tx.selectFrom('conversations').select('id').where('id', '=', channelId).forUpdate().execute();
  await tx.deleteFrom('channels').where('id', '=', channelId).execute();
}

/** Nobody writes on the server until the end of the transaction. */
export async function lockConversations(tx: Tx, serverId: string): Promise<void> {
  await tx
    .selectFrom('conversations')
    .select('id')
    .where('server_id', '=', serverId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function countChannels(tx: Tx, serverId: string): Promise<{ count: number; last: number }> {
  return tx
    .selectFrom('channels')
    .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(max(position), -1)`.as('last')])
    .where('server_id', '=', serverId)
    .executeTakeFirstOrThrow();
}

/** False: they were in it already. */
export async function insertChannelMember(
  tx: Tx,
  member: { channel_id: string; user_id: string; added_by: string | null; added_at: Date },
): Promise<boolean> {
  const row = await tx
    .insertInto('channel_members')
    .values(member)
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False: they were not in it. */
export async function deleteChannelMember(tx: Tx, channelId: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('channel_members')
    .where('channel_id', '=', channelId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What someone who is no member of the server any more had joined there. */
export async function deleteChannelMembersOf(tx: Tx, serverId: string, userId: string): Promise<void> {
  await tx
    .deleteFrom('channel_members')
    .where('user_id', '=', userId)
    .where('channel_id', 'in', tx.selectFrom('channels').select('id').where('server_id', '=', serverId))
    .execute();
}

export type ChannelMemberView = Omit<ChannelMember, 'added_at'> & { added_at: Date };
export type ChannelMemberPosition = { added_at: Date; user_id: string };

const memberViews = (db: Db, channelId: string) =>
  db
    .selectFrom('channel_members as cm')
    .innerJoin('channels as c', 'c.id', 'cm.channel_id')
    .innerJoin('server_members as m', (join) =>
      join.onRef('m.server_id', '=', 'c.server_id').onRef('m.user_id', '=', 'cm.user_id').on('m.status', '=', 'active'),
    )
    .innerJoin('users as u', 'u.id', 'cm.user_id')
    .select(['cm.user_id', 'u.username', 'u.avatar_id', 'm.role', 'cm.added_at'])
    .where('cm.channel_id', '=', channelId);

/** In the order in which they came. */
export async function listChannelMembers(
  db: Db,
  channelId: string,
  { after, limit }: { after?: ChannelMemberPosition | undefined; limit: number },
): Promise<ChannelMemberView[]> {
  let query = memberViews(db, channelId).orderBy('cm.added_at').orderBy('cm.user_id').limit(limit);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('cm.added_at', 'cm.user_id'), '>', tuple(after.added_at, after.user_id)),
    );
  }
  return query.execute();
}

export const findChannelMember = (db: Db, channelId: string, userId: string): Promise<ChannelMemberView | undefined> =>
  memberViews(db, channelId).where('cm.user_id', '=', userId).executeTakeFirst();

/** Who comes in has read what was said before. */
export async function markAllRead(tx: Tx, serverId: string, userId: string): Promise<void> {
  await sql`
    insert into conversation_reads (conversation_id, user_id, last_read_id, last_read_seq)
    select id, ${userId}::uuid, head_id, head_seq from conversations
    where server_id = ${serverId}::uuid and head_seq > 0
    on conflict (conversation_id, user_id) do update
    set last_read_id = excluded.last_read_id, last_read_seq = excluded.last_read_seq
    where conversation_reads.last_read_seq < excluded.last_read_seq`.execute(tx);
}

/** Which zones the map of a server has now, and who was added to which private channel: all that fan-out must know. */
export async function loadAccess(db: Db, serverId: string) {
  const [channels, zones, members] = await Promise.all([
    db
      .selectFrom('channels as c')
      .select(['c.id', 'c.is_private', 'c.min_role', overwritesOf('c.id').as('overwrites')])
      .where('c.server_id', '=', serverId)
      .execute(),
    db
      .selectFrom('zones as z')
      .innerJoin('servers as s', 's.map_id', 'z.map_id')
      .select(['z.id', 'z.type'])
      .where('s.id', '=', serverId)
      .execute(),
    db
      .selectFrom('channel_members as cm')
      .innerJoin('channels as c', 'c.id', 'cm.channel_id')
      .select(['cm.channel_id', 'cm.user_id'])
      .where('c.server_id', '=', serverId)
      .where('c.is_private', '=', true)
      .execute(),
  ]);
  return { channels, zones, members };
}
