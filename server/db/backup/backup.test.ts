import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { createTestDatabase, type TestDatabase, testDatabase } from '../../../test/harness/database.ts';
import { createLogger } from '../../platform/logger.ts';
import type { Db } from '../database.ts';
import { appliedMigrations, knownMigrations, MIGRATIONS, migrateToLatest } from '../migrate.ts';
import { backup, type Progress } from './backup.ts';
import { BackupError } from './format.ts';
import { restore } from './restore.ts';
import { prepareSession, tablesToSave } from './tables.ts';

const logger = createLogger('silent');
/** Bytes; the compressor may end a file with an empty frame of 9 that nobody would miss. */
const END = 50;

describe('backup and restore', () => {
  const source = testDatabase();
  let folder: string;
  let saved: string;

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(path.join(os.tmpdir(), 'atrium-backup-'));
    saved = path.join(folder, 'saved');
    await fill(source.db);
    await backup(source.client, saved);
  });
  after(() => rm(folder, { recursive: true }));

  /** An empty database whose pool is closed: to a restore, an open one is a running server. */
  const withTarget = async (work: (target: TestDatabase) => Promise<void>): Promise<void> => {
    const target = await createTestDatabase({ empty: true });
    try {
      await work(target);
    } finally {
      await target.drop();
    }
  };

  it('[OP14] brings back every table to the byte, with its references, checks and triggers', async () => {
    await withTarget(async (target) => {
      const seen: Progress[] = [];
      const counts = await restore(target.client, saved, { report: (progress) => seen.push({ ...progress }) });
      const content = await contentOf(source.client);
      for (const [name, rows] of content) assert(rows.length > 0, `${name} has nothing to bring back`);
      assert.deepEqual(await contentOf(target.client), content);
      assert.deepEqual(await shapeOf(target.client), await shapeOf(source.client));
      assert.equal(seen.at(-1)?.rows, counts.rows);
      assert(counts.rows > 1000);
      for (const [index, { done }] of seen.entries()) assert(done <= 1 && done >= (seen[index - 1]?.done ?? 0));
    });
  });

  it('[OP14] saves one moment while others write, and tells how far it is', async () => {
    const file = path.join(folder, 'moment');
    const { db } = source;
    const count = async (client: pg.ClientConfig) => (await contentOf(client)).get('settings')!.length;
    const before = await count(source.client);
    const seen: Progress[] = [];
    let written = Promise.resolve<unknown>(undefined);
    await backup(source.client, file, (progress) => {
      if (seen.length === 0) written = db.insertInto('settings').values({ key: 'meanwhile', value: 1 }).execute();
      seen.push({ ...progress });
    });
    await written;
    assert.equal(seen.at(-1)?.done, 1);
    for (const [index, { done }] of seen.entries()) assert(done <= 1 && done >= (seen[index - 1]?.done ?? 0));
    await withTarget(async (target) => {
      await restore(target.client, file);
      assert.equal(await count(target.client), before);
    });
    await db.deleteFrom('settings').where('key', '=', 'meanwhile').execute();
  });

  it('[OP14] keeps the file from others, and never overwrites one or leaves a part of one', async () => {
    assert.equal((await stat(saved)).mode & 0o077, 0);
    await assert.rejects(backup(source.client, saved), /exists already/);
    await withTarget(async (empty) => {
      await assert.rejects(backup(empty.client, path.join(folder, 'nothing')), /nothing to save/);
    });
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes('nothing')),
      [],
    );
  });

  it('[OP15] changes nothing when the file is cut short, altered or something else', async () => {
    const whole = await readFile(saved);
    const wrong = path.join(folder, 'wrong');
    const variants = [
      ...[0, 10, 100, Math.floor(whole.length / 2), whole.length - END].map((length) => whole.subarray(0, length)),
      ...[2, 30, 200, Math.floor(whole.length / 2), whole.length - END].map((at) => flipped(whole, at)),
      Buffer.from('something else entirely'),
    ];
    await withTarget(async (target) => {
      for (const [index, bytes] of variants.entries()) {
        await writeFile(wrong, bytes);
        await assert.rejects(restore(target.client, wrong), BackupError, `variant ${index}`);
        assert.deepEqual(await shapeOf(target.client), []);
      }
    });
  });

  it('[OP15] does not write into a database that holds something, unless told to replace it', async () => {
    await withTarget(async (target) => {
      await migrateToLatest(target.client, logger);
      await query(
        target.client,
        `insert into settings values ('mine', '1'); create view mine as select * from settings`,
      );
      await assert.rejects(restore(target.client, saved), /not empty.*--replace/);
      assert.equal((await contentOf(target.client)).get('settings')!.length, 1);
      await restore(target.client, saved, { replace: true });
      assert.deepEqual(await contentOf(target.client), await contentOf(source.client));
      assert.deepEqual(await shapeOf(target.client), await shapeOf(source.client));
    });
  });

  it('[OP15] keeps what is there when replacing it fails', async () => {
    const wrong = path.join(folder, 'replacing');
    const whole = await readFile(saved);
    await writeFile(wrong, whole.subarray(0, whole.length - END));
    await withTarget(async (target) => {
      await migrateToLatest(target.client, logger);
      await query(target.client, `insert into settings values ('mine', '1')`);
      await assert.rejects(restore(target.client, wrong, { replace: true }), BackupError);
      assert.equal((await contentOf(target.client)).get('settings')!.length, 1);
    });
  });

  it('[OP15] refuses while a server is connected to the database', async () => {
    await withTarget(async (target) => {
      await sql`select 1`.execute(target.db);
      await assert.rejects(restore(target.client, saved), /server is connected.*Stop it first/);
    });
  });

  it('[OP14] migrates a backup of an older version, and refuses one of a newer', async () => {
    const newer = await newerMigrations(folder);
    await withTarget(async (target) => {
      await restore(target.client, saved, { migrations: newer });
      assert.deepEqual(await contentOf(target.client), new Map([...(await contentOf(source.client)), ['later', []]]));
      const later = path.join(folder, 'later');
      await backup(target.client, later);
      await withTarget(async (old) => {
        await assert.rejects(restore(old.client, later), /newer version.*9999_later/);
        assert.deepEqual(await appliedMigrations(old.db), []);
      });
    });
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 0x10;
  return copy;
}

async function query(config: pg.ClientConfig, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await prepareSession(client);
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** Every row of every table as PostgreSQL writes it. */
async function contentOf(config: pg.ClientConfig): Promise<Map<string, string[]>> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await prepareSession(client);
    const content = new Map<string, string[]>();
    for (const { name } of await tablesToSave(client)) {
      const { rows } = await client.query(`select t::text as row from ${name} t order by 1`);
      content.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return content;
  } finally {
    await client.end();
  }
}

/** Tables, constraints, indexes, triggers and views, in words. */
async function shapeOf(config: pg.ClientConfig): Promise<unknown[]> {
  const ours = 'current_schema()::regnamespace';
  const { rows } = await query(
    config,
    `select conname || ' ' || convalidated::text || pg_get_constraintdef(oid) as it from pg_constraint where connamespace = ${ours}
     union all select pg_get_indexdef(oid) from pg_class where relnamespace = ${ours} and relkind = 'i'
     union all select pg_get_triggerdef(t.oid) || t.tgenabled::text from pg_trigger t where not tgisinternal
     union all select relname || relkind::text from pg_class where relnamespace = ${ours}
     order by 1`,
  );
  return rows;
}

async function newerMigrations(parent: string): Promise<string> {
  const folder = await mkdtemp(path.join(parent, 'migrations-'));
  for (const name of await knownMigrations())
    await writeFile(
      path.join(folder, `${name}.mjs`),
      `export * from '${pathToFileURL(path.join(MIGRATIONS, name))}.ts';`,
    );
  const body = `await db.schema.createTable('later').addColumn('id', 'integer').execute()`;
  await writeFile(path.join(folder, '9999_later.mjs'), `export const up = async (db) => { ${body} };`);
  return folder;
}

/** Words that a careless text form would lose. */
const ODD = [
  'plain',
  '',
  '\\N',
  '\\.',
  'tab\tand\nbreak\r\n',
  'back\\slash',
  `it's "quoted"`,
  '日本語 🌱 é',
  'a\\nb',
  ' edges ',
];

/** Some rows in every table, odd values and nulls among them, and enough messages for several pieces. */
async function fill(db: Db): Promise<void> {
  const at = new Date('2026-11-20T12:34:56.789Z');
  const [user, server, map, channel, session] = Array.from({ length: 5 }, () => uuidv7()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const times = { created_at: at, updated_at: at };
  const file = randomBytes(5000);
  const hash = 'ab'.repeat(32);
  await db.transaction().execute(async (tx) => {
    const names = { username: 'Ada', username_key: 'ada', email: 'A@b.c', email_key: 'a@b.c' };
    await tx
      .insertInto('users')
      .values({ ...names, id: user, password_hash: '$argon2id$', avatar_id: 'a1', ...times })
      .execute();
    await tx
      .insertInto('sessions')
      .values({ id: session, user_id: user, created_at: at, last_used_at: at, expires_at: at, user_agent: ODD[5]! })
      .execute();
    const expiry = { created_at: at, expires_at: at };
    await tx
      .insertInto('refresh_tokens')
      .values({ hash: randomBytes(32), session_id: session, ...expiry })
      .execute();
    await tx
      .insertInto('user_tokens')
      .values({ hash: randomBytes(32), user_id: user, kind: 'email_verify', email: 'a@b.c', ...expiry })
      .execute();
    await tx
      .insertInto('servers')
      .values({ id: server, name: ODD[4]!, access: 'public', owner_id: user, map_id: map, ...times })
      .execute();
    await tx
      .insertInto('server_members')
      .values({ server_id: server, user_id: user, role: 'OWNER', status: 'active', joined_at: at })
      .execute();
    await tx
      .insertInto('server_bans')
      .values({ server_id: server, user_id: user, reason: ODD[2]!, created_at: at })
      .execute();
    await tx
      .insertInto('invites')
      .values({ code: 'abcd', server_id: server, max_uses: 3, uses: 3, created_at: at })
      .execute();
    const sizes = { width: 3, height: 2 };
    await tx
      .insertInto('maps')
      .values({ id: map, server_id: server, tiled: `{"a":"\\u0000"}`, document: '{}', hash, ...sizes, created_at: at })
      .execute();
    await tx
      .insertInto('files')
      .values({ hash, mime: 'image/png', bytes: file, size: file.length, created_at: at })
      .execute();
    await tx.insertInto('map_files').values({ map_id: map, name: 'tiles.png', hash }).execute();
    const zone = { server_id: server, map_id: map, name: 'Café', type: 'PRIVATE', x: 0, y: 0, ...sizes } as const;
    await tx
      .insertInto('zones')
      .values({
        ...zone,
        id: uuidv7(),
        position: 0,
        tiles: Buffer.from([0, 1, 1, 0, 255, 9]),
        properties: { odd: ODD },
      })
      .execute();
    await tx
      .insertInto('positions')
      .values({ server_id: server, user_id: user, x: 65535, y: 0, dir: 8, updated_at: at })
      .execute();
    await tx
      .insertInto('channels')
      .values({ id: channel, server_id: server, name: 'general', type: 'TEXT', is_default: true, created_at: at })
      .execute();
    await tx
      .insertInto('audit_log')
      .values({ id: uuidv7(), at, action: 'server.create', details: { odd: ODD } })
      .execute();
    for (const [index, word] of ODD.entries())
      await tx
        .insertInto('settings')
        .values({ key: `${index}${word}`, value: { word } })
        .execute();
    const conversation = {
      id: channel,
      kind: 'channel',
      server_id: server,
      channel_id: channel,
      head_seq: 1500,
    } as const;
    await tx.insertInto('conversations').values(conversation).execute();
    const author = {
      ...{ server_id: server, channel_id: channel, conversation_id: channel, search_scope_id: server },
      ...{ user_id: user, username: 'Ada', scope: 'global' as const },
    };
    const parent = uuidv7();
    const messages = Array.from({ length: 1500 }, (_, index) => ({
      ...author,
      id: index === 0 ? parent : uuidv7(),
      seq: index + 1,
      content: `${ODD[index % ODD.length]} ${index}`,
      mentions: index % 5 ? [] : [user],
      parent_message_id: index % 3 === 1 ? parent : null,
      created_at: new Date(at.getTime() + index),
      client_msg_id: index % 2 ? `c${index}` : null,
    }));
    await tx.insertInto('messages').values(messages).execute();
    await fillChat(tx, { at, user, server, channel, session, message: parent });
  });
}

/** What belongs to a channel, a message, a person: a row each. */
async function fillChat(
  db: Db,
  {
    at,
    user,
    server,
    channel,
    session,
    message,
  }: Record<'user' | 'server' | 'channel' | 'session' | 'message', string> & { at: Date },
): Promise<void> {
  const of = { server_id: server, user_id: user, created_at: at };
  const ofMessage = { message_id: message, user_id: user, created_at: at };
  const other = uuidv7();
  const names = { username: 'Bob', username_key: 'bob', email: 'B@b.c', email_key: 'b@b.c' };
  await db
    .insertInto('users')
    .values({ ...names, id: other, password_hash: '', avatar_id: '', created_at: at, updated_at: at })
    .execute();
  await db
    .insertInto('channel_members')
    .values({ channel_id: channel, user_id: user, added_by: other, added_at: at })
    .execute();
  await db
    .insertInto('channel_overwrites')
    .values({ channel_id: channel, position: 0, role: null, user_id: user, allow: ['send', 'view'], deny: [] })
    .execute();
  await db.insertInto('conversations').values({ id: uuidv7(), kind: 'direct', user_a: user, user_b: other }).execute();
  await db
    .insertInto('conversation_reads')
    .values({ conversation_id: channel, user_id: user, last_read_id: message, last_sent_at: at, muted: true })
    .execute();
  await db.insertInto('message_versions').values({ message_id: message, replaced_at: at, content: ODD[4]! }).execute();
  await db
    .insertInto('message_reactions')
    .values({ ...ofMessage, emoji: '👍🏽' })
    .execute();
  await db
    .insertInto('message_mentions')
    .values({ user_id: user, conversation_id: channel, seq: 1, message_id: message })
    .execute();
  await db
    .insertInto('attachments')
    .values({
      ...ofMessage,
      id: uuidv7(),
      server_id: server,
      file_name: ODD[2]!,
      file_size: 1,
      file_type: 'a',
      storage_key: 'k',
    })
    .execute();
  await db.insertInto('user_blocks').values({ user_id: user, blocked_id: other, created_at: at }).execute();
  await db
    .insertInto('server_mutes')
    .values({ ...of, until: at, reason: ODD[3]! })
    .execute();
  await db
    .insertInto('word_rules')
    .values({ id: uuidv7(), server_id: server, pattern: ODD[7]!, pattern_key: 'k', action: 'hold', created_at: at })
    .execute();
  await db
    .insertInto('held_messages')
    .values({ ...of, id: uuidv7(), body: { odd: ODD }, pattern: 'p' })
    .execute();
  await db
    .insertInto('reports')
    .values({
      ...{ id: uuidv7(), server_id: server, is_direct: false, message_id: message, reporter_id: other },
      ...{ author_id: user, reason: ODD[6]!, evidence: JSON.stringify([{ odd: ODD }]) as never, created_at: at },
    })
    .execute();
  await db
    .insertInto('media_sessions')
    .values({
      ...{ id: uuidv7(), server_id: server, user_id: user, audio: true, video: false, screen: false, is_muted: true },
      ...{ started_at: at, updated_at: at, ended_at: at },
    })
    .execute();
  await db
    .insertInto('push_subscriptions')
    .values({
      id: uuidv7(),
      user_id: user,
      session_id: session,
      endpoint: 'https://e',
      p256dh: 'p',
      auth: 'a',
      created_at: at,
    })
    .execute();
}
