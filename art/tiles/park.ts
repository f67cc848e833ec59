// What stands along the paths of a park.
import { CORAL, CREAM, CRIMSON, DARK, GOLD, INDIGO, LEAF, METAL, OAK, STONE, TEAL, WALNUT, WHITE } from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import { pool, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot, TILE } from './stamp.ts';

const LANTERN: Stamp = {
  rows: 3,
  above: 1,
  solid: solidFoot(1, 3),
  draw: standing(
    (image) => {
      image
        .rect(15, 26, 3, 62, DARK[2])
        .rect(15, 26, 1, 62, DARK[4])
        .rect(12, 84, 9, 6, DARK[1])
        .rect(11, 89, 11, 2, DARK[0])
        .rect(12, 44, 9, 2, DARK[2]);
      image
        .roundRect(9, 8, 15, 19, 3, 0xffeab0)
        .rect(11, 9, 3, 16, 0xfffbe6)
        .rect(9, 8, 1, 18, DARK[1])
        .rect(23, 8, 1, 18, DARK[1])
        .rect(16, 8, 1, 18, DARK[1])
        .rect(8, 25, 17, 3, DARK[1]);
      for (let row = 0; row < 5; row++) image.rect(8 + row, 7 - row, 17 - row * 2, 1, DARK[2]);
    },
    (layer) => {
      layer.ellipse(17, 90, 8, 3, SHADOW, 74);
      for (let ring = 4; ring > 0; ring--) layer.ellipse(16.5, 17, ring * 4, ring * 4, 0xffeab0, 26);
    },
  ),
};

const SIGN: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      image.rect(14, 10, 4, 48, WALNUT[2]).rect(14, 10, 1, 48, WALNUT[4]);
      image
        .rect(3, 14, 24, 10, OAK[3])
        .rect(27, 16, 2, 6, OAK[3])
        .rect(3, 14, 24, 1, OAK[4])
        .rect(6, 18, 15, 2, WALNUT[0])
        .rect(5, 28, 22, 9, OAK[2])
        .rect(3, 30, 2, 5, OAK[2])
        .rect(5, 28, 22, 1, OAK[4])
        .rect(10, 32, 13, 2, WALNUT[0]);
    },
    pool(17, 58, 7, 2.4),
  ),
};

const BIN: Stamp = {
  solid: solid(1, 1),
  draw: standing(
    (image) => {
      image
        .rect(9, 8, 14, 20, LEAF[0])
        .rect(9, 8, 3, 20, LEAF[1])
        .rect(20, 8, 3, 20, DARK[0])
        .ellipse(16, 8, 7.6, 3, LEAF[2])
        .ellipse(16, 8, 5, 1.8, DARK[0])
        .rect(9, 15, 14, 1, LEAF[2]);
    },
    pool(17, 28, 9, 3),
  ),
};

const BICYCLE: Stamp = {
  columns: 2,
  rows: 2,
  solid: solidFoot(2, 2),
  draw: standing(
    (image) => {
      for (const x of [15, 48]) {
        for (let angle = 0; angle < 60; angle++)
          image.rect(
            x + Math.cos((angle * Math.PI) / 30) * 11,
            47 + Math.sin((angle * Math.PI) / 30) * 11,
            2,
            2,
            DARK[1],
          );
        image
          .line(x, 37, x, 57, METAL[2])
          .line(x - 9, 47, x + 10, 47, METAL[2])
          .rect(x - 1, 46, 3, 3, METAL[3]);
      }
      for (let offset = 0; offset < 2; offset++)
        image
          .line(15, 47 + offset, 24, 32 + offset, TEAL[2])
          .line(24, 32 + offset, 44, 31 + offset, TEAL[2])
          .line(30, 47 + offset, 44, 31 + offset, TEAL[3])
          .line(15, 47 + offset, 30, 47 + offset, TEAL[2])
          .line(24, 30 + offset, 30, 47 + offset, TEAL[3])
          .line(48, 47 + offset, 43, 26 + offset, TEAL[2]);
      image
        .roundRect(18, 26, 12, 4, 2, WALNUT[1])
        .rect(38, 23, 9, 2, DARK[1])
        .rect(37, 22, 3, 3, WALNUT[2])
        .roundRect(44, 26, 14, 9, 2, OAK[2])
        .rect(44, 26, 14, 2, OAK[4])
        .rect(47, 24, 4, 3, CORAL[3])
        .rect(52, 23, 3, 4, GOLD[3]);
    },
    pool(32, 58, 26, 3),
  ),
};

/** A table under a parasol, which is drawn over those who sit there. */
function parasol(first: number, second: number): Stamp {
  return {
    columns: 3,
    rows: 3,
    above: 2,
    solid: ['...', '...', '.#.'],
    draw: standing(
      (image) => {
        image
          .rect(47, 40, 3, 46, WHITE[1])
          .ellipse(48, 82, 15, 8, WALNUT[1])
          .ellipse(48, 79, 15, 8, OAK[3])
          .ellipse(44, 78, 3, 2, WHITE[4])
          .ellipse(54, 80, 3, 2, CORAL[2])
          .rect(47, 60, 3, 18, WHITE[2]);
        for (let x = -42; x <= 42; x++) {
          const height = Math.sqrt(1 - (x / 43) ** 2);
          const stripe = Math.floor(((x + 42) * 8) / 85) % 2 === 0 ? first : second;
          const scallop = Math.round(3 * Math.abs(Math.sin(((x + 42) / 85) * Math.PI * 8)));
          image.rect(48 + x, 40 - height * 34, 1, height * 34 + 10 * height + scallop, stripe);
          if (x > 10) image.rect(48 + x, 40 - height * 34, 1, height * 34 + 10 * height + scallop, SHADOW, 22 + x);
          image.rect(48 + x, 40 + 10 * height + scallop - 2, 1, 2, SHADOW, 60);
        }
        image.rect(47, 2, 3, 5, GOLD[3]);
      },
      pool(50, 92, 30, 4),
    ),
  };
}

