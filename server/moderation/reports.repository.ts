import type { Message } from '../../shared/protocol/chat.ts';
import type { ReportStatus } from '../../shared/protocol/moderation.ts';
import type { Db, Tx } from '../db/transaction.ts';
import type { ReportsTable } from './moderation.table.ts';

/** Of a server's rooms, or of what two people write: nobody who decides about the one sees the other. */
export type ReportsOf = { serverId: string } | 'directs';
export type ReportRow = Omit<ReportsTable, 'status'> & { status: ReportStatus };
export type ReportView = ReportRow & { reporter_name: string; author_name: string };
export type NewReport = Omit<ReportRow, 'status' | 'note' | 'decided_by' | 'decided_at'>;

/** False: this person has reported this message before. */
export async function insertReport(tx: Tx, { evidence, ...report }: NewReport): Promise<boolean> {
  const row = await tx
    .insertInto('reports')
    // As text: the driver makes an array of PostgreSQL of a list.
    .values({ ...report, evidence: JSON.stringify(evidence) as unknown as Message[] })
    .onConflict((conflict) => conflict.columns(['message_id', 'reporter_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const views = (db: Db, of: ReportsOf) => {
  const all = db
    .selectFrom('reports as r')
    .innerJoin('users as reporter', 'reporter.id', 'r.reporter_id')
    .innerJoin('users as author', 'author.id', 'r.author_id')
    .selectAll('r')
    .select(['reporter.username as reporter_name', 'author.username as author_name']);
  return of === 'directs'
    ? all.where('r.is_direct', '=', true)
    : all.where('r.is_direct', '=', false).where('r.server_id', '=', of.serverId);
};

/** Newest first. */
export async function listReports(
  db: Db,
  of: ReportsOf,
  { status, beforeId, limit }: { status?: ReportStatus | undefined; beforeId?: string | undefined; limit: number },
): Promise<ReportView[]> {
  let list = views(db, of).orderBy('r.id', 'desc').limit(limit);
  if (status) list = list.where('r.status', '=', status);
  if (beforeId) list = list.where('r.id', '<', beforeId);
  return list.execute();
}

/** Whoever else decides about it waits for the end of the transaction. */
export const lockReport = (tx: Tx, of: ReportsOf, id: string): Promise<ReportView | undefined> =>
  views(tx, of).where('r.id', '=', id).forUpdate('r').executeTakeFirst();

export type Verdict = Pick<ReportRow, 'status' | 'note' | 'decided_by' | 'decided_at'>;

export async function updateReport(tx: Tx, id: string, verdict: Verdict): Promise<void> {
  await tx.updateTable('reports').set(verdict).where('id', '=', id).execute();
}
