// The lecture hall, read from the doors in the south: a foyer with a café in the west and sofas in the east, the hall with its stage
// in the middle, and a breakout room in each wing.
import type { Tileset } from '../tileset.ts';
import { MapBuilder } from './builder.ts';
import { joined, rug } from './shapes.ts';
import type { TiledMapJson } from './tiled.ts';
import { Walls } from './walls.ts';

const SIZE = { width: 60, height: 47 };
const SEAT_ROWS = [13, 15, 17, 19, 21, 23] as const;

export function drawLectureHall(tileset: Tileset): TiledMapJson {
  const map = new MapBuilder(tileset, { ...SIZE, seed: 23 });
  layFloors(map);
  raiseWalls(map);
  setStage(map);
  setSeats(map);
  furnishWrenRoom(map);
  furnishLarkRoom(map);
  furnishWings(map);
  furnishCafe(map);
  furnishFoyer(map);
  dressStreet(map);
  markZones(map);
  return map.toTiled('#2b2838');
}

function layFloors(map: MapBuilder): void {
  map.floor('grass', { x: 0, y: 0, ...SIZE });
  map.floor('oak', { x: 2, y: 1, width: 56, height: 41 });
  map.floor('carpet-slate', { x: 14, y: 2, width: 32, height: 26 });
  map.floor('stage', { x: 14, y: 2, width: 32, height: 8 });
  map.floor('carpet-teal', { x: 3, y: 2, width: 10, height: 14 });
  map.floor('parquet', { x: 47, y: 2, width: 10, height: 14 });
  map.floor('walnut', { x: 3, y: 31, width: 13, height: 10 });
  map.floor('slabs', { x: 0, y: 44, width: 60, height: 3 });
  map.floor('slabs', { x: 26, y: 42, width: 8, height: 2 });
  map.floor('oak', { x: 17, y: 29, width: 40, height: 12 });
  map.floor('terrazzo', { x: 22, y: 29, width: 16, height: 12 });
  map.floor('parquet', { x: 3, y: 17, width: 10, height: 14 });
  map.floor('oak', { x: 46, y: 17, width: 11, height: 14 });
}

function raiseWalls(map: MapBuilder): void {
  const walls = new Walls(map).ring('stone', { x: 2, y: 1, width: 56, height: 41 });
  walls.line('sage', { x: 3, y: 1, width: 10, height: 1 }).line('dusk', { x: 14, y: 1, width: 32, height: 1 });
  walls.line('rose', { x: 47, y: 1, width: 10, height: 1 });
  walls.line('plaster', { x: 13, y: 1, width: 1, height: 28 }).line('plaster', { x: 46, y: 1, width: 1, height: 28 });
  walls.line('plaster', { x: 3, y: 16, width: 11, height: 1 }).line('plaster', { x: 46, y: 16, width: 11, height: 1 });
  walls.line('plaster', { x: 14, y: 28, width: 32, height: 1 });
  walls.open({ x: 13, y: 20, width: 1, height: 5 }).open({ x: 46, y: 20, width: 1, height: 5 });
  walls.doorway(7, 16).doorway(50, 16).doorway(18, 28, 3).doorway(39, 28, 3).doorway(27, 41, 6);
  walls.raise();
}

function setStage(map: MapBuilder): void {
  for (let x = 14; x < 46; x++) {
    const steps = (x >= 17 && x <= 18) || (x >= 41 && x <= 42) || (x >= 28 && x <= 31);
    const name = x % 4 === 0 ? 'stage-edge-lamp' : 'stage-edge';
    if (steps) map.place('stage-steps', x, 10, 'floor-details');
    else map.place(name, x, 10, 'walls');
  }
  map.place('screen-big', 26, 2, 'walls');
  for (const x of [14, 15, 16, 17, 18, 19, 20, 39, 40, 41, 42, 43, 44, 45]) map.place('curtain', x, 2, 'walls');
  map.place('curtain-left', 21, 2, 'walls');
  map.place('curtain-right', 38, 2, 'walls');
  map.placeAll('banner', [23, 2], [24, 2], [35, 2], [36, 2]);
  map.placeAll('spotlight', [21, 5], [30, 6]);
  map.place('lectern', 22, 6);
  map.placeAll('armchair-down', [30, 7], [33, 7]);
  map.place('table-cafe', 32, 7);
  rug(map, 'crimson', { x: 29, y: 6, width: 7, height: 3 });
  map.place('piano', 41, 5);
  map.place('stool', 42, 8);
  map.placeAll('speaker', [15, 8], [44, 8]);
  map.placeAll('plant-broad', [14, 5], [38, 8], [25, 8]);
  map.place('flag-stand', 19, 5);
}

