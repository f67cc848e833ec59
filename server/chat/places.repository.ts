// What has to be known of a person and a conversation before anything is allowed there, each in one look.

import { sql } from 'kysely';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { ChannelRules } from '../../shared/rules/chat.ts';
import type { Db, Tx } from '../db/transaction.ts';

export type MemberFacts = { role: ServerRole; username: string };
export type ChannelFacts = MemberFacts &
  ChannelRules & {
    channel_id: string;
    name: string;
    is_default: boolean;
    slow_mode_seconds: number;
    added: boolean;
  };

export const overwritesOf = (channelId: string) => sql<ChannelRules['overwrites']>`coalesce((
  select json_agg(json_build_object('role', o.role, 'user_id', o.user_id, 'allow', o.allow, 'deny', o.deny)
    order by o.position)
  from channel_overwrites o where o.channel_id = ${sql.ref(channelId)}), '[]')`;

const members = (db: Db, serverId: string, userId: string) =>
  db
    .selectFrom('server_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .where('m.server_id', '=', serverId)
    .where('m.user_id', '=', userId)
    .where('m.status', '=', 'active');

const channels = (db: Db, serverId: string, userId: string) =>
  members(db, serverId, userId)
    .innerJoin('channels as c', 'c.server_id', 'm.server_id')
    .leftJoin('channel_members as cm', (join) =>
      join.onRef('cm.channel_id', '=', 'c.id').onRef('cm.user_id', '=', 'm.user_id'),
    )
    .select([
      'm.role',
      'u.username',
      'c.id as channel_id',
      'c.name',
      'c.is_default',
      'c.is_private',
      'c.min_role',
      'c.slow_mode_seconds',
      sql<boolean>`cm.user_id is not null`.as('added'),
      overwritesOf('c.id').as('overwrites'),
    ]);

/** Undefined: no active member, or no such channel; 'default' is the one of the scope `global`. */
export async function findChannelFacts(
  db: Db,
  serverId: string,
  userId: string,
  channelId: string | 'default',
): Promise<ChannelFacts | undefined> {
  const query = channels(db, serverId, userId);
  return (
    channelId === 'default' ? query.where('c.is_default', '=', true) : query.where('c.id', '=', channelId)
  ).executeTakeFirst();
}

export const listChannelFacts = (db: Db, serverId: string, userId: string): Promise<ChannelFacts[]> =>
  channels(db, serverId, userId).orderBy('c.position').orderBy('c.id').execute();

export const findMemberFacts = (db: Db, serverId: string, userId: string): Promise<MemberFacts | undefined> =>
  members(db, serverId, userId).select(['m.role', 'u.username']).executeTakeFirst();

export type ZoneFacts = MemberFacts & { zone_id: string; is_private: boolean };

const zones = (db: Db, serverId: string, userId: string) =>
  members(db, serverId, userId)
    .innerJoin('servers as s', 's.id', 'm.server_id')
    .innerJoin('zones as z', 'z.map_id', 's.map_id')
    .select(['m.role', 'u.username', 'z.id as zone_id', sql<boolean>`z.type = 'PRIVATE'`.as('is_private')]);

/** Of the map that the server has now. */
export const findZoneFacts = (db: Db, serverId: string, userId: string, zoneId: string) =>
  zones(db, serverId, userId).where('z.id', '=', zoneId).executeTakeFirst();
export const listZoneFacts = (db: Db, serverId: string, userId: string): Promise<ZoneFacts[]> =>
  zones(db, serverId, userId).execute();

export type PairFacts = MemberFacts & { other_is_member: boolean; blocked: boolean };

export const findPairFacts = (db: Db, serverId: string, userId: string, otherId: string) =>
  members(db, serverId, userId)
    .select([
      'm.role',
      'u.username',
      sql<boolean>`exists (select from server_members o
        where o.server_id = m.server_id and o.user_id = ${otherId}::uuid and o.status = 'active')`.as(
        'other_is_member',
      ),
      blockedEitherWay(userId, otherId).as('blocked'),
    ])
    .executeTakeFirst();

/**
 * Of these, by their place in the list: who may not write there whatever the rules of the place are, since they, or the
 * other of two, are no members any more, or one of the two has blocked the other.
 */
export async function listBarred(
  tx: Tx,
  drafts: readonly { server_id: string; user_id: string; target_user_id: string | null }[],
): Promise<number[]> {
  const isMember = (userId: string) => sql`exists (select from server_members m
    where m.server_id = k.server_id and m.user_id = ${sql.ref(userId)} and m.status = 'active')`;
  const { rows } = await sql<{ index: number }>`
    select (k.n - 1)::int as index
    from unnest(
      ${drafts.map(({ server_id }) => server_id)}::uuid[], ${drafts.map(({ user_id }) => user_id)}::uuid[],
      ${drafts.map(({ target_user_id }) => target_user_id)}::uuid[]
    ) with ordinality as k (server_id, user_id, other_id, n)
    where not ${isMember('k.user_id')} or (k.other_id is not null and (not ${isMember('k.other_id')}
      or exists (select from user_blocks b where (b.user_id = k.user_id and b.blocked_id = k.other_id)
        or (b.user_id = k.other_id and b.blocked_id = k.user_id))))`.execute(tx);
  return rows.map(({ index }) => index);
}

export const blockedEitherWay = (userId: string, otherId: string) => sql<boolean>`exists (select from user_blocks b
  where (b.user_id = ${userId}::uuid and b.blocked_id = ${otherId}::uuid)
     or (b.user_id = ${otherId}::uuid and b.blocked_id = ${userId}::uuid))`;

/** A virtual server that both are in; `preferred` where it is one of them. */
export async function findSharedServer(
  db: Db,
  { userId, otherId, preferred }: { userId: string; otherId: string; preferred?: string | undefined },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('server_members as m')
    .innerJoin('server_members as o', 'o.server_id', 'm.server_id')
    .select('m.server_id')
    .where('m.user_id', '=', userId)
    .where('o.user_id', '=', otherId)
    .where('m.status', '=', 'active')
    .where('o.status', '=', 'active')
    .$if(preferred !== undefined, (query) => query.orderBy((eb) => eb('m.server_id', '=', preferred ?? ''), 'desc'))
    .orderBy('m.server_id')
    .limit(1)
    .executeTakeFirst();
  return row?.server_id;
}

export async function listServerIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('server_members')
    .select('server_id')
    .where('user_id', '=', userId)
    .where('status', '=', 'active')
    .execute();
  return rows.map(({ server_id }) => server_id);
}

