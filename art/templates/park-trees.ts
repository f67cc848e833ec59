// The trees of the park, its fence, and what grows between.
import type { MapBuilder, Point } from './builder.ts';
import { joined } from './shapes.ts';

/** Woods along the edges, single trees where one wants shade. */
const TREES: readonly (readonly [string, readonly Point[]])[] = [
  [
    'tree-oak',
    [
      [0, 24],
      [26, 6],
      [37, -1],
      [61, 15],
      [23, 42],
      [-1, 41],
      [50, 43],
      [57, 39],
      [34, -2],
      [3, 43],
    ],
  ],
  [
    'tree-lime',
    [
      [31, -2],
      [57, 8],
      [7, 27],
      [43, 23],
      [9, 43],
      [63, 38],
      [62, 42],
      [-1, 8],
    ],
  ],
  [
    'tree-cherry',
    [
      [48, 24],
      [39, 3],
      [24, 31],
      [63, 20],
      [2, 32],
      [58, 20],
    ],
  ],
  [
    'tree-maple',
    [
      [58, 1],
      [26, 42],
      [-1, 12],
      [40, 44],
      [55, 41],
      [0, 28],
    ],
  ],
  [
    'tree-pine',
    [
      [-1, -1],
      [2, -2],
      [5, -1],
      [9, -2],
      [12, -1],
      [16, -2],
      [19, -1],
      [23, -2],
      [27, -1],
      [55, -2],
      [62, 5],
      [60, -1],
      [63, -2],
      [-1, 3],
      [2, 2],
      [6, 44],
      [59, 44],
      [17, 44],
      [64, 1],
      [63, 10],
      [13, 44],
    ],
  ],
  [
    'tree-birch',
    [
      [29, 8],
      [62, 12],
      [36, 13],
      [21, 33],
      [0, 36],
      [53, 43],
      [45, 44],
      [41, -1],
      [4, 28],
    ],
  ],
  [
    'tree-young',
    [
      [31, 20],
      [24, 37],
      [41, 31],
      [58, 17],
      [39, 22],
      [22, 36],
    ],
  ],
];

export function plantTrees(map: MapBuilder): void {
  // From back to front, so that nearer crowns lie over farther ones.
  const trees = TREES.flatMap(([stamp, places]) => places.map(([x, y]) => ({ stamp, x, y })));
  for (const { stamp, x, y } of trees.sort((a, b) => a.y - b.y)) map.place(stamp, x, y);
  map.placeAll('bush', [28, 7], [3, 31], [64, 14], [56, 20], [20, 45], [1, 46], [50, 47], [8, 3], [25, 3]);
  map.placeAll('bush-wide', [33, 5], [63, 46], [9, 46], [56, 22], [0, 10], [14, 2], [57, 5]);
  map.placeAll('bush-berry', [27, 11], [61, 21], [37, 9], [24, 45], [3, 6]);
}

export function fenceIn(map: MapBuilder): void {
  joined(
    map,
    'fence',
    [
      [0, 47],
      [30, 47],
    ],
    [
      [36, 47],
      [65, 47],
    ],
  );
}

export function scatterDetails(map: MapBuilder): void {
  const everywhere = { x: 0, y: 0, width: map.width, height: map.height };
  const grassOnly = (names: readonly string[], chance: number) => {
    map.each(everywhere, (x, y) => {
      if (map.floorAt(x, y) === 'grass' && map.random() < chance && map.isBare(x, y)) {
        map.place(names[Math.floor(map.random() * names.length)] as string, x, y, 'floor-details');
      }
    });
  };
  grassOnly(['flowers-mixed', 'flowers-yellow', 'flowers-blue', 'flowers-pink'], 0.045);
  grassOnly(['tall-grass-1', 'tall-grass-2'], 0.05);
  grassOnly(['pebbles', 'mushrooms'], 0.008);
  map.scatter(['flowers-pink', 'flowers-mixed', 'flowers-yellow'], { x: 28, y: 37, width: 2, height: 6 }, 0.9);
  map.scatter(['flowers-blue', 'flowers-mixed'], { x: 36, y: 43, width: 8, height: 1 }, 0.9);
  map.scatter(['petals-1', 'petals-2'], { x: 38, y: 6, width: 5, height: 3 }, 0.5);
  map.scatter(['petals-1', 'petals-2'], { x: 47, y: 26, width: 5, height: 5 }, 0.4);
  map.scatter(['leaves-1', 'leaves-2'], { x: 25, y: 42, width: 6, height: 5 }, 0.5);
}
