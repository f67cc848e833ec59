import { sql } from 'kysely';
import type { ServerAccess, VirtualServer } from '../../shared/protocol/servers.ts';
import type { Db, Tx } from '../db/transaction.ts';
import { containing } from './search.ts';

/** A server as one person sees it; who is online is asked elsewhere. */
export type ServerView = Omit<VirtualServer, 'online_count' | 'created_at'> & { created_at: Date };

const views = (db: Db, userId: string) =>
  db
    .selectFrom('servers as s')
    .innerJoin('maps', 'maps.id', 's.map_id')
    .leftJoin('server_members as me', (join) => join.onRef('me.server_id', '=', 's.id').on('me.user_id', '=', userId))
    .select([
      's.id',
      's.name',
      's.description',
      's.icon_url',
      's.access',
      's.owner_id',
      's.created_at',
      'maps.hash as map_hash',
      'me.role',
      'me.status',
      sql<number>`(select count(*)::int from server_members m where m.server_id = s.id and m.status = 'active')`.as(
        'member_count',
      ),
    ]);

export type ServerFilter = { query?: string; mine: boolean };

/** Newest first; invite servers only to their members. `before` is the id that the page begins after. */
export async function listServers(
  db: Db,
  userId: string,
  { query, mine, before, limit }: ServerFilter & { before?: string; limit: number },
): Promise<ServerView[]> {
  let list = views(db, userId)
    .where((eb) => eb.or([eb('s.access', '<>', 'invite'), eb('me.status', '=', 'active')]))
    .orderBy('s.id', 'desc')
    .limit(limit);
  if (mine) list = list.where('me.user_id', 'is not', null);
  if (before) list = list.where('s.id', '<', before);
  if (query) {
    const part = containing(query);
    list = list.where(sql<boolean>`(lower(s.name) like ${part} or lower(s.description) like ${part})`);
  }
  return list.execute();
}

export const findServerView = (db: Db, serverId: string, userId: string): Promise<ServerView | undefined> =>
  views(db, userId).where('s.id', '=', serverId).executeTakeFirst();

export type NewServer = {
  id: string;
  name: string;
  description: string;
  access: ServerAccess;
  owner_id: string;
  map_id: string;
  created_at: Date;
};

/** The server and its owner's membership; its map and its channels are for the caller to add. */
export async function insertServer(tx: Tx, server: NewServer): Promise<void> {
  const { id, owner_id, created_at } = server;
  await tx
    .insertInto('servers')
    .values({ ...server, icon_url: null, updated_at: created_at })
    .execute();
  await tx
    .insertInto('server_members')
    .values({ server_id: id, user_id: owner_id, role: 'OWNER', status: 'active', joined_at: created_at })
    .execute();
}

export type ServerChanges = {
  name?: string;
  description?: string;
  icon_url?: string | null;
  access?: ServerAccess;
  map_id?: string;
  owner_id?: string;
};

export async function updateServer(tx: Tx, serverId: string, changes: ServerChanges & { updated_at: Date }) {
  await tx.updateTable('servers').set(changes).where('id', '=', serverId).execute();
}

export async function deleteServer(tx: Tx, serverId: string): Promise<void> {
  await tx.deleteFrom('servers').where('id', '=', serverId).execute();
}

/** Until the end of the transaction nobody else changes the server, nor who belongs to it. False: there is none. */
export async function lockServer(tx: Tx, serverId: string): Promise<boolean> {
  const row = await tx.selectFrom('servers').select('id').where('id', '=', serverId).forUpdate().executeTakeFirst();
  return row !== undefined;
}

/** Waits for whoever holds `lockServer`, and makes them wait; many may hold this one together. False: there is none. */
export async function lockServerShared(tx: Tx, serverId: string): Promise<boolean> {
  const row = await tx.selectFrom('servers').select('id').where('id', '=', serverId).forKeyShare().executeTakeFirst();
  return row !== undefined;
}

/** False: `from` is not the owner (any more). */
export async function takeOwnership(tx: Tx, serverId: string, { from, to }: { from: string; to: string }) {
  const row = await tx
    .updateTable('servers')
    .set({ owner_id: to })
    .where('id', '=', serverId)
    .where('owner_id', '=', from)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
