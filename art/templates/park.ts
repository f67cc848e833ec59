// The park, read from the gate in the south: a square with a fountain, the pond with its bridge to the west, the stage and its lawn
// to the north-east, a garden behind hedges to the east, and trees all round.
import type { Tileset } from '../tileset.ts';
import { MapBuilder } from './builder.ts';
import { fenceIn, plantTrees, scatterDetails } from './park-trees.ts';
import { joined, Shape } from './shapes.ts';
import type { TiledMapJson } from './tiled.ts';

const GARDEN_FLOWERS = ['flowers-pink', 'flowers-mixed', 'flowers-blue', 'petals-1'] as const;

const SIZE = { width: 66, height: 48 };

export function drawPark(tileset: Tileset): TiledMapJson {
  const map = new MapBuilder(tileset, { ...SIZE, seed: 7 });
  map.floor('grass', { x: 0, y: 0, ...SIZE });
  layGround(map);
  buildBridge(map);
  buildStage(map);
  plantSecretGarden(map);
  furnishSquare(map);
  furnishPond(map);
  furnishLawns(map);
  placeGazebos(map);
  plantTrees(map);
  fenceIn(map);
  scatterDetails(map);
  markZones(map);
  return map.toTiled('#5f8f48');
}

function layGround(map: MapBuilder): void {
  new Shape(map)
    .ellipse([42, 19], 8, 4)
    .ellipse([9, 31], 6, 4)
    .ellipse([59, 6], 6, 4)
    .ellipse([6, 5], 6, 4)
    .lay('meadow');
  const paths = new Shape(map);
  paths.stroke(1.3, [33, 48], [33, 34]);
  paths.stroke(1.2, [29, 29], [26, 26], [26, 20], [24, 18], [9, 18], [6, 21], [6, 23]);
  paths.stroke(1.2, [33, 24], [34, 17], [38, 13], [47, 12.5]);
  paths.stroke(1.2, [37, 29], [45, 30], [50, 31], [58, 31]).ellipse([58, 31], 2.6, 2.2);
  paths.stroke(1.1, [29, 31], [22, 34], [17, 38], [15, 41]);
  paths.stroke(1, [26, 20], [26, 12], [24, 6], [30, 4.5], [34, 9], [38, 13]);
  const square = new Shape(map).ellipse([33, 29], 7.4, 5.4);
  paths.without(square).lay('gravel');
  square.lay('paving');
  new Shape(map).rect({ x: 39, y: 35, width: 11, height: 7 }).lay('paving');
  const pond = pondShape(map);
  pond.lay('water');
  pond.shrunk().shrunk().lay('deep');
  new Shape(map).rect({ x: 28, y: 37, width: 2, height: 6 }).rect({ x: 36, y: 43, width: 8, height: 1 }).lay('soil');
}

function pondShape(map: MapBuilder): Shape {
  return new Shape(map)
    .ellipse([17, 11], 6.4, 4.6)
    .ellipse([13, 9], 3.6, 3.2)
    .ellipse([17, 25], 6.8, 4.4)
    .ellipse([20, 27], 4.4, 3.6)
    .rect({ x: 14, y: 13, width: 6, height: 10 });
}

/** From bank to bank across the neck of the pond. */
function buildBridge(map: MapBuilder): void {
  const [left, right] = [12, 21];
  for (let x = left; x <= right; x++) {
    const part = x === left ? 'left' : x === right ? 'right' : 'middle';
    map.clear({ x, y: 17, width: 1, height: 2 });
    map.place(`bridge-${part}-north`, x, 16);
    map.place(`bridge-${part}-deck`, x, 17, 'floor-details');
    map.place(`bridge-${part}-deck`, x, 18, 'floor-details');
    map.place(`bridge-${part}-south`, x, 19);
  }
}

function buildStage(map: MapBuilder): void {
  map.clear({ x: 42, y: 5, width: 13, height: 6 });
  map.floor('stage', { x: 43, y: 5, width: 11, height: 5 });
  map.place('shell', 44, 1);
  for (let x = 43; x < 54; x++) {
    const name =
      x === 43 ? 'stage-edge-left' : x === 53 ? 'stage-edge-right' : x % 3 === 0 ? 'stage-edge-lamp' : 'stage-edge';
    if (x < 47 || x > 49) map.place(name, x, 10, 'walls');
    else map.place('stage-steps', x, 10, 'floor-details');
  }
  map.placeAll('speaker', [43, 6], [53, 6]);
  map.place('rug-round-crimson', 47, 6, 'floor-details');
  map.place('lights-post', 41, 9);
  map.place('lights-post', 55, 9);
  for (let x = 42; x < 55; x++) map.place(x % 2 ? 'lights-1' : 'lights-2', x, 9, 'above');
  map.placeAll('bench-up', [44, 15], [47, 15], [50, 15], [45, 17], [48, 17], [51, 17]);
  map.placeAll('blanket-red', [42, 19], [53, 19]);
  map.placeAll('blanket-blue', [47, 20]);
}

