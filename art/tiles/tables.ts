// Tables and what is played on.
import type { Ramp } from '../colour.ts';
import {
  CORAL,
  CREAM,
  CRIMSON,
  DARK,
  GOLD,
  INDIGO,
  LEAF,
  LILAC,
  MAHOGANY,
  METAL,
  OAK,
  PINE,
  SCREEN,
  STEEL,
  TEAL,
  WALNUT,
  WHITE,
} from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { pool, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid } from './stamp.ts';

type Paint = (image: Pixels) => void;

/** A top with rounded ends, a front edge and four legs. */
function table(size: { columns: number; rows: number; radius: number }, wood: Ramp, contents: Paint): Stamp {
  const { columns, rows, radius } = size;
  const width = columns * 32;
  const height = rows * 32;
  const bottom = height - 16;
  return {
    columns,
    rows,
    solid: solid(columns, rows),
    draw: standing(
      (image) => {
        for (const x of [8, width - 13]) image.rect(x, bottom - 6, 5, 18, wood[0]).rect(x, bottom - 6, 2, 18, wood[1]);
        image.roundRect(2, 10, width - 4, bottom - 4, radius, wood[1]);
        image.roundRect(2, 4, width - 4, bottom - 4, radius, wood[3]);
        image.roundRect(5, 7, width - 10, bottom - 10, Math.max(2, radius - 3), wood[2], 90);
        for (let y = 14; y < bottom - 8; y += 9) {
          image
            .rect(12 + ((y * 7) % 20), y, Math.min(26, width - 60), 1, wood[2])
            .rect(width - 40 + ((y * 5) % 12), y + 4, 18, 1, wood[2]);
        }
        image.rect(radius + 2, 4, width - 2 * radius - 4, 1, wood[4]);
        contents(image);
      },
      slab(6, bottom + 2, width - 12, 11),
    ),
  };
}

function sheet(image: Pixels, x: number, y: number): void {
  image.rect(x, y, 9, 11, 0xf6f2e8).rect(x, y + 10, 9, 1, CREAM[1]);
  for (const row of [2, 4, 6]) image.rect(x + 1, y + row, row === 6 ? 4 : 6, 1, STEEL[0]);
}

function cup(image: Pixels, x: number, y: number, colour: Ramp): void {
  image
    .ellipse(x + 3, y + 5, 5, 2.4, WHITE[3])
    .roundRect(x, y, 7, 6, 2, colour[3])
    .rect(x + 1, y + 1, 5, 1, WALNUT[0])
    .rect(x + 7, y + 2, 1, 2, colour[1]);
}

function openLaptop(image: Pixels, x: number, y: number): void {
  image
    .roundRect(x, y, 20, 12, 1, STEEL[1])
    .rect(x + 1, y + 1, 18, 10, SCREEN[1])
    .rect(x + 3, y + 3, 8, 1, GOLD[3])
    .rect(x + 3, y + 5, 12, 1, LEAF[3]);
  image.roundRect(x - 1, y + 12, 22, 7, 1, STEEL[3]).rect(x + 1, y + 13, 18, 3, STEEL[1]);
}

function vase(image: Pixels, x: number, y: number): void {
  image
    .line(x + 3, y + 8, x, y + 2, LEAF[1])
    .line(x + 3, y + 8, x + 6, y + 1, LEAF[2])
    .line(x + 3, y + 8, x + 3, y, LEAF[3]);
  image
    .ellipse(x, y + 2, 2, 2, CORAL[3])
    .ellipse(x + 7, y + 1, 2, 2, GOLD[3])
    .ellipse(x + 3, y, 2, 2, LILAC[3]);
  image.roundRect(x + 1, y + 6, 5, 7, 2, TEAL[3]).rect(x + 2, y + 7, 1, 5, TEAL[4]);
}

function conference(image: Pixels): void {
  image.roundRect(66, 22, 28, 14, 4, DARK[2]).rect(70, 26, 20, 3, DARK[3]).dot(80, 32, LEAF[3]);
  openLaptop(image, 20, 38);
  openLaptop(image, 112, 12);
  sheet(image, 52, 44);
  sheet(image, 128, 40);
  sheet(image, 30, 14);
  cup(image, 96, 44, CORAL);
  cup(image, 48, 18, WHITE);
}

