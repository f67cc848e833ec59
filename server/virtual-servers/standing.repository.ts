import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Standing } from '../../shared/rules/roles.ts';
import type { Db } from '../db/transaction.ts';

export type PersonStanding = Standing & { server_id: string; name: string; owner_id: string; role: ServerRole | null };

/** What stands between a person and a server, in one look; undefined when there is no such server. */
export async function findStanding(db: Db, serverId: string, userId: string): Promise<PersonStanding | undefined> {
  const row = await db
    .selectFrom('servers as s')
    .leftJoin('server_members as m', (join) => join.onRef('m.server_id', '=', 's.id').on('m.user_id', '=', userId))
    .leftJoin('server_bans as b', (join) => join.onRef('b.server_id', '=', 's.id').on('b.user_id', '=', userId))
    .select(['s.id as server_id', 's.name', 's.access', 's.owner_id', 'm.role', 'm.status', 'b.user_id as banned_id'])
    .where('s.id', '=', serverId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { banned_id, ...standing } = row;
  return { ...standing, banned: banned_id !== null };
}
