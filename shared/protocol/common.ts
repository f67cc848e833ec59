// Shapes that every feature uses: ids, times, pages. Data on the wire is snake_case, times are ISO-8601 UTC with milliseconds.

import { z } from 'zod';

export const Id = z.uuidv7().meta({ description: 'UUIDv7' });
/** Any UUID: what a stranger may ask for; an id that is not there is a 404, a word that is no id a 400. */
export const IdParam = z.guid().transform((id) => id.toLowerCase());
export const Time = z.iso.datetime({ precision: 3 }).meta({ description: 'ISO-8601 UTC with milliseconds' });

export const PAGE_LIMIT_MAX = 100;
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
  cursor: z.string().min(1).max(1024).optional(),
});
export const Page = { has_more: z.boolean(), cursor: z.string().nullable() };
export type Page<K extends string, T> = { [k in K]: T[] } & { has_more: boolean; cursor: string | null };

/**
 * Letters as people type them: NFC, no lone surrogates, no control or bidirectional override characters, trimmed. What
 * must not be empty must show something.
 */
export const Line = (options: { min?: number; max: number }) =>
  z
    .string()
    .max(options.max * 4)
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => isWellFormed(text) && !CONTROL.test(text), 'must be plain text without control characters')
    .refine((text) => (options.min ?? 0) === 0 || shows(text), 'must show something')
    .refine((text) => length(text) >= (options.min ?? 0), `must be at least ${options.min ?? 0} characters long`)
    .refine((text) => length(text) <= options.max, `must be at most ${options.max} characters long`)
    .meta({ minLength: options.min ?? 0, maxLength: options.max });

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;
const INVISIBLE = /[\s\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]/gu;
/** Marks, fillers and characters of no width alone are nothing that anybody could see. */
export const shows = (text: string): boolean => text.replace(INVISIBLE, '').length > 0;
/** Counts code points, so that an emoji is not two characters. */
export const length = (text: string): number => [...text].length;
/** No lone surrogates: they are not UTF-8 and PostgreSQL refuses them. */
export const isWellFormed = (text: string): boolean => {
  for (const point of text) {
    const code = point.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) return false;
  }
  return true;
};
