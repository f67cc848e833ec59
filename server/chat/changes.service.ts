// What becomes of a message after it was sent: edited, deleted, pinned, reacted to. Each locks the row, so that two
// changes at once come one after the other, and is told after its commit.

import type { Message } from '../../shared/protocol/chat.ts';
import { REACTIONS_MAX, type Reactions } from '../../shared/protocol/chat.ts';
import { mayDelete, mayEdit, mentionsIn } from '../../shared/rules/chat.ts';
import { afterCommit, type Tx, transaction } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import { insertAudit } from '../virtual-servers/audit.repository.ts';
import { enforce } from '../virtual-servers/membership.ts';
import type { ChatContext } from './context.ts';
import type { MessageRow } from './messages.repository.ts';
import * as repository from './messages.repository.ts';
import { listCandidates } from './places.repository.ts';
import type { Place } from './places.service.ts';

export function createChangesService({ db, clock, places, guard, attachments, publish, present }: ChatContext) {
  /** The message, where the caller may read it. */
  const find = async (
    userId: string,
    serverId: string,
    messageId: string,
  ): Promise<{ row: MessageRow; place: Place }> => {
    await places.requireMember(userId, serverId);
    const row = await repository.findMessage(db, messageId);
    if (!row) throw new AppError('chat/message_not_found');
    return { row, place: await places.ofMessage(userId, serverId, row) };
  };
  const lock = async (tx: Tx, messageId: string): Promise<MessageRow> => {
    const row = await repository.lockMessage(tx, messageId);
    if (!row) throw new AppError('chat/message_not_found');
    return row;
  };
  const speakerOf = (userId: string, { serverId, role }: Place) => ({ serverId, userId, role });

  return {
    find,

    async get(userId: string, serverId: string, messageId: string): Promise<Message> {
      const { row } = await find(userId, serverId, messageId);
      return (await present([row]))[0]!;
    },

    async edit(userId: string, serverId: string, { messageId, content }: { messageId: string; content: string }) {
      const { row: found, place } = await find(userId, serverId, messageId);
      const check = (row: MessageRow): void => {
        const facts = { isAuthor: row.user_id === userId, isDeleted: row.deleted_at !== null };
        enforce(mayEdit({ ...facts, createdAt: row.created_at.getTime(), now: clock.now().getTime() }));
      };
      check(found);
      if (!place.permissions.has('send')) throw new AppError(place.sendRefusal);
      if (place.kind !== 'direct') await guard.checkText(speakerOf(userId, place), content);
      const named = place.kind === 'direct' ? { names: [], all: null } : mentionsIn(content);
      const candidates = await listCandidates(db, {
        ...{ serverId, channelId: place.channelId, names: named.names, limit: named.names.length },
      });
      const mentions = await places.whoMayRead(place, candidates);
      const row = await transaction(db, async (tx) => {
        const before = await lock(tx, messageId);
        check(before);
        if (before.content === content) return before;
        // Each edit is later than the one before it, whatever the clocks say: news of two may arrive in either order.
        const at = new Date(Math.max(clock.now().getTime(), (before.edited_at?.getTime() ?? 0) + 1));
        await repository.insertVersion(tx, messageId, before.content, at);
        const called = mentions.filter((id) => id !== userId && !before.mentions.includes(id));
        const { conversation_id, seq, id: message_id } = before;
        await repository.insertCalls(
          tx,
          called.map((user_id) => ({ user_id, conversation_id, seq, message_id })),
        );
        const mentions_all = place.permissions.has('mention_all') ? named.all : null;
        const change = { content, mentions, mentions_all, edited_at: at, changed_at: at };
        const after = await repository.updateMessage(tx, messageId, change);
        afterCommit(tx, async () => {
          const [message] = await present([after]);
          publish.toPlace(after, { name: 'chat:edited', body: message! });
        });
        return after;
      });
      return (await present([row]))[0]!;
    },

    /** To its author and to moderators. */
    async versions(userId: string, serverId: string, messageId: string) {
      const { row, place } = await find(userId, serverId, messageId);
      if (row.user_id !== userId && !place.permissions.has('moderate')) throw new AppError('chat/not_author');
      const versions = await repository.listVersions(db, messageId);
      return versions.map(({ content, replaced_at }) => ({ content, replaced_at: replaced_at.toISOString() }));
    },

    /** A shell remains; what it said, how it was answered with signs, and its files are gone. */
    async remove(userId: string, serverId: string, messageId: string): Promise<void> {
      const { row: found, place } = await find(userId, serverId, messageId);
      enforce(mayDelete({ isAuthor: found.user_id === userId, moderates: place.permissions.has('moderate') }));
      await transaction(db, async (tx) => {
        const before = await lock(tx, messageId);
        if (before.deleted_at !== null) return;
        const at = clock.now();
        await repository.deleteTraces(tx, messageId);
        await attachments.release(tx, [messageId]);
        const after = await repository.updateMessage(tx, messageId, {
          ...{ content: '', mentions: [], mentions_all: null, attachment_count: 0, is_pinned: false },
          ...{ deleted_at: at, changed_at: at },
        });
        if (before.user_id !== userId) {
          const details = { author_id: before.user_id, channel_id: before.channel_id };
          const deed = { action: 'message.deleted', target: messageId, details };
          await insertAudit(tx, { at, serverId, actorId: userId, ...deed });
        }
        afterCommit(tx, async () => {
          const [message] = await present([after]);
          publish.toPlace(after, { name: 'chat:deleted', body: { ...message!, message_id: messageId } });
        });
      });
    },

    async pin(userId: string, serverId: string, { messageId, pinned }: { messageId: string; pinned: boolean }) {
      const { place } = await find(userId, serverId, messageId);
      const may = place.kind === 'direct' ? place.permissions.has('send') : place.permissions.has('moderate');
      if (!may) throw new AppError(place.kind === 'direct' ? place.sendRefusal : 'servers/role_too_low');
      const row = await transaction(db, async (tx) => {
        const before = await lock(tx, messageId);
        if (before.deleted_at !== null) throw new AppError('chat/message_deleted');
        if (before.is_pinned === pinned) return before;
        const at = clock.now();
        const after = await repository.updateMessage(tx, messageId, { is_pinned: pinned, changed_at: at });
        if (place.kind !== 'direct') {
          const deed = { action: pinned ? 'message.pinned' : 'message.unpinned', target: messageId };
          await insertAudit(tx, { at, serverId, actorId: userId, ...deed });
        }
        afterCommit(tx, async () => {
          const [message] = await present([after]);
          publish.toPlace(after, { name: 'chat:pinned', body: message! });
        });
        return after;
      });
      return (await present([row]))[0]!;
    },

    /** Adds one sign of this person, or takes it back. */
    async react(userId: string, serverId: string, { messageId, emoji }: { messageId: string; emoji: string }) {
      const { place } = await find(userId, serverId, messageId);
      if (!place.permissions.has('react')) throw new AppError(place.sendRefusal);
      if (place.kind !== 'direct') await guard.requireVoice(speakerOf(userId, place));
      return transaction(db, async (tx) => {
        const row = await lock(tx, messageId);
        if (row.deleted_at !== null) throw new AppError('chat/message_deleted');
        const at = clock.now();
        await repository.toggleReaction(tx, { messageId, emoji, userId, at });
        const reactions: Reactions = (await repository.listReactions(tx, [messageId])).get(messageId) ?? {};
        if (Object.keys(reactions).length > REACTIONS_MAX) throw new AppError('chat/too_many_reactions');
        await repository.updateMessage(tx, messageId, { changed_at: at });
        const answer = { message_id: messageId, reactions };
        const { server_id, scope, channel_id, zone_id, target_user_id } = row;
        afterCommit(tx, () =>
          publish.toPlace(row, {
            name: 'chat:reacted',
            body: { ...answer, server_id, scope, channel_id, zone_id, target_user_id },
          }),
        );
        return answer;
      });
    },
  };
}
export type ChangesService = ReturnType<typeof createChangesService>;
