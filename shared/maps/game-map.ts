// A map as the rules see it: where one can walk, which zones lie where, where people appear. Pixels and pictures are in the document.
import type { Spawn, TileBounds, ZoneType } from '../protocol/maps.ts';
import type { Zone } from './zone.ts';
import { indexZones, type ZoneIndex } from './zone-index.ts';

export type { Spawn, TileBounds, Zone, ZoneType };

export type GameMap = {
  /** In tiles. */
  width: number;
  height: number;
  /** In pixels. */
  tile_width: number;
  tile_height: number;
  /** width x height, row by row, 1 = blocked. */
  blocked: Uint8Array;
  zones: readonly Zone[];
  /** Never empty; every one walkable. */
  spawns: readonly Spawn[];
  /** Which zones lie on each tile: made by `createGameMap`, read by `zonesAt`. */
  zone_index: ZoneIndex;
};

const NOWHERE: readonly number[] = [];

export function createGameMap(parts: Omit<GameMap, 'zone_index'>): GameMap {
  return { ...parts, zone_index: indexZones(parts) };
}

/** What lies off the map is blocked. */
export function isBlocked(map: GameMap, x: number, y: number): boolean {
  if (!(x >= 0 && y >= 0 && x < map.width && y < map.height)) return true;
  return map.blocked[y * map.width + x] !== 0;
}

/** Positions in `map.zones` of the zones on a tile, the innermost (smallest) first. */
export function zonesAt(map: GameMap, x: number, y: number): readonly number[] {
  if (!(x >= 0 && y >= 0 && x < map.width && y < map.height)) return NOWHERE;
  return map.zone_index.lists[map.zone_index.list_of[y * map.width + x]!]!;
}

/** The innermost zone of a tile, as its position in `map.zones`; -1 where there is none. */
export function zoneAt(map: GameMap, x: number, y: number): number {
  return zonesAt(map, x, y)[0] ?? -1;
}

/** The innermost private zone of a tile, as its position in `map.zones`; -1 where there is none. */
export function privateZoneAt(map: GameMap, x: number, y: number): number {
  for (const index of zonesAt(map, x, y)) if (map.zones[index]!.type === 'PRIVATE') return index;
  return -1;
}
