// Asked before anything is said: is this person muted, and does a word rule of the server stand against it?

import type { SendBody } from '../../shared/protocol/chat.ts';
import { isAtLeast } from '../../shared/rules/roles.ts';
import type { Speaker, SpeechGuard } from '../chat/ports.ts';
import { AppError } from '../platform/errors.ts';
import type { ModerationContext } from './context.ts';
import type { HeldService } from './held.service.ts';
import { findMuted, listMutedOf, type Muted } from './mutes.repository.ts';
import type { WordRulesCache } from './word-rules.cache.ts';
import type { WordRuleRow } from './word-rules.repository.ts';

type Deps = Pick<ModerationContext, 'db' | 'clock'> & { held: HeldService; rules: WordRulesCache };

export function createSpeechGuard({ db, clock, held, rules }: Deps): SpeechGuard {
  const ruleAgainst = async ({ serverId, role }: Speaker, content: string): Promise<WordRuleRow | undefined> =>
    isAtLeast(role, 'MODERATOR') ? undefined : (await rules.matcherOf(serverId))(content);

  /** Looked up each time: a mute holds at once in every process. Nobody stands above an owner, so an old one is void. */
  const requireVoice = async ({ serverId, userId, role }: Speaker): Promise<void> => {
    const now = clock.now();
    const muted = role === 'OWNER' ? undefined : await findMuted(db, serverId, userId, now);
    if (muted) throw new AppError('chat/muted', tell(muted, now));
  };

  return {
    requireVoice,

    async checkSend(speaker: Speaker, body: SendBody): Promise<void> {
      await requireVoice(speaker);
      const rule = await ruleAgainst(speaker, body.content ?? '');
      if (!rule) return;
      // Nearby talk is over before a moderator comes, and what two people write is not for moderators to read.
      const canWait = body.scope !== 'proximity' && body.scope !== 'direct';
      if (rule.action === 'refuse' || !canWait) throw new AppError('chat/refused_by_rule');
      const outcome = await held.hold(speaker, speaker.serverId, body, rule.pattern);
      if (outcome === 'held') throw new AppError('chat/held');
    },

    async listMuted(tx, speakers) {
      const bound = [...speakers.entries()].filter(([, { role }]) => role !== 'OWNER');
      const muted = await listMutedOf(
        tx,
        bound.map(([, speaker]) => speaker),
        clock.now(),
      );
      return new Set(bound.filter((_, index) => muted.has(index)).map(([index]) => index));
    },

    async checkText(speaker: Speaker, content: string): Promise<void> {
      await requireVoice(speaker);
      if (await ruleAgainst(speaker, content)) throw new AppError('chat/refused_by_rule');
    },
  };
}

/** For people: how long, and why. For programs: the moment. */
function tell({ until, reason }: Muted, now: Date): { message: string; details: { until: string } } {
  const why = reason ? ` The reason given: ${reason}` : '';
  const message = `A moderator has muted you on this server. You can write again in ${inWords(until.getTime() - now.getTime())}.${why}`;
  return { message, details: { until: until.toISOString() } };
}

const MINUTE_MS = 60_000;
/** Of these the largest that is there twice at least, so that little is lost by rounding up. */
const UNITS = [
  ['days', 24 * 60 * MINUTE_MS],
  ['hours', 60 * MINUTE_MS],
  ['minutes', MINUTE_MS],
] as const;

function inWords(ms: number): string {
  for (const [name, unit] of UNITS) {
    if (ms > unit * (name === 'minutes' ? 1 : 2)) return `${Math.ceil(ms / unit)} ${name}`;
  }
  return 'a minute';
}
