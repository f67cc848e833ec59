// From what came over the wire to a map, or to the error that says what is wrong with it.
import { uuidv7 } from 'uuidv7';
import type { GameMap } from '../../shared/maps/game-map.ts';
import { MAP_LIMITS } from '../../shared/maps/limits.ts';
import { MapError } from '../../shared/maps/map-error.ts';
import { parseTiledMap } from '../../shared/maps/tiled.ts';
import type { MapDocument } from '../../shared/protocol/maps.ts';
import { AppError } from '../platform/errors.ts';
import { inflate } from './inflate.ts';

export type ParsedMap = { game: GameMap; document: MapDocument };

/** A map file. Throws `maps/invalid`, whose message begins with `Invalid Map:`. */
export function parseMapFile(bytes: Uint8Array): ParsedMap {
  return orInvalid(() => {
    if (bytes.length > MAP_LIMITS.json_bytes) {
      throw new MapError(`the file is larger than ${MAP_LIMITS.json_bytes / 1024 / 1024} MB.`);
    }
    return parse(readJson(bytes));
  });
}

/** A map that came as JSON within a body, whose size was bounded there. Throws as `parseMapFile` does. */
export function parseMapJson(json: unknown): ParsedMap {
  return orInvalid(() => parse(json));
}

function parse(json: unknown): ParsedMap {
  return parseTiledMap(json, { inflate, makeZoneId: () => uuidv7() });
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new MapError('the file is not JSON. In Tiled, choose "Export As" and the type "JSON map files".');
  }
}

function orInvalid<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MapError) throw new AppError('maps/invalid', { message: error.message }, { cause: error });
    throw error;
  }
}
