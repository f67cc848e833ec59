// The channels that a virtual server begins with: `general` always, more by what it is founded from.

import { uuidv7 } from 'uuidv7';
import type { Overwrite } from '../../shared/protocol/channels.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Tx } from '../db/transaction.ts';
import {
  deleteChannelMembersOf,
  insertChannels,
  lockConversations,
  markAllRead,
  type NewChannel,
} from './channels.repository.ts';

type Start = Pick<NewChannel, 'name' | 'topic'> &
  Partial<Pick<NewChannel, 'type' | 'category' | 'min_role' | 'overwrites'>>;

/** Members read, those who look after the server write. */
const READ_ONLY: readonly Overwrite[] = [{ role: 'MEMBER', user_id: null, allow: [], deny: ['send'] }];
const GENERAL: Start = { name: 'general', topic: 'Anything and everything' };
const ANNOUNCEMENTS: Start = {
  name: 'announcements',
  topic: 'News from those who look after this place',
  overwrites: READ_ONLY,
};
const gated = (name: string, topic: string, min_role: ServerRole): Start => ({
  name,
  topic,
  min_role,
  category: 'Staff',
});

const STARTS: Readonly<Record<string, readonly Start[]>> = {
  community: [
    GENERAL,
    ANNOUNCEMENTS,
    { name: 'developer', topic: 'Code, tools and what we are building', category: 'Topics' },
    { name: 'trading', topic: 'Offers and wishes', category: 'Topics' },
    gated('security', 'Reports and what to watch', 'MODERATOR'),
    gated('admin', 'Running this place', 'ADMIN'),
    { name: 'lounge', topic: 'Talk wherever you stand', type: 'VOICE', category: 'Voice' },
  ],
  office: [
    GENERAL,
    ANNOUNCEMENTS,
    { name: 'random', topic: 'Lunch, cats and everything else', category: 'Topics' },
    { name: 'stand-up', topic: 'A minute each', type: 'VOICE', category: 'Voice' },
  ],
  'lecture-hall': [
    GENERAL,
    ANNOUNCEMENTS,
    { name: 'questions', topic: 'Ask here, also while somebody speaks', category: 'Topics' },
  ],
};

/** What virtual servers need of channels, in their own transactions. */
export const channelsPort = {
  /** The first channels of a new server. */
  async seed(tx: Tx, serverId: string, { template, now }: { template: string | undefined; now: Date }): Promise<void> {
    const starts = STARTS[template ?? ''] ?? [GENERAL];
    await insertChannels(
      tx,
      starts.map((start, position) => ({
        ...{ id: uuidv7(), server_id: serverId, position, is_default: position === 0, created_at: now },
        ...{
          type: 'TEXT',
          category: null,
          is_private: false,
          min_role: 'MEMBER',
          slow_mode_seconds: 0,
          overwrites: [],
        },
        ...start,
      })),
    );
  },
  /** Somebody became an active member: what was said before is not news to them. */
  memberEntered: (tx: Tx, serverId: string, userId: string): Promise<void> => markAllRead(tx, serverId, userId),
  /** Somebody is no member any more: who comes back later was not added to private channels. */
  memberLeft: (tx: Tx, serverId: string, userId: string): Promise<void> => deleteChannelMembersOf(tx, serverId, userId),
  /** Whoever writes holds the conversation first, and what it belongs to then: so does who deletes it all. */
  serverLeaves: (tx: Tx, serverId: string): Promise<void> => lockConversations(tx, serverId),
};
