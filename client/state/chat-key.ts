// How a conversation is named in this client, and how the server wants it named.

import type { Message, ReadMarkAnswer, StoredScope } from '../../shared/protocol/chat.ts';

type Kind = 'channel' | 'zone' | 'direct' | 'nearby';
/** `direct:` names the other of the two; `nearby:` the server in whose world one stands. */
export type ConversationKey = `${Kind}:${string}`;

export const channelKey = (id: string): ConversationKey => `channel:${id}`;
export const directKey = (userId: string): ConversationKey => `direct:${userId}`;
export const zoneKey = (id: string): ConversationKey => `zone:${id}`;

export function partsOf(key: ConversationKey): { kind: Kind; id: string } {
  const at = key.indexOf(':');
  return { kind: key.slice(0, at) as Kind, id: key.slice(at + 1) };
}
export const isDirect = (key: ConversationKey): boolean => key.startsWith('direct:');

type Place = Pick<ReadMarkAnswer, 'channel_id' | 'zone_id' | 'target_user_id'>;
/** Of what an event says of its place. `author` is who did it, `me` who reads it. */
export function keyOfPlace(place: Place, author: string, me: string): ConversationKey | null {
  if (place.target_user_id !== null) return directKey(author === me ? place.target_user_id : author);
  if (place.channel_id !== null) return channelKey(place.channel_id);
  return place.zone_id === null ? null : zoneKey(place.zone_id);
}

export function keyOfMessage(message: Message, me: string): ConversationKey {
  if (message.scope === 'proximity') return `nearby:${message.server_id}`;
  return keyOfPlace(message, message.user_id, me) ?? `channel:${message.server_id}`;
}

type Named = { scope: StoredScope; channel_id?: string; zone_id?: string; target_user_id?: string };
/** As requests name it. */
export function targetOf(key: ConversationKey): Named {
  const { kind, id } = partsOf(key);
  if (kind === 'direct') return { scope: 'direct', target_user_id: id };
  return kind === 'zone' ? { scope: 'zone', zone_id: id } : { scope: 'channel', channel_id: id };
}
