// The record of what was done by those who look after a server. It is written with each deed (`insertAudit`), read here,
// and changed by nobody: the database refuses that.

import { z } from 'zod';
import type { AuditRecord } from '../../shared/protocol/moderation.ts';
import { pageOf } from '../platform/cursor.ts';
import type { Caller } from '../platform/http.ts';
import { requireMay } from '../virtual-servers/membership.ts';
import { listAudit, listUsernames } from './audit-log.repository.ts';
import type { ModerationContext } from './context.ts';

type ListRequest = { actor_id?: string; action?: string; limit: number; cursor?: string };
const Position = z.tuple([z.guid()]);
const isId = (text: string | null): text is string => z.guid().safeParse(text).success;

export function createAuditLogService({ db, cursors }: ModerationContext) {
  return {
    async list(caller: Caller, serverId: string, { actor_id: actorId, action, limit, cursor }: ListRequest) {
      await requireMay(db, serverId, caller, 'read_audit');
      const scope = { list: 'audit', server: serverId, actor: actorId, action };
      const [beforeId] = cursor ? cursors.open(scope, cursor, Position) : [];
      const rows = await listAudit(db, serverId, { actorId, action, beforeId, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) => cursors.seal(scope, [last.id]));
      const people = new Set(page.flatMap(({ actor_id, target }) => [actor_id, target]).filter(isId));
      const names = await listUsernames(db, [...people]);
      const records = page.map(
        (row): AuditRecord => ({
          ...row,
          at: row.at.toISOString(),
          actor_name: names.get(row.actor_id ?? '') ?? null,
          target_name: names.get(row.target ?? '') ?? null,
        }),
      );
      return { records, ...rest };
    },
  };
}
export type AuditLogService = ReturnType<typeof createAuditLogService>;
