// What the services of chat share. Services know neither Express nor Colyseus.

import type { Message } from '../../shared/protocol/chat.ts';
import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { MessageWriter } from './message-writer.ts';
import type { MessageRow } from './messages.repository.ts';
import type { Places } from './places.service.ts';
import type { AttachmentPort, NotifyPort, SpeechGuard } from './ports.ts';
import type { Publisher } from './publisher.ts';
import type { Typing } from './typing.ts';

export type ChatContext = {
  db: Db;
  clock: Clock;
  cursors: Cursors;
  places: Places;
  writer: MessageWriter;
  guard: SpeechGuard;
  attachments: AttachmentPort;
  publish: Publisher;
  notify: NotifyPort;
  typing: Typing;
  online: { onlineUsers(serverId: string): Promise<ReadonlySet<string>> };
  /** Rows as they are shown, with their files, and their reactions unless it is known that there are none. */
  present: (rows: readonly MessageRow[], options?: { reactions?: boolean }) => Promise<Message[]>;
  /** Of the person: throws `rate_limited`. */
  takeAllowance: (userId: string) => Promise<void>;
};
