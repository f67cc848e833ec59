// The rules of a server, ready to match. They are asked for with every message and change a few times a year, so a process
// keeps them: until it hears of a change, and a few seconds at most, should that news be lost.

import { createMatcher } from '../../shared/rules/word-rules.ts';
import type { ModerationDeps } from './context.ts';
import { listWordRules, type WordRuleRow } from './word-rules.repository.ts';

const FRESH_MS = 3_000;
/** Each is listened for; what was not asked for the longest goes first. */
const SERVERS_MAX = 200;

export type Matcher = (text: string) => WordRuleRow | undefined;
type Kept = { rules?: { matcher: Promise<Matcher>; until: number } | undefined; stop(): void };

export function createWordRulesCache({ db, clock, topics, logger }: ModerationDeps) {
  // A Map keeps the order of insertion: the first is the oldest.
  const kept = new Map<string, Kept>();

  const listen = (serverId: string, forget: () => void): (() => void) => {
    const listening = topics.onServer(
      serverId,
      (event) => void (event.type === 'word_rules_changed' && forget()),
      forget,
    );
    listening.catch((error) =>
      logger.warn({ err: error, server_id: serverId }, 'changes of word rules are seen some seconds late'),
    );
    return () => void listening.then((stop) => stop()).catch(() => {});
  };
  const keep = (serverId: string): Kept => {
    const forget = (): void => {
      const known = kept.get(serverId);
      if (known) known.rules = undefined;
    };
    const entry = kept.get(serverId) ?? { stop: listen(serverId, forget) };
    kept.delete(serverId);
    kept.set(serverId, entry);
    for (const [oldestId, oldest] of kept) {
      if (kept.size <= SERVERS_MAX) break;
      kept.delete(oldestId);
      oldest.stop();
    }
    return entry;
  };

  return {
    matcherOf(serverId: string): Promise<Matcher> {
      const entry = keep(serverId);
      const now = clock.monotonic();
      if (entry.rules && entry.rules.until > now) return entry.rules.matcher;
      const matcher = listWordRules(db, serverId).then((rules) => createMatcher(rules));
      const rules = { matcher, until: now + FRESH_MS };
      entry.rules = rules;
      matcher.catch(() => {
        if (entry.rules === rules) entry.rules = undefined;
      });
      return matcher;
    },
  };
}
export type WordRulesCache = ReturnType<typeof createWordRulesCache>;
