// Reads a map that Tiled has written as JSON (https://doc.mapeditor.org/en/stable/reference/json-map-format/), from a stranger.
// The order is cheap before dear: sizes, layers and tilesets are checked before any cell is decoded.
import type { MapDocument } from '../protocol/maps.ts';
import { encodeDocument } from './document.ts';
import { createGameMap, type GameMap } from './game-map.ts';
import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';
import { refuseDeep } from './nesting.ts';
import { TileTable } from './tile-table.ts';
import { type Inflate, readCells } from './tiled.cells.ts';
import { readBlocked, readStarts } from './tiled.collision.ts';
import { drawLayers } from './tiled.drawing.ts';
import { describe, type Fields, readFields, readInteger } from './tiled.fields.ts';
import { readGrid } from './tiled.frame.ts';
import { readLayers } from './tiled.layers.ts';
import { type MapGrid, readObjects } from './tiled.objects.ts';
import { readSpawns } from './tiled.spawns.ts';
import { readTilesets } from './tiled.tilesets.ts';
import { type MakeZoneId, readZones } from './tiled.zones.ts';

export type ParseOptions = {
  inflate: Inflate;
  makeZoneId: MakeZoneId;
};

const TILE_SIDE = { min: 1, max: MAP_LIMITS.tile_side };

/** Throws a MapError, and nothing else, on whatever is no map for us. The size of the JSON is the caller's to check. */
export function parseTiledMap(
  json: unknown,
  { inflate, makeZoneId }: ParseOptions,
): { game: GameMap; document: MapDocument } {
  const map = readFields(json, 'the map');
  refuseDeep(map);
  refuseOthers(map);
  const tile_width = readInteger(map, 'tilewidth', 'the map', TILE_SIDE);
  const tile_height = readInteger(map, 'tileheight', 'the map', TILE_SIDE);
  const layers = readLayers(map);
  const tilesets = readTilesets(map);
  const { frame, blocks } = readGrid(map, layers);
  const grid: MapGrid = { frame, tile_width, tile_height, tiles: new TileTable(tilesets) };

  const cells = new Map(
    [...blocks].map(([layer, list]) => [layer, readCells(list, frame, { tiles: grid.tiles, inflate })]),
  );
  const objects = readObjects(layers, grid);
  const { width, height } = frame;
  const blocked = readBlocked(cells, grid);
  const spawns = readSpawns(objects, readStarts(cells, grid), { width, height, blocked });
  const zones = readZones(objects, frame, makeZoneId);

  const game = createGameMap({ width, height, tile_width, tile_height, blocked, zones, spawns });
  const drawnLayers = drawLayers(layers, { cells, objects, grid });
  return {
    game,
    document: encodeDocument(game, {
      background: map.backgroundcolor,
      tilesets: tilesets.map((tileset) => tileset.drawn),
      layers: drawnLayers,
    }),
  };
}

function refuseOthers(map: Fields): void {
  if (map.type !== undefined && map.type !== 'map') {
    throw new MapError(`this is a Tiled ${describe(map.type)}, not a map.`);
  }
  if (!Array.isArray(map.layers)) throw new MapError('it has no layers, so it is no map that Tiled has written.');
  if (map.orientation !== undefined && map.orientation !== 'orthogonal') {
    throw new MapError(`its orientation is ${describe(map.orientation)}; only "orthogonal" is supported.`);
  }
}
