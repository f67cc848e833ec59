// Who is notified of a message, and what the notification says: one decision for the server, which pushes, and for open
// pages, which notify by themselves, so that the same message never shows as two.

import type { Message } from '../protocol/chat.ts';
import type { PushPayload } from '../protocol/push.ts';

/** Characters of a message that a notification shows. */
export const BODY_MAX = 120;

type Said = Pick<
  Message,
  | 'id'
  | 'server_id'
  | 'channel_id'
  | 'zone_id'
  | 'user_id'
  | 'username'
  | 'content'
  | 'scope'
  | 'target_user_id'
  | 'mentions'
  | 'mentions_all'
  | 'attachments'
>;
export type Kind = PushPayload['kind'];

/**
 * Why a reader is told of a message, or null: what is written to them, calls them, or answers in a thread that they have
 * a part in. Who has muted a conversation is told only when called by name; between two people nobody is.
 */
export function kindFor(message: Said, reader: { userId: string; isMuted: boolean; isInThread: boolean }): Kind | null {
  const { userId, isMuted, isInThread } = reader;
  if (message.user_id === userId || message.scope === 'proximity') return null;
  if (message.scope === 'direct') return message.target_user_id === userId && !isMuted ? 'direct' : null;
  if (message.mentions.includes(userId)) return 'mention';
  if (isMuted) return null;
  if (message.mentions_all !== null) return 'mention';
  return isInThread ? 'reply' : null;
}

/** `placeName` is that of the channel or the zone; null where it is not known. */
export function notificationOf(message: Said, kind: Kind, placeName: string | null): PushPayload {
  const where = message.zone_id === null ? `#${placeName}` : placeName;
  return {
    kind,
    title: kind === 'direct' || placeName === null ? message.username : `${message.username} in ${where}`,
    body: bodyOf(message),
    path: pathOf(message),
    message_id: message.id,
    tag: tagOf(message),
  };
}

/** Of a conversation, as its reader has it: a newer notification replaces the one before. */
export function tagOf({ user_id, channel_id, zone_id, scope }: Said): string {
  if (scope === 'direct') return `direct:${user_id}`;
  return zone_id === null ? `channel:${channel_id}` : `zone:${zone_id}`;
}

/** What is said in a zone is read in the world that the zone is in. */
function pathOf({ id, server_id, user_id, channel_id, scope }: Said): string {
  if (scope === 'direct') return `/chat/direct/${user_id}?m=${id}`;
  return channel_id === null ? `/world/${server_id}?m=${id}` : `/chat/${server_id}/${channel_id}?m=${id}`;
}

function bodyOf({ content, attachments }: Said): string {
  const text = shorten(content);
  if (text !== '') return text;
  return attachments.length === 1 ? 'sent a file' : `sent ${attachments.length} files`;
}

/** One line, and whole characters: a joiner at the cut would bind nothing. */
function shorten(content: string): string {
  const characters = [...content.replace(/\s+/g, ' ').trim()];
  if (characters.length <= BODY_MAX) return characters.join('');
  return `${characters
    .slice(0, BODY_MAX - 1)
    .join('')
    .replace(/[\s\u200d]+$/u, '')}…`;
}
