// How far people have read. Unread is the distance between their mark and the head of a conversation.

import { sql } from 'kysely';
import type { Db } from '../db/transaction.ts';

export type ChannelUnread = { channel_id: string; unread: number; mentions: number; last_read_id: string | null };

/** Of these channels, for one person. Calls are counted only where something is unread. */
export async function listChannelUnread(
  db: Db,
  userId: string,
  channelIds: readonly string[],
): Promise<ChannelUnread[]> {
  if (channelIds.length === 0) return [];
  const { rows } = await sql<ChannelUnread>`
    select c.id as channel_id, greatest(c.head_seq - coalesce(r.last_read_seq, 0), 0) as unread, r.last_read_id,
      case when c.head_seq > coalesce(r.last_read_seq, 0) then
        (select count(*) from message_mentions m
          where m.user_id = ${userId}::uuid and m.conversation_id = c.id and m.seq > coalesce(r.last_read_seq, 0))
        + (select count(*) from messages a
          where a.conversation_id = c.id and a.seq > coalesce(r.last_read_seq, 0) and a.mentions_all is not null
            and a.mentions_all = 'channel' and a.user_id <> ${userId}::uuid and not ${userId}::uuid = any(a.mentions))
      else 0 end as mentions
    from conversations c
    left join conversation_reads r on r.conversation_id = c.id and r.user_id = ${userId}::uuid
    where c.id = any(${channelIds}::uuid[])`.execute(db);
  return rows;
}

export type DirectUnread = { user_id: string; unread: number; last_read_id: string | null };

export async function listDirectUnread(db: Db, userId: string): Promise<DirectUnread[]> {
  const { rows } = await sql<DirectUnread>`
    select case when c.user_a = ${userId}::uuid then c.user_b else c.user_a end as user_id,
      c.head_seq - coalesce(r.last_read_seq, 0) as unread, r.last_read_id
    from conversations c
    left join conversation_reads r on r.conversation_id = c.id and r.user_id = ${userId}::uuid
    where c.kind = 'direct' and (c.user_a = ${userId}::uuid or c.user_b = ${userId}::uuid)
      and c.head_seq > coalesce(r.last_read_seq, 0)
    order by c.head_id desc`.execute(db);
  return rows;
}

/** Moves the mark forward, never back; where it is now. */
export async function moveReadMark(
  db: Db,
  mark: { conversationId: string; userId: string; messageId: string; seq: number },
): Promise<{ last_read_id: string; moved: boolean }> {
  const { rows } = await sql<{ last_read_id: string }>`
    insert into conversation_reads (conversation_id, user_id, last_read_id, last_read_seq)
    values (${mark.conversationId}, ${mark.userId}, ${mark.messageId}, ${mark.seq})
    on conflict (conversation_id, user_id) do update
    set last_read_id = excluded.last_read_id, last_read_seq = excluded.last_read_seq
    where conversation_reads.last_read_seq < excluded.last_read_seq
    returning last_read_id`.execute(db);
  if (rows[0]) return { last_read_id: rows[0].last_read_id, moved: true };
  const row = await db
    .selectFrom('conversation_reads')
    .select('last_read_id')
    .where('conversation_id', '=', mark.conversationId)
    .where('user_id', '=', mark.userId)
    .executeTakeFirst();
  return { last_read_id: row?.last_read_id ?? mark.messageId, moved: false };
}

export async function setMuted(
  db: Db,
  { conversationId, userId, muted }: { conversationId: string; userId: string; muted: boolean },
): Promise<void> {
  await db
    .insertInto('conversation_reads')
    .values({ conversation_id: conversationId, user_id: userId, muted, last_read_id: null, last_sent_at: null })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'user_id']).doUpdateSet({ muted }))
    .execute();
}
