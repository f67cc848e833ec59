// What else hangs on walls. And windows, whose light falls on the floor before them.
import {
  CORAL,
  CRIMSON,
  DARK,
  GLASS,
  GOLD,
  INDIGO,
  LEAF,
  METAL,
  OAK,
  STEEL,
  TEAL,
  TERRACOTTA,
  WAINSCOT,
  WALNUT,
  WHITE,
} from '../palette.ts';
import { SHADOW } from '../pixels.ts';
import { hung } from './hung.ts';
import type { Stamp, StampBook } from './stamp.ts';

/** Sky behind four panes; two rows high, its sill above the wainscot. */
function window(columns: number): Stamp {
  const width = columns * 32 - 8;
  return hung(columns, (image) => {
    image
      .rect(4, 6, width, 36, WAINSCOT[0])
      .rect(5, 7, width - 2, 33, WAINSCOT[3])
      .rect(5, 7, width - 2, 1, WAINSCOT[4]);
    image.rect(8, 10, width - 8, 27, GLASS[2]);
    for (let row = 0; row < 27; row++)
      image.rect(8, 10 + row, width - 8, 1, row < 9 ? 0x8cc6ea : row < 18 ? 0xa6d8f0 : 0xc8e8f2);
    for (let x = 12; x < width; x += 26)
      image.ellipse(x + 4, 29, 7, 2.4, 0xffffff, 200).ellipse(x + 9, 27, 5, 2.4, 0xffffff, 200);
    for (let x = 8; x < width; x += 16)
      for (let step = 0; step < 9; step++)
        image.rect(x + step, 26 - step, 3, 1, 0xffffff, x + step + 3 < width ? 70 : 0);
    for (let bar = 1; bar < columns * 2; bar++)
      image.rect(8 + Math.round((bar * (width - 8)) / (columns * 2)) - 1, 10, 2, 27, WAINSCOT[3]);
    image.rect(8, 21, width - 8, 2, WAINSCOT[3]).rect(8, 10, width - 8, 2, SHADOW, 60);
    image
      .rect(2, 40, width + 4, 3, WAINSCOT[4])
      .rect(2, 43, width + 4, 2, WAINSCOT[1])
      .rect(4, 45, width, 2, SHADOW, 60);
  });
}

/** Warm light on the floor; `light-<columns>` goes below a window. */
function light(columns: number): Stamp {
  return {
    columns,
    rows: 3,
    draw: (image) => {
      for (let y = 0; y < 84; y++) {
        const left = 6 + Math.round(y * 0.22);
        const width = columns * 32 - 14;
        for (let x = left; x < Math.min(left + width, columns * 32); x++) {
          if ((x - left) % 14 < 12) image.dot(x, y, 0xfff2c4, Math.round(44 * (1 - y / 84)));
        }
      }
    },
  };
}

const CLOCK = hung(1, (image) => {
  image
    .ellipse(17, 20, 10, 10, SHADOW, 70)
    .ellipse(16, 18, 10.5, 10.5, DARK[0])
    .ellipse(16, 18, 9.5, 9.5, GOLD[2])
    .ellipse(16, 18, 7.6, 7.6, 0xf6f2e8);
  image
    .rect(15, 12, 2, 1, DARK[1])
    .rect(15, 24, 2, 1, DARK[1])
    .rect(10, 17, 1, 2, DARK[1])
    .rect(21, 17, 1, 2, DARK[1])
    .line(16, 18, 16, 13, DARK[0])
    .line(16, 18, 20, 20, CRIMSON[2]);
});

const WALL_SHELF = hung(2, (image) => {
  image
    .rect(6, 30, 52, 3, WALNUT[2])
    .rect(6, 30, 52, 1, WALNUT[4])
    .rect(6, 33, 52, 3, SHADOW, 70)
    .rect(10, 33, 2, 4, WALNUT[0])
    .rect(52, 33, 2, 4, WALNUT[0]);
  image
    .roundRect(10, 22, 8, 8, 1, TERRACOTTA[2])
    .ellipse(14, 19, 6, 4.4, LEAF[2])
    .ellipse(12, 18, 3, 2.4, LEAF[3])
    .line(9, 21, 7, 27, LEAF[1])
    .line(18, 21, 20, 28, LEAF[2]);
  for (const [x, height, colour] of [
    [26, 12, CRIMSON[2]],
    [29, 10, GOLD[2]],
    [32, 13, TEAL[2]],
    [36, 11, INDIGO[2]],
  ] as const)
    image.rect(x, 30 - height, 3, height, colour).rect(x, 30 - height, 1, height, 0xffffff, 60);
  image.rect(44, 18, 10, 12, GOLD[2]).rect(45, 19, 8, 10, 0x8fcbe0).ellipse(49, 28, 4, 3, LEAF[2]);
});

const SCONCE = hung(1, (image) => {
  for (let ring = 9; ring > 0; ring -= 2) image.ellipse(16, 18, ring * 1.6, ring * 1.8, 0xffe9a8, 22);
  image
    .rect(14, 22, 4, 8, GOLD[1])
    .rect(12, 26, 8, 2, GOLD[2])
    .roundRect(11, 13, 10, 10, 3, 0xfff4cf)
    .rect(12, 14, 3, 7, 0xffffff)
    .rect(11, 22, 10, 1, GOLD[2]);
});

/** A closed door, two tiles high: for looks; ways through walls are open. */
const DOOR = hung(1, (image) => {
  image
    .rect(2, 2, 28, 62, WAINSCOT[0])
    .rect(4, 4, 24, 60, WALNUT[2])
    .rect(4, 4, 24, 1, WALNUT[4])
    .rect(4, 4, 2, 60, WALNUT[3]);
  for (const y of [9, 37])
    image
      .rect(9, y, 14, 22, WALNUT[1])
      .rect(10, y + 1, 13, 21, WALNUT[3])
      .rect(10, y + 1, 12, 20, WALNUT[2]);
  image.ellipse(25, 36, 2, 2, GOLD[3]).dot(24, 35, GOLD[4]);
});

export const WALL_THINGS: StampBook = {
  window: window(2),
  'window-wide': window(3),
  'light-2': light(2),
  'light-3': light(3),
  clock: CLOCK,
  'wall-shelf': WALL_SHELF,
  sconce: SCONCE,
  door: DOOR,
  'shelf-mugs': hung(1, (image) => {
    image.rect(3, 28, 26, 2, OAK[1]).rect(3, 30, 26, 2, SHADOW, 70);
    for (const [x, colour] of [
      [5, CORAL[2]],
      [13, TEAL[3]],
      [21, GOLD[3]],
    ] as const)
      image
        .roundRect(x, 21, 6, 7, 1, colour)
        .rect(x + 6, 23, 1, 3, colour)
        .rect(x, 21, 1, 6, 0xffffff, 90);
    image.rect(4, 16, 24, 1, METAL[1]);
    for (const x of [8, 15, 22]) image.rect(x, 16, 1, 2, STEEL[0]).roundRect(x - 1, 11, 4, 5, 1, WHITE[3]);
  }),
};