function plantSecretGarden(map: MapBuilder): void {
  joined(
    map,
    'hedge',
    [
      [51, 28],
      [51, 24],
      [63, 24],
      [63, 38],
      [51, 38],
      [51, 33],
    ],
    [
      [54, 27],
      [54, 28],
    ],
    [
      [54, 33],
      [54, 35],
      [57, 35],
    ],
    [
      [60, 28],
      [60, 29],
    ],
  );
  map.place('statue', 57, 28);
  map.placeAll('bush-rose', [55, 25], [58, 25], [61, 26], [62, 31], [62, 35], [52, 25], [55, 34], [60, 37]);
  map.placeAll('bush-hydrangea', [59, 33], [55, 37]);
  map.place('bench-down', 56, 25);
  map.place('bench-left', 61, 33);
  map.place('lantern', 52, 34);
  map.place('lantern', 62, 27);
  map.each({ x: 52, y: 25, width: 11, height: 13 }, (x, y) => {
    if (map.isBare(x, y)) map.scatter(GARDEN_FLOWERS, { x, y, width: 1, height: 1 }, 0.4);
  });
}

function furnishSquare(map: MapBuilder): void {
  map.place('fountain', 31, 26);
  map.placeAll('lantern', [27, 25], [38, 25], [27, 31], [38, 31], [31, 37], [35, 40]);
  map.place('bench-down', 29, 24);
  map.place('bench-down', 35, 24);
  map.placeAll('bush-hydrangea', [31, 24]);
  map.place('bench-right', 26, 28);
  map.place('sign', 36, 34);
  map.place('bin', 39, 28);
  map.place('parasol-coral', 40, 35);
  map.place('parasol-teal', 44, 35);
  map.place('parasol-teal', 42, 38);
  map.place('parasol-coral', 46, 38);
  map.placeAll('stool', [40, 37], [42, 37], [46, 37], [42, 40], [44, 40], [48, 40]);
  map.place('ice-cream-cart', 47, 34);
  map.place('bicycle', 36, 40);
  map.placeAll('flag-park', [30, 43], [36, 44]);
  map.placeAll('bush-rose', [28, 37], [29, 39], [28, 41], [38, 43], [41, 43]);
  map.placeAll('bush', [29, 37], [28, 39], [29, 41], [36, 43], [43, 43]);
}

function furnishPond(map: MapBuilder): void {
  map.placeAll('lily-pads', [13, 8], [19, 9], [15, 24], [20, 29], [12, 25]);
  map.placeAll('duck', [16, 10], [18, 26]);
  map.placeAll('duck-left', [18, 12], [15, 27]);
  map.place('rowing-boat', 18, 23);
  map.placeAll('reeds', [10, 8], [22, 9], [11, 26], [23, 25], [10, 22]);
  map.placeAll('rock', [9, 9], [24, 12], [9, 24], [24, 29]);
  map.place('boulders', 22, 5);
  map.place('tree-willow', 5, 8);
  map.place('tree-willow', 22, 20);
  map.place('bench-down', 12, 4);
  map.place('bench-up', 15, 31);
  map.place('lantern', 10, 14);
  map.place('lantern', 23, 14);
}

function furnishLawns(map: MapBuilder): void {
  map.placeAll('picnic', [8, 35], [35, 6]);
  map.placeAll('blanket-blue', [4, 38]);
  map.placeAll('blanket-red', [37, 20], [21, 39]);
  map.place('campfire', 30, 16);
  map.place('log', 29, 14);
  map.place('stump', 32, 16);
  map.place('stump', 28, 17);
  map.place('cat-ginger', 31, 18);
  map.placeAll('bench-right', [55, 14]);
  map.place('bin', 41, 14);
  map.place('lantern', 40, 11);
}

function placeGazebos(map: MapBuilder): void {
  map.place('gazebo-teal', 2, 17);
  map.place('bench-down', 4, 21);
  map.place('beanbag-gold', 3, 22);
  map.place('beanbag-lilac', 7, 23);
  map.place('gazebo-coral', 12, 36);
  map.place('table-round', 15, 40);
  map.placeAll('chair-wood-right', [14, 41]);
  map.placeAll('chair-wood-left', [17, 41]);
}

function markZones(map: MapBuilder): void {
  map.zone('Stage', 'STAGE', { x: 43, y: 6, width: 11, height: 4 });
  map.zone('Willow gazebo', 'PRIVATE', { x: 3, y: 21, width: 5, height: 4 });
  map.zone('Rose gazebo', 'PRIVATE', { x: 13, y: 40, width: 5, height: 4 });
  map.zone('Secret garden', 'PRIVATE', { x: 52, y: 25, width: 11, height: 13 });
  map.zone('Picnic lawn', 'PUBLIC', { x: 41, y: 14, width: 14, height: 8 });
  map.zone('Fountain square', 'PUBLIC', { x: 26, y: 24, width: 14, height: 11 });
  map.zone('Café terrace', 'PUBLIC', { x: 39, y: 35, width: 11, height: 7 });
  map.spawn('gate', 33, 44);
  map.spawn('gate west', 32, 41);
  map.spawn('fountain', 33, 32);
  map.spawn('path', 34, 39);
}
