// Who may enter a virtual server: the one question that every other feature asks of this one.

import type { ServerRole } from '../../shared/protocol/servers.ts';
import { type Decision, isAtLeast, LEAST_ROLE, mayEnter, maySee, type ServerAction } from '../../shared/rules/roles.ts';
import type { Db } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import { findStanding, type PersonStanding } from './standing.repository.ts';

export type Membership = {
  server_id: string;
  server_name: string;
  owner_id: string;
  user_id: string;
  role: ServerRole;
};
type Person = { userId: string };

/** Throws what the rule has refused. */
export function enforce(decision: Decision): void {
  if (!decision.allowed) throw new AppError(decision.code);
}

/** Throws `servers/not_found` for a server that is not there, or not the caller's to know of. */
export async function requireSeen(db: Db, serverId: string, caller: Person): Promise<PersonStanding> {
  const standing = await findStanding(db, serverId, caller.userId);
  if (!standing) throw new AppError('servers/not_found');
  enforce(maySee(standing));
  return standing;
}

/**
 * The caller's active membership. Throws `servers/not_found`, `servers/banned`, `servers/approval_pending`,
 * `servers/not_a_member`, or `servers/role_too_low` below `least`.
 */
export async function requireMember(
  db: Db,
  serverId: string,
  caller: Person,
  least: ServerRole = 'MEMBER',
): Promise<Membership> {
  const standing = await findStanding(db, serverId, caller.userId);
  if (!standing) throw new AppError('servers/not_found');
  enforce(mayEnter(standing));
  const role = standing.role ?? 'MEMBER';
  if (!isAtLeast(role, least)) throw new AppError('servers/role_too_low');
  return { server_id: serverId, server_name: standing.name, owner_id: standing.owner_id, user_id: caller.userId, role };
}

export const requireMay = (db: Db, serverId: string, caller: Person, action: ServerAction): Promise<Membership> =>
  requireMember(db, serverId, caller, LEAST_ROLE[action]);
