import { uuidv7 } from 'uuidv7';
import type { Tx } from '../db/transaction.ts';

export type AuditEntry = {
  at: Date;
  /** Null: of the whole installation, for no server to read. */
  serverId: string | null;
  actorId: string;
  /** `feature.past_verb`, as in `member.banned`. */
  action: string;
  /** The id of whom or what it was done to. */
  target?: string;
  details?: Record<string, unknown>;
};

/** In the transaction of the deed: what was done and the record of it stand or fall together. */
export async function insertAudit(
  tx: Tx,
  { at, serverId, actorId, action, target, details }: AuditEntry,
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      id: uuidv7(),
      at,
      server_id: serverId,
      actor_id: actorId,
      action,
      target: target ?? null,
      details: details ?? {},
    })
    .execute();
}
