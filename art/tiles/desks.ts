// Work places. `desk-*` is worked at from the south, `desk-back-*` from the north, so pairs of them stand back to back.
import type { Ramp } from '../colour.ts';
import {
  CORAL,
  CREAM,
  CRIMSON,
  DARK,
  GOLD,
  LEAF,
  METAL,
  OAK,
  PINE,
  SCREEN,
  STEEL,
  TEAL,
  TERRACOTTA,
  WALNUT,
  WHITE,
} from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { pool, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot } from './stamp.ts';

type Paint = (image: Pixels) => void;

/** A top of 64 x 22 pixels from row 14, a front below it, and two legs. */
function deskBody(image: Pixels, wood: Ramp): void {
  image
    .rect(4, 38, 5, 20, wood[0])
    .rect(55, 38, 5, 20, wood[0])
    .rect(4, 38, 2, 20, wood[1])
    .rect(55, 38, 2, 20, wood[1]);
  image.roundRect(1, 14, 62, 24, 3, wood[3]).rect(3, 14, 58, 1, wood[4]);
  image.rect(1, 37, 62, 8, wood[1]).rect(1, 37, 62, 1, wood[4]).rect(1, 44, 62, 1, wood[0]);
  for (const [x, y, length] of [
    [7, 20, 16],
    [34, 34, 18],
    [42, 18, 13],
    [12, 29, 8],
  ] as const)
    image.rect(x, y, length, 1, wood[2]);
}

function drawers(image: Pixels, wood: Ramp, x: number): void {
  image.rect(x, 38, 17, 18, wood[1]).rect(x, 38, 1, 18, wood[2]);
  for (const y of [39, 47])
    image
      .rect(x + 1, y, 15, 7, wood[2])
      .rect(x + 1, y, 15, 1, wood[3])
      .rect(x + 6, y + 3, 5, 1, GOLD[4]);
}

function monitor(image: Pixels, x: number, y: number, paint: Paint): void {
  image.rect(x + 9, y + 17, 8, 3, METAL[1]).rect(x + 6, y + 20, 14, 2, METAL[2]);
  image.roundRect(x, y, 26, 18, 2, DARK[1]).rect(x + 2, y + 2, 22, 13, SCREEN[1]);
  paint(image);
  image.rect(x + 20, y + 2, 4, 13, 0xffffff, 22).rect(x + 1, y + 16, 24, 1, DARK[2]);
}

const CODE = [
  [3, 9, LEAF[3]],
  [5, 14, 0x9fd0e6],
  [7, 7, GOLD[3]],
  [9, 12, 0x9fd0e6],
  [11, 9, CORAL[3]],
  [13, 5, LEAF[3]],
] as const;

function code(x: number, y: number): Paint {
  return (image) => {
    for (const [index, [row, length, colour]] of CODE.entries())
      image.rect(x + 3 + (index % 3), y + row, length, 1, colour);
  };
}

function chart(x: number, y: number): Paint {
  return (image) => {
    image.rect(x + 2, y + 2, 22, 13, 0xeaeef6);
    [4, 7, 5, 9, 8].forEach((height, index) => {
      image.rect(x + 4 + index * 4, y + 14 - height, 3, height, index % 2 ? TEAL[2] : CORAL[2]);
    });
  };
}

function picture(x: number, y: number): Paint {
  return (image) => {
    image.rect(x + 2, y + 2, 22, 13, 0x8fcbe0).ellipse(x + 18, y + 6, 2, 2, 0xfff0b0);
    image
      .ellipse(x + 8, y + 16, 9, 6, LEAF[2])
      .rect(x + 2, y + 13, 22, 2, LEAF[1])
      .ellipse(x + 18, y + 15, 7, 3, LEAF[3]);
  };
}

function keyboard(image: Pixels, x: number, y: number): void {
  image.roundRect(x, y, 20, 6, 1, STEEL[2]).rect(x, y + 5, 20, 1, STEEL[0]);
  for (let key = x + 1; key < x + 18; key += 3) image.rect(key, y + 1, 2, 1, WHITE[4]).rect(key, y + 3, 2, 1, WHITE[3]);
  image.roundRect(x + 22, y + 1, 4, 5, 1, WHITE[3]).dot(x + 23, y + 2, STEEL[0]);
}

function mug(image: Pixels, x: number, y: number, colour: Ramp): void {
  image
    .roundRect(x, y, 6, 7, 1, colour[2])
    .rect(x + 1, y + 1, 4, 1, WALNUT[0])
    .rect(x, y, 1, 6, colour[4])
    .rect(x + 6, y + 2, 2, 3, colour[1]);
}

