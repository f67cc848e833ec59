// Who may do what on a virtual server. Pure: (role, action, target) -> decision; the service has looked up the facts.

import type { ErrorCode } from '../protocol/errors.ts';
import type { MemberStatus, ServerAccess, ServerRole } from '../protocol/servers.ts';

export type Decision = { allowed: true } | { allowed: false; code: ErrorCode };
const ALLOWED: Decision = { allowed: true };
const refused = (code: ErrorCode): Decision => ({ allowed: false, code });

const RANK: Record<ServerRole, number> = { MEMBER: 0, MODERATOR: 1, ADMIN: 2, OWNER: 3 };
export const isAtLeast = (role: ServerRole, least: ServerRole): boolean => RANK[role] >= RANK[least];
export const outranks = (role: ServerRole, other: ServerRole): boolean => RANK[role] > RANK[other];

/** The least role for what concerns the server as a whole. */
export const LEAST_ROLE = {
  read: 'MEMBER',
  moderate_messages: 'MODERATOR',
  manage_invites: 'MODERATOR',
  manage_bans: 'MODERATOR',
  update_server: 'ADMIN',
  replace_map: 'ADMIN',
  manage_word_rules: 'ADMIN',
  read_audit: 'ADMIN',
  manage_requests: 'ADMIN',
  delete_server: 'OWNER',
} as const satisfies Record<string, ServerRole>;
export type ServerAction = keyof typeof LEAST_ROLE;

export function mayAct(role: ServerRole, action: ServerAction): Decision {
  return isAtLeast(role, LEAST_ROLE[action]) ? ALLOWED : refused('servers/role_too_low');
}

/** Adding someone at once with a role: admins, and only with roles below their own. There is one owner, ever. */
export function mayAdd(role: ServerRole, given: ServerRole): Decision {
  return isAtLeast(role, 'ADMIN') && outranks(role, given) ? ALLOWED : refused('servers/role_too_low');
}

export type MemberTarget = { role: ServerRole; isSelf: boolean };

/** Removing or banning: moderators, and only lower roles. Nobody removes themselves this way: that is leaving. */
export function mayRemove(role: ServerRole, target: MemberTarget): Decision {
  if (target.isSelf && role === 'OWNER') return refused('servers/owner_must_hand_over');
  if (!isAtLeast(role, 'MODERATOR')) return refused('servers/role_too_low');
  return outranks(role, target.role) ? ALLOWED : refused('servers/role_too_low');
}

/** Muting and lifting it: moderators, and only lower roles, so nobody lifts their own. */
export function mayMute(role: ServerRole, target: ServerRole): Decision {
  return isAtLeast(role, 'MODERATOR') && outranks(role, target) ? ALLOWED : refused('servers/role_too_low');
}

/**
 * Nobody gives a role at or above their own, nor changes who stands at or above them; stepping down oneself is free.
 * The owner steps down by handing over only: `OWNER` for someone else makes the old owner an admin.
 */
export function maySetRole(role: ServerRole, target: MemberTarget, given: ServerRole): Decision {
  if (target.isSelf) {
    if (given === role) return ALLOWED;
    if (role === 'OWNER') return refused('servers/owner_must_hand_over');
    return outranks(role, given) ? ALLOWED : refused('servers/role_too_low');
  }
  if (role === 'OWNER') return ALLOWED;
  if (!isAtLeast(role, 'ADMIN')) return refused('servers/role_too_low');
  return outranks(role, target.role) && outranks(role, given) ? ALLOWED : refused('servers/role_too_low');
}

export function mayLeave(role: ServerRole): Decision {
  return role === 'OWNER' ? refused('servers/owner_must_hand_over') : ALLOWED;
}

/** What stands between a person and a server. */
export type Standing = { access: ServerAccess; status: MemberStatus | null; banned: boolean };

/** Knowing of it: an invite server that is not yours looks exactly like none. */
export function maySee({ access, status }: Standing): Decision {
  return access !== 'invite' || status === 'active' ? ALLOWED : refused('servers/not_found');
}

/** Reading what is inside: zones, map, members, channels, the world itself. */
export function mayEnter(standing: Standing): Decision {
  if (standing.status === 'active') return ALLOWED;
  const seen = maySee(standing);
  if (!seen.allowed) return seen;
  if (standing.banned) return refused('servers/banned');
  return refused(standing.status === 'pending' ? 'servers/approval_pending' : 'servers/not_a_member');
}

/** What asking to join leads to; members stay what they are. */
export function decideJoin(standing: Standing): { becomes: MemberStatus } | { refused: ErrorCode } {
  if (standing.status === 'active') return { becomes: 'active' };
  const seen = maySee(standing);
  if (!seen.allowed) return { refused: seen.code };
  if (standing.banned) return { refused: 'servers/banned' };
  return { becomes: standing.access === 'public' ? 'active' : 'pending' };
}
