// A map as the rules see it: where one can walk, which zones lie where, where people appear. Pixels and pictures are in the document.
import type { Spawn, TileBounds, ZoneType } from '../protocol/maps.ts';
import { indexZones, type ZoneIndex } from './zone-index.ts';

export type { Spawn, TileBounds, ZoneType };

export type Zone = {
  /** UUIDv7, made once when the map is parsed and kept in the document, so it is the same after every restart. */
  id: string;
  name: string;
  type: ZoneType;
  bounds: TileBounds;
  /** One byte for each tile of `bounds`, row by row, 1 = inside; absent when every tile is. */
  tiles?: Uint8Array;
  locked: boolean;
  /** How many people fit; null is no limit. */
  capacity: number | null;
  /** Everything that the map's author set, as it was. */
  properties: Record<string, unknown>;
};

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

export function zoneCovers(zone: Zone, x: number, y: number): boolean {
  const column = x - zone.bounds.x;
  const row = y - zone.bounds.y;
  if (!(column >= 0 && row >= 0 && column < zone.bounds.width && row < zone.bounds.height)) return false;
  return zone.tiles === undefined || zone.tiles[row * zone.bounds.width + column] !== 0;
}

/** How many tiles a zone covers. */
export function zoneArea(zone: Pick<Zone, 'bounds' | 'tiles'>): number {
  if (zone.tiles === undefined) return zone.bounds.width * zone.bounds.height;
  return zone.tiles.reduce((sum, inside) => sum + inside, 0);
}

export function forEachTile(zone: Pick<Zone, 'bounds' | 'tiles'>, visit: (x: number, y: number) => void): void {
  const { bounds, tiles } = zone;
  for (let row = 0; row < bounds.height; row++) {
    for (let column = 0; column < bounds.width; column++) {
      if (tiles === undefined || tiles[row * bounds.width + column] !== 0) visit(bounds.x + column, bounds.y + row);
    }
  }
}
