// Which files there are, whose they are, and which message they went with. A row is written before its bytes and goes
// after them, so that no bytes are ever left that no row names.

import { sql } from 'kysely';
import type { Db, Tx } from '../db/transaction.ts';
import type { AttachmentsTable } from './attachments.table.ts';

export type AttachmentRow = Omit<AttachmentsTable, 'position'> & { position: number };
export type StoredKeys = Pick<AttachmentRow, 'id' | 'storage_key' | 'thumbnail_key'>;

const COLUMNS = [
  'id',
  'user_id',
  'server_id',
  'message_id',
  'position',
  'file_name',
  'file_size',
  'file_type',
  'width',
  'height',
  'storage_key',
  'thumbnail_key',
  'created_at',
] as const satisfies readonly (keyof AttachmentsTable)[];

export async function insertAttachment(db: Db, row: Omit<AttachmentRow, 'message_id' | 'position'>): Promise<void> {
  await db
    .insertInto('attachments')
    .values({ ...row, message_id: null })
    .execute();
}

export const findAttachment = (db: Db, id: string): Promise<AttachmentRow | undefined> =>
  db.selectFrom('attachments').select(COLUMNS).where('id', '=', id).executeTakeFirst();

export async function deleteAttachments(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('attachments').where('id', 'in', ids).execute();
}

/** Those of these that this person can still send through this server. Nobody else takes or removes them meanwhile. */
export async function lockUnsent(
  tx: Tx,
  options: { ids: readonly string[]; userId: string; serverId: string; uploadedAfter: Date },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('attachments')
    .select('id')
    .where('id', 'in', options.ids)
    .where('user_id', '=', options.userId)
    .where('server_id', '=', options.serverId)
    .where('message_id', 'is', null)
    .where('created_at', '>', options.uploadedAfter)
    // In one order everywhere, or two messages with the same files could wait for each other.
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function attachTo(tx: Tx, messageId: string, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('attachments')
    .set({ message_id: messageId, position: sql<number>`array_position(${ids}::uuid[], id) - 1` })
    .where('id', 'in', ids)
    .execute();
}

/** By message, in the order in which they were sent. */
export const listOfMessages = (db: Db, messageIds: readonly string[]): Promise<AttachmentRow[]> =>
  db
    .selectFrom('attachments')
    .select(COLUMNS)
    .where('message_id', 'in', messageIds)
    .orderBy('message_id')
    .orderBy('position')
    .execute();

/** Back to unsent, and too old to be sent again: nobody reads them any more, and the sweeper takes them. */
export async function expireOfMessages(tx: Tx, messageIds: readonly string[]): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('attachments')
    .set({ message_id: null, created_at: new Date(0) })
    .where('message_id', 'in', messageIds)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** By id, those uploaded until then and not sent. Leaves out what another process removes, or somebody sends, just now. */
export function lockExpired(
  tx: Tx,
  { uploadedUntil, afterId, limit }: { uploadedUntil: Date; afterId: string | undefined; limit: number },
): Promise<StoredKeys[]> {
  let query = tx
    .selectFrom('attachments')
    .select(['id', 'storage_key', 'thumbnail_key'])
    .where('message_id', 'is', null)
    .where('created_at', '<=', uploadedUntil);
  if (afterId) query = query.where('id', '>', afterId);
  return query.orderBy('id').limit(limit).forUpdate().skipLocked().execute();
}
