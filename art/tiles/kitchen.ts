// Kitchen and bar. Counters are one tile wide and two high, their doors to the south, and stand side by side.
import {
  CORAL,
  CREAM,
  CRIMSON,
  DARK,
  GLASS,
  GOLD,
  LEAF,
  METAL,
  OAK,
  SAGE,
  STEEL,
  TEAL,
  TERRACOTTA,
  WALNUT,
  WHITE,
} from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { pool, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot } from './stamp.ts';

type Paint = (image: Pixels) => void;

function counterBody(image: Pixels): void {
  image
    .rect(0, 33, 32, 27, SAGE[1])
    .rect(0, 57, 32, 3, SAGE[0])
    .rect(1, 36, 14, 20, SAGE[2])
    .rect(17, 36, 14, 20, SAGE[2]);
  for (const x of [1, 17])
    image
      .rect(x, 36, 14, 1, SAGE[4])
      .rect(x, 36, 1, 20, SAGE[3])
      .rect(x + 13, 36, 1, 20, SAGE[0], 120);
  image.rect(12, 42, 2, 6, GOLD[3]).rect(18, 42, 2, 6, GOLD[3]);
  image
    .rect(0, 16, 32, 18, OAK[3])
    .rect(0, 16, 32, 1, OAK[4])
    .rect(0, 31, 32, 3, OAK[1])
    .rect(4, 22, 13, 1, OAK[2])
    .rect(16, 27, 10, 1, OAK[2]);
}

function counter(contents: Paint): Stamp {
  return {
    rows: 2,
    solid: solid(1, 2),
    draw: (image) => {
      counterBody(image);
      const things = image.crop(0, 0, 32, 64);
      things.data.fill(0);
      contents(things);
      image.paste(things.outlined(0.5), 0, 0);
      image.rect(0, 60, 32, 4, 0x1e1432, 60);
    },
  };
}

function machine(image: Pixels): void {
  image
    .roundRect(4, 2, 24, 26, 2, DARK[2])
    .rect(5, 3, 22, 2, DARK[4])
    .rect(7, 8, 18, 12, DARK[0])
    .rect(8, 6, 3, 1, CRIMSON[3])
    .rect(13, 6, 3, 1, LEAF[3]);
  image
    .rect(10, 9, 4, 3, METAL[2])
    .rect(18, 9, 4, 3, METAL[2])
    .rect(10, 14, 5, 5, WHITE[3])
    .rect(18, 14, 5, 5, WHITE[3])
    .rect(6, 21, 20, 5, METAL[1])
    .rect(6, 21, 20, 1, METAL[4]);
}

function stove(image: Pixels): void {
  image.rect(2, 17, 28, 14, DARK[1]).rect(2, 17, 28, 1, DARK[3]);
  for (const [x, y] of [
    [9, 21],
    [23, 21],
    [9, 27],
    [23, 27],
  ] as const)
    image.ellipse(x, y, 4.4, 2.4, DARK[3]).ellipse(x, y, 2.6, 1.3, DARK[0]);
  image
    .roundRect(17, 9, 13, 11, 2, CRIMSON[2])
    .rect(18, 9, 11, 2, CRIMSON[4])
    .rect(15, 12, 2, 2, DARK[0])
    .rect(30, 12, 2, 2, DARK[0])
    .rect(22, 7, 3, 2, DARK[1]);
}

function sink(image: Pixels): void {
  image.roundRect(4, 19, 24, 11, 2, STEEL[3]).roundRect(6, 21, 20, 8, 2, STEEL[0]).rect(6, 27, 20, 1, STEEL[3]);
  image
    .rect(15, 9, 2, 10, METAL[2])
    .rect(15, 9, 7, 2, METAL[3])
    .rect(20, 10, 2, 4, METAL[2])
    .rect(8, 23, 5, 3, GLASS[3]);
}