function setSeats(map: MapBuilder): void {
  rug(map, 'crimson', { x: 29, y: 11, width: 2, height: 17 });
  for (const y of SEAT_ROWS) {
    const cloth = y < 15 ? 'seat-teal' : 'seat-crimson';
    for (let x = 17; x < 29; x++) map.place(cloth, x, y);
    // The last rows of the right block make room for the camera and for wheelchairs.
    for (let x = 31; x < (y > 19 ? 39 : 43); x++) map.place(cloth, x, y);
  }
  map.place('camera', 41, 22);
  map.place('desk-twin', 39, 24);
  map.place('chair-up', 40, 26);
  map.placeAll('panel-teal', [24, 29], [37, 29]);
  map.placeAll('plant-sword', [14, 25], [45, 25]);
  map.placeAll('sconce', [22, 2], [25, 2], [34, 2], [37, 2]);
  map.place('lamp-floor', 14, 11);
  map.place('lamp-floor', 45, 11);
}

function furnishWrenRoom(map: MapBuilder): void {
  map.place('whiteboard', 6, 2, 'walls');
  map.place('window', 3, 2, 'walls');
  map.place('light-2', 3, 4, 'floor-details');
  map.place('window', 10, 2, 'walls');
  map.place('light-2', 10, 4, 'floor-details');
  rug(map, 'cream', { x: 4, y: 6, width: 8, height: 6 });
  map.place('table-conference', 5, 7);
  map.placeAll('chair-down', [6, 6], [8, 6]);
  map.placeAll('chair-up', [6, 10], [7, 10], [8, 10]);
  map.place('chair-right', 4, 8);
  map.place('chair-left', 10, 8);
  map.place('plant-bush', 3, 13);
  map.place('sideboard', 10, 13);
  map.place('bookshelf', 4, 13);
  map.place('lamp-floor', 3, 6);
  map.place('plant-palm', 12, 4);
}

function furnishLarkRoom(map: MapBuilder): void {
  map.place('television', 50, 2, 'walls');
  map.place('poster-sun', 48, 2, 'walls');
  map.place('poster-leaf', 54, 2, 'walls');
  map.place('rug-round-teal', 50, 6, 'floor-details');
  map.place('beanbag-gold', 49, 6);
  map.place('beanbag-lilac', 53, 7);
  map.place('beanbag-moss', 49, 8);
  map.place('armchair-up', 51, 9);
  map.place('table-cafe', 51, 7);
  map.place('sofa-left', 55, 8);
  map.place('bookshelf', 47, 3);
  map.place('plant-palm', 56, 4);
  map.place('lamp-floor', 47, 11);
  map.place('table-meeting', 48, 12);
  map.placeAll('chair-indigo-down', [49, 11]);
  map.place('chair-indigo-left', 51, 13);
  map.place('plant-sword', 56, 13);
}

function furnishWings(map: MapBuilder): void {
  map.place('painting-hills', 3, 17, 'walls');
  map.place('notices', 10, 17, 'walls');
  map.placeAll('plant-bush', [3, 18], [12, 26]);
  map.place('bench', 4, 21);
  map.place('bench', 4, 25);
  map.place('board-on-wheels', 8, 22);
  map.place('board-on-wheels', 9, 26);
  rug(map, 'cream', { x: 4, y: 22, width: 4, height: 3 });
  map.place('statue', 3, 21);
  map.place('plant-broad', 9, 18);
  map.place('door', 48, 17, 'walls');
  map.place('painting-hills', 54, 17, 'walls');
  map.place('exit', 56, 17, 'walls');
  map.place('sofa-left', 55, 21);
  map.place('table-coffee', 52, 22);
  map.place('armchair-right', 50, 22);
  map.place('plant-palm', 56, 19);
  map.place('plant-small', 56, 25);
  map.place('water-cooler', 47, 18);
  map.place('vending', 52, 18);
  rug(map, 'indigo', { x: 50, y: 21, width: 5, height: 4 });
}

function furnishCafe(map: MapBuilder): void {
  map.place('neon-cafe', 14, 29, 'walls');
  map.place('fridge', 3, 31);
  map.place('bar-left', 4, 33);
  map.place('bar-coffee', 5, 33);
  map.place('bar-cake', 6, 33);
  map.place('bar-till', 7, 33);
  map.place('bar-middle', 8, 33);
  map.place('bar-right', 9, 33);
  map.placeAll('stool', [5, 35], [6, 35], [8, 35]);
  map.place('table-cafe', 5, 38);
  map.place('chair-wood-right', 4, 38);
  map.place('chair-wood-left', 6, 38);
  map.place('table-cafe', 10, 38);
  map.place('chair-wood-right', 9, 38);
  map.place('chair-wood-left', 11, 38);
  map.place('table-round', 12, 34);
  map.place('chair-wood-left', 14, 35);
  map.place('chair-wood-down', 12, 33);
  map.placeAll('plant-palm', [3, 39], [15, 31]);
  map.place('plant-small', 15, 39);
  map.placeAll('planter', [16, 34], [16, 38]);
  map.place('table-cafe', 8, 36);
  map.place('stool', 7, 36);
  map.place('cat-ginger', 13, 37);
}

