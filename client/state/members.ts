// The people, invites and bans of the one virtual server whose settings are open.

import { create } from 'zustand';
import type { Ban, Invite, Member } from '../../shared/protocol/servers.ts';
import { emptyPaged, type Paged } from './paged.ts';

export type MembersState = {
  serverId: string | null;
  query: string;
  active: Paged<Member>;
  pending: Paged<Member>;
  invites: Paged<Invite>;
  bans: Paged<Ban>;
};

const start = (serverId: string | null): MembersState => ({
  serverId,
  query: '',
  active: emptyPaged(),
  pending: emptyPaged(),
  invites: emptyPaged(),
  bans: emptyPaged(),
});
export const useMembers = create<MembersState>(() => start(null));

/** Forgets what belongs to another server. */
export function openMembers(serverId: string | null): void {
  if (useMembers.getState().serverId !== serverId) useMembers.setState(start(serverId), true);
}
