// Looking after channels and people: what admins and moderators do, and what everyone may do for their own peace.

import { type Channel, type ChannelBody, type ChannelChanges, channelRoutes } from '../../shared/protocol/channels.ts';
import type { Message } from '../../shared/protocol/chat.ts';
import { directRoutes } from '../../shared/protocol/directs.ts';
import { moderationRoutes, type ReportStatus } from '../../shared/protocol/moderation.ts';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { putChannels } from '../state/chat.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatLists } from './chat-lists.ts';

type Cursor = { cursor?: string };

export function createChatCare({ store, call }: ChatContext, lists: ChatLists) {
  const put = (channel: Channel): Channel => {
    const known = store.getState().channels[channel.server_id] ?? [];
    const others = known.filter(({ id }) => id !== channel.id);
    const inOrder = [...others, channel].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    putChannels(store, channel.server_id, inOrder);
    return channel;
  };
  const drop = ({ id, server_id }: Channel): void =>
    putChannels(
      store,
      server_id,
      (store.getState().channels[server_id] ?? []).filter((other) => other.id !== id),
    );
  const of = ({ id: channel_id, server_id }: Channel) => ({ params: { server_id, channel_id } });

  return {
    createChannel: async (server_id: string, body: Partial<ChannelBody> & { name: string }): Promise<Channel> =>
      put(await call(channelRoutes.create, { params: { server_id }, body })),
    changeChannel: async (channel: Channel, body: ChannelChanges): Promise<Channel> =>
      put(await call(channelRoutes.update, { ...of(channel), body })),
    async deleteChannel(channel: Channel): Promise<void> {
      await call(channelRoutes.remove, of(channel));
      drop(channel);
    },
    muteChannel: async (channel: Channel, muted: boolean): Promise<Channel> =>
      put(await call(channelRoutes.mute, { ...of(channel), body: { muted } })),
    async leaveChannel(channel: Channel): Promise<void> {
      await call(channelRoutes.leave, of(channel));
      lists.channelsSoon(channel.server_id);
    },
    joinChannel: async (channel: Channel): Promise<Channel> => put(await call(channelRoutes.join, of(channel))),
    channelMembers: (channel: Channel, cursor: Cursor) =>
      call(channelRoutes.members, { ...of(channel), query: { limit: 100, ...cursor } }),
    addToChannel: (channel: Channel, user_id: string) =>
      call(channelRoutes.addMember, { ...of(channel), body: { user_id } }),
    removeFromChannel: ({ id: channel_id, server_id }: Channel, user_id: string) =>
      call(channelRoutes.removeMember, { params: { server_id, channel_id, user_id } }),

    async block(user_id: string): Promise<void> {
      await call(directRoutes.block, { params: { user_id } });
      await lists.readBlocks();
      lists.directsSoon();
    },
    async unblock(user_id: string): Promise<void> {
      await call(directRoutes.unblock, { params: { user_id } });
      await lists.readBlocks();
      lists.directsSoon();
    },

    report: ({ server_id, id: message_id }: Message, reason: string) =>
      call(moderationRoutes.report, { params: { server_id, message_id }, body: { reason } }),
    mutePerson: (server_id: string, user_id: string, body: { minutes: number; reason?: string }) =>
      call(moderationRoutes.mute, { params: { server_id, user_id }, body }),
    unmutePerson: (server_id: string, user_id: string) =>
      call(moderationRoutes.unmute, { params: { server_id, user_id } }),
    removePerson: (server_id: string, user_id: string, body: { ban?: boolean; reason?: string }) =>
      call(serverRoutes.removeMember, { params: { server_id, user_id }, body }),

    reports: (server_id: string, query: Cursor & { status?: ReportStatus }) =>
      call(moderationRoutes.reports, { params: { server_id }, query }),
    decideReport: (server_id: string, report_id: string, body: { status: 'resolved' | 'dismissed'; note?: string }) =>
      call(moderationRoutes.decideReport, { params: { server_id, report_id }, body }),
    held: (server_id: string, query: Cursor) => call(moderationRoutes.held, { params: { server_id }, query }),
    decideHeld: (server_id: string, held_id: string, decision: 'approve' | 'reject') =>
      call(moderationRoutes.decideHeld, { params: { server_id, held_id }, body: { decision } }),
    wordRules: (server_id: string) => call(moderationRoutes.wordRules, { params: { server_id } }),
    addWordRule: (server_id: string, body: { pattern: string; action: 'hold' | 'refuse' }) =>
      call(moderationRoutes.addWordRule, { params: { server_id }, body }),
    removeWordRule: (server_id: string, rule_id: string) =>
      call(moderationRoutes.removeWordRule, { params: { server_id, rule_id } }),
    mutes: (server_id: string, query: Cursor) => call(moderationRoutes.mutes, { params: { server_id }, query }),
    audit: (server_id: string, query: Cursor) => call(moderationRoutes.audit, { params: { server_id }, query }),
  };
}