function furnishFoyer(map: MapBuilder): void {
  map.place('clock', 30, 29, 'walls');
  map.place('poster-type', 26, 29, 'walls');
  map.place('poster-sun', 28, 29, 'walls');
  map.place('painting-hills', 32, 29, 'walls');
  map.place('poster-leaf', 35, 29, 'walls');
  map.placeAll('exit', [22, 29], [43, 29]);
  map.place('rug-round-crimson', 28, 35, 'floor-details');
  map.place('reception', 27, 32);
  map.place('chair-down', 29, 31);
  map.placeAll('plant-bush', [25, 31], [34, 31]);
  map.placeAll('rope-post', [22, 36], [25, 36], [34, 36], [37, 36]);
  map.placeAll('rope', [23, 36], [24, 36], [35, 36], [36, 36]);
  map.place('sofa-long-down', 45, 33);
  map.place('sofa-long-up', 45, 38);
  map.place('table-coffee', 45, 36);
  map.place('armchair-moss-left', 49, 36);
  rug(map, 'indigo', { x: 44, y: 35, width: 6, height: 3 });
  map.place('lamp-floor', 44, 33);
  map.place('table-chess', 52, 35);
  map.place('chair-wood-right', 51, 36);
  map.place('chair-wood-left', 54, 36);
  map.placeAll('plant-palm', [56, 31], [56, 39]);
  map.placeAll('bookshelf', [51, 30]);
  map.place('bookshelf-full', 53, 30);
  map.placeAll('plant-sword', [26, 39], [33, 39]);
  map.placeAll('board-on-wheels', [38, 33], [41, 35], [38, 37]);
  map.placeAll('table-cafe', [20, 33], [19, 36]);
  map.place('coat-rack', 21, 39);
  map.place('coat-rack', 20, 39);
  map.place('bench', 18, 40);
  map.place('aquarium', 47, 29);
  map.place('globe', 55, 30);
  map.place('plant-broad', 42, 39);
  map.placeAll('planter', [36, 31], [22, 31]);
  rug(map, 'teal', { x: 51, y: 34, width: 5, height: 4 });
  map.place('doormat', 29, 40, 'floor-details');
}

function dressStreet(map: MapBuilder): void {
  map.placeAll('window-wide', [4, 42], [9, 42], [14, 42], [19, 42], [37, 42], [42, 42], [47, 42], [52, 42]);
  map.placeAll('banner', [24, 42], [34, 42]);
  map.placeAll('sconce', [25, 42], [33, 42]);
  map.placeAll('lantern', [23, 42], [36, 42]);
  map.placeAll('bush', [4, 44], [8, 44], [13, 44], [18, 44], [41, 44], [51, 44]);
  map.placeAll('bush-hydrangea', [6, 44], [15, 44], [46, 44], [53, 44]);
  map.place('bicycle', 38, 43);
  map.place('bench-down', 10, 46);
  map.place('bench-down', 48, 46);
  joined(
    map,
    'hedge',
    [
      [0, 0],
      [0, 43],
    ],
    [
      [59, 0],
      [59, 43],
    ],
  );
  map.scatter(['tall-grass-1', 'tall-grass-2', 'flowers-blue'], { x: 0, y: 0, width: 60, height: 1 }, 0.25);
}

function markZones(map: MapBuilder): void {
  map.zone('Stage', 'STAGE', { x: 14, y: 5, width: 32, height: 5 });
  map.zone('Auditorium', 'SILENT', { x: 14, y: 10, width: 32, height: 18 });
  map.zone('Breakout room Wren', 'PRIVATE', { x: 3, y: 4, width: 10, height: 12 });
  map.zone('Breakout room Lark', 'PRIVATE', { x: 47, y: 4, width: 10, height: 12 });
  map.zone('Café', 'PUBLIC', { x: 3, y: 31, width: 13, height: 10 });
  map.zone('Foyer', 'PUBLIC', { x: 17, y: 31, width: 40, height: 10 });
  map.spawn('doors', 29, 39);
  map.spawn('foyer', 24, 38);
  map.spawn('foyer east', 35, 38);
  map.spawn('street', 30, 45);
}
