// What is unread, by conversation. Ids of one conversation grow in the order of its messages, so what has been counted
// is known by the newest id: nothing counts twice, however often it is told. Pure.

import type { Message } from '../../shared/protocol/chat.ts';

export type Unread = {
  serverId: string | null;
  unread: number;
  /** Of them, those that call one by name. */
  mentions: number;
  lastRead: string | null;
  /** The newest message that is known to exist. */
  head: string | null;
};
export const NOTHING_UNREAD: Unread = { serverId: null, unread: 0, mentions: 0, lastRead: null, head: null };

const newer = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

export const callsMe = (message: Message, me: string): boolean =>
  message.user_id !== me && (message.mentions.includes(me) || message.mentions_all !== null);

/** `seen`: one looks at the end of this conversation right now. */
export function countMessage(known: Unread, message: Message, { me, seen }: { me: string; seen: boolean }): Unread {
  const { id, server_id } = message;
  if (known.head !== null && id <= known.head) return known;
  const next = { ...known, head: id, serverId: message.target_user_id === null ? server_id : null };
  if (message.user_id === me || seen) return next;
  return { ...next, unread: known.unread + 1, mentions: known.mentions + (callsMe(message, me) ? 1 : 0) };
}

/** Everything up to an id was read, here or elsewhere. Null: how much is left only the server can tell. */
export function markRead(known: Unread, id: string): Unread | null {
  if (known.lastRead !== null && id <= known.lastRead) return known;
  const reaches = known.head === null || id >= known.head;
  if (reaches) return { ...known, lastRead: id, head: newer(known.head, id), unread: 0, mentions: 0 };
  return known.unread === 0 ? { ...known, lastRead: id } : null;
}

/** What the server says of it. */
export const setUnread = (known: Unread, said: Partial<Unread>): Unread => ({
  ...known,
  ...said,
  head: newer(known.head, said.head ?? null),
});
