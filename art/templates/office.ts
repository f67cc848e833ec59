// The office, read from the entrance in the south: lobby, desks by the window side, meeting rooms along the north, a library in
// the corner where it is quiet, and the kitchen where it is not.
import type { Tileset } from '../tileset.ts';
import { MapBuilder } from './builder.ts';
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

function furnishLibrary(map: MapBuilder): void {
  map.placeAll('bookshelf-grand', [3, 2], [15, 2]);
  map.placeAll('bookshelf-grand-2', [12, 2]);
  map.place('window-wide', 6, 2, 'walls');
  map.place('light-3', 6, 4, 'floor-details');
  map.place('fireplace', 9, 2);
  map.place('cat-ginger', 11, 5);
  rug(map, 'crimson', { x: 5, y: 6, width: 7, height: 5 });
  map.place('table-study', 7, 7);
  map.placeAll('chair-wood-down', [7, 6], [9, 6]);
  map.placeAll('chair-wood-up', [8, 9], [10, 9]);
  map.place('bookshelf-tall', 16, 6);
  map.place('armchair-left', 16, 10);
  map.place('armchair-right', 14, 10);
  map.place('table-cafe', 15, 10);
  map.place('lamp-floor', 17, 10);
  map.place('armchair-right', 3, 8);
  map.place('lamp-floor', 3, 6);
  map.place('plant-broad', 3, 12);
  map.place('plant-sword', 17, 12);
  map.place('beanbag-lilac', 4, 11);
  map.place('side-table', 3, 9);
  map.place('bookshelf-narrow', 10, 12);
  map.place('bookshelf', 11, 12);
  map.place('globe', 7, 3);
  map.place('plant-small', 8, 4);
  map.place('beanbag-moss', 6, 12);
}

function furnishMeetingRooms(map: MapBuilder): void {
  map.place('whiteboard', 23, 2, 'walls');
  map.placeAll('window', [20, 2], [27, 2]);
  map.placeAll('light-2', [20, 4], [27, 4]);
  map.place('table-conference', 22, 6);
  map.placeAll('chair-indigo-down', [23, 5], [25, 5]);
  map.placeAll('chair-indigo-up', [23, 9], [24, 9], [25, 9]);
  map.place('chair-indigo-right', 21, 7);
  map.place('chair-indigo-left', 27, 7);
  map.placeAll('plant-bush', [19, 3], [29, 3]);
  map.place('sideboard', 27, 9);
  map.place('plant-sword', 19, 10);

  map.place('television', 35, 2, 'walls');
  map.place('painting-abstract', 32, 2, 'walls');
  map.place('window', 39, 2, 'walls');
  map.place('light-2', 39, 4, 'floor-details');
  rug(map, 'cream', { x: 33, y: 6, width: 7, height: 4 });
  map.place('sofa-right', 32, 6);
  map.place('table-coffee', 35, 7);
  map.placeAll('armchair-moss-left', [38, 6], [38, 8]);
  map.place('beanbag-gold', 36, 5);
  map.place('beanbag-lilac', 35, 9);
  map.place('plant-palm', 31, 3);
  map.place('plant-broad', 41, 3);
  map.place('lamp-floor', 41, 9);
  map.place('poster-sun', 34, 2, 'walls');
}

function furnishKitchen(map: MapBuilder): void {
  map.place('fridge', 43, 2);
  ['counter-jars', 'counter-stove', 'counter', 'counter-sink', 'counter-fruit', 'counter-coffee', 'counter'].forEach(
    (stamp, index) => {
      map.place(stamp, 44 + index, 3);
    },
  );
  map.place('vending', 55, 2);
  map.place('water-cooler', 54, 3);
  map.place('neon-cafe', 45, 2, 'walls');
  map.place('shelf-mugs', 49, 2, 'walls');
  map.place('window', 52, 2, 'walls');
  map.place('light-2', 52, 4, 'floor-details');
  map.place('table-cafe', 54, 12);
  map.placeAll('stool', [53, 12], [55, 12]);
  map.place('bar-left', 45, 8);
  map.placeAll('bar-middle', [46, 8], [50, 8]);
  map.place('bar-cake', 47, 8);
  map.place('bar-coffee', 48, 8);
  map.place('bar-till', 49, 8);
  map.place('bar-right', 51, 8);
  map.placeAll('stool', [45, 10], [46, 10], [48, 10], [50, 10], [51, 10]);
  map.place('table-dining', 50, 14);
  map.placeAll('chair-wood-down', [51, 13], [53, 13]);
  map.placeAll('chair-wood-up', [50, 16], [52, 16]);
  map.place('table-round', 44, 14);
  map.place('chair-wood-right', 43, 15);
  map.place('chair-wood-left', 46, 15);
  map.place('plant-palm', 56, 16);
  map.place('plant-bush', 43, 11);
  map.place('plant-small', 56, 6);
  map.place('aquarium', 55, 9);
  map.place('planter', 48, 18);
  map.place('planter', 50, 18);
  map.place('bin', 53, 4);
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

function furnishLounge(map: MapBuilder): void {
  map.place('poster-sun', 43, 20, 'walls');
  map.place('painting-hills', 45, 20, 'walls');
  rug(map, 'indigo', { x: 44, y: 24, width: 6, height: 4 });
  map.place('sofa-long-down', 45, 22);
  map.place('table-coffee', 45, 25);
  map.place('armchair-up', 45, 27);
  map.place('armchair-moss-up', 47, 27);
  map.place('lamp-floor', 43, 22);
  map.place('plant-broad', 48, 22);
  map.place('ping-pong', 51, 24);
  map.place('arcade-crimson', 55, 30);
  map.place('arcade-indigo', 56, 30);
  map.place('pool-table', 45, 30);
  map.place('table-chess', 51, 30);
  map.place('chair-wood-right', 50, 31);
  map.place('chair-wood-left', 53, 31);
  map.place('bookshelf-narrow', 53, 21);
  map.placeAll('plant-palm', [43, 33], [56, 33]);
  map.place('beanbag-lilac', 50, 27);
  map.place('side-table', 49, 24);
  map.place('sideboard', 54, 21);
  map.place('lamp-floor', 56, 27);
  map.place('plant-bush', 40, 33);
}

function furnishFern(map: MapBuilder): void {
  map.place('painting-abstract', 4, 23, 'walls');
  map.place('television', 5, 23, 'walls');
  rug(map, 'moss', { x: 4, y: 26, width: 5, height: 5 });
  map.place('table-meeting', 5, 28);
  map.placeAll('chair-down', [5, 27], [7, 27]);
  map.placeAll('chair-up', [6, 30], [7, 30]);
  map.place('plant-bush', 3, 24);
  map.place('lamp-floor', 9, 24);
  map.place('sofa-down', 3, 32);
  map.place('plant-small', 5, 33);
  map.place('bookshelf', 8, 32);
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