function fruit(image: Pixels): void {
  image.ellipse(16, 25, 10, 4.4, WALNUT[1]).ellipse(16, 23.5, 10, 3.6, WALNUT[3]);
  image
    .ellipse(11, 20, 3.6, 3.6, CRIMSON[2])
    .ellipse(18, 19, 3.8, 3.8, GOLD[3])
    .ellipse(22, 21.5, 3, 3, LEAF[3])
    .ellipse(15, 22, 3, 2.6, CORAL[3]);
  image.dot(10, 18, CRIMSON[4]).dot(17, 17, GOLD[4]);
}

function jars(image: Pixels): void {
  for (const [x, height, colour] of [
    [3, 13, CORAL[3]],
    [12, 10, GOLD[3]],
    [20, 15, SAGE[4]],
  ] as const) {
    image
      .roundRect(x, 26 - height, 8, height, 2, GLASS[3])
      .rect(x + 1, 29 - height, 6, height - 4, colour)
      .rect(x, 25 - height, 8, 3, WALNUT[2]);
  }
}

function cake(image: Pixels): void {
  image
    .ellipse(16, 26, 12, 3.6, WHITE[3])
    .rect(7, 17, 18, 8, CREAM[3])
    .rect(7, 20, 18, 2, CORAL[2])
    .ellipse(16, 17, 9, 3, CREAM[4])
    .ellipse(16, 15, 2, 2, CRIMSON[2]);
  image.roundRect(5, 9, 22, 17, 9, GLASS[4], 70).rect(15, 7, 3, 2, GOLD[2]);
}

const FRIDGE: Stamp = {
  rows: 3,
  solid: ['.', '#', '#'],
  draw: standing(
    (image) => {
      image
        .roundRect(2, 6, 28, 86, 3, TEAL[2])
        .rect(3, 8, 3, 82, TEAL[3])
        .rect(4, 6, 24, 4, TEAL[3])
        .rect(27, 10, 2, 80, TEAL[1]);
      image
        .rect(2, 40, 28, 2, TEAL[0])
        .rect(6, 26, 2, 10, METAL[4])
        .rect(6, 46, 2, 16, METAL[4])
        .rect(4, 89, 24, 3, TEAL[0]);
      image
        .rect(14, 16, 8, 9, 0xf6f2e8)
        .rect(15, 18, 5, 1, STEEL[0])
        .rect(15, 20, 4, 1, STEEL[0])
        .rect(17, 15, 2, 2, CRIMSON[2])
        .rect(20, 50, 5, 5, GOLD[3])
        .rect(13, 54, 4, 4, CORAL[2]);
    },
    pool(17, 91, 14, 4),
  ),
};

const COOLER: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      image
        .roundRect(8, 3, 16, 22, 5, GLASS[2])
        .rect(10, 5, 3, 16, GLASS[4])
        .rect(9, 9, 14, 1, GLASS[3])
        .rect(11, 24, 10, 3, GLASS[0]);
      image
        .roundRect(6, 27, 20, 33, 2, WHITE[2])
        .rect(7, 28, 3, 30, WHITE[3])
        .rect(10, 34, 12, 9, STEEL[1])
        .rect(11, 35, 3, 4, 0x5f9bd8)
        .rect(18, 35, 3, 4, CRIMSON[2])
        .rect(11, 46, 10, 1, STEEL[0]);
    },
    pool(17, 59, 11, 3),
  ),
};

