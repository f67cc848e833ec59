// Looks for messages among those that a person may read. Two ways lead there, each bad at what the other is good at. Common
// words: from the newest message backwards until there are enough. Rare words: all their matches by the index of words, a
// few microseconds each. Left alone, the planner takes word, server and time for independent of each other and walks
// through everything for a word that is frequent elsewhere; so each way is made the only one while it is tried.

import { type RawBuilder, sql } from 'kysely';
import type { Has, Term } from '../../shared/rules/search-query.ts';
import { type Db, type Tx, transaction } from '../db/transaction.ts';
import { MESSAGE_COLUMNS, type MessageRow } from './messages.repository.ts';

export type SearchInput = {
  serverId: string;
  /** Of the server, that the person may read. */
  conversationIds: readonly string[];
  /** Conversations of two that the person is one of. */
  directIds: readonly string[];
  terms: readonly Term[];
  authorIds: readonly string[] | null;
  has: readonly Has[];
  /** Ids from this one on, and below that one: bounds in time, and where the last page ended. */
  fromId: string | null;
  beforeId: string | null;
  limit: number;
};
/** `ids`: newest first, one more than the limit where there are more. `count`: at least, unless it is exact. */
export type Found = { ids: string[]; count: number; countIsExact: boolean };

/**
 * So many messages are looked at backwards; words that are rarer among them are left to the index. Those of a whole
 * server lie side by side and take 1 us each, those of one channel or person lie scattered and take 4.
 */
const WALK_MAX = { server: 4_000, narrowed: 2_000 };
/** For several words at once the index is dear: where so many were found, the rest is likely to be found by going on. */
const PROMISING = 5;
const WALK_ON_MAX = 20_000;
/** More matches are not counted. */
export const COUNT_MAX = 1_000;
/** Conversations that hold no more than this are read through, whatever the words. */
const READ_THROUGH_MAX = 5_000;
const PATIENCE_MS = 2_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Throws `unavailable` when it takes too long. */
export function searchMessages(db: Db, input: SearchInput): Promise<Found> {
  return transaction(db, async (tx) => {
    await sql`select set_config('statement_timeout', ${`${PATIENCE_MS}ms`}, true)`.execute(tx);
    const onServer = await searchServer(tx, input);
    const between = await gather(tx, input, { scopeIds: input.directIds, conversationIds: input.directIds });
    const ids = [...onServer.ids, ...between.ids].sort((a, b) => (a < b ? 1 : -1)).slice(0, input.limit + 1);
    const count = onServer.count + between.count;
    return {
      ids,
      count: Math.min(count, COUNT_MAX),
      countIsExact: onServer.isAll && between.isAll && count <= COUNT_MAX,
    };
  });
}

/** `isAll`: `count` is of all that there are. */
type Matches = { ids: string[]; count: number; isAll: boolean };
const NONE: Matches = { ids: [], count: 0, isAll: true };
/** Of two people the conversation is its own scope. */
type Scope = { scopeIds: readonly string[]; conversationIds: readonly string[] };

async function searchServer(tx: Tx, input: SearchInput): Promise<Matches> {
  const { serverId, conversationIds, limit } = input;
  if (conversationIds.length === 0) return NONE;
  const isEnough = ({ isAll, count }: Matches): boolean => isAll || count > limit;
  const isNarrowed = input.authorIds?.length === 1 || input.has.length > 0 || conversationIds.length === 1;
  const steps = isNarrowed ? WALK_MAX.narrowed : WALK_MAX.server;
  const walked = await walk(tx, input, { steps, hits: COUNT_MAX + 1 });
  if (isEnough(walked)) return walked;
  if (walked.count >= PROMISING && wordsIn(input.terms) > 1) {
    const further = await walk(tx, input, { steps: WALK_ON_MAX, hits: limit + 1 });
    if (isEnough(further)) return further;
  }
  return gather(tx, input, { scopeIds: [serverId], conversationIds });
}

/** The newest matches among the newest messages; `isAll`: there are no others. */
async function walk(
  tx: Tx,
  input: SearchInput,
  { steps, hits: enough }: { steps: number; hits: number },
): Promise<Matches> {
  // Only indexes in their order.
  await plan(tx, ['enable_seqscan', 'enable_bitmapscan', 'enable_sort', 'enable_incremental_sort']);
  const { columns, values, only } = pathOf(input);
  // Compared and ordered as a whole, so that no other index than that of these columns has this order.
  const below = sql`row(${sql.join(columns)}) < row(${sql.join([...values, uuid(input.beforeId ?? LAST_ID)])})`;
  const from = sql`row(${sql.join(columns)}) >= row(${sql.join([...values, uuid(input.fromId ?? FIRST_ID)])})`;
  const [inScope, readable] = within({ scopeIds: [input.serverId], conversationIds: input.conversationIds });
  const hits = sql`${inScope} and ${readable} and ${matching(input)}`;
  const newestFirst = sql.join(columns.map((column) => sql`${column} desc`));
  const { rows } = await sql<{ id: string; n: number; hit: boolean }>`
    select m.id, m.n, m.hit from (
      select ${sql.join(columns)}, row_number() over (order by ${newestFirst}) as n,
        (${hits}) as hit
      from (select * from messages m where ${below} and ${from} and ${only} order by ${newestFirst} limit ${steps}) m
    ) m where m.hit or m.n = ${steps} order by ${newestFirst} limit ${enough}`.execute(tx);
  const ids = rows.filter(({ hit }) => hit).map(({ id }) => id);
  return { ids, count: ids.length, isAll: rows.length < enough && rows.at(-1)?.n !== steps };
}

