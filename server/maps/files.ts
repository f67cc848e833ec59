// Stored pictures, served so that nothing in them can run: the type is ours, not sniffed, and a page of ours never
// opens one as a document.

import type { Response } from 'express';
import type { Db } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import { createLru } from '../platform/lru.ts';
import { findFile } from './map-store.repository.ts';

type StoredFile = { mime: string; bytes: Uint8Array };

/** Of pictures that many who enter at once ask for. */
const CACHE_BYTES = 32 * 1024 * 1024;
const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

export function createFiles(db: Db) {
  const cache = createLru<StoredFile>(CACHE_BYTES, ({ bytes }) => bytes.length);
  return {
    /** Throws `files/not_found`. */
    async read(hash: string): Promise<StoredFile> {
      const kept = cache.get(hash);
      if (kept) return kept;
      const file = await findFile(db, hash);
      if (!file) throw new AppError('files/not_found');
      cache.set(hash, file);
      return file;
    },
  };
}

/** `tag` names exactly these bytes; `immutable` says that the address does too. */
export function sendPicture(
  res: Response,
  { mime, bytes }: StoredFile,
  { tag, immutable }: { tag: string; immutable: boolean },
): void {
  res.setHeader('Content-Type', mime);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  res.setHeader('Content-Disposition', `attachment; filename="${tag.slice(0, 16)}.${EXTENSIONS[mime] ?? 'bin'}"`);
  res.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
  res.setHeader('ETag', `"${tag}"`);
  if (res.req.fresh) res.status(304).end();
  else res.status(200).end(bytes);
}
