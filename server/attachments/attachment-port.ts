// What chat asks of files.

import type { Attachment } from '../../shared/protocol/chat.ts';
import type { AttachmentPort } from '../chat/ports.ts';
import { afterCommit, type Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { API_ROOT } from '../platform/http.ts';
import type { AttachmentRow } from './attachments.repository.ts';
import * as repository from './attachments.repository.ts';
import { UNSENT_MS } from './sweeper.ts';

export type PortDeps = { db: Db; clock: Clock; sweepSoon: () => void };

export function createAttachmentPort({ db, clock, sweepSoon }: PortDeps): AttachmentPort {
  return {
    async claim(tx, { ids, userId, serverId, messageId }) {
      if (ids.length === 0) return true;
      const uploadedAfter = new Date(clock.now().getTime() - UNSENT_MS);
      const found = await repository.lockUnsent(tx, { ids, userId, serverId, uploadedAfter });
      // Of an id that is named twice one row is found.
      if (found.length !== ids.length) return false;
      await repository.attachTo(tx, messageId, ids);
      return true;
    },

    async ofMessages(messages) {
      const files = new Map<string, Attachment[]>();
      if (messages.length === 0) return files;
      const serverOf = new Map(messages.map(({ id, server_id }) => [id, server_id]));
      for (const row of await repository.listOfMessages(db, [...serverOf.keys()])) {
        const list = files.get(row.message_id!) ?? [];
        list.push(toAttachment(row, serverOf.get(row.message_id!)!));
        files.set(row.message_id!, list);
      }
      return files;
    },

    async release(tx, messageIds) {
      if (messageIds.length === 0) return;
      if (await repository.expireOfMessages(tx, messageIds)) afterCommit(tx, sweepSoon);
    },
  };
}

/** As it is shown to those who read it through this server. */
export function toAttachment(row: Omit<AttachmentRow, 'message_id' | 'position'>, serverId: string): Attachment {
  const { id, file_name, file_size, file_type, width, height } = row;
  const url = `${API_ROOT}/servers/${serverId}/chat/attachments/${id}`;
  const thumbnail_url = row.thumbnail_key === null ? null : `${url}/thumbnail`;
  return { id, file_name, file_size, file_type, width, height, url, thumbnail_url };
}
