// Chat: conversations with an order of their own, channels and their rules, reactions, attachments, search, direct
// messages, moderation, notifications. Frozen: what comes later is a new file.

import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...channels, ...conversations, ...messages, ...search, ...people, ...moderation, ...push]) {
    await sql.raw(statement).execute(db);
  }
}

const channels = [
  `alter table channels
    add column topic text not null default '',
    add column slow_mode_seconds integer not null default 0
      constraint channels_slow_mode_bounds check (slow_mode_seconds between 0 and 21600)`,
  // Names that differ in case only would be taken for each other. Older ones get a tail.
  `update channels c set name = c.name || '-' || right(c.id::text, 4)
    where exists (select from channels o
      where o.server_id = c.server_id and lower(o.name) = lower(c.name) and o.id < c.id)`,
  'create unique index channels_name_unique on channels (server_id, lower(name))',
  `create table channel_members (
    channel_id uuid not null constraint channel_members_channel_fk references channels on delete cascade,
    user_id uuid not null constraint channel_members_user_fk references users on delete cascade,
    added_by uuid constraint channel_members_added_by_fk references users on delete set null,
    added_at timestamptz(3) not null,
    constraint channel_members_pk primary key (channel_id, user_id)
  )`,
  'create index channel_members_by_user on channel_members (user_id)',
  `create table channel_overwrites (
    channel_id uuid not null constraint channel_overwrites_channel_fk references channels on delete cascade,
    position integer not null,
    role text constraint channel_overwrites_role_known check (role in ('MODERATOR', 'MEMBER')),
    user_id uuid constraint channel_overwrites_user_fk references users on delete cascade,
    allow text[] not null default '{}',
    deny text[] not null default '{}',
    constraint channel_overwrites_pk primary key (channel_id, position),
    constraint channel_overwrites_one_subject check ((role is null) <> (user_id is null))
  )`,
  'create index channel_overwrites_by_user on channel_overwrites (user_id) where user_id is not null',
];

const conversations = [
  // A channel's conversation has the id of the channel, a zone's that of the zone; that of two people follows from
  // their ids. The head is what was committed last: its row is locked while messages are added, so that ids and numbers
  // grow in the order of the commits, whichever process writes. Zones come and go with maps, so they are no reference.
  `create table conversations (
    id uuid constraint conversations_pk primary key,
    kind text not null constraint conversations_kind_known check (kind in ('channel', 'zone', 'direct')),
    server_id uuid constraint conversations_server_fk references servers on delete cascade,
    channel_id uuid constraint conversations_channel_fk references channels on delete cascade,
    user_a uuid constraint conversations_user_a_fk references users,
    user_b uuid constraint conversations_user_b_fk references users,
    head_id uuid,
    head_seq bigint not null default 0,
    constraint conversations_form check (
      case kind
        when 'channel' then channel_id = id and server_id is not null and user_a is null and user_b is null
        when 'zone' then channel_id is null and server_id is not null and user_a is null and user_b is null
        else channel_id is null and server_id is null and user_a < user_b
      end)
  )`,
  'create unique index conversations_channel_unique on conversations (channel_id)',
  'create index conversations_by_server on conversations (server_id)',
  `create unique index conversations_pair_unique on conversations (user_a, user_b) where kind = 'direct'`,
  `create index conversations_by_user_b on conversations (user_b) where kind = 'direct'`,
  `insert into conversations (id, kind, server_id, channel_id)
    select id, 'channel', server_id, id from channels`,
  // How far someone has read, and when they last wrote there.
  `create table conversation_reads (
    conversation_id uuid not null
      constraint conversation_reads_conversation_fk references conversations on delete cascade,
    user_id uuid not null constraint conversation_reads_user_fk references users on delete cascade,
    last_read_id uuid,
    last_read_seq bigint not null default 0,
    last_sent_at timestamptz(3),
    muted boolean not null default false,
    constraint conversation_reads_pk primary key (conversation_id, user_id)
  )`,
  'create index conversation_reads_by_user on conversation_reads (user_id)',
];