/** The index that leads to the fewest: by author, by what goes along, by channel, or all of the server. */
function pathOf({ serverId, conversationIds, authorIds, has }: SearchInput) {
  const ref = (name: string) => sql`m.${sql.ref(name)}`;
  const path = (names: string[], values: string[], only = sql`true`) => ({
    columns: [...names, 'id'].map(ref),
    values: values.map(uuid),
    only,
  });
  if (authorIds?.length === 1) return path(['search_scope_id', 'user_id'], [serverId, authorIds[0]!]);
  if (has.includes('image') || has.includes('file')) return path(['search_scope_id'], [serverId], HAS.file);
  if (has.includes('link')) return path(['search_scope_id'], [serverId], HAS.link);
  if (conversationIds.length === 1) return path(['conversation_id'], [conversationIds[0]!]);
  return path(['server_id'], [serverId]);
}

/** All matches: by the index of words, or by reading the conversations through where they hold little. */
async function gather(tx: Tx, input: SearchInput, scope: Scope): Promise<Matches> {
  if (scope.conversationIds.length === 0) return NONE;
  const held = await countHeld(tx, scope.conversationIds);
  const [inScope, readable] = within(scope);
  const matches = matching(input);
  // Each side of the fence (offset 0) is planned by itself: what stands outside chooses no index. All ids of large
  // conversations would cost more to look up than they save.
  const [inside, outside] =
    held <= READ_THROUGH_MAX ? [readable, sql`${inScope} and ${matches}`] : [sql`${inScope} and ${matches}`, readable];
  await plan(tx, ['enable_seqscan', 'enable_indexscan', 'enable_indexonlyscan']);
  const { rows } = await sql<{ id: string; count: number }>`
    with hits as materialized (
      select id from (select * from messages m where ${inside} and ${inTime(input)} offset 0) m where ${outside}
    )
    select id, (select count(*) from hits) as count from hits order by id desc limit ${input.limit + 1}`.execute(tx);
  return { ids: rows.map(({ id }) => id), count: rows[0]?.count ?? 0, isAll: true };
}

const wordsIn = (terms: readonly Term[]): number => terms.reduce((sum, { words }) => sum + words.length, 0);

/** How many messages conversations have had. */
async function countHeld(tx: Tx, conversationIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select coalesce(sum(head_seq), 0)::bigint as held from conversations where id = ${oneOf(conversationIds)}`.execute(
    tx,
  );
  return rows[0]!.held;
}

const uuid = (id: string) => sql`${id}::uuid`;
const oneOf = (ids: readonly string[]) => sql`any(${ids}::uuid[])`;

const within = ({ scopeIds, conversationIds }: Scope) =>
  [sql`m.search_scope_id = ${oneOf(scopeIds)}`, sql`m.conversation_id = ${oneOf(conversationIds)}`] as const;
const inTime = ({ fromId, beforeId }: SearchInput) =>
  sql`m.id >= ${uuid(fromId ?? FIRST_ID)} and m.id < ${uuid(beforeId ?? LAST_ID)}`;

/** As the indexes `messages_with_files` and `messages_with_links` say it. An image is a file too. */
const HAS: Record<Has, RawBuilder<unknown>> = {
  file: sql`m.attachment_count > 0`,
  image: sql`m.attachment_count > 0
    and exists (select from attachments a where a.message_id = m.id and a.file_type like 'image/%')`,
  link: sql`m.content ~* 'https?://'`,
};

/** What is cheap to tell comes first. */
function matching({ terms, authorIds, has }: SearchInput): RawBuilder<unknown> {
  const conditions = [sql`m.deleted_at is null`];
  if (authorIds) conditions.push(sql`m.user_id = ${oneOf(authorIds)}`);
  if (terms.length > 0) conditions.push(sql`m.tsv @@ (${sql.join(terms.map(tsquery), sql` && `)})`);
  return sql.join([...conditions, ...has.map((what) => HAS[what])], sql` and `);
}

/** Made by functions that take any text, and of nothing but letters, digits and their marks. */
function tsquery({ words, negated, prefix }: Term): RawBuilder<unknown> {
  const text = words.map((word) => `'${word}'`).join(' <-> ');
  const query = prefix ? sql`to_tsquery('chat', ${`${text}:*`})` : sql`phraseto_tsquery('chat', ${words.join(' ')})`;
  return negated ? sql`!!${query}` : query;
}

const MEANS = [
  'enable_seqscan',
  'enable_indexscan',
  'enable_indexonlyscan',
  'enable_bitmapscan',
  'enable_sort',
  'enable_incremental_sort',
] as const;

/** Takes these means from the planner, until the end of the transaction or the next call. */
async function plan(tx: Tx, without: readonly (typeof MEANS)[number][]): Promise<void> {
  const settings = MEANS.map((name) => sql`set_config(${name}, ${without.includes(name) ? 'off' : 'on'}, true)`);
  await sql`select ${sql.join(settings)}`.execute(tx);
}

/** Newest first; those that were deleted meanwhile are left out. */
export const listFound = (db: Db, ids: readonly string[]): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();

/** By names in lower case. People who left are found as well: what they said is still there. */
export async function listIdsOfNames(db: Db, names: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('users')
    .select('id')
    .where('username_key', '=', sql<string>`any(${names}::text[])`)
    .execute();
  return rows.map(({ id }) => id);
}
