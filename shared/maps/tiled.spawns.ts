// Where people appear. What is blocked or off the map is no spawn; a map without any has one at the walkable tile nearest its middle.
import type { Spawn } from '../protocol/maps.ts';
import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';
import { coverPolygon, type Point, type Size } from './shapes.ts';
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
  const middle = { x: ground.width / 2, y: ground.height / 2 };
  const nearest = nearestWalkable(middle, everyTile(ground), ground);
  if (nearest === undefined) throw new MapError('every tile is blocked, so nobody could stand anywhere.');
  return [{ name: 'Spawn', ...nearest }];
}

/** Of an area, the walkable tile nearest its middle. */
function standingTile({ at, outline }: MapObject, ground: Ground): Point | undefined {
  if (outline === undefined) return nearestWalkable(at, [{ x: Math.floor(at.x), y: Math.floor(at.y) }], ground);
  const covered = coverPolygon(outline, ground);
  if (covered === undefined) return undefined;
  const { bounds, tiles } = covered;
  const middle = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
  return nearestWalkable(middle, everyTile(bounds, tiles), ground);
}

function* everyTile(box: Size & Partial<Point>, tiles?: Uint8Array): Generator<Point> {
  const { x = 0, y = 0, width, height } = box;
  for (let i = 0; i < width * height; i++) {
    if (tiles === undefined || tiles[i] !== 0) yield { x: x + (i % width), y: y + Math.floor(i / width) };
  }
}

function nearestWalkable(to: Point, tiles: Iterable<Point>, { width, height, blocked }: Ground): Point | undefined {
  let nearest: Point | undefined;
  let shortest = Infinity;
  for (const tile of tiles) {
    if (tile.x < 0 || tile.y < 0 || tile.x >= width || tile.y >= height) continue;
    if (blocked[tile.y * width + tile.x] !== 0) continue;
    const distance = (tile.x + 0.5 - to.x) ** 2 + (tile.y + 0.5 - to.y) ** 2;
    if (distance < shortest) {
      shortest = distance;
      nearest = tile;
    }
  }
  return nearest;
}

/** At most so many, spread evenly over all. */
function thin<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}
