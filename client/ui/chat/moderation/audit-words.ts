// The record of a world in words. Pure.

import type { AuditRecord } from '../../../../shared/protocol/moderation.ts';
import { fullTime } from '../words.ts';

export const DID: Record<string, string> = {
  'channel.changed': 'changed the channel',
  'channel.created': 'made the channel',
  'channel.deleted': 'deleted the channel',
  'channel.member_added': 'added to a channel',
  'channel.member_removed': 'took out of a channel',
  'held_message.approved': 'let out a message of',
  'held_message.rejected': 'threw away a message of',
  'invite.withdrawn': 'took an invite back',
  'map.replaced': 'replaced the map',
  'member.added': 'added',
  'member.approved': 'let in',
  'member.ban_lifted': 'lifted the ban of',
  'member.banned': 'banned',
  'member.muted': 'muted',
  'member.rejected': 'turned away',
  'member.removed': 'removed',
  'member.role_changed': 'changed the role of',
  'member.unmuted': 'let write again',
  'message.deleted': 'deleted a message',
  'message.pinned': 'pinned a message',
  'message.unpinned': 'took the pin of a message away',
  'report.dismissed': 'dismissed a report',
  'report.filed': 'reported a message of',
  'report.resolved': 'acted on a report',
  'server.deleted': 'deleted the world',
  'server.handed_over': 'handed the world over to',
  'word_rule.added': 'added the word rule',
  'word_rule.removed': 'took the word rule away',
};

/** Who did what to whom. What has no words here is told as it is recorded. */
export function auditWords({ actor_name, action, target_name, details }: AuditRecord): string {
  const who = actor_name ?? 'The server';
  const did = DID[action] ?? action.replaceAll(/[._]/g, ' ');
  const name = target_name ?? wordOf(details.name) ?? wordOf(details.pattern) ?? wordOf(details.username);
  return name === undefined ? `${who} ${did}` : `${who} ${did} ${name}`;
}

/** What else is worth a word: a reason, a role, a time. */
export function auditNote({ details }: AuditRecord): string | null {
  const { reason, role, to = role, until, changes } = details;
  const parts = [
    typeof until === 'string' && `until ${fullTime(until)}`,
    typeof to === 'string' && `now ${to.toLowerCase()}`,
    Array.isArray(changes) && changes.map((name) => String(name).replaceAll('_', ' ')).join(', '),
    wordOf(reason),
  ];
  return parts.filter(Boolean).join(' · ') || null;
}

const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
