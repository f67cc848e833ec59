// Which `@name` in a message calls somebody. Pure.

import type { Message } from '../../../../shared/protocol/chat.ts';

export type Called = 'me' | 'someone' | 'all' | null;
type Facts = {
  message: Pick<Message, 'mentions' | 'mentions_all'>;
  me: { userId: string; username: string };
  /** Who of the mentioned is known by name; null for those who are not. */
  nameOf: (userId: string) => string | null;
};

/** `name` is without its @. */
export function calledBy(name: string, { message, me, nameOf }: Facts): Called {
  const { mentions, mentions_all } = message;
  const wanted = name.toLowerCase();
  if (wanted === 'here' || wanted === 'channel') return mentions_all === null ? null : 'all';
  if (mentions.includes(me.userId) && wanted === me.username.toLowerCase()) return 'me';
  const names = mentions.map(nameOf);
  if (names.some((one) => one?.toLowerCase() === wanted)) return 'someone';
  // Some of those who are called have names that nobody told us: it may be one of theirs.
  return names.some((one) => one === null) ? 'someone' : null;
}