function papers(image: Pixels, x: number, y: number): void {
  image
    .rect(x + 2, y - 1, 9, 10, CREAM[3])
    .rect(x, y, 9, 11, 0xf6f2e8)
    .rect(x, y + 10, 9, 1, CREAM[2]);
  for (const row of [2, 4, 6]) image.rect(x + 1, y + row, row === 6 ? 4 : 6, 1, STEEL[0]);
}

function laptop(image: Pixels, x: number, y: number): void {
  image
    .roundRect(x, y, 22, 14, 1, STEEL[1])
    .rect(x + 1, y + 1, 20, 12, SCREEN[1])
    .rect(x + 3, y + 3, 9, 1, GOLD[3]);
  image
    .rect(x + 3, y + 5, 14, 1, 0x9fd0e6)
    .rect(x + 3, y + 7, 11, 1, LEAF[3])
    .rect(x + 3, y + 9, 6, 1, 0x9fd0e6);
  image
    .roundRect(x - 1, y + 14, 24, 8, 1, STEEL[3])
    .rect(x + 1, y + 15, 20, 4, STEEL[1])
    .rect(x + 8, y + 19, 6, 2, STEEL[2]);
}

function deskLamp(image: Pixels, x: number, y: number): void {
  image
    .ellipse(x + 3, y + 15, 4, 2, DARK[2])
    .line(x + 3, y + 14, x, y + 7, METAL[1])
    .line(x, y + 7, x + 5, y + 2, METAL[1]);
  image
    .roundRect(x + 3, y, 7, 4, 1, CRIMSON[2])
    .rect(x + 4, y, 4, 1, CRIMSON[4])
    .rect(x + 4, y + 4, 6, 2, 0xfff3c0, 190);
}

function pot(image: Pixels, x: number, y: number): void {
  image
    .ellipse(x + 3, y + 2, 4, 3.4, LEAF[2])
    .ellipse(x + 2, y + 1, 2, 1.6, LEAF[3])
    .dot(x + 5, y + 3, LEAF[0]);
  image.roundRect(x, y + 5, 7, 6, 1, TERRACOTTA[2]).rect(x, y + 5, 7, 1, TERRACOTTA[4]);
}

function books(image: Pixels, x: number, y: number): void {
  [
    [TEAL, 0],
    [GOLD, 1],
    [CRIMSON, -1],
  ].forEach(([ramp, shift], index) => {
    const colour = ramp as Ramp;
    image
      .rect(x + (shift as number), y - index * 3, 12, 3, colour[2])
      .rect(x + (shift as number), y - index * 3, 12, 1, colour[3]);
  });
}

function desk(wood: Ramp, side: number, contents: Paint): Stamp {
  return {
    columns: 2,
    rows: 2,
    solid: solid(2, 2),
    draw: standing(
      (image) => {
        deskBody(image, wood);
        drawers(image, wood, side);
        contents(image);
      },
      slab(3, 50, 58, 10),
    ),
  };
}

/** Seen from behind: backs of screens, a front of cloth, cables. */
function deskBack(wood: Ramp, contents: Paint): Stamp {
  return {
    columns: 2,
    rows: 2,
    solid: solid(2, 2),
    draw: standing(
      (image) => {
        image.rect(3, 38, 58, 18, TEAL[1]).rect(3, 38, 58, 2, TEAL[0]).rect(3, 54, 58, 2, TEAL[0]);
        image.roundRect(1, 14, 62, 24, 3, wood[3]).rect(3, 14, 58, 1, wood[4]);
        image.rect(1, 37, 62, 4, wood[1]).rect(1, 37, 62, 1, wood[4]);
        contents(image);
      },
      slab(3, 50, 58, 8),
    ),
  };
}

function screenBack(image: Pixels, x: number, y: number): void {
  image
    .roundRect(x, y, 26, 17, 2, DARK[2])
    .rect(x + 2, y + 1, 22, 1, DARK[3])
    .rect(x + 8, y + 5, 10, 6, DARK[1]);
  image
    .rect(x + 10, y + 17, 6, 4, METAL[1])
    .rect(x + 7, y + 21, 12, 2, METAL[2])
    .rect(x + 12, y + 7, 2, 2, DARK[4]);
}