const messages = [
  `alter table messages
    add column conversation_id uuid constraint messages_conversation_fk references conversations on delete cascade,
    add column seq bigint,
    add column mentions uuid[] not null default '{}',
    add column mentions_all text constraint messages_mentions_all_known check (mentions_all in ('here', 'channel')),
    add column attachment_count smallint not null default 0,
    add column changed_at timestamptz(3),
    add column search_scope_id uuid`,
  `update messages m set conversation_id = m.channel_id, search_scope_id = m.server_id, seq = n.seq
    from (select id, row_number() over (partition by channel_id order by id) as seq from messages) n
    where n.id = m.id`,
  `update conversations c set head_id = h.id, head_seq = h.seq
    from (select distinct on (conversation_id) conversation_id, id, seq from messages order by conversation_id, id desc) h
    where h.conversation_id = c.id`,
  // Who was a member before has read what was there before.
  `insert into conversation_reads (conversation_id, user_id, last_read_id, last_read_seq)
    select c.id, m.user_id, c.head_id, c.head_seq from conversations c
    join server_members m on m.server_id = c.server_id and m.status = 'active' where c.head_seq > 0`,
  `alter table messages
    alter column conversation_id set not null,
    alter column seq set not null,
    alter column search_scope_id set not null,
    add constraint messages_seq_unique unique (conversation_id, seq)`,
  // A direct message outlives the server through which it was sent; the others go with their conversation.
  'alter table messages drop constraint messages_server_fk',
  'drop index messages_by_channel, messages_by_server, messages_by_target_user',
  'create unique index messages_by_conversation on messages (conversation_id, id)',
  'create index messages_by_server on messages (server_id, id)',
  'create index messages_by_author on messages (search_scope_id, user_id, id)',
  // What has files or links is looked for without any word too.
  'create index messages_with_files on messages (search_scope_id, id) where attachment_count > 0',
  `create index messages_with_links on messages (search_scope_id, id) where content ~* 'https?://'`,
  'create index messages_pinned on messages (conversation_id, id) where is_pinned',
  'create index messages_changed on messages (conversation_id, changed_at) where changed_at is not null',
  'create index messages_to_all on messages (conversation_id, seq) where mentions_all is not null',
  `create table message_versions (
    message_id uuid not null constraint message_versions_message_fk references messages on delete cascade,
    replaced_at timestamptz(3) not null,
    content text not null,
    constraint message_versions_pk primary key (message_id, replaced_at)
  )`,
  `create table message_reactions (
    message_id uuid not null constraint message_reactions_message_fk references messages on delete cascade,
    emoji text not null,
    user_id uuid not null constraint message_reactions_user_fk references users on delete cascade,
    created_at timestamptz(3) not null,
    constraint message_reactions_pk primary key (message_id, emoji, user_id)
  )`,
  'create index message_reactions_by_user on message_reactions (user_id)',
  // Who was called by a message, so that unread calls are counted without reading messages.
  `create table message_mentions (
    user_id uuid not null constraint message_mentions_user_fk references users on delete cascade,
    conversation_id uuid not null
      constraint message_mentions_conversation_fk references conversations on delete cascade,
    seq bigint not null,
    message_id uuid not null constraint message_mentions_message_fk references messages on delete cascade,
    constraint message_mentions_pk primary key (user_id, conversation_id, seq)
  )`,
  'create index message_mentions_by_message on message_mentions (message_id)',
  'create index message_mentions_by_conversation on message_mentions (conversation_id)',
  // Uploaded first, named in a message later. The key tells the storage which bytes.
  `create table attachments (
    id uuid constraint attachments_pk primary key,
    user_id uuid not null constraint attachments_user_fk references users on delete cascade,
    server_id uuid not null,
    message_id uuid constraint attachments_message_fk references messages on delete set null,
    position smallint not null default 0,
    file_name text not null,
    file_size integer not null,
    file_type text not null,
    width integer,
    height integer,
    storage_key text not null constraint attachments_storage_key_unique unique,
    thumbnail_key text,
    created_at timestamptz(3) not null,
    constraint attachments_size_bounds check (file_size between 1 and 10485760)
  )`,
  'create index attachments_by_message on attachments (message_id, position)',
  'create index attachments_unsent on attachments (created_at) where message_id is null',
  'create index attachments_by_user on attachments (user_id)',
];

