// Where people appear. What is blocked or off the map is no spawn; a map without any has one at the walkable tile nearest its middle.
import type { Spawn } from '../protocol/maps.ts';
import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';
import { type CoveredTiles, coverPolygon, type Point, type Size } from './shapes.ts';
import { isSpawn, type MapObject } from './tiled.objects.ts';

export type Ground = Size & { blocked: Uint8Array };

/** `starts` are the cells of tile layers named `start`, as positions in the map's rows. */
export function readSpawns(objects: readonly MapObject[], starts: readonly number[], ground: Ground): Spawn[] {
  const spawns: Spawn[] = [];
  // Thinned before the search too, which looks at every tile of an area.
  for (const object of thin(objects.filter(isSpawn), MAP_LIMITS.spawns)) {
    const tile = standingTile(object, ground);
    if (tile !== undefined) spawns.push({ name: object.name === '' ? 'Spawn' : object.name, ...tile });
  }
  for (const start of starts) {
    if (ground.blocked[start] !== 0) continue;
    spawns.push({ name: 'start', x: start % ground.width, y: Math.floor(start / ground.width) });
  }
  if (spawns.length > 0) return thin(spawns, MAP_LIMITS.spawns);
  const nearest = nearestWalkable({ bounds: { x: 0, y: 0, width: ground.width, height: ground.height } }, ground);
  if (nearest === undefined) throw new MapError('every tile is blocked, so nobody could stand anywhere.');
  return [{ name: 'Spawn', ...nearest }];
}

/** Of an area, the walkable tile nearest its middle. */
function standingTile({ at, outline }: MapObject, ground: Ground): Point | undefined {
  if (outline !== undefined) {
    const covered = coverPolygon(outline, ground);
    return covered && nearestWalkable(covered, ground);
  }
  const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
  if (x < 0 || y < 0 || x >= ground.width || y >= ground.height) return undefined;
  return ground.blocked[y * ground.width + x] === 0 ? { x, y } : undefined;
}

/** Among equally near ones, the first in the order of reading. */
function nearestWalkable({ bounds, tiles }: CoveredTiles, { width, blocked }: Ground): Point | undefined {
  let nearest: Point | undefined;
  let shortest = Infinity;
  for (let row = 0; row < bounds.height; row++) {
    for (let column = 0; column < bounds.width; column++) {
      if (tiles !== undefined && tiles[row * bounds.width + column] === 0) continue;
      const distance = (column + 0.5 - bounds.width / 2) ** 2 + (row + 0.5 - bounds.height / 2) ** 2;
      if (distance >= shortest || blocked[(bounds.y + row) * width + bounds.x + column] !== 0) continue;
      shortest = distance;
      nearest = { x: bounds.x + column, y: bounds.y + row };
    }
  }
  return nearest;
}

/** At most so many, spread evenly over all. */
function thin<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}
