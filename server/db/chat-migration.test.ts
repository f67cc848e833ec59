// What 0002_chat makes of a database that an installation has used: channels and messages become conversations.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database.ts';
import { createMessageIds } from '../chat/message-ids.ts';
import { createMessageWriter } from '../chat/message-writer.ts';
import { systemClock } from '../platform/clock.ts';
import { createLogger } from '../platform/logger.ts';
import { backup } from './backup/backup.ts';
import { restore } from './backup/restore.ts';
import { migrate, migrateToLatest } from './migrate.ts';
import type { Db } from './transaction.ts';

const BEFORE = '0001_foundation';
const id = (last: number): string => `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const [ADA, BOB, PENDING] = [1, 2, 3].map(id) as [string, string, string];
const [PLAZA, CLUB] = [11, 12].map(id) as [string, string];
const [GENERAL, SHOUTED, EMPTY, CLUB_GENERAL] = [21, 22, 23, 24].map(id) as [string, string, string, string];
const MESSAGES = 1000;

const migrateBefore = (db: Db) => migrate(db as unknown as Kysely<unknown>, { last: BEFORE });

/** Ada owns both; Bob is in the Plaza, somebody waits there. Two of its channels have one name but for case. */
async function fillAsBefore(db: Db): Promise<void> {
  const at = new Date('2026-11-20T12:00:00.000Z');
  for (const [user, name] of [
    [ADA, 'ada'],
    [BOB, 'bob'],
    [PENDING, 'pending'],
  ] as const) {
    await sql`insert into users (id, username, username_key, email, email_key, password_hash, avatar_id, created_at, updated_at)
      values (${user}, ${name}, ${name}, ${name}, ${name}, '', '', ${at}, ${at})`.execute(db);
  }
  await db.transaction().execute(async (tx) => {
    for (const server of [PLAZA, CLUB]) {
      await sql`insert into servers (id, name, access, owner_id, map_id, created_at, updated_at)
        values (${server}, 'A server', 'public', ${ADA}, ${server}, ${at}, ${at})`.execute(tx);
      await sql`insert into maps (id, server_id, tiled, document, width, height, hash, created_at)
        values (${server}, ${server}, '{}', '{}', 1, 1, 'h', ${at})`.execute(tx);
    }
  });
  for (const [server, user, status] of [
    [PLAZA, ADA, 'active'],
    [PLAZA, BOB, 'active'],
    [PLAZA, PENDING, 'pending'],
    [CLUB, ADA, 'active'],
  ] as const) {
    await sql`insert into server_members (server_id, user_id, role, status, joined_at)
      values (${server}, ${user}, 'MEMBER', ${status}, ${at})`.execute(db);
  }
  for (const [channel, server, name, isDefault] of [
    [GENERAL, PLAZA, 'general', true],
    [SHOUTED, PLAZA, 'General', false],
    [EMPTY, PLAZA, 'empty', false],
    [CLUB_GENERAL, CLUB, 'general', true],
  ] as const) {
    await sql`insert into channels (id, server_id, name, type, is_default, created_at)
      values (${channel}, ${server}, ${name}, 'TEXT', ${isDefault}, ${at})`.execute(db);
  }
  // Written in another order than that of their ids, answers among them.
  await sql`insert into messages (id, server_id, channel_id, user_id, username, content, scope, parent_message_id,
      created_at, deleted_at, client_msg_id, fingerprint)
    select (${id(0).slice(0, 24)} || lpad(n::text, 12, '0'))::uuid,
      case when n % 3 = 2 then ${CLUB}::uuid else ${PLAZA}::uuid end,
      case n % 3 when 0 then ${GENERAL}::uuid when 1 then ${SHOUTED}::uuid else ${CLUB_GENERAL}::uuid end,
      ${ADA}::uuid, 'ada', case when n % 50 = 0 then '' else 'Crème brûlée ' || n end, 'global',
      case when n % 9 = 0 and n > 1009 then (${id(0).slice(0, 24)} || lpad((n - 9)::text, 12, '0'))::uuid end,
      ${at}, case when n % 50 = 0 then ${at}::timestamptz end, 'c' || n, 'f'
    from generate_series(1001, ${1000 + MESSAGES}::int) n order by md5(n::text)`.execute(db);
}

describe('the migration to chat', () => {
  let used: TestDatabase & { drop(): Promise<void> };
  let old: Record<string, unknown>[];

  before(async function () {
    this.timeout(60_000);
    used = await createTestDatabase({ empty: true });
    await migrateBefore(used.db);
    await fillAsBefore(used.db);
    ({ rows: old } = await sql<Record<string, unknown>>`select * from messages order by id`.execute(used.db));
    await migrateToLatest(used.client, createLogger('silent'));
  });
  after(() => used.drop());

  const listed = async () =>
    (await sql<Record<string, unknown>>`select * from messages order by id`.execute(used.db)).rows;
  const headsOf = () =>
    used.db
      .selectFrom('conversations')
      .select(['id', 'kind', 'server_id', 'head_id', 'head_seq'])
      .orderBy('id')
      .execute();

  it('[OP100] keeps every message as it was, numbered from 1 in the order of the ids in the conversation of its channel', async () => {
    const rows = await listed();
    assert.equal(rows.length, MESSAGES);
    const counts = new Map<unknown, number>();
    for (const [index, before] of old.entries()) {
      const row = rows[index]!;
      assert.deepEqual(Object.fromEntries(Object.keys(before).map((column) => [column, row[column]])), before);
      const seq = (counts.get(before.channel_id) ?? 0) + 1;
      counts.set(before.channel_id, seq);
      assert.deepEqual([row.conversation_id, row.seq], [before.channel_id, seq]);
      assert.equal(row.search_scope_id, before.server_id);
    }
    assert.deepEqual(
      await headsOf(),
      [GENERAL, SHOUTED, EMPTY, CLUB_GENERAL].map((channel) => ({
        id: channel,
        kind: 'channel',
        server_id: channel === CLUB_GENERAL ? CLUB : PLAZA,
        head_id: old.findLast(({ channel_id }) => channel_id === channel)?.id ?? null,
        head_seq: counts.get(channel) ?? 0,
      })),
    );
  });

  it('[OP100] takes for read by every member what was there before, and by nobody else', async () => {
    const heads = new Map((await headsOf()).map((head) => [head.id, head]));
    const reads = await used.db.selectFrom('conversation_reads').selectAll().execute();
    assert.deepEqual(
      reads.map(({ conversation_id, user_id }) => `${conversation_id} ${user_id}`).sort(),
      [
        `${GENERAL} ${ADA}`,
        `${GENERAL} ${BOB}`,
        `${SHOUTED} ${ADA}`,
        `${SHOUTED} ${BOB}`,
        `${CLUB_GENERAL} ${ADA}`,
      ].sort(),
    );
    for (const { conversation_id, last_read_id, last_read_seq } of reads) {
      const { head_id, head_seq } = heads.get(conversation_id)!;
      assert.deepEqual([last_read_id, last_read_seq], [head_id, head_seq]);
    }
  });

  it('[OP100] keeps channels whose names differ in case only, under names that differ', async () => {
    const channels = await used.db.selectFrom('channels').select(['id', 'name', 'is_default']).orderBy('id').execute();
    assert.deepEqual(channels, [
      { id: GENERAL, name: 'general', is_default: true },
      { id: SHOUTED, name: `General-${SHOUTED.slice(-4)}`, is_default: false },
      { id: EMPTY, name: 'empty', is_default: false },
      { id: CLUB_GENERAL, name: 'general', is_default: true },
    ]);
  });

  it('[OP100] makes old messages found, without regard to case and accents', async () => {
    const { rows } = await sql`select id from messages
      where tsv @@ phraseto_tsquery('chat', 'CREME brulee 1007')`.execute(used.db);
    assert.deepEqual(rows, [{ id: id(1007) }]);
  });

  it('[OP100] goes on where the old messages ended', async () => {
    const writer = createMessageWriter({
      db: used.db,
      clock: systemClock,
      ids: createMessageIds(),
      attachments: { claim: async () => false, ofMessages: async () => new Map(), release: async () => {} },
      barred: async () => new Set(),
    });
    const head = (await headsOf()).find((one) => one.id === GENERAL)!;
    const channel = { id: GENERAL, kind: 'channel', server_id: PLAZA, channel_id: GENERAL, user_a: null, user_b: null };
    const { row } = await writer.write({
      conversation: { ...channel, kind: 'channel' },
      message: {
        ...{ conversation_id: GENERAL, server_id: PLAZA, channel_id: GENERAL, user_id: BOB, username: 'bob' },
        ...{ content: 'after it', scope: 'global', zone_id: null, target_user_id: null, parent_message_id: null },
        ...{ mentions: [], mentions_all: null, client_msg_id: 'new', fingerprint: 'f', search_scope_id: PLAZA },
      },
      attachmentIds: [],
      called: [],
      slowModeSeconds: 0,
      speaker: null,
    });
    assert.equal(row.seq, head.head_seq + 1);
    assert.ok(row.id > head.head_id!);
  });

  it('[OP101] a backup of before comes through it when it is restored; one of after brings words and numbers back', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'atrium-chat-migration-'));
    const databases: (TestDatabase & { drop(): Promise<void> })[] = [];
    const empty = async () => {
      databases.push(await createTestDatabase({ empty: true }));
      return databases.at(-1)!;
    };
    try {
      const before = await empty();
      await migrateBefore(before.db);
      await fillAsBefore(before.db);
      const [first, second] = [path.join(folder, 'before'), path.join(folder, 'after')];
      await backup(before.client, first);
      const target = await empty();
      await restore(target.client, first);
      await backup(target.client, second);
      await restore(target.client, second, { replace: true });
      const found = await ask(
        target.client,
        `select count(*)::int as count from messages where tsv @@ phraseto_tsquery('chat', 'creme BRULEE')`,
      );
      assert.deepEqual(found, [{ count: old.filter(({ content }) => content !== '').length }]);
      const heads = await ask(
        target.client,
        `select c.head_seq::int as head, coalesce(max(m.seq), 0)::int as last, count(m.id)::int as count
         from conversations c left join messages m on m.conversation_id = c.id group by c.id order by c.id`,
      );
      const counts = [GENERAL, SHOUTED, EMPTY, CLUB_GENERAL].map(
        (channel) => old.filter(({ channel_id }) => channel_id === channel).length,
      );
      assert.deepEqual(
        heads,
        counts.map((count) => ({ head: count, last: count, count })),
      );
    } finally {
      await Promise.all(databases.map((one) => one.drop()));
      await rm(folder, { recursive: true });
    }
  }).timeout(60_000);
});

/** Over a connection of its own: to a restore, an open pool is a running server. */
async function ask(config: pg.ClientConfig, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
