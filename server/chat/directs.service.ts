// Direct messages over all servers of an account, and blocks: neither of the two writes to the other any more.

import { z } from 'zod';
import type { Block, Direct } from '../../shared/protocol/directs.ts';
import { brokenConstraint } from '../db/errors.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Topics } from '../platform/topics.ts';
import type { ChatContext } from './context.ts';
import { directId } from './conversation-id.ts';
import * as repository from './directs.repository.ts';
import { findMessage } from './messages.repository.ts';

type PageRequest = { limit: number; cursor?: string | undefined };
const Position = z.tuple([z.iso.datetime().transform((time) => new Date(time)), z.guid()]);

export function createDirectsService({ db, clock, cursors, present, topics }: ChatContext & { topics: Topics }) {
  const complete = async (views: readonly repository.DirectView[]): Promise<Direct[]> => {
    const rows = await Promise.all(views.map(({ head_id }) => (head_id ? findMessage(db, head_id) : undefined)));
    const messages = await present(rows.filter((row) => row !== undefined));
    const byId = new Map(messages.map((message) => [message.id, message]));
    return views.map(({ user_id, username, avatar_id, server_id, unread, last_read_id, blocked, head_id }) => ({
      ...{ user_id, username, avatar_id, server_id, unread, last_read_id, blocked },
      last_message: byId.get(head_id ?? '') ?? null,
    }));
  };
  const tell = (userId: string, otherId: string): void => {
    for (const id of [userId, otherId]) void topics.publishTo({ type: 'blocks_changed', user_id: id });
  };

  return {
    async list(userId: string, { limit, cursor }: PageRequest) {
      const scope = { list: 'directs', user: userId };
      const [before, begun] = cursor ? cursors.open(scope, cursor, z.tuple([z.guid(), z.guid()])) : [];
      const after = before && begun ? { before, begun } : undefined;
      const rows = await repository.listDirects(db, userId, { after, limit: limit + 1 });
      // The later pages go on with the list as it was when its first one was read.
      const first = begun ?? rows[0]?.place ?? '';
      const { page, ...rest } = pageOf(rows, limit, (last) => cursors.seal(scope, [last.place, first]));
      return { directs: await complete(page), ...rest };
    },

    /** Throws `users/not_found` for who is not there, and for strangers: ids are no way to find people out. */
    async open(userId: string, otherId: string): Promise<Direct> {
      const view = await repository.findDirect(db, userId, { otherId, conversationId: directId(userId, otherId) });
      if (!view || (view.server_id === null && view.conversation_id === null)) throw new AppError('users/not_found');
      return (await complete([view]))[0]!;
    },

    async blocks(userId: string, { limit, cursor }: PageRequest) {
      const scope = { list: 'blocks', user: userId };
      const [created_at, user_id] = cursor ? cursors.open(scope, cursor, Position) : [];
      const after = created_at && user_id ? { created_at, user_id } : undefined;
      const rows = await repository.listBlocks(db, userId, { after, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) =>
        cursors.seal(scope, [last.created_at.toISOString(), last.user_id]),
      );
      const blocks: Block[] = page.map((view) => ({ ...view, created_at: view.created_at.toISOString() }));
      return { blocks, ...rest };
    },

    async block(userId: string, blockedId: string): Promise<void> {
      if (userId === blockedId) throw new AppError('users/not_oneself');
      await repository
        .insertBlock(db, { user_id: userId, blocked_id: blockedId, created_at: clock.now() })
        .catch((error: unknown) => {
          if (brokenConstraint(error) === 'user_blocks_blocked_fk') throw new AppError('users/not_found');
          throw error;
        });
      tell(userId, blockedId);
    },

    async unblock(userId: string, blockedId: string): Promise<void> {
      await repository.deleteBlock(db, userId, blockedId);
      tell(userId, blockedId);
    },

    blockedEitherWay: (userId: string): Promise<string[]> => repository.listBlockedEitherWay(db, userId),
  };
}
export type DirectsService = ReturnType<typeof createDirectsService>;
