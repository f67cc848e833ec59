// Reads fields of a stranger's JSON. `place` says whose field it is, for the message: `layer "ground"`.
import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';

export type Fields = Record<string, unknown>;
type Range = { min: number; max: number; fallback?: number };

const HIGHEST = MAP_LIMITS.coordinate;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readFields(value: unknown, place: string): Fields {
  if (!isFields(value)) throw new MapError(`${place} must be an object, not ${describe(value)}.`);
  return value;
}

/** A missing list is an empty one. */
export function readList(fields: Fields, name: string, place: string, max: number): readonly unknown[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw new MapError(`${place}: ${name} must be a list, not ${describe(value)}.`);
  if (value.length > max)
    throw new MapError(`${place}: ${name} has ${value.length} entries; at most ${max} are allowed.`);
  return value;
}

export function readText(fields: Fields, name: string, place: string): string {
  const value = fields[name] ?? '';
  if (typeof value !== 'string') throw new MapError(`${place}: ${name} must be a text, not ${describe(value)}.`);
  // Control characters have no place in a name, and a NUL would be refused by the database.
  const clean = value
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  if (clean.length > MAP_LIMITS.name_length && [...clean].length > MAP_LIMITS.name_length) {
    throw new MapError(`${place}: ${name} is longer than ${MAP_LIMITS.name_length} characters.`);
  }
  return clean;
}

export function readInteger(fields: Fields, name: string, place: string, { min, max, fallback }: Range): number {
  const value = fields[name] ?? fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new MapError(`${place}: ${name} must be a whole number from ${min} to ${max}, not ${describe(value)}.`);
}

export function readNumber(fields: Fields, name: string, place: string, range: Partial<Range> = {}): number {
  const { min = -HIGHEST, max = HIGHEST, fallback } = range;
  const value = fields[name] ?? fallback;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new MapError(`${place}: ${name} must be a number from ${min} to ${max}, not ${describe(value)}.`);
}

export function readFlag(fields: Fields, name: string, fallback: boolean): boolean {
  const value = fields[name];
  return typeof value === 'boolean' ? value : fallback;
}

/** How a class is named differs by version: `type` to Tiled 1.8 and since 1.10, `class` in 1.9. In lower case. */
export function readClass(fields: Fields): string {
  for (const value of [fields.class, fields.type])
    if (typeof value === 'string' && value !== '') return value.toLowerCase();
  return '';
}

export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value.length > 20 ? 'a text' : JSON.stringify(value);
  return String(value);
}