const VENDING: Stamp = {
  columns: 2,
  rows: 3,
  solid: ['..', '##', '##'],
  draw: standing(
    (image) => {
      image
        .roundRect(3, 8, 58, 82, 3, CRIMSON[2])
        .rect(5, 9, 54, 3, CRIMSON[3])
        .rect(57, 12, 3, 76, CRIMSON[1])
        .rect(8, 15, 34, 54, DARK[0]);
      const cans = [GOLD[3], TEAL[3], CORAL[3], LEAF[3], GLASS[3], CRIMSON[3]];
      for (let shelf = 0; shelf < 4; shelf++) {
        image.rect(8, 26 + shelf * 13, 34, 2, METAL[1]);
        for (let slot = 0; slot < 5; slot++)
          image
            .rect(10 + slot * 6.4, 18 + shelf * 13, 4, 8, cans[(shelf * 2 + slot) % 6] as number)
            .rect(10 + slot * 6.4, 18 + shelf * 13, 1, 8, 0xffffff, 110);
      }
      image
        .rect(38, 15, 4, 54, 0xffffff, 26)
        .rect(46, 18, 10, 8, GLASS[3])
        .rect(46, 30, 10, 14, METAL[2])
        .rect(48, 32, 6, 1, DARK[1])
        .rect(10, 73, 32, 10, DARK[1])
        .rect(12, 75, 28, 2, DARK[0])
        .rect(5, 88, 54, 3, DARK[0]);
    },
    pool(33, 91, 28, 4),
  ),
};

/** A bar: `bar-left`, any number of `bar-middle`, `bar-right`; people stand on both sides. */
function bar(side: 'left' | 'middle' | 'right', contents: Paint): Stamp {
  return {
    rows: 2,
    solid: solidFoot(1, 2),
    draw: (image) => {
      const left = side === 'left' ? 2 : 0;
      const width = 32 - left - (side === 'right' ? 2 : 0);
      image.rect(left, 34, width, 25, WALNUT[1]).rect(left, 56, width, 3, WALNUT[0]);
      for (let x = left + 1; x < left + width - 5; x += 8)
        image.rect(x, 37, 6, 18, WALNUT[2]).rect(x, 37, 6, 1, WALNUT[3]);
      image
        .rect(0, 18, 32, 14, OAK[3])
        .rect(0, 18, 32, 1, OAK[4])
        .rect(0, 31, 32, 4, OAK[1])
        .rect(0, 34, 32, 1, WALNUT[0]);
      if (side === 'left') image.rect(0, 18, 1, 17, WALNUT[0]).rect(1, 34, 1, 25, WALNUT[0]);
      if (side === 'right') image.rect(31, 18, 1, 17, WALNUT[0]).rect(30, 34, 1, 25, WALNUT[0]);
      image.rect(0, 17, 32, 1, WALNUT[0]).rect(left, 59, width, 1, WALNUT[0]).rect(left, 60, width, 3, 0x1e1432, 64);
      const things = image.crop(0, 0, 32, 64);
      things.data.fill(0);
      contents(things);
      image.paste(things.outlined(0.5), 0, 0);
    },
  };
}

export const KITCHEN: StampBook = {
  counter: counter(() => {}),
  'counter-coffee': counter(machine),
  'counter-stove': counter(stove),
  'counter-sink': counter(sink),
  'counter-fruit': counter(fruit),
  'counter-jars': counter(jars),
  'counter-cake': counter(cake),
  fridge: FRIDGE,
  'water-cooler': COOLER,
  vending: VENDING,
  'bar-left': bar('left', (image) =>
    image.roundRect(8, 14, 12, 10, 2, GLASS[3], 200).rect(10, 18, 3, 5, GOLD[2]).rect(15, 19, 3, 4, TERRACOTTA[3]),
  ),
  'bar-middle': bar('middle', () => {}),
  'bar-till': bar('middle', (image) =>
    image
      .roundRect(6, 10, 20, 14, 2, DARK[2])
      .rect(8, 12, 16, 6, LEAF[3])
      .rect(6, 22, 20, 4, DARK[3])
      .rect(9, 13, 6, 1, 0xffffff),
  ),
  'bar-coffee': bar('middle', machine),
  'bar-cake': bar('middle', cake),
  'bar-right': bar('right', (image) =>
    image
      .rect(8, 12, 5, 12, LEAF[1])
      .rect(9, 9, 3, 3, LEAF[2])
      .rect(16, 16, 6, 8, WHITE[3])
      .rect(16, 16, 6, 1, TEAL[2]),
  ),
};