export const DESKS: StampBook = {
  'desk-code': desk(PINE, 40, (image) => {
    monitor(image, 10, 2, code(10, 2));
    keyboard(image, 12, 27);
    mug(image, 45, 20, WHITE);
    pot(image, 53, 17);
  }),
  'desk-twin': desk(PINE, 7, (image) => {
    monitor(image, 4, 2, chart(4, 2));
    monitor(image, 32, 3, code(32, 3));
    keyboard(image, 20, 27);
    mug(image, 53, 27, CORAL);
  }),
  'desk-laptop': desk(PINE, 40, (image) => {
    laptop(image, 20, 11);
    papers(image, 47, 21);
    deskLamp(image, 6, 8);
  }),
  'desk-studio': desk(PINE, 7, (image) => {
    monitor(image, 26, 2, picture(26, 2));
    image.roundRect(24, 26, 18, 9, 1, DARK[2]).rect(26, 27, 14, 7, DARK[3]).line(45, 33, 49, 26, WHITE[3]);
    books(image, 6, 31);
    pot(image, 8, 16);
  }),
  'desk-back-screens': deskBack(PINE, (image) => {
    screenBack(image, 5, 1);
    screenBack(image, 33, 2);
  }),
  'desk-back-single': deskBack(PINE, (image) => {
    screenBack(image, 22, 1);
    papers(image, 50, 19);
    pot(image, 6, 17);
  }),
  'desk-walnut': desk(WALNUT, 40, (image) => {
    deskLamp(image, 48, 8);
    image
      .rect(14, 20, 24, 14, 0x58705a)
      .frame(14, 20, 24, 14, GOLD[1])
      .rect(17, 22, 9, 10, 0xf6f2e8)
      .rect(18, 24, 6, 1, STEEL[0]);
    image.rect(27, 22, 8, 10, 0xf6f2e8).rect(28, 25, 5, 1, STEEL[0]).line(36, 31, 41, 25, CRIMSON[2]);
    books(image, 5, 23);
  }),
  printer: {
    rows: 2,
    solid: solidFoot(1, 2),
    draw: standing(
      (image) => {
        image
          .roundRect(3, 32, 26, 28, 1, STEEL[1])
          .rect(4, 46, 24, 1, STEEL[0])
          .rect(12, 51, 8, 1, STEEL[0])
          .rect(3, 32, 3, 28, STEEL[2]);
        image.roundRect(2, 16, 28, 18, 3, WHITE[2]).rect(4, 16, 24, 8, WHITE[3]).rect(2, 30, 28, 4, STEEL[2]);
        image
          .rect(7, 20, 18, 3, DARK[2])
          .rect(9, 12, 14, 9, 0xffffff)
          .rect(9, 12, 1, 9, WHITE[2])
          .rect(22, 26, 4, 2, LEAF[3])
          .rect(17, 26, 4, 2, SCREEN[2]);
      },
      pool(17, 59, 14, 4),
    ),
  },
  cabinet: {
    rows: 2,
    solid: solidFoot(1, 2),
    draw: standing(
      (image) => {
        image.roundRect(3, 14, 26, 46, 1, METAL[1]).rect(3, 14, 26, 8, METAL[3]).rect(3, 14, 26, 1, METAL[4]);
        for (const y of [24, 36, 48])
          image
            .rect(5, y, 22, 10, METAL[2])
            .rect(5, y, 22, 1, METAL[3])
            .rect(12, y + 4, 8, 2, DARK[2]);
        books(image, 9, 17);
      },
      pool(17, 59, 14, 4),
    ),
  },
  reception: {
    columns: 5,
    rows: 2,
    solid: solidFoot(5, 2),
    draw: standing(receptionDesk, slab(3, 52, 152, 10)),
  },
};

function receptionDesk(image: Pixels): void {
  image.roundRect(1, 20, 158, 40, 4, WALNUT[1]);
  for (let x = 4; x < 156; x += 6) image.rect(x, 36, 3, 22, WALNUT[2]).rect(x, 36, 1, 22, WALNUT[3]);
  image.rect(1, 57, 158, 3, DARK[1]).rect(54, 40, 52, 13, DARK[1]);
  // The sign: an atrium's arch between two leaves.
  image
    .ellipse(80, 50, 8, 8, GOLD[3])
    .ellipse(80, 51, 5, 6, DARK[1])
    .rect(70, 50, 20, 3, DARK[1])
    .rect(70, 51, 20, 1, GOLD[3]);
  image.ellipse(65, 46, 4, 2, LEAF[3]).ellipse(95, 46, 4, 2, LEAF[3]);
  image.roundRect(0, 16, 160, 20, 3, OAK[3]).rect(2, 16, 156, 1, OAK[4]).rect(0, 33, 160, 3, OAK[1]);
  screenBack(image, 20, 2);
  papers(image, 60, 20);
  mug(image, 76, 22, TEAL);
  pot(image, 140, 15);
  image.ellipse(120, 27, 5, 2.4, GOLD[1]).ellipse(120, 25, 4, 3, GOLD[3]).dot(120, 22, GOLD[4]);
}
