// The backup file: zstd over a first line and a row of records, each a letter, the length of what follows as four
// bytes, and that many bytes. H is the header, T begins a table, D is a piece of its rows in PostgreSQL's text form of
// COPY, E ends the file with the counts and the SHA-256 of all before it.

import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';

export const FORMAT = 1;
const MAGIC = Buffer.from(`AtriumVerse backup ${FORMAT}\n`);
const ANY_MAGIC = /^AtriumVerse backup (\d+)\n/;
/** Far above the pieces that COPY gives; a larger one is a damaged length. */
const RECORD_BYTES_MAX = 1 << 30;
const HEAD_BYTES = 5;

export const Header = z.object({
  format: z.literal(FORMAT),
  created_at: z.iso.datetime(),
  /** What the database had been through, in order. */
  migrations: z.array(z.string()).min(1),
  postgres: z.string(),
});
export type Header = z.infer<typeof Header>;

export const TableStart = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
export type TableStart = z.infer<typeof TableStart>;

export const End = z.object({
  rows: z.record(z.string(), z.number().int()),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), is_called: z.boolean() })),
  sha256: z.string(),
});
export type End = z.infer<typeof End>;

export type BackupRecord = { kind: 'H' | 'T' | 'D' | 'E'; body: Buffer };

/** The file is no backup, or not a whole one. Nothing has been changed. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** What a record says; it is trusted only as far as it has the right shape. */
export function bodyOf<T>(record: BackupRecord, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(record.body.toString()));
  } catch {
    throw damaged();
  }
}

/** Makes the bytes of a file, record by record. */
export class BackupWriter {
  #digest: Hash = createHash('sha256');

  begin(header: Header): Buffer {
    this.#digest.update(MAGIC);
    return Buffer.concat([MAGIC, this.#record('H', JSON.stringify(header))]);
  }
  table = (start: TableStart): Buffer => this.#record('T', JSON.stringify(start));
  data = (rows: Buffer): Buffer => this.#record('D', rows);
  end(end: Omit<End, 'sha256'>): Buffer {
    const sha256 = this.#digest.digest('hex');
    return encode('E', Buffer.from(JSON.stringify({ ...end, sha256 })));
  }

  #record(kind: BackupRecord['kind'], body: string | Buffer): Buffer {
    const bytes = encode(kind, Buffer.from(body));
    this.#digest.update(bytes);
    return bytes;
  }
}

function encode(kind: BackupRecord['kind'], body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + body.length);
  bytes.write(kind, 0, 'latin1');
  bytes.writeUInt32BE(body.length, 1);
  body.copy(bytes, HEAD_BYTES);
  return bytes;
}

/** The records of a file. Throws a BackupError where it is foreign, cut short or altered; only then is the last one given. */
export async function* readRecords(source: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  const digest = createHash('sha256');
  const bytes = new ByteReader(source);
  const magic = await bytes.take(MAGIC.length);
  const version = ANY_MAGIC.exec(magic.toString('latin1'))?.[1];
  if (version === undefined) throw new BackupError('This file is not a backup of AtriumVerse.');
  if (Number(version) !== FORMAT)
    throw new BackupError(`This backup has format ${version}; this version of AtriumVerse reads format ${FORMAT}.`);
  digest.update(magic);
  for (;;) {
    const head = await bytes.take(HEAD_BYTES);
    const kind = String.fromCharCode(head[0]!) as BackupRecord['kind'];
    const length = head.readUInt32BE(1);
    if (!'HTDE'.includes(kind) || length > RECORD_BYTES_MAX) throw damaged();
    const body = await bytes.take(length);
    if (kind === 'E') {
      const { sha256 } = bodyOf({ kind, body }, End);
      if (sha256 !== digest.digest('hex') || !(await bytes.isAtEnd())) throw damaged();
      yield { kind, body };
      return;
    }
    digest.update(head).update(body);
    yield { kind, body };
  }
}

export const damaged = (cause?: unknown): BackupError =>
  new BackupError('This backup is damaged. Nothing was changed; use another copy.', { cause });

/** Cuts a stream of chunks where we want. */
class ByteReader {
  #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [this.#rest];
    let have = this.#rest.length;
    while (have < count) {
      const { done, value } = await this.#source.next();
      if (done)
        throw new BackupError('This backup ends too early: it was cut short. Nothing was changed; use another copy.');
      parts.push(value);
      have += value.length;
    }
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#source.next();
      if (done) return true;
      this.#rest = value;
    }
    return false;
  }
}
