// Files go up as soon as they are chosen, and are sent with the message that names them.

import { ATTACHMENT_BYTES_MAX, attachmentRoutes } from '../../shared/protocol/attachments.ts';
import { ATTACHMENTS_MAX } from '../../shared/protocol/chat.ts';
import { ApiError, messageOf } from '../net/api-error.ts';
import { serverOf, setRecord } from '../state/chat.ts';
import type { ConversationKey } from '../state/chat-key.ts';
import { changeUpload, sizeInWords, type Upload } from '../state/chat-uploads.ts';
import type { ChatContext } from './chat-context.ts';

export function createChatUploads({ store, call, newId, tell }: ChatContext) {
  const running = new Map<string, AbortController>();
  const list = (place: string): readonly Upload[] => store.getState().uploads[place] ?? [];
  const set = (place: string, uploads: readonly Upload[]): void =>
    setRecord(store, 'uploads', place, uploads.length > 0 ? uploads : undefined);
  const change = (place: string, id: string, part: Partial<Upload>): void =>
    set(place, changeUpload(list(place), id, part));

  const send = async (key: ConversationKey, place: string, id: string, file: File): Promise<void> => {
    const control = new AbortController();
    running.set(id, control);
    const body = new FormData();
    body.set('file', file);
    try {
      const attachment = await call(attachmentRoutes.upload, {
        params: { server_id: serverOf(store.getState(), key) ?? '' },
        body,
        signal: control.signal,
        onProgress: (progress) => change(place, id, { progress }),
      });
      change(place, id, { attachment, progress: 1 });
    } catch (error) {
      if (!control.signal.aborted) change(place, id, { error: messageOf(error) });
    } finally {
      running.delete(id);
    }
  };

  return {
    /** `place` is where the composer keeps them: the conversation, or a thread of it. */
    attach(key: ConversationKey, place: string, files: Iterable<File>): void {
      for (const file of files) {
        if (list(place).length >= ATTACHMENTS_MAX) {
          tell(new ApiError(0, { message: `One message carries up to ${ATTACHMENTS_MAX} files.` }));
          return;
        }
        const { name, size, type } = file;
        const tooLarge = size > ATTACHMENT_BYTES_MAX;
        const error = tooLarge
          ? `This file has ${sizeInWords(size)}; up to ${sizeInWords(ATTACHMENT_BYTES_MAX)} can be sent.`
          : size === 0
            ? 'This file is empty.'
            : null;
        const id = newId();
        set(place, [...list(place), { id, name, size, type, progress: 0, attachment: null, error }]);
        if (error === null) void send(key, place, id, file);
      }
    },
    /** Also stops one that is on its way. */
    detach(place: string, id: string): void {
      running.get(id)?.abort();
      set(
        place,
        list(place).filter((upload) => upload.id !== id),
      );
    },
    clear: (place: string): void => set(place, []),
  };
}
