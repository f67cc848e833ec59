// The people of a virtual server, for those who look after it.

import { type Ban, type Invite, type Member, type ServerRole, serverRoutes } from '../../shared/protocol/servers.ts';
import { call } from '../net/api.ts';
import { type MembersState, useMembers } from '../state/members.ts';
import { type Paged, pagedWithout } from '../state/paged.ts';
import { patchServer, useServers } from '../state/servers.ts';
import { loadPage } from './paging.ts';

type Lists = { active: Member; pending: Member; invites: Invite; bans: Ban };
type Key = keyof Lists;
const PAGE = 50;

const list = <K extends Key>(key: K) => ({
  get: () => useMembers.getState()[key] as unknown as Paged<Lists[K]>,
  set: (value: Paged<Lists[K]>) => useMembers.setState({ [key]: value } as unknown as Partial<MembersState>),
});
const still = (server_id: string) => () => useMembers.getState().serverId === server_id;
const byUser = (member: { user_id: string }): string => member.user_id;

export function loadMembers(server_id: string, status: 'active' | 'pending', more = false): Promise<void> {
  const { query } = useMembers.getState();
  return loadPage<Member>({
    ...list(status),
    more,
    key: byUser,
    current: () => still(server_id)() && useMembers.getState().query === query,
    fetch: async (cursor) => {
      const page = await call(serverRoutes.members, {
        params: { server_id },
        query: {
          limit: PAGE,
          status,
          ...(cursor && { cursor }),
          ...(query.trim() && status === 'active' && { query: query.trim() }),
        },
      });
      return { ...page, items: page.members };
    },
  });
}

export function searchMembers(server_id: string, query: string): Promise<void> {
  useMembers.setState({ query });
  return loadMembers(server_id, 'active');
}

export function loadInvites(server_id: string, more = false): Promise<void> {
  return loadPage<Invite>({
    ...list('invites'),
    more,
    key: ({ code }) => code,
    current: still(server_id),
    fetch: async (cursor) => {
      const page = await call(serverRoutes.invites, {
        params: { server_id },
        query: { limit: PAGE, ...(cursor && { cursor }) },
      });
      return { ...page, items: page.invites };
    },
  });
}

export function loadBans(server_id: string, more = false): Promise<void> {
  return loadPage<Ban>({
    ...list('bans'),
    more,
    key: byUser,
    current: still(server_id),
    fetch: async (cursor) => {
      const page = await call(serverRoutes.bans, {
        params: { server_id },
        query: { limit: PAGE, ...(cursor && { cursor }) },
      });
      return { ...page, items: page.bans };
    },
  });
}

const drop = (key: 'active' | 'pending' | 'bans', user_id: string): void => {
  const { get, set } = list(key);
  set(pagedWithout(get() as Paged<Member & Ban>, (item) => item.user_id === user_id) as never);
};
const count = (server_id: string, change: number): void => {
  const known = useServers.getState().byId[server_id];
  if (known) patchServer(server_id, { member_count: known.member_count + change });
};
const putActive = (member: Member): void => {
  const { get, set } = list('active');
  const known = get();
  const there = known.items.some((item) => item.user_id === member.user_id);
  set({
    ...known,
    items: there
      ? known.items.map((item) => (item.user_id === member.user_id ? member : item))
      : [...known.items, member],
  });
};

export async function approveMember(server_id: string, user_id: string): Promise<void> {
  const member = await call(serverRoutes.approveMember, { params: { server_id, user_id } });
  drop('pending', user_id);
  putActive(member);
  count(server_id, 1);
}

export async function rejectMember(server_id: string, user_id: string): Promise<void> {
  await call(serverRoutes.rejectMember, { params: { server_id, user_id } });
  drop('pending', user_id);
}

export async function setMemberRole(server_id: string, user_id: string, role: ServerRole): Promise<void> {
  putActive(await call(serverRoutes.setRole, { params: { server_id, user_id }, body: { role } }));
}

/** The server gives the old owner the role ADMIN in the same step. */
export async function handOver(server_id: string, user_id: string): Promise<void> {
  putActive(await call(serverRoutes.setRole, { params: { server_id, user_id }, body: { role: 'OWNER' } }));
  patchServer(server_id, { owner_id: user_id, role: 'ADMIN' });
  await loadMembers(server_id, 'active');
}

export async function removeMember(server_id: string, user_id: string, ban: { reason?: string } | null): Promise<void> {
  const body = ban ? { ban: true, ...(ban.reason && { reason: ban.reason }) } : {};
  await call(serverRoutes.removeMember, { params: { server_id, user_id }, body });
  drop('active', user_id);
  count(server_id, -1);
  if (ban) await loadBans(server_id);
}

export async function createInvite(
  server_id: string,
  body: { max_uses: number | null; expires_in: number | null },
): Promise<Invite> {
  const invite = await call(serverRoutes.createInvite, { params: { server_id }, body });
  const { get, set } = list('invites');
  set({ ...get(), items: [invite, ...get().items] });
  return invite;
}

export async function withdrawInvite(server_id: string, code: string): Promise<void> {
  await call(serverRoutes.withdrawInvite, { params: { server_id, code } });
  const { get, set } = list('invites');
  set(pagedWithout(get(), (invite) => invite.code === code));
}

export async function liftBan(server_id: string, user_id: string): Promise<void> {
  await call(serverRoutes.liftBan, { params: { server_id, user_id } });
  drop('bans', user_id);
}
