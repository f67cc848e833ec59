// Coming and going by one's own will: join, accept an invite, leave.

import type { MemberStatus } from '../../shared/protocol/servers.ts';
import { decideJoin, mayLeave } from '../../shared/rules/roles.ts';
import { afterCommit, type Tx, transaction } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { isBanned } from './bans.repository.ts';
import type { ServersContext } from './context.ts';
import { adoptDemo } from './demo.ts';
import { findInvite, takeUse } from './invites.repository.ts';
import { refuseSpent } from './invites.service.ts';
import { deleteMember, findMember, upsertMember } from './members.repository.ts';
import { enforce } from './membership.ts';
import { tellMembership, tellRemoval } from './news.ts';
import { lockServer, lockServerShared } from './servers.repository.ts';
import { findStanding } from './standing.repository.ts';

export function createJoiningService({ db, clock, topics, channels }: ServersContext) {
  const enter = async (tx: Tx, serverId: string, userId: string, status: MemberStatus): Promise<boolean> => {
    const member = { server_id: serverId, user_id: userId, role: 'MEMBER', status, joined_at: clock.now() } as const;
    const entered = await upsertMember(tx, member);
    if (entered && status === 'active') {
      await channels.memberEntered(tx, serverId, userId);
      afterCommit(tx, () => tellMembership(topics, serverId, userId, 'MEMBER'));
    }
    return entered;
  };

  return {
    join: (caller: Caller, serverId: string): Promise<{ status: MemberStatus }> =>
      transaction(db, async (tx) => {
        // With a ban, which locks the server, one of the two sees the other.
        await lockServerShared(tx, serverId);
        const standing = await findStanding(tx, serverId, caller.userId);
        if (!standing) throw new AppError('servers/not_found');
        const decision = decideJoin(standing);
        if ('refused' in decision) throw new AppError(decision.refused);
        await enter(tx, serverId, caller.userId, decision.becomes);
        if (caller.role === 'ADMIN') await adoptDemo(tx, serverId, caller.userId);
        return { status: decision.becomes };
      }),

    leave: (caller: Caller, serverId: string): Promise<void> =>
      transaction(db, async (tx) => {
        await lockServer(tx, serverId);
        const standing = await findStanding(tx, serverId, caller.userId);
        if (!standing) throw new AppError('servers/not_found');
        if (!standing.role) {
          throw new AppError(standing.access === 'invite' ? 'servers/not_found' : 'servers/not_a_member');
        }
        enforce(mayLeave(standing.role));
        await deleteMember(tx, serverId, caller.userId);
        await channels.memberLeft(tx, serverId, caller.userId);
        afterCommit(tx, () => tellRemoval(topics, serverId, { userId: caller.userId, banned: false }));
      }),

    acceptInvite: (caller: Caller, code: string): Promise<{ status: MemberStatus; server_id: string }> =>
      transaction(db, async (tx) => {
        const invite = await findInvite(tx, code);
        if (!invite) throw new AppError('invites/not_found');
        const { server_id } = invite;
        if (!(await lockServerShared(tx, server_id))) throw new AppError('invites/not_found');
        if (await isBanned(tx, server_id, caller.userId)) throw new AppError('servers/banned');
        const before = await findMember(tx, server_id, caller.userId);
        if (before?.status === 'active') return { status: 'active', server_id };
        // First the membership, then the use: of one person's two clicks at once the second waits here, and takes none.
        const entered = await enter(tx, server_id, caller.userId, 'active');
        if (entered && !(await takeUse(tx, code, clock.now()))) {
          refuseSpent(await findInvite(tx, code), clock.now());
          throw new AppError('invites/used_up');
        }
        return { status: 'active', server_id };
      }),
  };
}
export type JoiningService = ReturnType<typeof createJoiningService>;
