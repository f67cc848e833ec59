// Accounts, virtual servers, maps, positions, channels and messages. Frozen: what comes later is a new file.
// Ids are UUIDv7 made by the application, times are given by it too, so that tests can move the clock.

import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...accounts, ...files, ...servers, ...maps, ...chat, ...operations]) {
    await sql.raw(statement).execute(db);
  }
}

const accounts = [
  `create table users (
    id uuid constraint users_pk primary key,
    username text not null,
    username_key text not null constraint users_username_key_unique unique,
    email text not null,
    email_key text not null constraint users_email_key_unique unique,
    password_hash text not null,
    role text not null default 'USER' constraint users_role_known check (role in ('ADMIN', 'USER')),
    avatar_url text,
    avatar_id text not null,
    status text not null default 'online'
      constraint users_status_known check (status in ('online', 'away', 'busy', 'offline')),
    email_verified_at timestamptz(3),
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    constraint users_username_key_lowercase check (username_key = lower(username)),
    constraint users_email_key_lowercase check (email_key = lower(email_key))
  )`,
  // The id is the sid of access tokens and the family of refresh tokens.
  `create table sessions (
    id uuid constraint sessions_pk primary key,
    user_id uuid not null constraint sessions_user_fk references users on delete cascade,
    created_at timestamptz(3) not null,
    last_used_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    revoked_at timestamptz(3),
    revoked_reason text,
    user_agent text,
    ip text
  )`,
  'create index sessions_by_user on sessions (user_id)',
  'create index sessions_by_expiry on sessions (expires_at)',
  // Only hashes lie here: a stolen backup signs nobody in.
  `create table refresh_tokens (
    hash bytea constraint refresh_tokens_pk primary key,
    session_id uuid not null constraint refresh_tokens_session_fk references sessions on delete cascade,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    used_at timestamptz(3)
  )`,
  'create index refresh_tokens_by_session on refresh_tokens (session_id)',
  `create table user_tokens (
    hash bytea constraint user_tokens_pk primary key,
    user_id uuid not null constraint user_tokens_user_fk references users on delete cascade,
    kind text not null constraint user_tokens_kind_known check (kind in ('password_reset', 'email_verify')),
    email text not null,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    used_at timestamptz(3)
  )`,
  'create index user_tokens_by_user on user_tokens (user_id, kind)',
];

const files = [
  // Stored once by what they hold, the SHA-256 in hex.
  `create table files (
    hash text constraint files_pk primary key constraint files_hash_form check (hash ~ '^[0-9a-f]{64}$'),
    mime text not null,
    bytes bytea not null,
    size integer not null constraint files_size_true check (size = octet_length(bytes)),
    created_at timestamptz(3) not null
  )`,
  // Pictures are compressed already; trying again costs time and saves nothing.
  'alter table files alter column bytes set storage external',
];

