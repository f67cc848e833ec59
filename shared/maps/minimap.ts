import type { Minimap, ZoneSummary } from '../protocol/maps.ts';
import type { GameMap } from './game-map.ts';
import type { Zone } from './zone.ts';

export function minimapOf(game: GameMap): Minimap {
  const collision_tiles: [number, number][] = [];
  game.blocked.forEach((blocked, tile) => {
    if (blocked !== 0) collision_tiles.push([tile % game.width, Math.floor(tile / game.width)]);
  });
  return {
    bounds: { width: game.width, height: game.height },
    tilewidth: game.tile_width,
    tileheight: game.tile_height,
    zones: game.zones.map(summaryOf),
    spawn_points: [...game.spawns],
    collision_tiles,
  };
}

export function summaryOf({ id, name, type, bounds }: Zone): ZoneSummary {
  return { id, name, type, bounds };
}
