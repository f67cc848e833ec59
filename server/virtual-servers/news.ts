// What is told of memberships: to the rooms of the server, and to the person, wherever they are connected.

import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Topics } from '../platform/topics.ts';

export async function tellMembership(
  topics: Topics,
  serverId: string,
  userId: string,
  role: ServerRole,
): Promise<void> {
  const news = { server_id: serverId, user_id: userId, role };
  await Promise.all([
    topics.publishServer({ type: 'member_changed', ...news }),
    topics.publishTo({ type: 'membership_changed', ...news }),
  ]);
}

export async function tellRemoval(
  topics: Topics,
  serverId: string,
  { userId, banned }: { userId: string; banned: boolean },
): Promise<void> {
  await Promise.all([
    topics.publishServer({ type: 'member_removed', server_id: serverId, user_id: userId, banned }),
    topics.publishTo({ type: 'membership_changed', server_id: serverId, user_id: userId, role: null }),
  ]);
}
