import { type Insertable, type Selectable, sql } from 'kysely';
import type { Message } from '../../shared/protocol/chat.ts';
import type { Db, Tx } from '../db/transaction.ts';
import type { PushSubscriptionsTable } from './push.table.ts';

export type VapidKeys = { public_key: string; private_key: string };
export type SubscriptionRow = Pick<Selectable<PushSubscriptionsTable>, 'user_id' | 'endpoint' | 'p256dh' | 'auth'>;
/** With what the message says at this moment. */
export type Target = SubscriptionRow & { content: string };
const KEYS = 'vapid';

export async function findVapidKeys(db: Db): Promise<VapidKeys | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', KEYS).executeTakeFirst();
  return row?.value as VapidKeys | undefined;
}

/** Of several processes that start at once, the first one's stay. */
export async function insertVapidKeys(db: Db, keys: VapidKeys): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key: KEYS, value: JSON.stringify(keys) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** So that of many subscriptions at once none is miscounted. */
export async function lockOwner(tx: Tx, userId: string): Promise<void> {
  await tx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
}

/** An address that is known already goes over to this account and session. */
export async function upsertSubscription(tx: Tx, row: Insertable<PushSubscriptionsTable>): Promise<void> {
  const { user_id, session_id, p256dh, auth, created_at } = row;
  await tx
    .insertInto('push_subscriptions')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('endpoint').doUpdateSet({ user_id, session_id, p256dh, auth, created_at }),
    )
    .execute();
}

/** Those of ended sessions, and the oldest beyond `keep`. */
export async function deleteSurplus(tx: Tx, userId: string, { keep, now }: { keep: number; now: Date }): Promise<void> {
  await tx
    .deleteFrom('push_subscriptions as p')
    .where('p.user_id', '=', userId)
    .where(({ eb }) =>
      eb(
        'p.id',
        'not in',
        tx
          .selectFrom('push_subscriptions as p')
          .select('p.id')
          .where('p.user_id', '=', userId)
          .where(({ exists }) => exists(liveSession(tx, now)))
          .orderBy('p.created_at', 'desc')
          .orderBy('p.id', 'desc')
          .limit(keep),
      ),
    )
    .execute();
}

const liveSession = (db: Db, now: Date) =>
  db
    .selectFrom('sessions as s')
    .select('s.id')
    .whereRef('s.id', '=', sql.ref('p.session_id'))
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', now);

export async function deleteOwnSubscription(db: Db, userId: string, endpoint: string): Promise<void> {
  await db.deleteFrom('push_subscriptions').where('user_id', '=', userId).where('endpoint', '=', endpoint).execute();
}

/** The address is gone for whoever has it. */
export async function deleteEndpoint(db: Db, endpoint: string): Promise<void> {
  await db.deleteFrom('push_subscriptions').where('endpoint', '=', endpoint).execute();
}

export type News = { message: Message; conversationId: string; seq: number };
/**
 * The subscriptions of these people that are to hear of a message, unless it was deleted: of live sessions; not of who has read it, who has
 * muted the conversation and is not called by name, who wrote it, or who blocks the author or is blocked by them.
 * `endpoint` narrows it down to one.
 */
export function listTargets(
  db: Db,
  { message, conversationId, seq }: News,
  { userIds, now, endpoint }: { userIds: readonly string[]; now: Date; endpoint?: string },
): Promise<Target[]> {
  const author = message.user_id;
  return db
    .selectFrom('push_subscriptions as p')
    .innerJoin('sessions as s', 's.id', 'p.session_id')
    .innerJoin('messages as m', (join) => join.on('m.id', '=', message.id).on('m.deleted_at', 'is', null))
    .select(['p.user_id', 'p.endpoint', 'p.p256dh', 'p.auth', 'm.content'])
    .where('p.user_id', '=', sql<string>`any(${userIds}::uuid[])`)
    .where('p.user_id', '<>', author)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('user_blocks as b')
            .select('b.user_id')
            .where(({ or, and, eb }) =>
              or([
                and([eb('b.user_id', '=', eb.ref('p.user_id')), eb('b.blocked_id', '=', author)]),
                and([eb('b.user_id', '=', author), eb('b.blocked_id', '=', eb.ref('p.user_id'))]),
              ]),
            ),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('conversation_reads as r')
            .select('r.user_id')
            .where('r.conversation_id', '=', conversationId)
            .whereRef('r.user_id', '=', 'p.user_id')
            .where(({ or, and, eb }) =>
              or([
                eb('r.last_read_seq', '>=', seq),
                and([eb('r.muted', '=', true), sql<boolean>`r.user_id <> all(${message.mentions}::uuid[])`]),
              ]),
            ),
        ),
      ),
    )
    .$if(endpoint !== undefined, (query) => query.where('p.endpoint', '=', endpoint!))
    .execute();
}

/** Of the channel or the zone of a message; undefined for direct ones, and when it is gone. */
export async function findPlaceName(
  db: Db,
  { channel_id, zone_id }: Pick<Message, 'channel_id' | 'zone_id'>,
): Promise<string | undefined> {
  const table = channel_id === null ? 'zones' : 'channels';
  const id = channel_id ?? zone_id;
  if (id === null) return undefined;
  return (await db.selectFrom(table).select('name').where('id', '=', id).executeTakeFirst())?.name;
}
