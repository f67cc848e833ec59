import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';

/** What is nested without end would overflow the stack of whoever walks it later, or writes it as JSON again. */
export function refuseDeep(json: unknown): void {
  let level: object[] = isParent(json) ? [json] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAP_LIMITS.json_depth) throw new MapError(`it is nested more than ${MAP_LIMITS.json_depth} deep.`);
    const below: object[] = [];
    for (const parent of level) {
      for (const child of Array.isArray(parent) ? parent : Object.values(parent))
        if (isParent(child)) below.push(child);
    }
    level = below;
  }
}

function isParent(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
