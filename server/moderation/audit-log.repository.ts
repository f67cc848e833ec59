import type { Db } from '../db/transaction.ts';
import type { AuditLogTable } from '../ops/ops.table.ts';

export type AuditRow = Pick<AuditLogTable, 'id' | 'at' | 'actor_id' | 'action' | 'target'> & {
  details: Record<string, unknown>;
};
export type AuditFilter = { actorId?: string | undefined; action?: string | undefined };

/** Newest first. */
export async function listAudit(
  db: Db,
  serverId: string,
  { actorId, action, beforeId, limit }: AuditFilter & { beforeId?: string | undefined; limit: number },
): Promise<AuditRow[]> {
  let list = db
    .selectFrom('audit_log')
    .select(['id', 'at', 'actor_id', 'action', 'target', 'details'])
    .where('server_id', '=', serverId)
    .orderBy('id', 'desc')
    .limit(limit);
  if (actorId) list = list.where('actor_id', '=', actorId);
  if (action) list = list.where('action', '=', action);
  if (beforeId) list = list.where('id', '<', beforeId);
  return list.execute();
}

/** Of those ids that are people's. */
export async function listUsernames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'username']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, username }) => [id, username]));
}
