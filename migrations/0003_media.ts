// Voice and video: who talked when, and what they sent. Frozen: what comes later is a new file.

import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of media) await sql.raw(statement).execute(db);
}

const media = [
  // The id is the peer id of the wire.
  `create table media_sessions (
    id uuid constraint media_sessions_pk primary key,
    server_id uuid not null constraint media_sessions_server_fk references servers on delete cascade,
    user_id uuid not null constraint media_sessions_user_fk references users on delete cascade,
    channel_id uuid constraint media_sessions_channel_fk references channels on delete set null,
    audio boolean not null,
    video boolean not null,
    screen boolean not null,
    is_muted boolean not null,
    started_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    ended_at timestamptz(3)
  )`,
  // One that goes on for each person and server.
  `create unique index media_sessions_open on media_sessions (server_id, user_id) where ended_at is null`,
  'create index media_sessions_by_user on media_sessions (user_id)',
  'create index media_sessions_by_end on media_sessions (ended_at) where ended_at is not null',
];
