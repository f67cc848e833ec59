import type { Generated } from 'kysely';

export type AttachmentsTable = {
  id: string;
  user_id: string;
  /** Through which server it was uploaded. */
  server_id: string;
  /** Null until it is sent. */
  message_id: string | null;
  position: Generated<number>;
  file_name: string;
  /** Bytes. */
  file_size: number;
  file_type: string;
  width: number | null;
  height: number | null;
  storage_key: string;
  thumbnail_key: string | null;
  created_at: Date;
};

export type AttachmentsTables = { attachments: AttachmentsTable };
