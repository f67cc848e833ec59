// Where the bytes of files lie: a folder, or a bucket. Keys are made by us and say nothing of a file's name.

import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

/** All of them throw `unavailable` when the folder or the bucket does not work. */
export type Storage = {
  /** Resolves once the bytes survive a power cut; when it rejects, nothing is left of them. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** Whoever asks reads the stream to its end or destroys it. */
  get(key: string): Promise<{ size: number; stream: Readable } | undefined>;
  /** Of what is not there, too. */
  remove(key: string): Promise<void>;
};

/** Not to be guessed: whoever runs a bucket of many owners sees the keys of others. */
export const newStorageKey = (): string => randomBytes(16).toString('hex');
