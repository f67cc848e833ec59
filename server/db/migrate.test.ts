import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { createTestDatabase, testDatabase } from '../../test/harness/database.ts';
import { createLogger } from '../platform/logger.ts';
import { appliedMigrations, DatabaseTooNewError, knownMigrations, MIGRATIONS, migrateToLatest } from './migrate.ts';
import type { Database } from './schema.ts';

const SCRIPT = path.join(import.meta.dirname, '..', '..', 'scripts', 'migrate.ts');
const logger = createLogger('silent');
const PROCESSES = 5;

describe('migrations', () => {
  const database = testDatabase();

  it('[OP3] are applied once when several processes start at the same moment', async () => {
    const empty = await createTestDatabase({ empty: true });
    try {
      const env = { ...process.env, DATABASE_URL: empty.url };
      const runs = Array.from({ length: PROCESSES }, () => promisify(execFile)(process.execPath, [SCRIPT], { env }));
      const said = (await Promise.all(runs)).map(({ stdout }) => stdout);
      assert.equal(said.filter((text) => text.includes('applied 0001_foundation')).length, 1, said.join(''));
      assert.equal(said.filter((text) => text.includes('up to date')).length, PROCESSES - 1, said.join(''));
      assert.deepEqual(await appliedMigrations(empty.db), await knownMigrations());
    } finally {
      await empty.drop();
    }
  }).timeout(60_000);

  it('[OP4] refuse a database that a newer version wrote, and leave it as it is', async () => {
    const empty = await createTestDatabase({ empty: true });
    const folder = await newerMigrations();
    try {
      await migrateToLatest(empty.client, logger, { folder });
      await assert.rejects(migrateToLatest(empty.client, logger), (error: Error) => {
        assert(error instanceof DatabaseTooNewError);
        assert.match(error.message, /newer.*9999_later/);
        return true;
      });
      assert((await appliedMigrations(empty.db)).includes('9999_later'));
    } finally {
      await empty.drop();
      await rm(folder, { recursive: true });
    }
  });

  it('[OP4] leave nothing behind when one of them fails', async () => {
    const empty = await createTestDatabase({ empty: true });
    const folder = await newerMigrations(`throw new Error('this one fails')`);
    try {
      await assert.rejects(migrateToLatest(empty.client, logger, { folder }), /Migration 9999_later failed/);
      const { rows } = await sql`select to_regclass('users') as users`.execute(empty.db);
      assert.deepEqual(rows, [{ users: null }]);
    } finally {
      await empty.drop();
      await rm(folder, { recursive: true });
    }
  });

  it('[OP3] make exactly the tables and columns that the types declare', async () => {
    const { rows } = await sql<{ name: string; columns: string[] }>`
      select table_name as name, array_agg(column_name::text order by column_name) as columns
      from information_schema.columns where table_schema = current_schema() and table_name not like 'kysely%'
      group by table_name`.execute(database.db);
    const found = Object.fromEntries(rows.map((row) => [row.name, row.columns]));
    const declared = Object.entries(COLUMNS).map(([name, columns]) => [name, Object.keys(columns).sort()]);
    assert.deepEqual(found, Object.fromEntries(declared));
  });

  it('[OP3] name every constraint, so that features can tell what was broken', async () => {
    const { rows } = await sql<{ name: string }>`
      select conname as name from pg_constraint
      where connamespace = current_schema()::regnamespace and contype <> 'n' and conrelid::regclass::text not like 'kysely%'
        and conname ~ '_(pkey|key|fkey|check|excl)\d*$'`.execute(database.db);
    assert.deepEqual(rows, []);
  });

  it('[OP3] take a server and its map in one transaction, and everything of a server goes with it', async () => {
    const { db } = database;
    const now = new Date();
    const id = (last: number) => `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`;
    const times = { created_at: now, updated_at: now };
    const names = { username: 'Ada', username_key: 'ada', email: 'A@b.c', email_key: 'a@b.c' };
    await db
      .insertInto('users')
      .values({ ...names, id: id(1), password_hash: '', avatar_id: '', ...times })
      .execute();
    await db.transaction().execute(async (tx) => {
      const server = { id: id(2), name: 'Plaza', access: 'public', owner_id: id(1), map_id: id(3) } as const;
      await tx
        .insertInto('servers')
        .values({ ...server, ...times })
        .execute();
      const map = { id: id(3), server_id: id(2), tiled: '{}', document: '{}', width: 1, height: 1, hash: 'h' };
      await tx
        .insertInto('maps')
        .values({ ...map, created_at: now })
        .execute();
      const member = { server_id: id(2), user_id: id(1), role: 'OWNER', status: 'active', joined_at: now } as const;
      await tx.insertInto('server_members').values(member).execute();
    });
    await db.deleteFrom('servers').execute();
    assert.deepEqual(await db.selectFrom('maps').selectAll().execute(), []);
    assert.deepEqual(await db.selectFrom('server_members').selectAll().execute(), []);
  });

  it('[OP17] keep the audit log append only', async () => {
    const entry = { id: '01900000-0000-7000-8000-000000000009', at: new Date(), action: 'tested' };
    await database.db.insertInto('audit_log').values(entry).execute();
    await assert.rejects(database.db.updateTable('audit_log').set({ action: 'x' }).execute(), /append only/);
    await assert.rejects(database.db.deleteFrom('audit_log').execute(), /append only/);
    await assert.rejects(sql`truncate audit_log`.execute(database.db), /append only/);
  });
});