function chess(image: Pixels): void {
  image.rect(20, 14, 24, 20, MAHOGANY[1]);
  for (let y = 0; y < 6; y++)
    for (let x = 0; x < 6; x++) image.rect(22 + x * 3.34, 16 + y * 2.7, 3, 2, (x + y) % 2 ? CREAM[3] : MAHOGANY[0]);
  for (const [x, y] of [
    [24, 14],
    [31, 13],
    [38, 15],
  ] as const)
    image.rect(x, y, 2, 4, DARK[1]).dot(x, y - 1, DARK[2]);
  for (const [x, y] of [
    [26, 26],
    [34, 27],
    [39, 24],
  ] as const)
    image.rect(x, y, 2, 4, WHITE[4]).dot(x, y - 1, WHITE[4]);
}

const PING_PONG: Stamp = {
  columns: 4,
  rows: 2,
  solid: solid(4, 2),
  draw: standing(
    (image) => {
      for (const x of [12, 110]) image.rect(x, 44, 4, 16, METAL[0]).rect(x + 4, 44, 2, 16, METAL[2]);
      image.rect(2, 44, 124, 5, TEAL[0]).rect(2, 6, 124, 39, TEAL[1]).rect(3, 7, 122, 37, TEAL[2]);
      image.frame(3, 7, 122, 37, WHITE[3]).rect(3, 25, 122, 1, WHITE[3], 170).rect(3, 7, 122, 1, WHITE[4]);
      image.rect(62, 2, 4, 46, WHITE[3]).rect(63, 2, 2, 46, STEEL[1]).rect(62, 2, 4, 2, 0xffffff);
      image
        .ellipse(26, 18, 5, 4, CRIMSON[2])
        .rect(21, 20, 4, 3, PINE[2])
        .ellipse(96, 34, 5, 4, INDIGO[2])
        .rect(100, 36, 4, 3, PINE[2])
        .ellipse(44, 30, 1.6, 1.6, 0xffffff);
    },
    slab(6, 52, 116, 8),
  ),
};

const POOL_TABLE: Stamp = {
  columns: 3,
  rows: 2,
  solid: solid(3, 2),
  draw: standing(
    (image) => {
      for (const x of [6, 82]) image.rect(x, 46, 8, 14, MAHOGANY[0]);
      image.roundRect(1, 4, 94, 48, 5, MAHOGANY[2]).rect(4, 44, 88, 8, MAHOGANY[1]).rect(5, 4, 86, 1, MAHOGANY[4]);
      image.rect(8, 10, 80, 31, 0x3b7d5c).rect(8, 10, 80, 2, 0x2d6048).rect(10, 14, 76, 25, 0x43906a);
      for (const [x, y] of [
        [9, 11],
        [48, 10],
        [87, 11],
        [9, 40],
        [48, 41],
        [87, 40],
      ] as const)
        image.ellipse(x, y, 3, 2.6, DARK[0]);
      const balls = [GOLD[3], CRIMSON[2], INDIGO[3], CORAL[3], LILAC[2], DARK[0]] as const;
      balls.forEach((colour, index) => {
        const row = index < 3 ? 0 : index < 5 ? 1 : 2;
        const place = index < 3 ? index : index < 5 ? index - 3 : 0;
        image.ellipse(66 - row * 5, 20 + place * 5 + row * 2.5, 2.4, 2.4, colour);
      });
      image.ellipse(28, 26, 2.4, 2.4, 0xffffff).line(14, 33, 25, 27, PINE[4]);
    },
    slab(6, 52, 84, 8),
  ),
};

function arcade(colour: Ramp, glow: number): Stamp {
  return {
    rows: 2,
    solid: solid(1, 2),
    draw: standing(
      (image) => {
        image
          .roundRect(4, 1, 24, 58, 2, colour[1])
          .rect(5, 2, 22, 9, GOLD[3])
          .rect(7, 4, 18, 5, CRIMSON[2])
          .rect(9, 5, 3, 3, GOLD[4])
          .rect(14, 5, 3, 3, GOLD[4])
          .rect(19, 5, 3, 3, GOLD[4]);
        image
          .rect(6, 12, 20, 18, DARK[0])
          .rect(8, 14, 16, 14, DARK[1])
          .rect(10, 16, 3, 2, glow)
          .rect(17, 18, 3, 2, glow)
          .rect(13, 22, 2, 2, 0xffffff)
          .rect(11, 25, 10, 1, LEAF[3]);
        image
          .rect(3, 31, 26, 8, colour[3])
          .rect(3, 31, 26, 1, colour[4])
          .rect(8, 33, 2, 4, DARK[1])
          .ellipse(9, 32, 2, 2, CRIMSON[3])
          .rect(17, 34, 3, 2, GOLD[3])
          .rect(22, 34, 3, 2, TEAL[3]);
        image
          .rect(6, 40, 20, 18, colour[1])
          .rect(9, 43, 14, 11, colour[0])
          .rect(11, 46, 3, 4, METAL[2])
          .rect(18, 46, 3, 4, METAL[2])
          .rect(5, 12, 1, 46, colour[3]);
      },
      pool(17, 59, 14, 4),
    ),
  };
}