/** The conversations of two that this person is one of. */
export async function listDirectIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('kind', '=', 'direct')
    .where((eb) => eb.or([eb('user_a', '=', userId), eb('user_b', '=', userId)]))
    .execute();
  return rows.map(({ id }) => id);
}

export type Candidate = { user_id: string; role: ServerRole; added: boolean };

/** Active members by their names in lower case, by their ids, or all of them, and whether they were added to a channel. */
export async function listCandidates(
  db: Db,
  options: { serverId: string; channelId: string | null; limit: number } & (
    | { names: readonly string[] }
    | { ids: readonly string[] }
    | { all: true }
  ),
): Promise<Candidate[]> {
  let query = db
    .selectFrom('server_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('channel_members as cm', (join) =>
      join.on('cm.channel_id', '=', options.channelId).onRef('cm.user_id', '=', 'm.user_id'),
    )
    .select(['m.user_id', 'm.role', sql<boolean>`cm.user_id is not null`.as('added')])
    .where('m.server_id', '=', options.serverId)
    .where('m.status', '=', 'active')
    .limit(options.limit);
  if ('names' in options) query = query.where('u.username_key', '=', sql<string>`any(${options.names}::text[])`);
  if ('ids' in options) query = query.where('m.user_id', '=', sql<string>`any(${options.ids}::uuid[])`);
  return query.execute();
}

export const findChannelRules = (db: Db, channelId: string): Promise<ChannelRules | undefined> =>
  db
    .selectFrom('channels as c')
    .select(['c.is_private', 'c.min_role', overwritesOf('c.id').as('overwrites')])
    .where('c.id', '=', channelId)
    .executeTakeFirst();
