import { sql } from 'kysely';
import type { Db } from '../db/transaction.ts';
import { blockedEitherWay } from './places.repository.ts';

export type PersonBrief = { user_id: string; username: string; avatar_id: string };
export type DirectView = PersonBrief & {
  conversation_id: string | null;
  head_id: string | null;
  server_id: string | null;
  unread: number;
  last_read_id: string | null;
  blocked: boolean;
};

const sharedServer = (userId: string) => sql<string | null>`(
  select m.server_id from server_members m join server_members o on o.server_id = m.server_id
  where m.user_id = ${userId}::uuid and o.user_id = u.id and m.status = 'active' and o.status = 'active'
  order by m.server_id limit 1)`;

/** `before`: where the last page ended. `begun`: the newest message of all when the first one was read. */
export type DirectPosition = { before: string; begun: string };

/**
 * The latest first. Conversations move up when somebody writes: those that did since the first page was read are left
 * where they were then, so that none is skipped. `place`: the message that a conversation is listed by.
 */
export async function listDirects(
  db: Db,
  userId: string,
  { after, limit }: { after?: DirectPosition | undefined; limit: number },
): Promise<(DirectView & { place: string })[]> {
  const place = after
    ? sql`case when c.head_id <= ${after.begun}::uuid then c.head_id else (
        select m.id from messages m where m.conversation_id = c.id and m.id <= ${after.begun}::uuid
        order by m.id desc limit 1) end`
    : sql`c.head_id`;
  const { rows } = await sql<DirectView & { place: string }>`
    select u.id as user_id, u.username, u.avatar_id, c.id as conversation_id, c.head_id, c.place,
      ${sharedServer(userId)} as server_id, greatest(c.head_seq - coalesce(r.last_read_seq, 0), 0) as unread,
      r.last_read_id,
      exists (select from user_blocks b where (b.user_id = ${userId}::uuid and b.blocked_id = u.id)
        or (b.user_id = u.id and b.blocked_id = ${userId}::uuid)) as blocked
    from (
      select c.*, ${place} as place from conversations c
      where c.kind = 'direct' and (c.user_a = ${userId}::uuid or c.user_b = ${userId}::uuid) and c.head_id is not null
    ) c
    join users u on u.id = case when c.user_a = ${userId}::uuid then c.user_b else c.user_a end
    left join conversation_reads r on r.conversation_id = c.id and r.user_id = ${userId}::uuid
    where ${after ? sql`c.place < ${after.before}::uuid` : sql`true`}
    order by c.place desc limit ${limit}`.execute(db);
  return rows;
}

/** With one person, also where nothing was said yet. */
export async function findDirect(
  db: Db,
  userId: string,
  { otherId, conversationId }: { otherId: string; conversationId: string },
): Promise<DirectView | undefined> {
  return db
    .selectFrom('users as u')
    .leftJoin('conversations as c', (join) => join.on('c.id', '=', conversationId))
    .leftJoin('conversation_reads as r', (join) =>
      join.onRef('r.conversation_id', '=', 'c.id').on('r.user_id', '=', userId),
    )
    .select([
      'u.id as user_id',
      'u.username',
      'u.avatar_id',
      'c.id as conversation_id',
      'c.head_id',
      sharedServer(userId).as('server_id'),
      sql<number>`greatest(coalesce(c.head_seq, 0) - coalesce(r.last_read_seq, 0), 0)`.as('unread'),
      'r.last_read_id',
      blockedEitherWay(userId, otherId).as('blocked'),
    ])
    .where('u.id', '=', otherId)
    .executeTakeFirst();
}

export type BlockView = PersonBrief & { created_at: Date };
export type BlockPosition = { created_at: Date; user_id: string };

/** Newest first. */
export async function listBlocks(
  db: Db,
  userId: string,
  { after, limit }: { after?: BlockPosition | undefined; limit: number },
): Promise<BlockView[]> {
  let query = db
    .selectFrom('user_blocks as b')
    .innerJoin('users as u', 'u.id', 'b.blocked_id')
    .select(['u.id as user_id', 'u.username', 'u.avatar_id', 'b.created_at'])
    .where('b.user_id', '=', userId)
    .orderBy('b.created_at', 'desc')
    .orderBy('b.blocked_id', 'desc')
    .limit(limit);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('b.created_at', 'b.blocked_id'), '<', tuple(after.created_at, after.user_id)),
    );
  }
  return query.execute();
}

/** Throws by the constraints `user_blocks_blocked_fk` and `user_blocks_not_oneself`. */
export async function insertBlock(db: Db, block: { user_id: string; blocked_id: string; created_at: Date }) {
  await db
    .insertInto('user_blocks')
    .values(block)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteBlock(db: Db, userId: string, blockedId: string): Promise<void> {
  await db.deleteFrom('user_blocks').where('user_id', '=', userId).where('blocked_id', '=', blockedId).execute();
}

/** Between whom nothing passes: those whom this person has blocked, and those who have blocked them. */
export async function listBlockedEitherWay(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select blocked_id as id from user_blocks where user_id = ${userId}::uuid
    union select user_id from user_blocks where blocked_id = ${userId}::uuid`.execute(db);
  return rows.map(({ id }) => id);
}
