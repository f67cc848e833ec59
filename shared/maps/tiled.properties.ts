// Custom properties: a list of {name, type, value} since Tiled 1.2, an object of values before.
import { MAP_LIMITS } from './limits.ts';
import { MapError, quote } from './map-error.ts';
import { type Fields, isFields } from './tiled.fields.ts';

export type Properties = Record<string, unknown>;

/** Everything that the author set, as it was. Names that JavaScript would take for a prototype are left out. */
export function readProperties(fields: Fields, place: string): Properties {
  const entries = [...propertyEntries(fields.properties, place)];
  if (entries.length === 0) return {};
  const properties: Properties = {};
  for (const [name, value] of entries)
    if (name !== '__proto__') properties[name] = copy(value, 0, `${place}: property ${quote(name)}`);
  if (JSON.stringify(properties).length > MAP_LIMITS.properties_length) {
    throw new MapError(`${place}: its properties are longer than ${MAP_LIMITS.properties_length} characters.`);
  }
  return properties;
}

/** True where the author ticked the box, or wrote the word. */
export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
}

/** Whether a tile or a layer is marked so, without keeping or judging what else its author says of it. */
export function isMarked(properties: unknown, mark: string, place: string): boolean {
  for (const [name, value] of propertyEntries(properties, place)) if (name === mark && isTrue(value)) return true;
  return false;
}

function* propertyEntries(properties: unknown, place: string): Generator<[string, unknown]> {
  if (properties === undefined || properties === null) return;
  if (!Array.isArray(properties)) {
    if (!isFields(properties)) throw new MapError(`${place}: properties must be a list.`);
    yield* Object.entries(properties);
    return;
  }
  for (const property of properties) {
    if (!isFields(property) || typeof property.name !== 'string') {
      throw new MapError(`${place}: every property must have a name and a value.`);
    }
    yield [property.name.toWellFormed().replaceAll('\0', ''), property.value];
  }
}

function copy(value: unknown, depth: number, place: string): unknown {
  if (depth > MAP_LIMITS.property_depth) throw new MapError(`${place} is nested too deeply.`);
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new MapError(`${place} is not a finite number.`);
  if (Array.isArray(value)) return value.map((entry) => copy(entry, depth + 1, place));
  if (isFields(value)) {
    const kept = Object.entries(value).filter(([name]) => name !== '__proto__');
    return Object.fromEntries(
      kept.map(([name, entry]) => [name.toWellFormed().replaceAll('\0', ''), copy(entry, depth + 1, place)]),
    );
  }
  return value ?? null;
}
