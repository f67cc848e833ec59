import { sql } from 'kysely';
import type { SendBody } from '../../shared/protocol/chat.ts';
import type { Db, Tx } from '../db/transaction.ts';
import type { HeldMessagesTable } from './moderation.table.ts';

export type HeldRow = Omit<HeldMessagesTable, 'body'> & { body: SendBody };

/** `same`: it waits already. `other`: another message of this person waits under its client_msg_id. */
export async function insertHeld(tx: Tx, { body, ...row }: HeldRow): Promise<'new' | 'same' | 'other'> {
  const text = JSON.stringify(body);
  const added = await tx
    .insertInto('held_messages')
    .values({ ...row, body: text })
    .onConflict((conflict) => conflict.columns(['user_id', 'client_msg_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return 'new';
  const same = await tx
    .selectFrom('held_messages')
    .select('id')
    .where('user_id', '=', row.user_id)
    .where('client_msg_id', '=', row.client_msg_id)
    .where('server_id', '=', row.server_id)
    .where(sql<boolean>`body = ${text}::jsonb`)
    .executeTakeFirst();
  return same ? 'same' : 'other';
}

export async function countHeldOf(db: Db, serverId: string, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('held_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('server_id', '=', serverId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether this person has sent a message under this id. */
export async function wasSent(db: Db, userId: string, clientMsgId: string): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('user_id', '=', userId)
    .where('client_msg_id', '=', clientMsgId)
    .executeTakeFirst();
  return row !== undefined;
}

export type HeldView = Pick<HeldRow, 'id' | 'user_id' | 'pattern' | 'created_at' | 'body'> & { username: string };

/** Oldest first. */
export async function listHeld(
  db: Db,
  serverId: string,
  { afterId, limit }: { afterId?: string | undefined; limit: number },
): Promise<HeldView[]> {
  let list = db
    .selectFrom('held_messages as h')
    .innerJoin('users as u', 'u.id', 'h.user_id')
    .select(['h.id', 'h.user_id', 'u.username', 'h.body', 'h.pattern', 'h.created_at'])
    .where('h.server_id', '=', serverId)
    .orderBy('h.id')
    .limit(limit);
  if (afterId) list = list.where('h.id', '>', afterId);
  return (await list.execute()) as HeldView[];
}

/** Whoever else decides about it waits for the end of the transaction. */
export const lockHeld = async (tx: Tx, serverId: string, id: string): Promise<HeldRow | undefined> =>
  (await tx
    .selectFrom('held_messages')
    .selectAll()
    .where('id', '=', id)
    .where('server_id', '=', serverId)
    .forUpdate()
    .executeTakeFirst()) as HeldRow | undefined;

export async function deleteHeld(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('held_messages').where('id', '=', id).execute();
}
