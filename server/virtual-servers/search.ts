import { type RawBuilder, sql } from 'kysely';

/** A pattern for `lower(column) like`, in which what people type has no special signs. */
export const containing = (text: string): RawBuilder<string> =>
  sql`lower(${`%${text.replace(/[\\%_]/g, '\\$&')}%`}::text)`;
