// Who may do what in a conversation, and when: pure decisions. The service has looked up the facts.

import type { ChannelPermission } from '../protocol/channels.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { ServerRole } from '../protocol/servers.ts';
import { isAtLeast } from './roles.ts';

export const EDIT_WINDOW_MS = 15 * 60_000;
/** How long a word of "is typing" holds without another. */
export const TYPING_MS = 5_000;

export type ChannelRules = {
  is_private: boolean;
  min_role: ServerRole;
  overwrites: readonly {
    role: ServerRole | null;
    user_id: string | null;
    allow: readonly ChannelPermission[];
    deny: readonly ChannelPermission[];
  }[];
};
/** `added`: a moderator has added them, or they have joined. */
export type ChannelPerson = { userId: string; role: ServerRole; added: boolean };

const EVERYONE: readonly ChannelPermission[] = ['send', 'attach', 'react'];
const MODERATORS: readonly ChannelPermission[] = ['mention_all', 'moderate'];
const ALL: readonly ChannelPermission[] = ['view', ...EVERYONE, ...MODERATORS];
const NONE: ReadonlySet<ChannelPermission> = new Set();

/**
 * What a member may do in a channel. The least role comes first and nothing lifts it. A private channel is for those who
 * were added and for moderators. Then overwrites: of the role, then of the person; each denies before it allows. Owners
 * and admins are not bound by overwrites, so that nobody locks them out.
 */
export function channelPermissions(
  channel: ChannelRules,
  { userId, role, added }: ChannelPerson,
): ReadonlySet<ChannelPermission> {
  if (!isAtLeast(role, channel.min_role)) return NONE;
  if (isAtLeast(role, 'ADMIN')) return new Set(ALL);
  const moderates = isAtLeast(role, 'MODERATOR');
  const granted = new Set<ChannelPermission>([...EVERYONE, ...(moderates ? MODERATORS : [])]);
  if (!channel.is_private || added || moderates) granted.add('view');
  const ofRole = channel.overwrites.filter((one) => one.role === role);
  const ofPerson = channel.overwrites.filter((one) => one.user_id === userId);
  for (const { allow, deny } of [...ofRole, ...ofPerson]) {
    for (const permission of deny) granted.delete(permission);
    for (const permission of allow) granted.add(permission);
  }
  if (!granted.has('view')) return NONE;
  if (!granted.has('send')) granted.delete('attach');
  return granted;
}

export type Decision = { allowed: true } | { allowed: false; code: ErrorCode };
const ALLOWED: Decision = { allowed: true };
const refused = (code: ErrorCode): Decision => ({ allowed: false, code });

/** `now` and `createdAt` in milliseconds of the server's clock. The last moment of the window is in it. */
export function mayEdit(options: { isAuthor: boolean; isDeleted: boolean; createdAt: number; now: number }): Decision {
  if (!options.isAuthor) return refused('chat/not_author');
  if (options.isDeleted) return refused('chat/message_deleted');
  return options.now - options.createdAt <= EDIT_WINDOW_MS ? ALLOWED : refused('chat/edit_too_late');
}

export function mayDelete({ isAuthor, moderates }: { isAuthor: boolean; moderates: boolean }): Decision {
  return isAuthor || moderates ? ALLOWED : refused('chat/not_author');
}

/** How long until one may write again in a channel in slow mode, in milliseconds; 0: now. */
export function slowModeWait(options: { seconds: number; lastSentAt: number | null; now: number }): number {
  if (options.seconds === 0 || options.lastSentAt === null) return 0;
  return Math.max(0, options.lastSentAt + options.seconds * 1000 - options.now);
}

const MENTION = /(?<![\p{L}\p{N}_@])@([A-Za-z0-9_-]{3,24})/gu;
/** More names than these in one message call nobody. */
export const MENTIONS_MAX = 50;

/** The names after an @, in lower case and once each, and whether everybody is called. Code and quotes count as text. */
export function mentionsIn(content: string): { names: string[]; all: 'here' | 'channel' | null } {
  const names = new Set<string>();
  let all: 'here' | 'channel' | null = null;
  for (const [, name] of content.matchAll(MENTION)) {
    const key = name!.toLowerCase();
    if (key === 'channel') all = 'channel';
    else if (key === 'here') all ??= 'here';
    else if (names.size < MENTIONS_MAX) names.add(key);
  }
  return { names: [...names], all };
}
