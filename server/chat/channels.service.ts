// The channels of a virtual server: who may see which, their rules, who is in them.

import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import {
  CHANNELS_MAX,
  type Channel,
  type ChannelBody,
  type ChannelChanges,
  type ChannelMember,
} from '../../shared/protocol/channels.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import { channelPermissions } from '../../shared/rules/chat.ts';
import { isAtLeast } from '../../shared/rules/roles.ts';
import { brokenConstraint } from '../db/errors.ts';
import { afterCommit, type Tx, transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Topics } from '../platform/topics.ts';
import { insertAudit } from '../virtual-servers/audit.repository.ts';
import { lockServer } from '../virtual-servers/servers.repository.ts';
import * as repository from './channels.repository.ts';
import type { ChatContext } from './context.ts';
import { findMemberFacts } from './places.repository.ts';
import { setMuted } from './reading.repository.ts';

/** What moderators change, to slow a heated talk down; the rest is for admins. */
const MODERATORS_CHANGE = new Set(['slow_mode_seconds', 'topic']);
const Position = z.tuple([z.iso.datetime().transform((time) => new Date(time)), z.guid()]);
type PageRequest = { limit: number; cursor?: string | undefined };

export function createChannelsService(context: ChatContext & { topics: Topics }) {
  const { db, clock, cursors, places, topics } = context;

  const permissionsOf = (view: repository.ChannelView, userId: string, role: ServerRole) =>
    channelPermissions(view, { userId, role, added: view.added });
  const present = (view: repository.ChannelView, userId: string, role: ServerRole): Channel => ({
    id: view.id,
    server_id: view.server_id,
    name: view.name,
    type: view.type,
    topic: view.topic,
    category: view.category,
    position: view.position,
    is_default: view.is_default,
    is_private: view.is_private,
    min_role: view.min_role,
    slow_mode_seconds: view.slow_mode_seconds,
    permissions: [...permissionsOf(view, userId, role)],
    joined: view.added,
    muted: view.muted,
    last_message_id: view.last_message_id,
    overwrites: isAtLeast(role, 'MODERATOR') ? (view.overwrites as Channel['overwrites']) : null,
    created_at: view.created_at.toISOString(),
  });

  /** A channel that the caller may see, and who they are. */
  const find = async (userId: string, serverId: string, channelId: string) => {
    const { role } = await places.requireMember(userId, serverId);
    const view = await repository.findChannel(db, { serverId, userId, channelId });
    if (!view || !permissionsOf(view, userId, role).has('view')) throw new AppError('chat/channel_not_found');
    return { view, role };
  };
  const get = async (userId: string, serverId: string, channelId: string): Promise<Channel> => {
    const { view, role } = await find(userId, serverId, channelId);
    return present(view, userId, role);
  };

  type Record = (
    tx: Tx,
    deed: { action: string; target: string; details?: { [key: string]: unknown } },
  ) => Promise<void>;
  /** Under the lock of the server, as a member of at least this role; the deed is on record, and told afterwards. */
  const change = async <T>(
    userId: string,
    serverId: string,
    least: ServerRole,
    work: (tx: Tx, role: ServerRole, record: Record) => Promise<T>,
  ): Promise<T> => {
    await places.requireMember(userId, serverId);
    return transaction(db, async (tx) => {
      if (!(await lockServer(tx, serverId))) throw new AppError('servers/not_found');
      const member = await findMemberFacts(tx, serverId, userId);
      if (!member || !isAtLeast(member.role, least)) throw new AppError('servers/role_too_low');
      const result = await work(tx, member.role, (_tx, deed) =>
        insertAudit(tx, { at: clock.now(), serverId, actorId: userId, ...deed }),
      );
      afterCommit(tx, () => topics.publishServer({ type: 'channels_changed', server_id: serverId }));
      return result;
    }).catch((error: unknown) => {
      const broken = brokenConstraint(error);
      if (broken === 'channels_name_unique') throw new AppError('channels/name_taken');
      if (broken === 'channel_overwrites_user_fk') throw new AppError('users/not_found');
      throw error;
    });
  };
  /** A channel that a moderator looks after: one that is not theirs to see is not there. */
  const inTx = async (
    tx: Tx,
    { userId, serverId, channelId }: { userId: string; serverId: string; channelId: string },
    role: ServerRole,
  ) => {
    const view = await repository.findChannel(tx, { serverId, userId, channelId });
    if (!view || !permissionsOf(view, userId, role).has('view')) throw new AppError('chat/channel_not_found');
    return view;
  };

  return {
    get,

    async list(userId: string, serverId: string): Promise<Channel[]> {
      const { role } = await places.requireMember(userId, serverId);
      const views = await repository.listChannels(db, serverId, userId);
      return views
        .filter((view) => permissionsOf(view, userId, role).has('view'))
        .map((view) => present(view, userId, role));
    },

    async create(userId: string, serverId: string, body: ChannelBody): Promise<Channel> {
      const id = uuidv7();
      await change(userId, serverId, 'ADMIN', async (tx, role, record) => {
        if (!isAtLeast(role, body.min_role)) throw new AppError('servers/role_too_low');
        const { count, last } = await repository.countChannels(tx, serverId);
        if (count >= CHANNELS_MAX) throw new AppError('channels/too_many');
        const now = clock.now();
        const position = body.position ?? last + 1;
        await repository.insertChannels(tx, [
          { ...body, id, server_id: serverId, is_default: false, position, created_at: now },
        ]);
        if (body.is_private) {
          const member = { channel_id: id, user_id: userId, added_by: userId, added_at: now };
          await repository.insertChannelMember(tx, member);
        }
        await record(tx, { action: 'channel.created', target: id, details: { name: body.name } });
      });
      return get(userId, serverId, id);
    },

    async update(userId: string, serverId: string, channelId: string, changes: ChannelChanges): Promise<Channel> {
      await find(userId, serverId, channelId);
      const small = Object.keys(changes).every((field) => MODERATORS_CHANGE.has(field));
      await change(userId, serverId, small ? 'MODERATOR' : 'ADMIN', async (tx, role, record) => {
        const view = await inTx(tx, { userId, serverId, channelId }, role);
        const { overwrites, ...fields } = changes;
        if (fields.min_role && !isAtLeast(role, fields.min_role)) throw new AppError('servers/role_too_low');
        const closes = fields.is_private === true || (fields.min_role !== undefined && fields.min_role !== 'MEMBER');
        if (view.is_default && (closes || hides(overwrites))) throw new AppError('channels/is_default');
        await repository.updateChannel(tx, channelId, fields, overwrites);
        const details = { name: view.name, changes: Object.keys(changes) };
        await record(tx, { action: 'channel.changed', target: channelId, details });
      });
      return get(userId, serverId, channelId);
    },

    async remove(userId: string, serverId: string, channelId: string): Promise<void> {
      await find(userId, serverId, channelId);
      await change(userId, serverId, 'ADMIN', async (tx, role, record) => {
        const view = await inTx(tx, { userId, serverId, channelId }, role);
        if (view.is_default) throw new AppError('channels/is_default');
        await repository.deleteChannel(tx, channelId);
        await record(tx, { action: 'channel.deleted', target: channelId, details: { name: view.name } });
      });
    },

    /** Who may see a channel may join it; who is added to a private one is in it. */
    async join(userId: string, serverId: string, channelId: string): Promise<Channel> {
      await find(userId, serverId, channelId);
      await transaction(db, async (tx) => {
        const member = { channel_id: channelId, user_id: userId, added_by: userId, added_at: clock.now() };
        await repository.insertChannelMember(tx, member);
        afterCommit(tx, () => topics.publishServer({ type: 'channels_changed', server_id: serverId }));
      });
      return get(userId, serverId, channelId);
    },

    async leave(userId: string, serverId: string, channelId: string): Promise<void> {
      await find(userId, serverId, channelId);
      await transaction(db, async (tx) => {
        if (!(await repository.deleteChannelMember(tx, channelId, userId))) return;
        afterCommit(tx, () => topics.publishServer({ type: 'channels_changed', server_id: serverId }));
      });
    },

    async mute(userId: string, serverId: string, { channelId, muted }: { channelId: string; muted: boolean }) {
      await find(userId, serverId, channelId);
      await setMuted(db, { conversationId: channelId, userId, muted });
      context.publish.toPerson(userId, { name: 'chat:channels_changed', body: { server_id: serverId } });
      return get(userId, serverId, channelId);
    },

    async members(userId: string, serverId: string, channelId: string, { limit, cursor }: PageRequest) {
      await find(userId, serverId, channelId);
      const scope = { list: 'channel members', channel: channelId };
      const [added_at, user_id] = cursor ? cursors.open(scope, cursor, Position) : [];
      const after = added_at && user_id ? { added_at, user_id } : undefined;
      const rows = await repository.listChannelMembers(db, channelId, { after, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) =>
        cursors.seal(scope, [last.added_at.toISOString(), last.user_id]),
      );
      return { members: page.map(presentMember), ...rest };
    },

    async addMember(
      userId: string,
      serverId: string,
      { channelId, memberId }: { channelId: string; memberId: string },
    ) {
      await find(userId, serverId, channelId);
      await change(userId, serverId, 'MODERATOR', async (tx, role, record) => {
        await inTx(tx, { userId, serverId, channelId }, role);
        if (!(await findMemberFacts(tx, serverId, memberId))) throw new AppError('servers/member_not_found');
        const member = { channel_id: channelId, user_id: memberId, added_by: userId, added_at: clock.now() };
        if (!(await repository.insertChannelMember(tx, member))) return;
        await record(tx, { action: 'channel.member_added', target: memberId, details: { channel_id: channelId } });
      });
      const member = await repository.findChannelMember(db, channelId, memberId);
      if (!member) throw new AppError('channels/member_not_found');
      return presentMember(member);
    },

    async removeMember(
      userId: string,
      serverId: string,
      { channelId, memberId }: { channelId: string; memberId: string },
    ): Promise<void> {
      await find(userId, serverId, channelId);
      await change(userId, serverId, 'MODERATOR', async (tx, role, record) => {
        await inTx(tx, { userId, serverId, channelId }, role);
        const removed = await repository.deleteChannelMember(tx, channelId, memberId);
        if (!removed) throw new AppError('channels/member_not_found');
        await record(tx, { action: 'channel.member_removed', target: memberId, details: { channel_id: channelId } });
      });
    },
  };
}
export type ChannelsService = ReturnType<typeof createChannelsService>;

const presentMember = (view: repository.ChannelMemberView): ChannelMember => ({
  ...view,
  added_at: view.added_at.toISOString(),
});

/** The default channel is for everyone: nobody's right to read it may be taken. */
const hides = (overwrites: ChannelChanges['overwrites']): boolean =>
  overwrites?.some(({ deny }) => deny.includes('view')) ?? false;
