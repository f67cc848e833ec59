// What the hub asks of the database: which servers the people on it belong to, and whose sessions have ended.

import { sql } from 'kysely';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Db } from '../db/transaction.ts';

export type HubMembership = { user_id: string; server_id: string; role: ServerRole };

export const listMembershipsOf = (db: Db, userIds: readonly string[]): Promise<HubMembership[]> =>
  db
    .selectFrom('server_members')
    .select(['user_id', 'server_id', 'role'])
    .where('user_id', '=', sql<string>`any(${userIds}::uuid[])`)
    .where('status', '=', 'active')
    .execute();

/** Of these sessions, those that live. */
export async function listLiveSessions(db: Db, sessionIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sql<string>`any(${sessionIds}::uuid[])`)
    .where('revoked_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
