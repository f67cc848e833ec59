// Files on their way up, before they are sent with a message.

import type { Attachment } from '../../shared/protocol/chat.ts';

export type Upload = {
  id: string;
  name: string;
  size: number;
  type: string;
  /** From 0 to 1. */
  progress: number;
  /** What the server made of it. */
  attachment: Attachment | null;
  error: string | null;
};

export const changeUpload = (uploads: readonly Upload[], id: string, change: Partial<Upload>): readonly Upload[] =>
  uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));

export const readyUploads = (uploads: readonly Upload[]): Attachment[] =>
  uploads.flatMap(({ attachment }) => attachment ?? []);
export const isUploading = (uploads: readonly Upload[]): boolean =>
  uploads.some(({ attachment, error }) => !attachment && !error);

/** In words, with the unit that suits. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const kilo = bytes / 1000;
  return kilo < 1000 ? `${Math.round(kilo)} kB` : `${(kilo / 1000).toFixed(1)} MB`;
}
