// Who writes just now. It ends by itself, with a word of the one who writes, or with what they have written. Kept by the
// process that was told; another one that is told later tells the same, which harms nobody.

import type { ChatScope } from '../../shared/protocol/chat.ts';
import { TYPING_MS } from '../../shared/rules/chat.ts';
import type { Place } from './places.service.ts';
import type { Publisher } from './publisher.ts';

/** Beyond it nobody else is noted as writing: a flood must not fill the memory. */
const WRITING_MAX = 20_000;

export function createTyping(publish: Publisher) {
  const writing = new Map<string, NodeJS.Timeout>();

  const tell = (userId: string, place: Place, scope: ChatScope, is_typing: boolean): void => {
    const { conversationId, serverId, channelId, zoneId, otherId, username } = place;
    const body = {
      ...{ user_id: userId, username, is_typing, server_id: serverId, scope },
      ...{ channel_id: channelId, zone_id: zoneId, target_user_id: otherId },
    };
    if (otherId !== null) {
      publish.toPerson(otherId, { name: 'chat:typing_changed', body });
      return;
    }
    const located = { conversation_id: conversationId, server_id: serverId, zone_id: zoneId, target_user_id: null };
    publish.toPlace({ ...located, user_id: userId }, { name: 'chat:typing_changed', body });
  };

  const stop = (userId: string, place: Place, scope: ChatScope): void => {
    const key = `${userId} ${place.conversationId}`;
    const timer = writing.get(key);
    if (!timer) return;
    clearTimeout(timer);
    writing.delete(key);
    tell(userId, place, scope, false);
  };

  return {
    set(userId: string, place: Place, { scope, isTyping }: { scope: ChatScope; isTyping: boolean }): void {
      if (!isTyping) {
        stop(userId, place, scope);
        return;
      }
      const key = `${userId} ${place.conversationId}`;
      const known = writing.get(key);
      if (known) {
        known.refresh();
        return;
      }
      if (writing.size >= WRITING_MAX) return;
      const timer = setTimeout(() => stop(userId, place, scope), TYPING_MS);
      timer.unref();
      writing.set(key, timer);
      tell(userId, place, scope, true);
    },
    /** They have said it. */
    end: (userId: string, place: Place): void => stop(userId, place, place.kind === 'channel' ? 'channel' : place.kind),
  };
}
export type Typing = ReturnType<typeof createTyping>;
