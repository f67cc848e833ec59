import type { WordRule } from '../../shared/protocol/moderation.ts';
import type { Db, Tx } from '../db/transaction.ts';
import type { WordRulesTable } from './moderation.table.ts';

export type WordRuleRow = Omit<WordRule, 'created_at'> & { created_at: Date };

/** In the order in which they were made. */
export const listWordRules = (db: Db, serverId: string): Promise<WordRuleRow[]> =>
  db
    .selectFrom('word_rules')
    .select(['id', 'pattern', 'action', 'created_by', 'created_at'])
    .where('server_id', '=', serverId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

export async function countWordRules(db: Db, serverId: string): Promise<number> {
  const { count } = await db
    .selectFrom('word_rules')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('server_id', '=', serverId)
    .executeTakeFirstOrThrow();
  return count;
}

/** False: there is one that means the same. */
export async function insertWordRule(tx: Tx, rule: WordRulesTable): Promise<boolean> {
  const row = await tx
    .insertInto('word_rules')
    .values(rule)
    .onConflict((conflict) => conflict.columns(['server_id', 'pattern_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const deleteWordRule = (
  tx: Tx,
  serverId: string,
  id: string,
): Promise<Pick<WordRulesTable, 'pattern' | 'action'> | undefined> =>
  tx
    .deleteFrom('word_rules')
    .where('server_id', '=', serverId)
    .where('id', '=', id)
    .returning(['pattern', 'action'])
    .executeTakeFirst();
