// Looking after a community, put together: mutes, word rules, what waits, reports, the record.

import type { SpeechGuard } from '../chat/ports.ts';
import type { Api } from '../platform/http.ts';
import { createAuditLogService } from './audit-log.service.ts';
import type { ModerationContext, ModerationDeps } from './context.ts';
import { createHeldService } from './held.service.ts';
import { mountModeration } from './moderation.routes.ts';
import { createMutesService } from './mutes.service.ts';
import type { ChatForModeration } from './ports.ts';
import { createReportsService } from './reports.service.ts';
import { createSpeechGuard } from './speech-guard.service.ts';
import { createWordRulesCache } from './word-rules.cache.ts';
import { createWordRulesService } from './word-rules.service.ts';

export type { ChatForModeration } from './ports.ts';

/** Chat is made with the `guard`, and then connected, before anything is served. */
export function createModeration(deps: ModerationDeps) {
  let connected: ChatForModeration | undefined;
  const context: ModerationContext = {
    ...deps,
    chat: () => {
      if (!connected) throw new Error('moderation was not connected to chat');
      return connected;
    },
  };
  const held = createHeldService(context);
  const services = {
    held,
    mutes: createMutesService(context),
    wordRules: createWordRulesService(context),
    reports: createReportsService(context),
    auditLog: createAuditLogService(context),
  };
  const guard: SpeechGuard = createSpeechGuard({ ...deps, held, rules: createWordRulesCache(deps) });
  return {
    mount: (api: Api): void => mountModeration(api, services),
    guard,
    connect: (chat: ChatForModeration): void => {
      connected = chat;
    },
  };
}
