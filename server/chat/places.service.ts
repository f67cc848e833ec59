// A place is a conversation as one person stands to it: what it is, and what they may do there. Everything that is said,
// read, found or reacted to asks for its place first; who may not read a place learns nothing of it.

import type { ChannelPermission } from '../../shared/protocol/channels.ts';
import type { Target } from '../../shared/protocol/chat.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import { channelPermissions } from '../../shared/rules/chat.ts';
import { isAtLeast } from '../../shared/rules/roles.ts';
import type { Db } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import { requireSeen } from '../virtual-servers/membership.ts';
import type { ConversationsTable } from './chat.table.ts';
import { directId, pairOf } from './conversation-id.ts';
import * as repository from './places.repository.ts';
import type { WhereaboutsPort } from './ports.ts';

type Permissions = ReadonlySet<ChannelPermission>;
export type Place = {
  kind: ConversationsTable['kind'];
  conversationId: string;
  /** Through which server it is looked at; a direct conversation has none of its own. */
  serverId: string;
  channelId: string | null;
  zoneId: string | null;
  /** The other of two. */
  otherId: string | null;
  channelName: string | null;
  slowModeSeconds: number;
  permissions: Permissions;
  /** Why one may not write, where `send` is missing. */
  sendRefusal: ErrorCode;
  /** The person's own. */
  role: ServerRole;
  username: string;
};

/** What a person may read: by server, and between two. */
export type Readable = {
  conversations: { id: string; kind: 'channel' | 'zone'; serverId: string; name: string | null }[];
  directs: string[];
};

const READ_AND_WRITE: readonly ChannelPermission[] = ['view', 'send', 'attach', 'react'];

