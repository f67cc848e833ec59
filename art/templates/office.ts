// The office, read from the entrance in the south: lobby, desks by the window side, meeting rooms along the north, a library in
// the corner where it is quiet, and the kitchen where it is not.
import type { Tileset } from '../tileset.ts';
import { MapBuilder } from './builder.ts';
import { furnishFern, furnishKitchen, furnishLibrary, furnishLounge, furnishMeetingRooms } from './office-rooms.ts';
import { joined, rug } from './shapes.ts';
import type { TiledMapJson } from './tiled.ts';
import { Walls } from './walls.ts';

export function drawOffice(tileset: Tileset): TiledMapJson {
  const map = new MapBuilder(tileset, { width: 60, height: 42, seed: 11 });
  layFloors(map);
  raiseWalls(map);
  furnishLibrary(map);
  furnishMeetingRooms(map);
  furnishKitchen(map);
  furnishDesks(map);
  furnishLobby(map);
  furnishLounge(map);
  furnishFern(map);
  plantStreet(map);
  markZones(map);
  return map.toTiled('#2b2838');
}

function layFloors(map: MapBuilder): void {
  map.floor('grass', { x: 0, y: 0, width: 60, height: 42 });
  map.floor('oak', { x: 2, y: 1, width: 56, height: 35 });
  map.floor('walnut', { x: 3, y: 2, width: 15, height: 12 });
  map.floor('carpet-slate', { x: 19, y: 2, width: 11, height: 10 });
  map.floor('carpet-teal', { x: 31, y: 2, width: 11, height: 10 });
  map.floor('kitchen', { x: 43, y: 2, width: 14, height: 12 });
  map.floor('terrazzo', { x: 25, y: 25, width: 14, height: 11 });
  map.floor('parquet', { x: 43, y: 22, width: 14, height: 13 });
  map.floor('carpet-crimson', { x: 3, y: 24, width: 8, height: 11 });
  map.floor('slabs', { x: 28, y: 36, width: 6, height: 6 });
  map.floor('slabs', { x: 0, y: 39, width: 60, height: 2 });
}

function raiseWalls(map: MapBuilder): void {
  const walls = new Walls(map).ring('brick', { x: 2, y: 1, width: 56, height: 35 });
  walls.line('sage', { x: 3, y: 1, width: 15, height: 1 }).line('dusk', { x: 19, y: 1, width: 11, height: 1 });
  walls.line('plaster', { x: 31, y: 1, width: 11, height: 1 }).line('rose', { x: 43, y: 1, width: 14, height: 1 });
  walls.line('plaster', { x: 18, y: 1, width: 1, height: 14 }).line('plaster', { x: 3, y: 14, width: 16, height: 1 });
  walls.line('plaster', { x: 30, y: 1, width: 1, height: 12 }).line('plaster', { x: 42, y: 1, width: 1, height: 12 });
  walls.line('plaster', { x: 19, y: 12, width: 24, height: 1 });
  walls.line('plaster', { x: 3, y: 22, width: 9, height: 1 }).line('plaster', { x: 11, y: 22, width: 1, height: 13 });
  walls.line('plaster', { x: 42, y: 19, width: 1, height: 6 }).line('plaster', { x: 43, y: 19, width: 5, height: 1 });
  walls.open({ x: 11, y: 26, width: 1, height: 5 });
  walls.doorway(13, 14).doorway(24, 12).doorway(36, 12).doorway(29, 35, 4);
  walls.raise();
}

/** People sit back to back over their screens: `backs` look south, `fronts` look north. */
function pod(
  map: MapBuilder,
  x: number,
  y: number,
  desks: { backs: readonly string[]; fronts: readonly string[] },
): void {
  desks.backs.forEach((desk, index) => {
    map.place('chair-down', x + index * 2 + (index % 2), y);
    map.place(desk, x + index * 2, y + 1);
  });
  desks.fronts.forEach((desk, index) => {
    map.place(desk, x + index * 2, y + 3);
    map.place('chair-up', x + index * 2 + ((index + 1) % 2), y + 5);
  });
}

