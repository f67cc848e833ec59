// A member shows a message to those who look after the place. What they see was kept at that moment: later edits and
// deletions do not change it. Moderators decide about what is said in their server's rooms, even in those that they can
// not read, since it was shown to them. What two people write is for the platform's admins alone.

import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { EVIDENCE_AROUND, type Report, type ReportStatus } from '../../shared/protocol/moderation.ts';
import { type Tx, transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { insertAudit } from '../virtual-servers/audit.repository.ts';
import { requireMay, requireMember } from '../virtual-servers/membership.ts';
import { type ModerationContext, tellModerators } from './context.ts';
import * as repository from './reports.repository.ts';

type ListRequest = { status?: ReportStatus; limit: number; cursor?: string };
type Decision = { status: Exclude<ReportStatus, 'open'>; note?: string };
const Position = z.tuple([z.guid()]);

export function createReportsService({ db, clock, cursors, topics, chat }: ModerationContext) {
  const present = ({ is_direct: _, ...view }: repository.ReportView): Report => ({
    ...view,
    created_at: view.created_at.toISOString(),
    decided_at: view.decided_at?.toISOString() ?? null,
  });

  const list = async (of: repository.ReportsOf, { status, limit, cursor }: ListRequest) => {
    const scope = { list: 'reports', server: of === 'directs' ? null : of.serverId, status };
    const [beforeId] = cursor ? cursors.open(scope, cursor, Position) : [];
    const rows = await repository.listReports(db, of, { status, beforeId, limit: limit + 1 });
    const { page, ...rest } = pageOf(rows, limit, (last) => cursors.seal(scope, [last.id]));
    return { reports: page.map(present), ...rest };
  };

  const requireOpen = async (tx: Tx, of: repository.ReportsOf, id: string): Promise<repository.ReportView> => {
    const report = await repository.lockReport(tx, of, id);
    if (!report) throw new AppError('moderation/not_found');
    if (report.status !== 'open') throw new AppError('moderation/decided');
    return report;
  };
  const settle = async (
    tx: Tx,
    report: repository.ReportView,
    { caller, serverId, status, note = '' }: Decision & { caller: Caller; serverId: string | null },
  ): Promise<Report> => {
    const at = clock.now();
    const verdict = { status, note: note || null, decided_by: caller.userId, decided_at: at };
    await repository.updateReport(tx, report.id, verdict);
    const { message_id, author_id } = report;
    const details = { report_id: report.id, message_id, ...(note && { note }) };
    const record = { at, serverId, actorId: caller.userId, target: author_id, details };
    await insertAudit(tx, { ...record, action: `report.${status}` });
    return present({ ...report, ...verdict });
  };
  const requirePlatformAdmin = (caller: Caller): void => {
    if (caller.role !== 'ADMIN') throw new AppError('servers/role_too_low');
  };

  return {
    async report(caller: Caller, serverId: string, messageId: string, reason: string): Promise<{ id: string }> {
      await requireMember(db, serverId, caller);
      const { message, isDirect, conversationId } = await chat().findReadable(caller, serverId, messageId);
      const evidence = await chat().surroundings(conversationId, messageId, EVIDENCE_AROUND);
      const id = uuidv7();
      await transaction(db, async (tx) => {
        const at = clock.now();
        const isNew = await repository.insertReport(tx, {
          ...{ id, server_id: serverId, is_direct: isDirect, message_id: messageId, reporter_id: caller.userId },
          ...{ author_id: message.user_id, reason, evidence, created_at: at },
        });
        if (!isNew) throw new AppError('moderation/already_reported');
        const record = { at, actorId: caller.userId, action: 'report.filed', target: message.user_id };
        const details = { report_id: id, message_id: messageId };
        // The admins of a server do not learn from its record who writes to whom.
        await insertAudit(tx, { ...record, serverId: isDirect ? null : serverId, details });
        if (!isDirect) tellModerators(tx, topics, serverId);
      });
      return { id };
    },

    async list(caller: Caller, serverId: string, request: ListRequest) {
      await requireMay(db, serverId, caller, 'moderate_messages');
      return list({ serverId }, request);
    },

    /** Whose message it is does not decide about it; but for the owner, above whom there is nobody. */
    decide: (caller: Caller, serverId: string, reportId: string, decision: Decision): Promise<Report> =>
      transaction(db, async (tx) => {
        const { role } = await requireMay(tx, serverId, caller, 'moderate_messages');
        const report = await requireOpen(tx, { serverId }, reportId);
        if (report.author_id === caller.userId && role !== 'OWNER') {
          throw new AppError('servers/role_too_low', { message: 'Someone else decides about what you have written.' });
        }
        const decided = await settle(tx, report, { ...decision, caller, serverId });
        tellModerators(tx, topics, serverId);
        return decided;
      }),

    async listDirect(caller: Caller, request: ListRequest) {
      requirePlatformAdmin(caller);
      return list('directs', request);
    },

    async decideDirect(caller: Caller, reportId: string, decision: Decision): Promise<Report> {
      requirePlatformAdmin(caller);
      return transaction(db, async (tx) =>
        settle(tx, await requireOpen(tx, 'directs', reportId), { ...decision, caller, serverId: null }),
      );
    },
  };
}
export type ReportsService = ReturnType<typeof createReportsService>;
