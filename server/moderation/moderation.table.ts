import type { Generated } from 'kysely';
import type { Message } from '../../shared/protocol/chat.ts';
import type { ReportStatus } from '../../shared/protocol/moderation.ts';

export type ServerMutesTable = {
  server_id: string;
  user_id: string;
  until: Date;
  reason: string | null;
  muted_by: string | null;
  created_at: Date;
};

export type WordRulesTable = {
  id: string;
  server_id: string;
  pattern: string;
  /** The pattern as it is compared: folded. */
  pattern_key: string;
  action: 'hold' | 'refuse';
  created_by: string | null;
  created_at: Date;
};

export type HeldMessagesTable = {
  id: string;
  server_id: string;
  user_id: string;
  /** The send as it came, a `SendBody`. */
  body: unknown;
  pattern: string;
  client_msg_id: string | null;
  created_at: Date;
};

export type ReportsTable = {
  id: string;
  server_id: string;
  is_direct: boolean;
  message_id: string;
  reporter_id: string;
  author_id: string;
  reason: string;
  status: Generated<ReportStatus>;
  evidence: Message[];
  note: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  created_at: Date;
};

export type ModerationTables = {
  server_mutes: ServerMutesTable;
  word_rules: WordRulesTable;
  held_messages: HeldMessagesTable;
  reports: ReportsTable;
};