function furnishDesks(map: MapBuilder): void {
  const screens = 'desk-back-screens';
  const single = 'desk-back-single';
  pod(map, 15, 17, { backs: [screens, single, screens], fronts: ['desk-code', 'desk-studio', 'desk-twin'] });
  pod(map, 24, 16, { backs: [single, screens, single], fronts: ['desk-laptop', 'desk-twin', 'desk-code'] });
  pod(map, 33, 17, { backs: [screens, single], fronts: ['desk-twin', 'desk-laptop'] });
  pod(map, 15, 26, { backs: [single, screens, single], fronts: ['desk-studio', 'desk-code', 'desk-laptop'] });
  map.placeAll('plant-bush', [22, 18], [31, 18], [22, 28]);
  map.placeAll('plant-small', [13, 21]);
  map.place('board-on-wheels', 40, 30);
  map.place('board-on-wheels', 12, 28);
  map.placeAll('phone-booth', [39, 22], [39, 26]);
  map.place('coat-rack', 12, 33);
  map.place('water-cooler', 23, 33);
  map.place('bookshelf', 20, 32);
  rug(map, 'moss', { x: 14, y: 32, width: 5, height: 3 });
  map.place('beanbag-gold', 15, 33);
  map.place('beanbag-lilac', 17, 32);
  map.place('beanbag-moss', 17, 34);
  map.place('side-table', 14, 32);
  map.place('cat-grey', 18, 34);
  map.placeAll('planter', [22, 23], [24, 23]);
  map.place('plant-palm', 38, 20);
  map.place('clock', 20, 13, 'walls');
  map.placeAll('poster-leaf', [27, 13]);
  map.place('painting-hills', 31, 13, 'walls');
  map.place('notices', 39, 13, 'walls');
  map.place('poster-type', 22, 13, 'walls');
  map.place('wall-shelf', 8, 15, 'walls');
  map.place('printer', 3, 16);
  map.place('cabinet', 4, 16);
  map.place('cabinet', 5, 16);
  map.place('server-rack', 6, 16);
  map.place('sofa-down', 8, 17);
  map.place('table-coffee', 8, 19);
  map.place('plant-sword', 11, 16);
  map.place('plant-broad', 3, 20);
  map.place('beanbag-gold', 6, 20);
  map.place('sideboard', 39, 15);
  rug(map, 'teal', { x: 6, y: 18, width: 6, height: 3 });
}

function furnishLobby(map: MapBuilder): void {
  map.place('rug-round-teal', 29, 30, 'floor-details');
  map.place('reception', 28, 26);
  map.place('chair-down', 30, 25);
  map.place('plant-palm', 26, 25);
  map.place('plant-palm', 35, 25);
  map.place('sofa-long-up', 34, 32);
  map.place('table-coffee', 35, 30);
  map.place('armchair-right', 33, 30);
  map.place('plant-bush', 37, 33);
  map.place('bench', 25, 33);
  map.place('plant-sword', 27, 33);
  map.place('doormat', 30, 34, 'floor-details');
  map.place('flag-stand', 33, 26);
  map.placeAll('planter', [25, 28], [37, 27]);
  map.place('side-table', 37, 31);
  map.placeAll('armchair-moss-right', [25, 30]);
  map.placeAll('armchair-left', [27, 30]);
  map.place('table-cafe', 26, 30);
  map.place('plant-broad', 38, 24);
}

function plantStreet(map: MapBuilder): void {
  map.placeAll(
    'window',
    [4, 36],
    [8, 36],
    [14, 36],
    [18, 36],
    [22, 36],
    [37, 36],
    [41, 36],
    [46, 36],
    [50, 36],
    [54, 36],
  );
  map.placeAll('banner', [26, 36], [35, 36]);
  map.placeAll('bush', [3, 38], [7, 38], [12, 38], [20, 38], [45, 38], [52, 38]);
  map.placeAll('bush-hydrangea', [5, 38], [16, 38], [23, 38], [48, 38]);
  map.placeAll('bush-rose', [10, 38], [18, 38], [55, 38]);
  map.placeAll('bush-rose', [28, 38], [33, 38]);
  map.place('bicycle', 38, 37);
  map.place('bicycle', 41, 37);
  map.placeAll('lantern', [27, 37], [34, 37]);
  map.place('bench-down', 12, 41);
  map.place('bench-down', 43, 41);
  map.placeAll('bush-wide', [4, 41], [50, 41]);
  map.scatter(['flowers-mixed', 'flowers-yellow'], { x: 0, y: 41, width: 60, height: 1 }, 0.3);
  map.scatter(['tall-grass-1', 'tall-grass-2', 'flowers-blue'], { x: 0, y: 0, width: 60, height: 1 }, 0.25);
  joined(
    map,
    'hedge',
    [
      [0, 0],
      [0, 37],
    ],
    [
      [59, 0],
      [59, 37],
    ],
  );
}

function markZones(map: MapBuilder): void {
  map.zone('Focus library', 'SILENT', { x: 3, y: 4, width: 15, height: 10 });
  map.zone('Meeting room Juniper', 'PRIVATE', { x: 19, y: 4, width: 11, height: 8 });
  map.zone('Meeting room Maple', 'PRIVATE', { x: 31, y: 4, width: 11, height: 8 });
  map.zone('Meeting room Fern', 'PRIVATE', { x: 3, y: 25, width: 8, height: 10 });
  map.zone('Kitchen', 'PUBLIC', { x: 43, y: 4, width: 14, height: 14 });
  map.zone('Lounge', 'PUBLIC', { x: 43, y: 22, width: 14, height: 13 });
  map.zone('Reception', 'PUBLIC', { x: 25, y: 25, width: 14, height: 10 });
  map.spawn('entrance', 30, 33);
  map.spawn('reception', 31, 30);
  map.spawn('lobby', 28, 29);
  map.spawn('street', 31, 39);
}
