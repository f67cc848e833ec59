import type { Generated, GeneratedAlways } from 'kysely';
import type { ChannelPermission } from '../../shared/protocol/channels.ts';
import type { Message, StoredScope } from '../../shared/protocol/chat.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';

export type ChannelsTable = {
  id: string;
  server_id: string;
  name: string;
  type: 'TEXT' | 'VOICE';
  topic: Generated<string>;
  category: string | null;
  position: Generated<number>;
  /** One a server: the channel of the scope `global`. */
  is_default: Generated<boolean>;
  is_private: Generated<boolean>;
  min_role: Generated<ServerRole>;
  slow_mode_seconds: Generated<number>;
  created_at: Date;
};

/** Who has joined a channel or was added to a private one. */
export type ChannelMembersTable = { channel_id: string; user_id: string; added_by: string | null; added_at: Date };

export type ChannelOverwritesTable = {
  channel_id: string;
  position: number;
  role: 'MODERATOR' | 'MEMBER' | null;
  user_id: string | null;
  allow: ChannelPermission[];
  deny: ChannelPermission[];
};

/** Where messages have one order: a channel, a zone, or two people. */
export type ConversationsTable = {
  id: string;
  kind: 'channel' | 'zone' | 'direct';
  /** Null for two people. */
  server_id: string | null;
  channel_id: string | null;
  /** The lesser of the two ids comes first. */
  user_a: string | null;
  user_b: string | null;
  /** What was committed last; locked while messages are added. */
  head_id: string | null;
  head_seq: Generated<number>;
};

export type ConversationReadsTable = {
  conversation_id: string;
  user_id: string;
  last_read_id: string | null;
  last_read_seq: Generated<number>;
  last_sent_at: Date | null;
  muted: Generated<boolean>;
};

export type MessagesTable = {
  /** Within a conversation ids and numbers grow in the order of the commits. */
  id: string;
  conversation_id: string;
  seq: number;
  server_id: string;
  channel_id: string | null;
  user_id: string;
  /** As it was when the message was sent. */
  username: string;
  content: string;
  message_type: Generated<Message['message_type']>;
  scope: StoredScope;
  zone_id: string | null;
  target_user_id: string | null;
  parent_message_id: string | null;
  reply_count: Generated<number>;
  mentions: Generated<string[]>;
  mentions_all: Message['mentions_all'];
  attachment_count: Generated<number>;
  is_pinned: Generated<boolean>;
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
  /** When it last became other than it was sent. */
  changed_at: Date | null;
  /** Unique per author, for good. */
  client_msg_id: string | null;
  /** Tells a retry from another message under the same client_msg_id. */
  fingerprint: string | null;
  /** The server, or for direct messages the conversation: what a search looks through. */
  search_scope_id: string;
  tsv: GeneratedAlways<string>;
};

export type MessageVersionsTable = { message_id: string; replaced_at: Date; content: string };
export type MessageReactionsTable = { message_id: string; emoji: string; user_id: string; created_at: Date };
export type MessageMentionsTable = { user_id: string; conversation_id: string; seq: number; message_id: string };

/** Neither of the two writes to the other. */
export type UserBlocksTable = { user_id: string; blocked_id: string; created_at: Date };

export type ChatTables = {
  channels: ChannelsTable;
  channel_members: ChannelMembersTable;
  channel_overwrites: ChannelOverwritesTable;
  conversations: ConversationsTable;
  conversation_reads: ConversationReadsTable;
  messages: MessagesTable;
  message_versions: MessageVersionsTable;
  message_reactions: MessageReactionsTable;
  message_mentions: MessageMentionsTable;
  user_blocks: UserBlocksTable;
};
