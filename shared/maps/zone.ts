import type { TileBounds, ZoneType } from '../protocol/maps.ts';

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
