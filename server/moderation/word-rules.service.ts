import { uuidv7 } from 'uuidv7';
import { WORD_RULES_MAX, type WordRule } from '../../shared/protocol/moderation.ts';
import { type RuleAction, ruleKey } from '../../shared/rules/word-rules.ts';
import { afterCommit, type Tx, transaction } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { insertAudit } from '../virtual-servers/audit.repository.ts';
import { requireMay } from '../virtual-servers/membership.ts';
import { lockServer } from '../virtual-servers/servers.repository.ts';
import type { ModerationContext } from './context.ts';
import * as repository from './word-rules.repository.ts';

export function createWordRulesService({ db, clock, topics }: ModerationContext) {
  const present = (row: repository.WordRuleRow): WordRule => ({ ...row, created_at: row.created_at.toISOString() });
  const changed = (tx: Tx, serverId: string): void =>
    afterCommit(tx, () => topics.publishServer({ type: 'word_rules_changed', server_id: serverId }));

  return {
    async list(caller: Caller, serverId: string) {
      await requireMay(db, serverId, caller, 'moderate_messages');
      const rows = await repository.listWordRules(db, serverId);
      return { word_rules: rows.map(present), has_more: false, cursor: null };
    },

    add: (
      caller: Caller,
      serverId: string,
      { pattern, action }: { pattern: string; action: RuleAction },
    ): Promise<WordRule> =>
      transaction(db, async (tx) => {
        // Counted under the lock, so that many at once are not more than there may be.
        await lockServer(tx, serverId);
        const actor = await requireMay(tx, serverId, caller, 'manage_word_rules');
        const pattern_key = ruleKey(pattern);
        if (pattern_key === null) {
          const message = 'must hold two letters at least, and six words at most where it has a *';
          const issue = { path: 'body.pattern', message };
          throw new AppError('invalid', { message: `body.pattern: ${message}`, details: { issues: [issue] } });
        }
        if ((await repository.countWordRules(tx, serverId)) >= WORD_RULES_MAX) {
          throw new AppError('moderation/too_many_rules');
        }
        const now = clock.now();
        const rule = { id: uuidv7(), pattern, action, created_by: actor.user_id, created_at: now };
        if (!(await repository.insertWordRule(tx, { ...rule, server_id: serverId, pattern_key }))) {
          throw new AppError('moderation/rule_exists');
        }
        const record = { at: now, serverId, actorId: actor.user_id, target: rule.id, details: { pattern, action } };
        await insertAudit(tx, { ...record, action: 'word_rule.added' });
        changed(tx, serverId);
        return present(rule);
      }),

    remove: (caller: Caller, serverId: string, ruleId: string): Promise<void> =>
      transaction(db, async (tx) => {
        const actor = await requireMay(tx, serverId, caller, 'manage_word_rules');
        const rule = await repository.deleteWordRule(tx, serverId, ruleId);
        if (!rule) throw new AppError('moderation/not_found');
        const record = { at: clock.now(), serverId, actorId: actor.user_id, target: ruleId, details: rule };
        await insertAudit(tx, { ...record, action: 'word_rule.removed' });
        changed(tx, serverId);
      }),
  };
}
export type WordRulesService = ReturnType<typeof createWordRulesService>;
