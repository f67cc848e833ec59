// What a world room reads and writes: who comes in, where they stood, whether they may still be here.

import { type Kysely, sql } from 'kysely';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Status } from '../../shared/protocol/users.ts';
import type { Database } from '../db/schema.ts';

export type Entry = {
  username: string;
  avatar_id: string;
  status: Status;
  role: ServerRole;
  /** In 1/64 tile; null for who was never here. */
  x: number | null;
  y: number | null;
};

/** An active member with where it last stood; undefined for everybody else. */
export async function findEntry(db: Kysely<Database>, serverId: string, userId: string): Promise<Entry | undefined> {
  return db
    .selectFrom('server_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('positions as p', (join) =>
      join.onRef('p.server_id', '=', 'm.server_id').onRef('p.user_id', '=', 'm.user_id'),
    )
    .select(['u.username', 'u.avatar_id', 'u.status', 'm.role', 'p.x', 'p.y'])
    .where('m.server_id', '=', serverId)
    .where('m.user_id', '=', userId)
    .where('m.status', '=', 'active')
    .executeTakeFirst();
}

export type Position = { user_id: string; x: number; y: number; dir: number };

/** Many rows in one statement; rows of people or servers that are gone are left out. */
export async function savePositions(
  db: Kysely<Database>,
  serverId: string,
  positions: readonly Position[],
  now: Date,
): Promise<void> {
  if (positions.length === 0) return;
  await sql`
    insert into positions (server_id, user_id, x, y, dir, updated_at)
    select ${serverId}::uuid, p.user_id, p.x, p.y, p.dir, ${now}::timestamptz
    from unnest(
      ${positions.map((p) => p.user_id)}::uuid[],
      ${positions.map((p) => p.x)}::int[],
      ${positions.map((p) => p.y)}::int[],
      ${positions.map((p) => p.dir)}::int[]
    ) as p (user_id, x, y, dir)
    where exists (select from servers s where s.id = ${serverId}::uuid)
      and exists (select from users u where u.id = p.user_id)
    on conflict (server_id, user_id) do update
    set x = excluded.x, y = excluded.y, dir = excluded.dir, updated_at = excluded.updated_at
  `.execute(db);
}

export type Standing = {
  session_id: string;
  revoked: boolean;
  /** Null for who is no member. */
  role: ServerRole | null;
  banned: boolean;
  username: string;
  avatar_id: string;
  status: Status;
};

/** Whether these sessions still live, whether their people are still members, and what they are called now. */
export async function listStandings(
  db: Kysely<Database>,
  serverId: string,
  people: readonly { user_id: string; session_id: string }[],
): Promise<Standing[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<Standing>`
    select p.session_id,
      (s.id is null or s.revoked_at is not null) as revoked,
      m.role,
      (b.user_id is not null) as banned,
      u.username, u.avatar_id, u.status
    from unnest(
      ${people.map((p) => p.user_id)}::uuid[], ${people.map((p) => p.session_id)}::uuid[]
    ) as p (user_id, session_id)
    join users u on u.id = p.user_id
    left join sessions s on s.id = p.session_id
    left join server_members m on m.server_id = ${serverId}::uuid and m.user_id = p.user_id and m.status = 'active'
    left join server_bans b on b.server_id = ${serverId}::uuid and b.user_id = p.user_id
  `.execute(db);
  return rows;
}