const servers = [
  `create table servers (
    id uuid constraint servers_pk primary key,
    name text not null,
    description text not null default '',
    icon_url text,
    access text not null constraint servers_access_known check (access in ('public', 'approval', 'invite')),
    owner_id uuid not null constraint servers_owner_fk references users,
    map_id uuid not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  'create index servers_by_owner on servers (owner_id)',
  // Search by a part of the name: lower(name) like '%word%'. The index needs pg_trgm, which some hosted databases
  // do not have or do not allow; there the same query scans the names.
  `do $$
  begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
      create extension if not exists pg_trgm;
      create index servers_by_name_part on servers using gin (lower(name) gin_trgm_ops);
    end if;
  exception when insufficient_privilege or undefined_object then
    raise notice 'pg_trgm can not be used here; searching for virtual servers works without its index';
  end $$`,
  `create table server_members (
    server_id uuid not null constraint server_members_server_fk references servers on delete cascade,
    user_id uuid not null constraint server_members_user_fk references users on delete cascade,
    role text not null
      constraint server_members_role_known check (role in ('OWNER', 'ADMIN', 'MODERATOR', 'MEMBER')),
    status text not null constraint server_members_status_known check (status in ('active', 'pending')),
    joined_at timestamptz(3) not null,
    constraint server_members_pk primary key (server_id, user_id),
    constraint server_members_only_active_have_roles check (status = 'active' or role = 'MEMBER')
  )`,
  `create unique index server_members_one_owner on server_members (server_id) where role = 'OWNER'`,
  'create index server_members_by_user on server_members (user_id)',
  `create table server_bans (
    server_id uuid not null constraint server_bans_server_fk references servers on delete cascade,
    user_id uuid not null constraint server_bans_user_fk references users on delete cascade,
    banned_by uuid constraint server_bans_banned_by_fk references users on delete set null,
    reason text,
    created_at timestamptz(3) not null,
    constraint server_bans_pk primary key (server_id, user_id)
  )`,
  'create index server_bans_by_user on server_bans (user_id)',
  // The check is what holds when many accept the last use at once.
  `create table invites (
    code text constraint invites_pk primary key,
    server_id uuid not null constraint invites_server_fk references servers on delete cascade,
    created_by uuid constraint invites_created_by_fk references users on delete set null,
    max_uses integer constraint invites_max_uses_positive check (max_uses > 0),
    uses integer not null default 0,
    expires_at timestamptz(3),
    created_at timestamptz(3) not null,
    constraint invites_uses_within_max check (uses >= 0 and (max_uses is null or uses <= max_uses))
  )`,
  'create index invites_by_server on invites (server_id)',
];

const maps = [
  `create table maps (
    id uuid constraint maps_pk primary key,
    server_id uuid not null constraint maps_server_fk references servers on delete cascade,
    tiled text not null,
    document text not null,
    width integer not null constraint maps_width_bounds check (width between 1 and 512),
    height integer not null constraint maps_height_bounds check (height between 1 and 512),
    hash text not null,
    created_at timestamptz(3) not null
  )`,
  'create index maps_by_server on maps (server_id)',
  // A server and its map are made in one transaction and each names the other.
  `alter table servers add constraint servers_map_fk
    foreign key (map_id) references maps deferrable initially deferred`,
  'create index servers_by_map on servers (map_id)',
  `create table map_files (
    map_id uuid not null constraint map_files_map_fk references maps on delete cascade,
    name text not null,
    hash text not null constraint map_files_file_fk references files,
    constraint map_files_pk primary key (map_id, name)
  )`,
  'create index map_files_by_hash on map_files (hash)',
  // Sizes and places in tiles. "tiles" has a byte for each tile of the bounds, null when every tile belongs to it.
  `create table zones (
    id uuid constraint zones_pk primary key,
    server_id uuid not null constraint zones_server_fk references servers on delete cascade,
    map_id uuid not null constraint zones_map_fk references maps on delete cascade,
    position integer not null,
    name text not null,
    type text not null constraint zones_type_known check (type in ('PUBLIC', 'PRIVATE', 'SILENT', 'STAGE')),
    x integer not null,
    y integer not null,
    width integer not null,
    height integer not null,
    tiles bytea,
    locked boolean not null default false,
    capacity integer constraint zones_capacity_positive check (capacity > 0),
    properties jsonb not null default '{}',
    constraint zones_bounds_positive check (x >= 0 and y >= 0 and width > 0 and height > 0),
    constraint zones_tiles_cover check (tiles is null or octet_length(tiles) = width * height),
    constraint zones_position_unique unique (map_id, position)
  )`,
  'create index zones_by_server on zones (server_id)',
  // x and y in 1/64 tile, as in the state of the room.
  `create table positions (
    server_id uuid not null constraint positions_server_fk references servers on delete cascade,
    user_id uuid not null constraint positions_user_fk references users on delete cascade,
    x integer not null constraint positions_x_bounds check (x between 0 and 65535),
    y integer not null constraint positions_y_bounds check (y between 0 and 65535),
    dir smallint not null constraint positions_dir_known check (dir between 0 and 8),
    updated_at timestamptz(3) not null,
    constraint positions_pk primary key (server_id, user_id)
  )`,
  'create index positions_by_user on positions (user_id)',
];

const chat = [
  `create table channels (
    id uuid constraint channels_pk primary key,
    server_id uuid not null constraint channels_server_fk references servers on delete cascade,
    name text not null,
    type text not null constraint channels_type_known check (type in ('TEXT', 'VOICE')),
    category text,
    position integer not null default 0,
    is_default boolean not null default false,
    is_private boolean not null default false,
    min_role text not null default 'MEMBER'
      constraint channels_min_role_known check (min_role in ('OWNER', 'ADMIN', 'MODERATOR', 'MEMBER')),
    created_at timestamptz(3) not null
  )`,
  'create unique index channels_one_default on channels (server_id) where is_default',
  'create index channels_by_server on channels (server_id, position)',
  // The username is as it was when the message was sent. The fingerprint tells a retry from another message under the
  // same client_msg_id. Zones come and go with maps, so zone_id is no reference.
  `create table messages (
    id uuid constraint messages_pk primary key,
    server_id uuid not null constraint messages_server_fk references servers on delete cascade,
    channel_id uuid constraint messages_channel_fk references channels on delete cascade,
    user_id uuid not null constraint messages_user_fk references users,
    username text not null,
    content text not null,
    message_type text not null default 'text',
    scope text not null
      constraint messages_scope_known check (scope in ('global', 'channel', 'zone', 'direct')),
    zone_id uuid,
    target_user_id uuid constraint messages_target_user_fk references users,
    parent_message_id uuid constraint messages_parent_fk references messages on delete set null,
    reply_count integer not null default 0 constraint messages_reply_count_positive check (reply_count >= 0),
    is_pinned boolean not null default false,
    created_at timestamptz(3) not null,
    edited_at timestamptz(3),
    deleted_at timestamptz(3),
    client_msg_id text,
    fingerprint text,
    constraint messages_client_id_unique unique (user_id, client_msg_id)
  )`,
  'create index messages_by_channel on messages (channel_id, id desc)',
  'create index messages_by_server on messages (server_id)',
  'create index messages_by_parent on messages (parent_message_id, id) where parent_message_id is not null',
  'create index messages_by_target_user on messages (target_user_id) where target_user_id is not null',
];

const operations = [
  // No references: what was done stays on record when the server or the account is gone.
  `create table audit_log (
    id uuid constraint audit_log_pk primary key,
    at timestamptz(3) not null,
    server_id uuid,
    actor_id uuid,
    action text not null,
    target text,
    details jsonb not null default '{}'
  )`,
  'create index audit_log_by_server on audit_log (server_id, id desc)',
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append only', tg_table_name using errcode = 'restrict_violation';
  end $$`,
  `create trigger audit_log_append_only before update or delete or truncate on audit_log
    for each statement execute function refuse_change()`,
  `create table settings (
    key text constraint settings_pk primary key,
    value jsonb not null
  )`,
];
