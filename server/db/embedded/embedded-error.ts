import type { Layout } from './layout.ts';

/** What kept the embedded PostgreSQL from working, in words for the person who started the server. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

const INSTEAD = 'or set DATABASE_URL to a PostgreSQL 15 or later';

/** Turns the faults of a machine (full disk, no permission) into what to do about them; others pass as they are. */
export function explain(error: unknown, layout: Layout): unknown {
  if (error instanceof EmbeddedError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  const message =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? fullDisk(layout)
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? `${path ?? layout.dataDir} can not be written. Give this user the folder ${layout.dataDir}, choose another with DATA_DIR, ${INSTEAD}.`
        : code === 'ENOTDIR' || code === 'EEXIST'
          ? `${path ?? layout.dataDir} is in the way: DATA_DIR must be a folder.`
          : undefined;
  return message ? new EmbeddedError(message, { cause: error }) : error;
}

export const fullDisk = (layout: Layout): string =>
  `The disk that holds ${layout.dataDir} is full. Free some space and start again; nothing that was confirmed is lost.`;

/** A program of PostgreSQL failed and said why in `output`. */
export function programFailed(what: string, output: string, layout: Layout): EmbeddedError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return new EmbeddedError(fullDisk(layout));
  const lines = output.trim().split('\n').slice(-12).join('\n  ');
  return new EmbeddedError(`${what} failed:\n  ${lines || '(it said nothing)'}\nThe whole log is in ${layout.log}.`);
}

export const notHere = (why: string): EmbeddedError =>
  new EmbeddedError(`The embedded PostgreSQL does not run here: ${why}. Set DATABASE_URL to a PostgreSQL 15 or later.`);
