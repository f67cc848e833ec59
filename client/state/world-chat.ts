// Talk in a world: under which tab it stands and what of it is said aloud, over heads. Pure.

import type { Message } from '../../shared/protocol/chat.ts';
import type { ChatState } from './chat.ts';
import type { Conversation } from './chat-conversation.ts';
import { type ConversationKey, channelKey, zoneKey } from './chat-key.ts';

/** Who hears it: those in earshot, those in the same zone, or everyone of the virtual server, in its default channel. */
export type TalkTab = 'nearby' | 'zone' | 'everyone';
/** Where one stands. `zoneId` is empty outside of all zones; `everyone` is null until the channels were read. */
export type Here = { serverId: string; zoneId: string; everyone: ConversationKey | null };

export const nearbyKey = (serverId: string): ConversationKey => `nearby:${serverId}`;
export function everyoneKey({ channels }: ChatState, serverId: string): ConversationKey | null {
  const channel = channels[serverId]?.find(({ is_default }) => is_default);
  return channel ? channelKey(channel.id) : null;
}

/** The conversation of a tab; null where there is none now. */
export function keyOfTab(tab: TalkTab, { serverId, zoneId, everyone }: Here): ConversationKey | null {
  if (tab === 'nearby') return nearbyKey(serverId);
  if (tab === 'everyone') return everyone;
  return zoneId === '' ? null : zoneKey(zoneId);
}

/** Null: it is not said aloud here, but in another channel, in another zone, or between two. */
export function tabOf(message: Message, here: Here): TalkTab | null {
  const { scope, server_id, zone_id, channel_id } = message;
  if (scope === 'direct' || server_id !== here.serverId) return null;
  if (scope === 'proximity') return 'nearby';
  if (scope === 'zone') return zone_id === here.zoneId ? 'zone' : null;
  if (scope === 'global') return 'everyone';
  return channel_id !== null && channelKey(channel_id) === here.everyone ? 'everyone' : null;
}

/** Code; bold and struck; what leans between spaces. */
const DRESS = [
  /(?<!`)(`{1,3})(?!`)\s*([\s\S]*?\S)\s*\1(?!`)/g,
  /(\*\*|~~)(?=\S)([\s\S]*?\S)\1/g,
  /(?<![\w*])(__|[*_])(?=\S)([^*_\n]*\S)\1(?![\w*])/g,
];
/** As it is spoken, in one plain line over a head: without the marks that dress a text. Empty: nothing is said. */
export function spoken({ content, attachments }: Message): string {
  if (content === '') return attachments[0] ? `📎 ${attachments[0].file_name}` : '';
  return DRESS.reduce((text, marks) => text.replace(marks, '$2'), content);
}

/** Nearby talk is stored nowhere, so it is only what this page has heard. Older words of a long stay are let go. */
const KEPT_MAX = 500;
export const letGo = (conversation: Conversation): Conversation =>
  conversation.messages.length > KEPT_MAX
    ? { ...conversation, messages: conversation.messages.slice(-KEPT_MAX) }
    : conversation;