export function createPlaces({ db, whereabouts }: { db: Db; whereabouts: WhereaboutsPort }) {
  /** Why there are no facts: the server is not theirs to know of, they are no member, or the thing itself is missing. */
  const missing = async (serverId: string, userId: string, code: ErrorCode): Promise<AppError> => {
    const standing = await requireSeen(db, serverId, { userId });
    return new AppError(standing.status === 'active' ? code : 'chat/not_a_member');
  };

  const channelPlace = async (userId: string, serverId: string, channelId: string | 'default'): Promise<Place> => {
    const facts = await repository.findChannelFacts(db, serverId, userId, channelId);
    if (!facts) throw await missing(serverId, userId, 'chat/channel_not_found');
    const permissions = channelPermissions(facts, { ...facts, userId });
    if (!permissions.has('view')) throw new AppError('chat/channel_not_found');
    return {
      ...{ kind: 'channel', conversationId: facts.channel_id, serverId, channelId: facts.channel_id, zoneId: null },
      ...{ otherId: null, channelName: facts.name, permissions, sendRefusal: 'chat/cannot_send' },
      ...{ slowModeSeconds: permissions.has('moderate') ? 0 : facts.slow_mode_seconds },
      ...{ role: facts.role, username: facts.username },
    };
  };

  const zonePlace = async (userId: string, serverId: string, zoneId: string): Promise<Place> => {
    const facts = await repository.findZoneFacts(db, serverId, userId, zoneId);
    if (!facts) throw await missing(serverId, userId, 'chat/zone_not_found');
    if (facts.is_private && !(await whereabouts.zonesOf(serverId, userId)).includes(zoneId)) {
      throw new AppError('chat/not_in_zone');
    }
    const moderates = isAtLeast(facts.role, 'MODERATOR');
    return {
      ...{ kind: 'zone', conversationId: zoneId, serverId, channelId: null, zoneId, otherId: null, channelName: null },
      ...{ slowModeSeconds: 0, sendRefusal: 'chat/cannot_send', role: facts.role, username: facts.username },
      permissions: new Set(moderates ? [...READ_AND_WRITE, 'moderate'] : READ_AND_WRITE),
    };
  };

  const directPlace = async (userId: string, serverId: string, otherId: string): Promise<Place> => {
    if (otherId === userId) throw new AppError('chat/not_to_oneself');
    const facts = await repository.findPairFacts(db, serverId, userId, otherId);
    if (!facts) throw await missing(serverId, userId, 'servers/not_found');
    const refusal: ErrorCode | null = facts.blocked
      ? 'chat/blocked'
      : facts.other_is_member
        ? null
        : 'chat/no_shared_server';
    return {
      ...{
        kind: 'direct',
        conversationId: directId(userId, otherId),
        serverId,
        channelId: null,
        zoneId: null,
        otherId,
      },
      ...{ channelName: null, slowModeSeconds: 0, sendRefusal: refusal ?? 'chat/cannot_send' },
      permissions: new Set(refusal === null ? READ_AND_WRITE : ['view']),
      ...{ role: facts.role, username: facts.username },
    };
  };

  return {
    /** Throws what hides the place; a place that comes back may be read. */
    async find(userId: string, serverId: string, target: Target): Promise<Place> {
      if (target.scope === 'zone' && target.zone_id) return zonePlace(userId, serverId, target.zone_id);
      if (target.scope === 'direct' && target.target_user_id) {
        return directPlace(userId, serverId, target.target_user_id);
      }
      const channelId = target.scope === 'channel' ? target.channel_id : undefined;
      return channelPlace(userId, serverId, channelId ?? 'default');
    },

    /** Of a message that lies there. Throws `chat/message_not_found` where it may not be read, or not through this server. */
    async ofMessage(
      userId: string,
      serverId: string,
      row: Pick<
        MessagePlace,
        'conversation_id' | 'server_id' | 'channel_id' | 'zone_id' | 'user_id' | 'target_user_id'
      >,
    ): Promise<Place> {
      const hidden = new AppError('chat/message_not_found');
      try {
        if (row.target_user_id !== null) {
          if (row.user_id !== userId && row.target_user_id !== userId) throw hidden;
          return await directPlace(userId, serverId, row.user_id === userId ? row.target_user_id : row.user_id);
        }
        if (row.server_id !== serverId) throw hidden;
        if (row.channel_id !== null) return await channelPlace(userId, serverId, row.channel_id);
        return await zonePlace(userId, serverId, row.zone_id ?? '');
      } catch (error) {
        const hides = ['chat/channel_not_found', 'chat/zone_not_found', 'chat/not_in_zone'];
        if (error instanceof AppError && hides.includes(error.code)) throw hidden;
        throw error;
      }
    },

    /** Throws like `requireMember`, with the words of chat. */
    async requireMember(userId: string, serverId: string): Promise<repository.MemberFacts> {
      const facts = await repository.findMemberFacts(db, serverId, userId);
      if (!facts) throw await missing(serverId, userId, 'servers/not_found');
      return facts;
    },

    /** Throws `chat/no_shared_server`. */
    async sharedServer(userId: string, otherId: string, preferred?: string): Promise<string> {
      const serverId = await repository.findSharedServer(db, { userId, otherId, preferred });
      if (!serverId) throw new AppError('chat/no_shared_server');
      return serverId;
    },

    serversOf: (userId: string): Promise<string[]> => repository.listServerIds(db, userId),

    /** All that a person may read on these servers, and between two. */
    async readable(userId: string, serverIds: readonly string[]): Promise<Readable> {
      const perServer = await Promise.all(
        serverIds.map(async (serverId) => {
          const channels = await repository.listChannelFacts(db, serverId, userId);
          const zones = await repository.listZoneFacts(db, serverId, userId);
          const inside = zones.some((zone) => zone.is_private)
            ? await whereabouts.zonesOf(serverId, userId).catch((): readonly string[] => [])
            : [];
          return [
            ...channels
              .filter((facts) => channelPermissions(facts, { ...facts, userId }).has('view'))
              .map((facts) => ({ id: facts.channel_id, kind: 'channel' as const, serverId, name: facts.name })),
            ...zones
              .filter((zone) => !zone.is_private || inside.includes(zone.zone_id))
              .map((zone) => ({ id: zone.zone_id, kind: 'zone' as const, serverId, name: null })),
          ];
        }),
      );
      return { conversations: perServer.flat(), directs: await repository.listDirectIds(db, userId) };
    },

    /** Of these people, who may read the place. */
    async whoMayRead(place: Place, candidates: readonly repository.Candidate[]): Promise<string[]> {
      if (place.kind !== 'channel') return candidates.map(({ user_id }) => user_id);
      const rules = await repository.findChannelRules(db, place.conversationId);
      if (!rules) return [];
      return candidates
        .filter((one) =>
          channelPermissions(rules, { userId: one.user_id, role: one.role, added: one.added }).has('view'),
        )
        .map(({ user_id }) => user_id);
    },

    /** The row of the conversation, for its first message. */
    conversationOf(userId: string, place: Place): Omit<ConversationsTable, 'head_id' | 'head_seq'> {
      const { kind, conversationId: id, serverId, channelId: channel_id, otherId } = place;
      const [user_a, user_b] = otherId ? pairOf(userId, otherId) : [null, null];
      return { id, kind, server_id: kind === 'direct' ? null : serverId, channel_id, user_a, user_b };
    },
  };
}
export type Places = ReturnType<typeof createPlaces>;

type MessagePlace = {
  conversation_id: string;
  server_id: string;
  channel_id: string | null;
  zone_id: string | null;
  user_id: string;
  target_user_id: string | null;
};
