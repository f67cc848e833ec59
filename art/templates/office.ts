import type { Tileset } from '../tileset.ts';
import { MapBuilder } from './builder.ts';
import type { TiledMapJson } from './tiled.ts';
import { Walls } from './walls.ts';

export function drawOffice(tileset: Tileset): TiledMapJson {
  const map = new MapBuilder(tileset, { width: 60, height: 42, seed: 11 });
  map.floor('slabs', { x: 0, y: 0, width: 60, height: 42 });
  map.floor('oak', { x: 2, y: 3, width: 55, height: 35 });
  map.floor('carpet-slate', { x: 2, y: 3, width: 18, height: 12 });
  const walls = new Walls(map).ring('plaster', { x: 1, y: 1, width: 57, height: 38 });
  walls.line('plaster', { x: 1, y: 14, width: 19, height: 1 }).line('plaster', { x: 19, y: 1, width: 1, height: 14 });
  walls.doorway(9, 14).doorway(28, 38, 3);
  walls.raise();
  map.placeAll('desk-code', [24, 8], [28, 8]);
  map.placeAll('chair-up', [24, 10], [28, 10]);
  map.zone('Meeting room Juniper', 'PRIVATE', { x: 2, y: 4, width: 17, height: 10 });
  map.spawn('entrance', 29, 34);
  return map.toTiled('#2b2838');
}
