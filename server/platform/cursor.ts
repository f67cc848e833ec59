// Keyset cursors: opaque to clients, bound to their list and filter by a signature, so that an altered one, or one from
// another list, is refused instead of answering with the wrong rows.

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from './errors.ts';

/** Which list, and everything that chooses its rows: the same list with another filter is another list. */
export type CursorScope = { list: string } & Record<string, string | number | boolean | null | undefined>;

const SIGNATURE_BYTES = 16;

export function createCursors(secret: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'atriumverse cursors', 32));
  const sign = (scope: CursorScope, payload: string): Buffer => {
    const filter = Object.entries(scope)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return createHmac('sha256', key)
      .update(JSON.stringify([filter, payload]))
      .digest()
      .subarray(0, SIGNATURE_BYTES);
  };

  return {
    /** `position` is where the page ended: the values of the columns that the list is ordered by. */
    seal(scope: CursorScope, position: readonly (string | number)[]): string {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${payload}.${sign(scope, payload).toString('base64url')}`;
    },
    /** Throws `invalid_cursor` unless the cursor was sealed for this very scope. */
    open<S extends z.ZodType>(scope: CursorScope, cursor: string, shape: S): z.output<S> {
      const [payload = '', signature = '', ...rest] = cursor.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(scope, payload);
      // Decoding base64 forgives stray characters; a cursor is taken only as it was given out.
      const exact = given.toString('base64url') === signature && rest.length === 0;
      if (!exact || given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new AppError('invalid_cursor');
      }
      const parsed = shape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
      if (!parsed.success) throw new AppError('invalid_cursor');
      return parsed.data;
    },
  };
}
export type Cursors = ReturnType<typeof createCursors>;

/** Of `limit + 1` rows that were asked for: the page, and where the next one begins. */
export function pageOf<T>(rows: T[], limit: number, sealAt: (last: T) => string) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const has_more = rows.length > limit;
  return { page, has_more, cursor: has_more && last ? sealAt(last) : null };
}
