// Writes a corpus into an empty, migrated database as fast as it can be: rows by COPY, without looking up what they refer
// to, and the indexes afterwards, as the migrations have them.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { NO_PASSWORD } from '../server/auth/passwords.ts';
import { pairOf } from '../server/chat/conversation-id.ts';
import type { Corpus, CorpusMessage } from './chat-corpus.ts';

/** How much is handed over at once. */
const PIECE_CHARACTERS = 256 * 1024;
const MEMBERS_EACH = 400;

type Row = readonly (string | number | boolean | null)[];
export type FillOptions = {
  url: string;
  corpus: Corpus;
  total: number;
  say: (line: string) => void;
  signal: AbortSignal;
};

/** Rejects with the signal's reason when it is aborted. */
export async function fillChat({ url, corpus, total, say, signal }: FillOptions): Promise<void> {
  const client = new pg.Client({ connectionString: url, statement_timeout: 0 });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(
      `set session_replication_role = replica; set timezone = 'UTC'; set maintenance_work_mem = '256MB'`,
    );
    const copy = (table: string, columns: string, rows: Iterable<Row>) =>
      pipeline(Readable.from(pieces(rows)), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)), {
        signal,
      });
    await fillPlaces(copy, corpus);
    const rebuild = await dropIndexes(client, ['messages', 'attachments']);
    const heads = new Map<string, { id: string; seq: number }>();
    const reporting = function* () {
      let done = 0;
      for (const message of corpus.messages()) {
        yield messageRow(corpus, message, heads);
        done += 1;
        if (done % 100_000 === 0 || done === total) say(`${done} of ${total} messages`);
      }
    };
    await copy('messages', MESSAGE_COLUMNS, reporting());
    await copy('attachments', ATTACHMENT_COLUMNS, attachmentRows(corpus));
    await copy('conversations', CONVERSATION_COLUMNS, conversationRows(corpus, heads));
    await copy('conversation_reads', 'conversation_id, user_id, last_read_id, last_read_seq', readRows(corpus, heads));
    for (const statement of rebuild) {
      signal.throwIfAborted();
      say(statement.replace(/ ON .*/, ''));
      await client.query(statement);
    }
    say('gathering statistics');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

type Copy = (table: string, columns: string, rows: Iterable<Row>) => Promise<void>;

async function fillPlaces(copy: Copy, { people, servers }: Corpus): Promise<void> {
  const now = new Date().toISOString();
  const ofUsers = 'id, username, username_key, email, email_key, password_hash, avatar_id, created_at, updated_at';
  await copy(
    'users',
    ofUsers,
    people.map(({ id, username }) => {
      const address = `${username}@example.org`;
      return [id, username, username, address, address, NO_PASSWORD, '', now, now];
    }),
  );
  await copy(
    'servers',
    'id, name, access, owner_id, map_id, created_at, updated_at',
    servers.map(({ id, name }) => [id, name, 'public', people[1]!.id, id, now, now]),
  );
  await copy(
    'server_members',
    'server_id, user_id, role, status, joined_at',
    servers.flatMap(({ id }) =>
      people
        .slice(0, MEMBERS_EACH)
        .map((person, index) => [id, person.id, index === 1 ? 'OWNER' : 'MEMBER', 'active', now] as const),
    ),
  );
  await copy(
    'channels',
    'id, server_id, name, type, position, is_default, is_private, created_at',
    servers.flatMap(({ channels }) =>
      channels.map(
        ({ id, serverId, name, isDefault, isPrivate }, position) =>
          [id, serverId, name, 'TEXT', position, isDefault, isPrivate, now] as const,
      ),
    ),
  );
}

const MESSAGE_COLUMNS =
  'id, conversation_id, seq, server_id, channel_id, user_id, username, content, scope, target_user_id, attachment_count, created_at, deleted_at, search_scope_id';

function messageRow(corpus: Corpus, message: CorpusMessage, heads: Map<string, { id: string; seq: number }>): Row {
  const { channel, pair } = message;
  const { id: conversationId, serverId } = channel ?? pair;
  const seq = (heads.get(conversationId)?.seq ?? 0) + 1;
  heads.set(conversationId, { id: message.id, seq });
  const author = corpus.people[message.author]!;
  const at = new Date(message.at).toISOString();
  const target = pair && corpus.people[pair.one === message.author ? pair.other : pair.one]!.id;
  return [
    ...[message.id, conversationId, seq, serverId, channel?.id ?? null, author.id, author.username],
    ...[message.content, pair ? 'direct' : channel?.isDefault ? 'global' : 'channel', target],
    ...[message.fileType ? 1 : 0, at, message.isDeleted ? at : null, pair ? pair.id : serverId],
  ];
}

const ATTACHMENT_COLUMNS =
  'id, user_id, server_id, message_id, file_name, file_size, file_type, storage_key, created_at';

function* attachmentRows(corpus: Corpus): Generator<Row> {
  for (const { id, at, author, channel, pair, fileType } of corpus.messages()) {
    if (!fileType) continue;
    const serverId = (channel ?? pair).serverId;
    yield [id, corpus.people[author]!.id, serverId, id, 'file', 1000, fileType, id, new Date(at).toISOString()];
  }
}

const CONVERSATION_COLUMNS = 'id, kind, server_id, channel_id, user_a, user_b, head_id, head_seq';

function* conversationRows(corpus: Corpus, heads: ReadonlyMap<string, { id: string; seq: number }>): Generator<Row> {
  for (const { id, serverId } of corpus.servers.flatMap(({ channels }) => channels)) {
    yield [id, 'channel', serverId, id, null, null, heads.get(id)?.id ?? null, heads.get(id)?.seq ?? 0];
  }
  for (const { id, one, other } of corpus.pairs) {
    const [a, b] = pairOf(corpus.people[one]!.id, corpus.people[other]!.id);
    yield [id, 'direct', null, null, a, b, heads.get(id)?.id ?? null, heads.get(id)?.seq ?? 0];
  }
}

/** The reader has read to the end in every second conversation, and half of what there is in the others. */
function* readRows(corpus: Corpus, heads: ReadonlyMap<string, { id: string; seq: number }>): Generator<Row> {
  const reader = corpus.people[0]!.id;
  let everySecond = false;
  for (const [conversationId, { id, seq }] of heads) {
    everySecond = !everySecond;
    yield [conversationId, reader, everySecond ? id : null, everySecond ? seq : Math.floor(seq / 2)];
  }
}

/** Answers the statements that make them again. */
async function dropIndexes(client: pg.Client, tables: string[]): Promise<string[]> {
  const { rows: constraints } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid::regclass::text = any($1) and contype in ('p', 'u')`,
    [tables],
  );
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) || ' not valid' as definition
     from pg_constraint where confrelid::regclass::text = any($1) and contype = 'f'`,
    [tables],
  );
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = current_schema() and tablename = any($1)
       and indexname not in (select conname from pg_constraint)`,
    [tables],
  );
  for (const { table, name } of [...references, ...constraints]) {
    await client.query(`alter table ${table} drop constraint ${name}`);
  }
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  return [
    ...constraints.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition),
    ...references.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
  ];
}

/** Rows as COPY reads them. Nothing of ours holds a tab, a break or a backslash. */
function* pieces(rows: Iterable<Row>): Generator<string> {
  let piece = '';
  for (const row of rows) {
    piece += `${row.map((value) => value ?? '\\N').join('\t')}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}
