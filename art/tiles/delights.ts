// Small things that make a place somebody's.
import {
  CORAL,
  CRIMSON,
  DARK,
  GOLD,
  INDIGO,
  LEAF,
  METAL,
  MOSS,
  OAK,
  PINE,
  SCREEN,
  STEEL,
  TEAL,
  TERRACOTTA,
  WALNUT,
  WATER,
  WHITE,
} from '../palette.ts';
import { between, randomFrom } from '../random.ts';
import { pool, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot } from './stamp.ts';

const GLOBE: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      for (const [from, to] of [
        [14, 8],
        [18, 24],
      ] as const)
        image.line(from, 44, to, 58, WALNUT[1]).line(from + 1, 44, to + 1, 58, WALNUT[2]);
      image
        .rect(15, 38, 3, 18, WALNUT[2])
        .ellipse(16, 34, 13, 12, GOLD[1])
        .ellipse(16, 33, 11, 11, WATER[1])
        .ellipse(14.5, 31.5, 9, 9, WATER[2])
        .ellipse(12, 29, 4, 4, MOSS[3])
        .ellipse(18, 36, 4, 4, MOSS[2])
        .ellipse(20, 28, 2, 3, MOSS[3])
        .rect(10, 26, 3, 1, 0xffffff, 150);
    },
    pool(17, 58, 10, 3),
  ),
};

const BOARD_ON_WHEELS: Stamp = {
  columns: 2,
  rows: 2,
  solid: solidFoot(2, 2),
  draw: standing(
    (image) => {
      image
        .rect(10, 38, 3, 20, METAL[1])
        .rect(51, 38, 3, 20, METAL[1])
        .rect(5, 56, 13, 3, METAL[2])
        .rect(46, 56, 13, 3, METAL[2])
        .rect(10, 50, 44, 2, METAL[1]);
      image.roundRect(3, 6, 58, 36, 2, METAL[2]).rect(5, 8, 54, 31, 0xf7f8fb).rect(5, 8, 54, 2, 0xdde1ea);
      for (const [x, y, colour] of [
        [8, 12, GOLD[3]],
        [18, 12, CORAL[3]],
        [8, 22, TEAL[3]],
        [18, 22, GOLD[4]],
        [28, 17, 0xf5b7c4],
      ] as const)
        image.rect(x, y, 8, 8, colour).rect(x + 1, y + 3, 5, 1, 0x1e1432, 90);
      image
        .rect(40, 13, 15, 1, SCREEN[2])
        .rect(40, 17, 12, 1, SCREEN[2])
        .rect(40, 21, 14, 1, CRIMSON[2])
        .line(41, 34, 46, 28, TEAL[1])
        .line(46, 28, 50, 31, TEAL[1])
        .line(50, 31, 55, 25, TEAL[1]);
    },
    slab(5, 57, 52, 4),
  ),
};

const PLANTER: Stamp = {
  columns: 2,
  solid: solid(2, 1),
  draw: standing(
    (image) => {
      const random = randomFrom(31);
      for (let index = 0; index < 40; index++) {
        const [x, y] = [between(random, 7, 56), between(random, 4, 13)];
        image.ellipse(x, y, 3.4, 3, y < 8 ? LEAF[3] : index % 3 ? LEAF[2] : LEAF[1]);
      }
      for (let index = 0; index < 14; index++)
        image.rect(between(random, 6, 56), between(random, 3, 11), 2, 1, LEAF[4]);
      image.rect(3, 15, 58, 13, WALNUT[2]).rect(3, 15, 58, 2, WALNUT[4]).rect(3, 26, 58, 2, WALNUT[0]);
      for (let x = 10; x < 60; x += 10) image.rect(x, 17, 1, 10, WALNUT[1]);
    },
    slab(4, 26, 56, 4),
  ),
};

const COATS: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      image
        .rect(15, 6, 3, 50, WALNUT[2])
        .rect(8, 56, 17, 3, WALNUT[1])
        .line(16, 10, 8, 6, WALNUT[2])
        .line(17, 10, 25, 6, WALNUT[2])
        .roundRect(5, 12, 9, 24, 3, TEAL[2])
        .rect(6, 13, 2, 20, TEAL[3])
        .roundRect(19, 14, 8, 20, 3, CRIMSON[2])
        .rect(20, 15, 2, 17, CRIMSON[3])
        .ellipse(24, 7, 6, 2.4, GOLD[1])
        .ellipse(24, 5, 3.4, 3, GOLD[2]);
    },
    pool(17, 58, 10, 3),
  ),
};

/** A place for one call: glass and felt; it is entered from the south and its roof is over people. */
const BOOTH: Stamp = {
  columns: 2,
  rows: 3,
  solid: ['..', '##', '##'],
  draw: standing(
    (image) => {
      image
        .roundRect(3, 6, 58, 86, 4, INDIGO[1])
        .rect(4, 8, 56, 8, INDIGO[3])
        .rect(6, 8, 52, 1, INDIGO[4])
        .rect(9, 20, 46, 66, DARK[1])
        .rect(11, 22, 42, 62, INDIGO[0]);
      for (let y = 24; y < 52; y += 6) image.rect(13, y, 38, 4, INDIGO[2], 120);
      image
        .rect(17, 54, 30, 4, OAK[3])
        .rect(17, 58, 30, 2, OAK[1])
        .roundRect(22, 64, 20, 6, 3, CORAL[2])
        .rect(30, 70, 4, 12, METAL[1])
        .rect(26, 26, 12, 3, 0xfff3c0)
        .ellipse(32, 34, 14, 8, 0xfff3c0, 40);
      image
        .rect(11, 22, 8, 62, 0xffffff, 26)
        .rect(40, 22, 3, 62, 0xffffff, 20)
        .rect(50, 48, 2, 14, STEEL[3])
        .dot(56, 12, LEAF[4])
        .dot(55, 12, LEAF[4]);
    },
    slab(5, 88, 54, 6),
  ),
};

export const DELIGHTS: StampBook = {
  globe: GLOBE,
  'board-on-wheels': BOARD_ON_WHEELS,
  planter: PLANTER,
  'coat-rack': COATS,
  'phone-booth': BOOTH,
  'side-table': {
    solid: solid(1, 1),
    draw: standing(
      (image) => {
        image
          .rect(9, 16, 3, 12, PINE[0])
          .rect(20, 16, 3, 12, PINE[0])
          .roundRect(6, 10, 20, 9, 2, PINE[3])
          .rect(7, 10, 18, 1, PINE[4])
          .rect(6, 17, 20, 3, PINE[1]);
        image
          .rect(9, 8, 9, 3, TEAL[2])
          .rect(10, 5, 9, 3, TERRACOTTA[2])
          .rect(10, 5, 9, 1, TERRACOTTA[4])
          .roundRect(20, 7, 4, 5, 1, WHITE[3]);
      },
      pool(17, 28, 9, 2.6),
    ),
  },
};
