// Plants in pots and lamps for indoors. One walks round them.
import type { Ramp } from '../colour.ts';
import { CORAL, CREAM, DARK, GOLD, LEAF, METAL, MOSS, PINE_LEAF, TEAL, TERRACOTTA, WALNUT, WHITE } from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { between, randomFrom } from '../random.ts';
import { pool, standing } from './finish.ts';
import { type Stamp, type StampBook, solidFoot } from './stamp.ts';

/** 18 pixels wide, standing on row `floor`. */
function pot(image: Pixels, colour: Ramp, floor: number): void {
  for (let row = 0; row < 13; row++) {
    const inset = Math.floor(row / 4);
    image
      .rect(8 + inset, floor - 13 + row, 16 - 2 * inset, 1, colour[2])
      .rect(8 + inset, floor - 13 + row, 4, 1, colour[3])
      .rect(21 - inset, floor - 13 + row, 3, 1, colour[1]);
  }
  image
    .roundRect(7, floor - 16, 18, 4, 1, colour[3])
    .rect(7, floor - 13, 18, 1, colour[1])
    .rect(9, floor - 16, 14, 1, WALNUT[0]);
}

/** Round leaves in a cloud, lighter to the upper left. */
function foliage(image: Pixels, box: { x: number; y: number; rx: number; ry: number }, leaf: Ramp, seed: number): void {
  const random = randomFrom(seed);
  for (let index = 0; index < 46; index++) {
    const angle = random() * Math.PI * 2;
    const distance = Math.sqrt(random());
    const x = Math.cos(angle) * distance;
    const y = Math.sin(angle) * distance;
    const light = 2 - y * 1.1 - x * 0.7 + random() * 0.8 - 0.4;
    image.ellipse(
      box.x + x * box.rx,
      box.y + y * box.ry,
      2.4 + random() * 1.6,
      2 + random() * 1.4,
      leaf[Math.max(0, Math.min(3, Math.round(light))) as 0 | 1 | 2 | 3],
    );
  }
  for (let index = 0; index < 12; index++) {
    const x = box.x + between(random, -box.rx + 3, box.rx - 4);
    const y = box.y + between(random, -box.ry + 2, box.ry - 4);
    image.rect(x, y, 2, 1, leaf[4]).dot(x + 2, y + 2, leaf[0]);
  }
}

function tall(draw: (image: Pixels) => void): Stamp {
  return { rows: 2, solid: solidFoot(1, 2), draw: standing(draw, pool(17, 59, 11, 3.4)) };
}

/** A broad leaf on a stalk, from the pot's mouth to where its middle is. */
function broadLeaf(image: Pixels, tip: { x: number; y: number; rx: number; ry: number }, leaf: Ramp): void {
  image
    .line(16, 44, tip.x, tip.y, leaf[1])
    .ellipse(tip.x, tip.y, tip.rx, tip.ry, leaf[2])
    .ellipse(tip.x - 1, tip.y - 1, tip.rx - 2, tip.ry - 1.6, leaf[3]);
  image
    .line(tip.x - tip.rx + 2, tip.y, tip.x + tip.rx - 2, tip.y, leaf[1])
    .rect(tip.x - 2, tip.y - tip.ry + 2, 3, 1, leaf[4]);
}

function sword(image: Pixels, x: number, top: number, leaf: Ramp): void {
  for (let y = top; y < 46; y++) {
    const width = y < top + 4 ? 2 : 4;
    const lean = Math.round(((x - 16) * (46 - y)) / 60);
    image.rect(x + lean - width / 2, y, width, 1, leaf[2]).dot(x + lean - width / 2, y, GOLD[3]);
    if (y % 4 < 2) image.rect(x + lean - width / 2 + 1, y, width - 1, 1, leaf[1]);
  }
}

export const PLANTS: StampBook = {
  'plant-bush': tall((image) => {
    image.rect(15, 32, 3, 14, WALNUT[1]);
    foliage(image, { x: 16, y: 22, rx: 11, ry: 13 }, LEAF, 5);
    pot(image, TERRACOTTA, 60);
  }),
  'plant-broad': tall((image) => {
    for (const [x, y] of [
      [8, 30],
      [24, 28],
      [16, 10],
      [9, 17],
      [23, 16],
      [16, 24],
    ] as const)
      broadLeaf(image, { x, y, rx: 7, ry: 5 }, PINE_LEAF);
    pot(image, WHITE, 60);
  }),
  'plant-sword': tall((image) => {
    for (const [x, top] of [
      [10, 16],
      [22, 14],
      [13, 8],
      [19, 5],
      [16, 11],
    ] as const)
      sword(image, x, top, MOSS);
    pot(image, TEAL, 60);
  }),
  'plant-palm': tall((image) => {
    image.rect(15, 24, 3, 22, WALNUT[2]).rect(15, 24, 1, 22, WALNUT[3]);
    for (const [dx, dy] of [
      [-13, 2],
      [-11, 10],
      [-7, -10],
      [0, -13],
      [8, -10],
      [13, 2],
      [11, 11],
    ] as const) {
      for (let t = 0; t <= 12; t++) {
        const x = 16 + (dx * t) / 12;
        const y = 20 + (dy * t) / 12 - Math.sin((t / 12) * Math.PI) * 5;
        image
          .rect(x - 1, y, 3, 2, LEAF[2])
          .dot(x, y, LEAF[4])
          .dot(x - 1, y + 2, LEAF[1]);
      }
    }
    pot(image, CORAL, 60);
  }),
  'plant-small': {
    solid: solidFoot(1, 1),
    draw: standing(
      (image) => {
        foliage(image, { x: 16, y: 9, rx: 9, ry: 7 }, MOSS, 9);
        pot(image, CREAM, 29);
      },
      pool(17, 28, 10, 3),
    ),
  },
  'lamp-floor': {
    ...tall((image) => {
      image
        .rect(15, 16, 2, 40, METAL[1])
        .rect(15, 16, 1, 40, METAL[3])
        .ellipse(16, 57, 7, 3, DARK[2])
        .ellipse(16, 56, 5, 2, DARK[3]);
      for (let row = 0; row < 14; row++)
        image.rect(9 - Math.floor(row / 4), 3 + row, 14 + 2 * Math.floor(row / 4), 1, row < 3 ? CREAM[4] : CREAM[3]);
      image.rect(6, 15, 20, 2, GOLD[2]).rect(10, 4, 3, 11, 0xfff6d8);
    }),
  },
};
