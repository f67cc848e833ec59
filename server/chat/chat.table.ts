import type { Generated } from 'kysely';
import type { ChatScope, Message } from '../../shared/protocol/chat.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';

export type ChannelsTable = {
  id: string;
  server_id: string;
  name: string;
  type: 'TEXT' | 'VOICE';
  category: string | null;
  position: Generated<number>;
  /** One a server: the channel of the scope `global`. */
  is_default: Generated<boolean>;
  is_private: Generated<boolean>;
  min_role: Generated<ServerRole>;
  created_at: Date;
};

export type MessagesTable = {
  id: string;
  server_id: string;
  channel_id: string | null;
  user_id: string;
  /** As it was when the message was sent. */
  username: string;
  content: string;
  message_type: Generated<Message['message_type']>;
  /** Proximity messages are never stored. */
  scope: Exclude<ChatScope, 'proximity'>;
  zone_id: string | null;
  target_user_id: string | null;
  parent_message_id: string | null;
  reply_count: Generated<number>;
  is_pinned: Generated<boolean>;
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
  /** Unique per author, for good. */
  client_msg_id: string | null;
  /** Tells a retry from another message under the same client_msg_id. */
  fingerprint: string | null;
};

export type ChatTables = { channels: ChannelsTable; messages: MessagesTable };