/** A line of lights from post to post, over all. */
function lights(shift: number): (image: Pixels) => void {
  return (image) => {
    for (let x = 0; x < TILE; x++) image.dot(x, 8 + Math.round(5 * Math.sin((x / 31) * Math.PI)), DARK[1]);
    [4, 12, 20, 28].forEach((x, index) => {
      const y = 10 + Math.round(5 * Math.sin((x / 31) * Math.PI));
      const colour = [0xffe7a0, 0xffb6a6, 0xbfe8d8, 0xffe7a0][(index + shift) % 4] as number;
      image
        .ellipse(x + 0.5, y + 1.5, 4, 4, colour, 60)
        .rect(x, y, 2, 3, colour)
        .dot(x, y, 0xffffff);
    });
  };
}

/** The pink of the ice cream cart. */
const BLUSH = 0xe793a3;

const CART: Stamp = {
  columns: 3,
  rows: 3,
  solid: ['...', '###', '###'],
  draw: standing(
    (image) => {
      image
        .ellipse(22, 82, 9, 9, DARK[1])
        .ellipse(22, 82, 6, 6, METAL[2])
        .ellipse(74, 82, 9, 9, DARK[1])
        .ellipse(74, 82, 6, 6, METAL[2]);
      image
        .roundRect(8, 46, 80, 34, 3, WHITE[3])
        .rect(8, 70, 80, 10, BLUSH)
        .rect(8, 46, 80, 4, WHITE[4])
        .rect(12, 24, 3, 24, METAL[2])
        .rect(81, 24, 3, 24, METAL[2]);
      for (let stripe = 0; stripe < 10; stripe++)
        image
          .rect(4 + stripe * 9, 10, 9, 16, stripe % 2 ? 0xf6f2e8 : BLUSH)
          .ellipse(8.5 + stripe * 9, 26, 4.6, 4, stripe % 2 ? 0xf6f2e8 : BLUSH);
      image.rect(4, 10, 90, 2, 0xffffff, 110);
      for (let row = 0; row < 9; row++) image.rect(42 + row / 2, 62 + row, 9 - row, 1, OAK[2]);
      image.ellipse(46, 59, 6, 5, CORAL[3]).ellipse(45, 55, 5, 4, CREAM[4]).dot(46, 51, CRIMSON[2]);
    },
    pool(50, 91, 40, 4),
  ),
};

export const PARK: StampBook = {
  lantern: LANTERN,
  sign: SIGN,
  bin: BIN,
  bicycle: BICYCLE,
  'parasol-coral': parasol(CORAL[3], 0xf6f2e8),
  'parasol-teal': parasol(TEAL[3], 0xf6f2e8),
  'ice-cream-cart': CART,
  'lights-1': { draw: lights(0) },
  'lights-2': { draw: lights(2) },
  'lights-post': {
    rows: 3,
    above: 1,
    solid: solidFoot(1, 3),
    draw: standing(
      (image) =>
        image
          .rect(14, 6, 4, 84, WALNUT[2])
          .rect(14, 6, 1, 84, WALNUT[4])
          .rect(13, 4, 6, 3, GOLD[2])
          .rect(12, 88, 8, 3, WALNUT[0]),
      pool(17, 90, 7, 2.4),
    ),
  },
  statue: {
    rows: 3,
    solid: ['.', '#', '#'],
    draw: standing(
      (image) => {
        image
          .rect(6, 62, 20, 28, STONE[2])
          .rect(6, 62, 5, 28, STONE[3])
          .rect(22, 62, 4, 28, STONE[1])
          .rect(4, 60, 24, 4, STONE[3])
          .rect(4, 86, 24, 5, STONE[1])
          .rect(11, 70, 11, 7, GOLD[1])
          .rect(11, 70, 11, 1, GOLD[3]);
        image
          .roundRect(10, 32, 12, 29, 4, STONE[2])
          .rect(11, 34, 3, 24, STONE[4])
          .rect(19, 34, 2, 26, STONE[0])
          .ellipse(16, 24, 6, 7, STONE[2])
          .ellipse(14, 22, 3, 4, STONE[4])
          .line(21, 36, 27, 22, STONE[2])
          .line(22, 36, 28, 22, STONE[1])
          .ellipse(28, 19, 3.4, 3.4, GOLD[3]);
      },
      pool(17, 90, 14, 3.4),
    ),
  },
  'flag-park': {
    rows: 3,
    above: 1,
    solid: solidFoot(1, 3),
    draw: standing(
      (image) => {
        image
          .rect(7, 4, 2, 84, WHITE[2])
          .rect(7, 4, 1, 84, WHITE[4])
          .ellipse(8, 4, 2.4, 2.4, GOLD[3])
          .rect(4, 86, 8, 4, STONE[1]);
        for (let x = 0; x < 20; x++)
          image.rect(9 + x, 8 + Math.round(2 * Math.sin(x / 3.4)), 1, 22, INDIGO[x % 7 < 3 ? 3 : 2]);
        image
          .ellipse(19, 21, 6, 6, GOLD[3])
          .ellipse(19, 22, 4, 5, INDIGO[2])
          .rect(12, 22, 14, 6, INDIGO[2])
          .rect(13, 22, 13, 1, GOLD[3]);
      },
      pool(10, 89, 8, 2.4),
    ),
  },
};
