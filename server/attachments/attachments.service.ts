// Files go up before the message that names them. Everything that could be wrong with one is found before a byte of it
// is stored.

import { uuidv7 } from 'uuidv7';
import { ATTACHMENT_BYTES_MAX } from '../../shared/protocol/attachments.ts';
import type { Attachment } from '../../shared/protocol/chat.ts';
import { createGate } from '../auth/gate.ts';
import type { SpeechGuard } from '../chat/ports.ts';
import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { Limits } from '../platform/limits.ts';
import type { Logger } from '../platform/logger.ts';
import { requireMember } from '../virtual-servers/membership.ts';
import { toAttachment } from './attachment-port.ts';
import type { AttachmentRow } from './attachments.repository.ts';
import * as repository from './attachments.repository.ts';
import type { Scan } from './clamd.ts';
import { isPlainPdf, kindOf } from './file-kind.ts';
import { claimsBinary, cleanFileName } from './file-name.ts';
import { redraw } from './pictures.ts';
import { newStorageKey, type Storage } from './storage.ts';
import { UNSENT_MS } from './sweeper.ts';

export type MayReadMessage = (userId: string, serverId: string, messageId: string) => Promise<boolean>;
export type AttachmentsServiceDeps = {
  db: Db;
  clock: Clock;
  limits: Limits;
  logger: Logger;
  guard: Pick<SpeechGuard, 'requireVoice'>;
  mayReadMessage: MayReadMessage;
  storage: Storage;
  /** Undefined where there is no scanner. */
  scan: Scan | undefined;
};
type Person = { userId: string };
type Sent = { filename: string; bytes: Buffer };
/** What is stored of a file that was found to be good. */
type Checked = {
  type: string;
  bytes: Buffer;
  width: number | null;
  height: number | null;
  thumbnail: Buffer | undefined;
};
/** A file as it may be read: `open` is called once it is known that the reader does not have it already. */
export type Readable = Pick<AttachmentRow, 'file_name' | 'file_type'> & {
  tag: string;
  /** Throws `attachments/not_found`. */
  open(): Promise<NonNullable<Awaited<ReturnType<Storage['get']>>>>;
};

/** Few files wait for the scanner at once: each is held in memory meanwhile. */
const SCANS = { parallel: 4, waiting: 32 };
const THUMBNAIL_TYPE = 'image/webp';

export function createAttachmentsService(deps: AttachmentsServiceDeps) {
  const { db, clock, limits, logger, guard, mayReadMessage, storage, scan } = deps;
  const scans = createGate(SCANS);

  const clearAway = async ({ id, storage_key, thumbnail_key }: repository.StoredKeys): Promise<void> => {
    await storage.remove(storage_key);
    // A bucket may have taken what it did not answer for.
    if (thumbnail_key) await storage.remove(thumbnail_key);
    await repository.deleteAttachments(db, [id]);
  };
  const store = async (row: Omit<AttachmentRow, 'message_id' | 'position'>, file: Checked): Promise<void> => {
    await repository.insertAttachment(db, row);
    try {
      await storage.put(row.storage_key, file.bytes, row.file_type);
      if (row.thumbnail_key && file.thumbnail) await storage.put(row.thumbnail_key, file.thumbnail, THUMBNAIL_TYPE);
    } catch (error) {
      // What can not be cleared away now is found by the sweeper: the row says what there may be.
      await clearAway(row).catch((fault) =>
        logger.warn({ err: fault, attachment_id: row.id }, 'a failed upload is cleared away later'),
      );
      throw error;
    }
  };

  /** Throws one error for whatever this person may not read, so that ids can not be probed. */
  const find = async (caller: Person, serverId: string, id: string): Promise<AttachmentRow> => {
    await requireMember(db, serverId, caller);
    const row = await repository.findAttachment(db, id);
    if (!row || !(await mayRead(caller, serverId, row))) throw new AppError('attachments/not_found');
    return row;
  };
  const mayRead = async ({ userId }: Person, serverId: string, row: AttachmentRow): Promise<boolean> => {
    if (row.message_id !== null) return mayReadMessage(userId, serverId, row.message_id);
    const isExpired = row.created_at.getTime() <= clock.now().getTime() - UNSENT_MS;
    return row.user_id === userId && row.server_id === serverId && !isExpired;
  };
  const opener = (key: string) => async () => {
    const stored = await storage.get(key);
    if (!stored) throw new AppError('attachments/not_found');
    return stored;
  };

  return {
    /**
     * Throws `attachments/missing`, `too_large`, `attachments/unsupported`, `attachments/damaged`,
     * `attachments/infected`, `chat/muted`, `rate_limited`, and `unavailable` with nothing left behind.
     */
    async upload(caller: Person, serverId: string, files: readonly Sent[]): Promise<Attachment> {
      const { userId } = caller;
      const { role } = await requireMember(db, serverId, caller);
      await guard.requireVoice({ serverId, userId, role });
      await limits.take('LIMIT_UPLOADS_PER_HOUR', userId);
      const [sent] = files;
      if (!sent || files.length > 1 || sent.bytes.length === 0) throw new AppError('attachments/missing');
      if (sent.bytes.length > ATTACHMENT_BYTES_MAX) throw new AppError('too_large');
      const file = await check(sent, scan && ((bytes) => scans.run(() => scan(bytes))));
      const row = {
        id: uuidv7(),
        user_id: userId,
        server_id: serverId,
        file_name: cleanFileName(sent.filename, file.type),
        file_size: file.bytes.length,
        file_type: file.type,
        width: file.width,
        height: file.height,
        storage_key: newStorageKey(),
        thumbnail_key: file.thumbnail ? newStorageKey() : null,
        created_at: clock.now(),
      };
      await store(row, file);
      return toAttachment(row, serverId);
    },

    /** Throws `attachments/not_found`, and what `requireMember` throws. */
    async read(caller: Person, serverId: string, id: string): Promise<Readable> {
      const { file_name, file_type, storage_key } = await find(caller, serverId, id);
      return { file_name, file_type, tag: id, open: opener(storage_key) };
    },

    /** The same; also for what is no image. */
    async readThumbnail(caller: Person, serverId: string, id: string): Promise<Readable> {
      const { file_name, thumbnail_key } = await find(caller, serverId, id);
      if (thumbnail_key === null) throw new AppError('attachments/not_found');
      const name = cleanFileName(file_name, THUMBNAIL_TYPE);
      return { file_name: name, file_type: THUMBNAIL_TYPE, tag: `${id}-thumbnail`, open: opener(thumbnail_key) };
    },
  };
}
export type AttachmentsService = ReturnType<typeof createAttachmentsService>;

async function check({ filename, bytes }: Sent, scan: Scan | undefined): Promise<Checked> {
  const kind = await kindOf(bytes);
  // Text under the name of a picture is a drawing with a program in it, or a mistake.
  if (!kind || (kind.kind === 'text' && claimsBinary(filename))) throw new AppError('attachments/unsupported');
  if (kind.kind === 'pdf' && !isPlainPdf(bytes)) throw new AppError('attachments/damaged');
  if (scan && (await scan(bytes)) === 'infected') throw new AppError('attachments/infected');
  if (kind.kind === 'image') return redraw(bytes, kind.format);
  const type = kind.kind === 'pdf' ? 'application/pdf' : 'text/plain';
  return { type, bytes, width: null, height: null, thumbnail: undefined };
}
