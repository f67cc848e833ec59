import { moderationRoutes } from '../../shared/protocol/moderation.ts';
import type { Api } from '../platform/http.ts';
import type { AuditLogService } from './audit-log.service.ts';
import type { HeldService } from './held.service.ts';
import type { MutesService } from './mutes.service.ts';
import type { ReportsService } from './reports.service.ts';
import type { WordRulesService } from './word-rules.service.ts';

type Services = {
  mutes: MutesService;
  wordRules: WordRulesService;
  held: HeldService;
  reports: ReportsService;
  auditLog: AuditLogService;
};

export function mountModeration(api: Api, { mutes, wordRules, held, reports, auditLog }: Services): void {
  api.serve(moderationRoutes.mutes, ({ caller, params, query }) => mutes.list(caller, params.server_id, query));
  api.serve(moderationRoutes.mute, ({ caller, params, body }) =>
    mutes.mute(caller, params.server_id, { userId: params.user_id, ...body }),
  );
  api.serve(moderationRoutes.unmute, ({ caller, params }) => mutes.unmute(caller, params.server_id, params.user_id));

  api.serve(moderationRoutes.wordRules, ({ caller, params }) => wordRules.list(caller, params.server_id));
  api.serve(moderationRoutes.addWordRule, ({ caller, params, body }) => wordRules.add(caller, params.server_id, body));
  api.serve(moderationRoutes.removeWordRule, ({ caller, params }) =>
    wordRules.remove(caller, params.server_id, params.rule_id),
  );

  api.serve(moderationRoutes.held, ({ caller, params, query }) => held.list(caller, params.server_id, query));
  api.serve(moderationRoutes.decideHeld, ({ caller, params, body }) =>
    held.decide(caller, params.server_id, params.held_id, body.decision),
  );

  api.serve(moderationRoutes.report, ({ caller, params, body }) =>
    reports.report(caller, params.server_id, params.message_id, body.reason),
  );
  api.serve(moderationRoutes.reports, ({ caller, params, query }) => reports.list(caller, params.server_id, query));
  api.serve(moderationRoutes.decideReport, ({ caller, params, body }) =>
    reports.decide(caller, params.server_id, params.report_id, body),
  );
  api.serve(moderationRoutes.directReports, ({ caller, query }) => reports.listDirect(caller, query));
  api.serve(moderationRoutes.decideDirectReport, ({ caller, params, body }) =>
    reports.decideDirect(caller, params.report_id, body),
  );

  api.serve(moderationRoutes.audit, ({ caller, params, query }) => auditLog.list(caller, params.server_id, query));
}
