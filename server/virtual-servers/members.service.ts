// Who belongs to a virtual server: the list, requests, roles, removal. What changes roles holds the lock of the server,
// so that two changes at once see each other.

import { z } from 'zod';
import type { Member, MemberStatus, ServerRole } from '../../shared/protocol/servers.ts';
import { isAtLeast, mayAct, mayAdd, mayRemove, maySetRole } from '../../shared/rules/roles.ts';
import { afterCommit, type Tx, transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { type AuditEntry, insertAudit } from './audit.repository.ts';
import { insertBan, isBanned } from './bans.repository.ts';
import type { ServersContext } from './context.ts';
import * as repository from './members.repository.ts';
import { enforce, type Membership, requireMember } from './membership.ts';
import { tellMembership, tellRemoval } from './news.ts';
import { lockServer, updateServer } from './servers.repository.ts';

type ListRequest = { status?: MemberStatus; query?: string; limit: number; cursor?: string };
const Position = z.tuple([z.iso.datetime().transform((time) => new Date(time)), z.guid()]);

export function createMembersService({ db, clock, topics, presence, cursors, channels }: ServersContext) {
  const present = (view: repository.MemberView, online: ReadonlySet<string>): Member => ({
    ...view,
    joined_at: view.joined_at.toISOString(),
    online: online.has(view.user_id),
  });
  const memberOf = async (serverId: string, userId: string): Promise<Member> => {
    const view = await repository.findMember(db, serverId, userId);
    if (!view) throw new AppError('servers/member_not_found');
    return present(view, await presence.onlineUsers(serverId));
  };
  const changed = (tx: Tx, serverId: string, userId: string, role: ServerRole) =>
    afterCommit(tx, () => tellMembership(topics, serverId, userId, role));

  /** Under the server's lock, as the member that the caller is: `work` decides, writes and leaves its record. */
  const change = <T>(
    caller: Caller,
    serverId: string,
    work: (
      tx: Tx,
      actor: Membership,
      record: (entry: Pick<AuditEntry, 'action' | 'target' | 'details'>) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T> =>
    transaction(db, async (tx) => {
      await lockServer(tx, serverId);
      const actor = await requireMember(tx, serverId, caller);
      const at = clock.now();
      return work(tx, actor, (entry) => insertAudit(tx, { ...entry, at, serverId, actorId: caller.userId }));
    });

  return {
    async list(caller: Caller, serverId: string, { status, query, limit, cursor }: ListRequest) {
      const { role } = await requireMember(db, serverId, caller);
      const seesAll = mayAct(role, 'manage_requests');
      if (status === 'pending') enforce(seesAll);
      const filter = { status: seesAll.allowed ? status : ('active' as const), query };
      const scope = { list: 'members', server: serverId, status: filter.status, query: query ?? '' };
      const [joined_at, user_id] = cursor ? cursors.open(scope, cursor, Position) : [];
      const after = joined_at && user_id ? { joined_at, user_id } : undefined;
      const rows = await repository.listMembers(db, serverId, { ...filter, after, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) =>
        cursors.seal(scope, [last.joined_at.toISOString(), last.user_id]),
      );
      const online = await presence.onlineUsers(serverId);
      return { members: page.map((view) => present(view, online)), ...rest };
    },

    async add(caller: Caller, serverId: string, userId: string, role: ServerRole): Promise<Member> {
      await change(caller, serverId, async (tx, actor, record) => {
        enforce(mayAdd(actor.role, role));
        if (!(await repository.userExists(tx, userId))) throw new AppError('users/not_found');
        if (await isBanned(tx, serverId, userId)) {
          throw new AppError('servers/banned', { message: 'This person is banned. Lift the ban first.' });
        }
        const member = {
          server_id: serverId,
          user_id: userId,
          role,
          status: 'active',
          joined_at: clock.now(),
        } as const;
        if (!(await repository.upsertMember(tx, member))) throw new AppError('servers/already_a_member');
        await channels.memberEntered(tx, serverId, userId);
        await record({ action: 'member.added', target: userId, details: { role } });
        changed(tx, serverId, userId, role);
      });
      return memberOf(serverId, userId);
    },

    async approve(caller: Caller, serverId: string, userId: string): Promise<Member> {
      await change(caller, serverId, async (tx, actor, record) => {
        await requirePending(tx, actor, userId);
        const member = { server_id: serverId, user_id: userId, role: 'MEMBER', status: 'active' } as const;
        await repository.upsertMember(tx, { ...member, joined_at: clock.now() });
        await channels.memberEntered(tx, serverId, userId);
        await record({ action: 'member.approved', target: userId });
        changed(tx, serverId, userId, 'MEMBER');
      });
      return memberOf(serverId, userId);
    },

    reject: (caller: Caller, serverId: string, userId: string): Promise<void> =>
      change(caller, serverId, async (tx, actor, record) => {
        await requirePending(tx, actor, userId);
        await repository.deleteMember(tx, serverId, userId);
        await record({ action: 'member.rejected', target: userId });
      }),

    async setRole(caller: Caller, serverId: string, userId: string, role: ServerRole): Promise<Member> {
      await change(caller, serverId, async (tx, actor, record) => {
        enforce(mayAct(actor.role, 'manage_requests'));
        const target = await repository.findMember(tx, serverId, userId);
        if (target?.status !== 'active') throw new AppError('servers/member_not_found');
        const isSelf = userId === actor.user_id;
        enforce(maySetRole(actor.role, { role: target.role, isSelf }, role));
        if (target.role === role) return;
        if (role === 'OWNER') {
          // One owner at any moment, which an index holds: first down, then up.
          await repository.updateRole(tx, serverId, actor.user_id, 'ADMIN');
          await updateServer(tx, serverId, { owner_id: userId, updated_at: clock.now() });
          changed(tx, serverId, actor.user_id, 'ADMIN');
        }
        await repository.updateRole(tx, serverId, userId, role);
        const action = role === 'OWNER' ? 'server.handed_over' : 'member.role_changed';
        await record({ action, target: userId, details: { from: target.role, to: role } });
        changed(tx, serverId, userId, role);
      });
      return memberOf(serverId, userId);
    },

    /** With `ban` also someone who is no member (any more): leaving is no way out of a ban. */
    remove: (
      caller: Caller,
      serverId: string,
      { userId, ban = false, reason }: { userId: string; ban?: boolean; reason?: string },
    ): Promise<void> =>
      change(caller, serverId, async (tx, actor, record) => {
        enforce(mayAct(actor.role, 'manage_bans'));
        const found = await repository.findMember(tx, serverId, userId);
        const visible = found?.status === 'active' || isAtLeast(actor.role, 'ADMIN') ? found : undefined;
        if (!visible && !(ban && (await repository.userExists(tx, userId)))) {
          throw new AppError('servers/member_not_found');
        }
        enforce(mayRemove(actor.role, { role: found?.role ?? 'MEMBER', isSelf: userId === actor.user_id }));
        await repository.deleteMember(tx, serverId, userId);
        await channels.memberLeft(tx, serverId, userId);
        if (ban) {
          const row = { server_id: serverId, user_id: userId, banned_by: actor.user_id, reason: reason ?? null };
          await insertBan(tx, { ...row, created_at: clock.now() });
        }
        const details = reason ? { reason } : {};
        await record({ action: ban ? 'member.banned' : 'member.removed', target: userId, details });
        afterCommit(tx, () => tellRemoval(topics, serverId, { userId, banned: ban }));
      }),
  };
}

async function requirePending(tx: Tx, actor: Membership, userId: string): Promise<void> {
  enforce(mayAct(actor.role, 'manage_requests'));
  const target = await repository.findMember(tx, actor.server_id, userId);
  if (!target) throw new AppError('servers/member_not_found');
  if (target.status !== 'pending') throw new AppError('servers/not_pending');
}
export type MembersService = ReturnType<typeof createMembersService>;
