import { sql } from 'kysely';
import type { Member, MemberStatus, ServerRole } from '../../shared/protocol/servers.ts';
import type { Db, Tx } from '../db/transaction.ts';
import { containing } from './search.ts';

/** A member as lists show it; who is online is asked elsewhere. */
export type MemberView = Omit<Member, 'online' | 'joined_at'> & { joined_at: Date };

const views = (db: Db, serverId: string) =>
  db
    .selectFrom('server_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'u.username', 'u.avatar_id', 'm.role', 'm.status', 'm.joined_at'])
    .where('m.server_id', '=', serverId);

export const findMember = (db: Db, serverId: string, userId: string): Promise<MemberView | undefined> =>
  views(db, serverId).where('m.user_id', '=', userId).executeTakeFirst();

export type MemberFilter = { status?: MemberStatus; query?: string };
export type MemberPosition = { joined_at: Date; user_id: string };

/** In the order of joining, so that who joins meanwhile comes at the end. */
export async function listMembers(
  db: Db,
  serverId: string,
  { status, query, after, limit }: MemberFilter & { after?: MemberPosition; limit: number },
): Promise<MemberView[]> {
  let list = views(db, serverId).orderBy('m.joined_at').orderBy('m.user_id').limit(limit);
  if (status) list = list.where('m.status', '=', status);
  if (query) list = list.where(sql<boolean>`u.username_key like ${containing(query)}`);
  if (after) {
    list = list.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('m.joined_at', 'm.user_id'), '>', tuple(after.joined_at, after.user_id)),
    );
  }
  return list.execute();
}

export type NewMember = {
  server_id: string;
  user_id: string;
  role: ServerRole;
  status: MemberStatus;
  joined_at: Date;
};

/**
 * Makes someone a member, or makes a pending one active. False: nothing changed, since they are that already.
 * Of many at once for the same person exactly one gets true.
 */
export async function upsertMember(tx: Tx, member: NewMember): Promise<boolean> {
  const row = await tx
    .insertInto('server_members')
    .values(member)
    .onConflict((conflict) =>
      conflict
        .columns(['server_id', 'user_id'])
        .doUpdateSet({ role: member.role, status: member.status, joined_at: member.joined_at })
        .where('server_members.status', '=', 'pending')
        .where(sql<boolean>`excluded.status = 'active'`),
    )
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateRole(tx: Tx, serverId: string, userId: string, role: ServerRole): Promise<void> {
  await tx
    .updateTable('server_members')
    .set({ role })
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .execute();
}

export async function deleteMember(tx: Tx, serverId: string, userId: string): Promise<void> {
  await tx.deleteFrom('server_members').where('server_id', '=', serverId).where('user_id', '=', userId).execute();
}

export async function userExists(db: Db, userId: string): Promise<boolean> {
  return (await db.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst()) !== undefined;
}