export const TABLES: StampBook = {
  'table-conference': table({ columns: 5, rows: 3, radius: 18 }, WALNUT, conference),
  'table-meeting': table({ columns: 3, rows: 2, radius: 6 }, OAK, (image) => {
    openLaptop(image, 14, 16);
    sheet(image, 46, 12);
    sheet(image, 62, 22);
    cup(image, 78, 14, TEAL);
  }),
  'table-round': table({ columns: 2, rows: 2, radius: 20 }, OAK, (image) => {
    vase(image, 28, 10);
    cup(image, 12, 26, CORAL);
    cup(image, 44, 24, TEAL);
  }),
  'table-chess': table({ columns: 2, rows: 2, radius: 4 }, WALNUT, chess),
  'table-dining': table({ columns: 4, rows: 2, radius: 5 }, PINE, (image) => {
    vase(image, 60, 10);
    for (const x of [18, 46, 82, 106]) image.ellipse(x, 32, 6, 3.6, WHITE[3]).ellipse(x, 31.6, 4, 2.2, WHITE[2]);
    image
      .ellipse(90, 18, 8, 4, PINE[1])
      .ellipse(87, 16, 2.6, 2.6, CRIMSON[2])
      .ellipse(92, 16, 2.6, 2.6, GOLD[3])
      .ellipse(89, 14, 2.6, 2.6, LEAF[3]);
    cup(image, 30, 14, CORAL);
  }),
  'table-study': table({ columns: 4, rows: 2, radius: 3 }, MAHOGANY, (image) => {
    for (const x of [34, 92]) {
      image
        .rect(x, 12, 2, 14, GOLD[1])
        .roundRect(x - 7, 8, 16, 6, 2, 0x3f7a5c)
        .rect(x - 5, 8, 10, 1, 0x6fae86)
        .ellipse(x + 1, 26, 5, 2, GOLD[2])
        .ellipse(x + 1, 18, 8, 4, 0xfff3c0, 60);
    }
    image
      .rect(12, 26, 9, 10, 0xf6f2e8)
      .rect(21, 26, 9, 10, 0xece6d6)
      .rect(14, 28, 5, 1, STEEL[0])
      .rect(23, 30, 5, 1, STEEL[0]);
    image
      .rect(56, 26, 14, 4, TEAL[2])
      .rect(57, 22, 12, 4, CRIMSON[2])
      .rect(56, 18, 13, 4, GOLD[2])
      .rect(56, 18, 13, 1, GOLD[4]);
    openLaptop(image, 102, 20);
  }),
  'table-coffee': {
    columns: 2,
    solid: solid(2, 1),
    draw: standing(
      (image) => {
        image.rect(8, 20, 4, 8, WALNUT[0]).rect(52, 20, 4, 8, WALNUT[0]);
        image.roundRect(3, 7, 58, 16, 6, WALNUT[1]).roundRect(3, 4, 58, 15, 6, WALNUT[3]).rect(9, 4, 46, 1, WALNUT[4]);
        image.rect(14, 8, 12, 7, CORAL[2]).rect(14, 8, 12, 1, CORAL[4]).rect(16, 10, 8, 1, 0xffffff);
        cup(image, 40, 7, WHITE);
      },
      slab(7, 23, 50, 6),
    ),
  },
  'table-cafe': {
    solid: solid(1, 1),
    draw: standing(
      (image) => {
        image.rect(15, 16, 2, 11, METAL[1]).ellipse(16, 27, 6, 2, METAL[1]);
        image.ellipse(16, 13, 13, 8, WALNUT[1]).ellipse(16, 11, 13, 8, OAK[3]).ellipse(16, 11, 10, 5.6, OAK[2], 90);
        cup(image, 8, 8, CORAL);
        image.rect(20, 5, 4, 6, TEAL[3]).ellipse(22, 4, 2, 2, GOLD[3]);
      },
      pool(17, 27, 12, 3),
    ),
  },
  'ping-pong': PING_PONG,
  'pool-table': POOL_TABLE,
  'arcade-crimson': arcade(CRIMSON, 0xffd45e),
  'arcade-indigo': arcade(INDIGO, 0x7ce0c8),
};
