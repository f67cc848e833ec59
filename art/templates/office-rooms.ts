// What is in the rooms of the office.
import type { MapBuilder } from './builder.ts';
import { rug } from './shapes.ts';

export function furnishLibrary(map: MapBuilder): void {
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

export function furnishMeetingRooms(map: MapBuilder): void {
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

export function furnishFern(map: MapBuilder): void {
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

export function furnishKitchen(map: MapBuilder): void {
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

export function furnishLounge(map: MapBuilder): void {
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