/** Ours and one more. */
async function newerMigrations(body = `await db.schema.createTable('later').addColumn('id', 'integer').execute()`) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'atrium-migrations-'));
  for (const name of await knownMigrations()) {
    const original = pathToFileURL(path.join(MIGRATIONS, `${name}.ts`));
    await writeFile(path.join(folder, `${name}.mjs`), `export * from '${original}';`);
  }
  await writeFile(path.join(folder, '9999_later.mjs'), `export const up = async (db) => { ${body} };`);
  return folder;
}

/** The compiler sees to it that this lists every table and every column of the types, and no other. */
const COLUMNS: { [Table in keyof Database]: { [Column in keyof Database[Table]]: true } } = {
  users: {
    id: true,
    username: true,
    username_key: true,
    email: true,
    email_key: true,
    password_hash: true,
    role: true,
    avatar_url: true,
    avatar_id: true,
    status: true,
    email_verified_at: true,
    created_at: true,
    updated_at: true,
  },
  sessions: {
    id: true,
    user_id: true,
    created_at: true,
    last_used_at: true,
    expires_at: true,
    revoked_at: true,
    revoked_reason: true,
    user_agent: true,
    ip: true,
  },
  refresh_tokens: { hash: true, session_id: true, created_at: true, expires_at: true, used_at: true },
  user_tokens: {
    hash: true,
    user_id: true,
    kind: true,
    email: true,
    created_at: true,
    expires_at: true,
    used_at: true,
  },
  servers: {
    id: true,
    name: true,
    description: true,
    icon_url: true,
    access: true,
    owner_id: true,
    map_id: true,
    created_at: true,
    updated_at: true,
  },
  server_members: { server_id: true, user_id: true, role: true, status: true, joined_at: true },
  server_bans: { server_id: true, user_id: true, banned_by: true, reason: true, created_at: true },
  invites: {
    code: true,
    server_id: true,
    created_by: true,
    max_uses: true,
    uses: true,
    expires_at: true,
    created_at: true,
  },
  maps: {
    id: true,
    server_id: true,
    tiled: true,
    document: true,
    width: true,
    height: true,
    hash: true,
    created_at: true,
  },
  files: { hash: true, mime: true, bytes: true, size: true, created_at: true },
  map_files: { map_id: true, name: true, hash: true },
  zones: {
    id: true,
    server_id: true,
    map_id: true,
    position: true,
    name: true,
    type: true,
    x: true,
    y: true,
    width: true,
    height: true,
    tiles: true,
    locked: true,
    capacity: true,
    properties: true,
  },
  positions: { server_id: true, user_id: true, x: true, y: true, dir: true, updated_at: true },
  channels: {
    id: true,
    server_id: true,
    name: true,
    type: true,
    topic: true,
    category: true,
    position: true,
    is_default: true,
    is_private: true,
    min_role: true,
    slow_mode_seconds: true,
    created_at: true,
  },
  channel_members: { channel_id: true, user_id: true, added_by: true, added_at: true },
  channel_overwrites: { channel_id: true, position: true, role: true, user_id: true, allow: true, deny: true },
  conversations: {
    id: true,
    kind: true,
    server_id: true,
    channel_id: true,
    user_a: true,
    user_b: true,
    head_id: true,
    head_seq: true,
  },
  conversation_reads: {
    conversation_id: true,
    user_id: true,
    last_read_id: true,
    last_read_seq: true,
    last_sent_at: true,
    muted: true,
  },
  messages: {
    id: true,
    conversation_id: true,
    seq: true,
    server_id: true,
    channel_id: true,
    user_id: true,
    username: true,
    content: true,
    message_type: true,
    scope: true,
    zone_id: true,
    target_user_id: true,
    parent_message_id: true,
    reply_count: true,
    mentions: true,
    mentions_all: true,
    attachment_count: true,
    is_pinned: true,
    created_at: true,
    edited_at: true,
    deleted_at: true,
    changed_at: true,
    client_msg_id: true,
    fingerprint: true,
    search_scope_id: true,
    tsv: true,
  },
  message_versions: { message_id: true, replaced_at: true, content: true },
  message_reactions: { message_id: true, emoji: true, user_id: true, created_at: true },
  message_mentions: { user_id: true, conversation_id: true, seq: true, message_id: true },
  attachments: {
    id: true,
    user_id: true,
    server_id: true,
    message_id: true,
    position: true,
    file_name: true,
    file_size: true,
    file_type: true,
    width: true,
    height: true,
    storage_key: true,
    thumbnail_key: true,
    created_at: true,
  },
  user_blocks: { user_id: true, blocked_id: true, created_at: true },
  server_mutes: { server_id: true, user_id: true, until: true, reason: true, muted_by: true, created_at: true },
  word_rules: {
    id: true,
    server_id: true,
    pattern: true,
    pattern_key: true,
    action: true,
    created_by: true,
    created_at: true,
  },
  held_messages: {
    id: true,
    server_id: true,
    user_id: true,
    body: true,
    pattern: true,
    client_msg_id: true,
    created_at: true,
  },
  reports: {
    id: true,
    server_id: true,
    is_direct: true,
    message_id: true,
    reporter_id: true,
    author_id: true,
    reason: true,
    status: true,
    evidence: true,
    note: true,
    decided_by: true,
    decided_at: true,
    created_at: true,
  },
  media_sessions: {
    id: true,
    server_id: true,
    user_id: true,
    channel_id: true,
    audio: true,
    video: true,
    screen: true,
    is_muted: true,
    started_at: true,
    updated_at: true,
    ended_at: true,
  },
  push_subscriptions: {
    id: true,
    user_id: true,
    session_id: true,
    endpoint: true,
    p256dh: true,
    auth: true,
    created_at: true,
  },
  audit_log: { id: true, at: true, server_id: true, actor_id: true, action: true, target: true, details: true },
  settings: { key: true, value: true },
};
