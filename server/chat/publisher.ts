// Tells what happened in a conversation to wherever somebody listens: to the server that it belongs to, or to the two
// people between whom it is. Called after the commit.

import type { ChatNews, Topics } from '../platform/topics.ts';

/** The part of a message that says where it is. */
type Located = {
  conversation_id: string;
  server_id: string;
  zone_id: string | null;
  user_id: string;
  target_user_id: string | null;
};

export function createPublisher(topics: Topics) {
  return {
    toPlace({ conversation_id, server_id, zone_id, user_id, target_user_id }: Located, news: ChatNews): void {
      if (target_user_id !== null) {
        for (const id of new Set([user_id, target_user_id]))
          void topics.publishTo({ type: 'chat', user_id: id, ...news });
        return;
      }
      const where = { kind: zone_id === null ? 'channel' : 'zone', id: conversation_id } as const;
      void topics.publishServer({ type: 'chat', server_id, where, author_id: user_id, ...news });
    },
    toPerson(userId: string, news: ChatNews): void {
      void topics.publishTo({ type: 'chat', user_id: userId, ...news });
    },
  };
}
export type Publisher = ReturnType<typeof createPublisher>;
