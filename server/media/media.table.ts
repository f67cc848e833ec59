export type MediaSessionsTable = {
  /** The peer id of the wire. */
  id: string;
  server_id: string;
  user_id: string;
  /** The voice channel that it talks in; null: with those nearby. */
  channel_id: string | null;
  audio: boolean;
  video: boolean;
  screen: boolean;
  is_muted: boolean;
  started_at: Date;
  updated_at: Date;
  ended_at: Date | null;
};

export type MediaTables = { media_sessions: MediaSessionsTable };