const search = [
  // Without stems and stop words, since people write in many languages; accents do not matter where unaccent is there.
  `do $$
  begin
    create text search configuration chat (copy = simple);
    if exists (select from pg_available_extensions where name = 'unaccent') then
      create extension if not exists unaccent;
      alter text search configuration chat
        alter mapping for hword, hword_part, hword_numpart, word, numword, numhword with unaccent, simple;
    end if;
  exception when insufficient_privilege or undefined_object or feature_not_supported then
    raise notice 'unaccent can not be used here; searching heeds accents';
    if not exists (select from pg_ts_config where cfgname = 'chat') then
      create text search configuration chat (copy = simple);
    end if;
  end $$`,
  // Addresses, paths and tags are words like others: whoever searches for "js" finds "node.js", and <b> is not left out.
  `alter table messages add column tsv tsvector generated always as (
    to_tsvector('chat'::regconfig, translate(content, './@:_-+~&=?%<>', repeat(' ', 14)))
  ) stored`,
  // By server and word at once, where btree_gin is there: a word that is common elsewhere costs nothing here. Without a
  // pending list, so that sending is even and searching never scans one.
  `do $$
  begin
    if exists (select from pg_available_extensions where name = 'btree_gin') then
      create extension if not exists btree_gin;
      create index messages_search on messages using gin (search_scope_id, tsv) with (fastupdate = off);
    else
      create index messages_search on messages using gin (tsv) with (fastupdate = off);
    end if;
  exception when insufficient_privilege or undefined_object or feature_not_supported then
    create index messages_search on messages using gin (tsv) with (fastupdate = off);
  end $$`,
];

const people = [
  `create table user_blocks (
    user_id uuid not null constraint user_blocks_user_fk references users on delete cascade,
    blocked_id uuid not null constraint user_blocks_blocked_fk references users on delete cascade,
    created_at timestamptz(3) not null,
    constraint user_blocks_pk primary key (user_id, blocked_id),
    constraint user_blocks_not_oneself check (user_id <> blocked_id)
  )`,
  'create index user_blocks_by_blocked on user_blocks (blocked_id)',
];

const moderation = [
  `create table server_mutes (
    server_id uuid not null constraint server_mutes_server_fk references servers on delete cascade,
    user_id uuid not null constraint server_mutes_user_fk references users on delete cascade,
    until timestamptz(3) not null,
    reason text,
    muted_by uuid constraint server_mutes_muted_by_fk references users on delete set null,
    created_at timestamptz(3) not null,
    constraint server_mutes_pk primary key (server_id, user_id)
  )`,
  'create index server_mutes_by_user on server_mutes (user_id)',
  `create table word_rules (
    id uuid constraint word_rules_pk primary key,
    server_id uuid not null constraint word_rules_server_fk references servers on delete cascade,
    pattern text not null,
    pattern_key text not null,
    action text not null constraint word_rules_action_known check (action in ('hold', 'refuse')),
    created_by uuid constraint word_rules_created_by_fk references users on delete set null,
    created_at timestamptz(3) not null,
    constraint word_rules_pattern_unique unique (server_id, pattern_key)
  )`,
  // What a rule holds is no message yet: the whole send, to be carried out when a moderator lets it out.
  `create table held_messages (
    id uuid constraint held_messages_pk primary key,
    server_id uuid not null constraint held_messages_server_fk references servers on delete cascade,
    user_id uuid not null constraint held_messages_user_fk references users on delete cascade,
    body jsonb not null,
    pattern text not null,
    client_msg_id text,
    created_at timestamptz(3) not null,
    constraint held_messages_client_id_unique unique (user_id, client_msg_id)
  )`,
  'create index held_messages_by_server on held_messages (server_id, id)',
  // No reference to the message: what was reported stays on record.
  `create table reports (
    id uuid constraint reports_pk primary key,
    server_id uuid not null,
    is_direct boolean not null,
    message_id uuid not null,
    reporter_id uuid not null constraint reports_reporter_fk references users on delete cascade,
    author_id uuid not null constraint reports_author_fk references users on delete cascade,
    reason text not null,
    status text not null default 'open'
      constraint reports_status_known check (status in ('open', 'resolved', 'dismissed')),
    evidence jsonb not null,
    note text,
    decided_by uuid constraint reports_decided_by_fk references users on delete set null,
    decided_at timestamptz(3),
    created_at timestamptz(3) not null,
    constraint reports_once unique (message_id, reporter_id)
  )`,
  'create index reports_by_server on reports (server_id, id desc)',
  'create index reports_by_reporter on reports (reporter_id)',
  'create index reports_by_author on reports (author_id)',
];

const push = [
  `create table push_subscriptions (
    id uuid constraint push_subscriptions_pk primary key,
    user_id uuid not null constraint push_subscriptions_user_fk references users on delete cascade,
    session_id uuid not null constraint push_subscriptions_session_fk references sessions on delete cascade,
    endpoint text not null constraint push_subscriptions_endpoint_unique unique,
    p256dh text not null,
    auth text not null,
    created_at timestamptz(3) not null
  )`,
  'create index push_subscriptions_by_user on push_subscriptions (user_id)',
  'create index push_subscriptions_by_session on push_subscriptions (session_id)',
];
