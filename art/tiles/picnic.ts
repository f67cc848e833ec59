// Benches, picnic tables and blankets.
import { CORAL, CREAM, CRIMSON, DARK, GLASS, LEAF, PINE, TEAL, WALNUT, WHITE } from '../palette.ts';
import { SHADOW } from '../pixels.ts';
import { mirror, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid } from './stamp.ts';

const BENCH_DOWN: Stamp = {
  columns: 2,
  solid: solid(2, 1),
  draw: standing(
    (image) => {
      for (const x of [7, 53]) image.rect(x, 6, 4, 22, DARK[1]);
      for (const y of [3, 8])
        image
          .rect(4, y, 56, 4, PINE[2])
          .rect(4, y, 56, 1, PINE[4])
          .rect(4, y + 3, 56, 1, PINE[1]);
      for (const y of [14, 18])
        image
          .rect(3, y, 58, 4, PINE[3])
          .rect(3, y, 58, 1, PINE[4])
          .rect(3, y + 3, 58, 1, PINE[1]);
    },
    slab(4, 25, 56, 5),
  ),
};

/** One sits on it looking up, so it does not block; its back is drawn over the sitter. */
const BENCH_UP: Stamp = {
  columns: 2,
  draw: standing(
    (image) => {
      for (const x of [7, 53]) image.rect(x, 10, 4, 18, DARK[1]);
      for (const y of [8, 12])
        image
          .rect(3, y, 58, 4, PINE[3])
          .rect(3, y, 58, 1, PINE[4])
          .rect(3, y + 3, 58, 1, PINE[1]);
    },
    slab(4, 25, 56, 5),
  ),
  over: (image) => {
    for (const y of [15, 21])
      image
        .rect(4, y, 56, 4, PINE[2])
        .rect(4, y, 56, 1, PINE[4])
        .rect(4, y + 3, 56, 1, PINE[1]);
    image.outlined();
  },
};

const BENCH_RIGHT: Stamp = {
  rows: 2,
  solid: solid(1, 2),
  draw: standing(
    (image) => {
      image
        .rect(6, 54, 4, 6, DARK[1])
        .rect(22, 54, 4, 6, DARK[1])
        .rect(4, 6, 5, 46, PINE[2])
        .rect(4, 6, 1, 46, PINE[4])
        .rect(4, 52, 5, 4, PINE[1]);
      for (const x of [10, 15, 20]) image.rect(x, 14, 4, 40, PINE[3]).rect(x, 14, 1, 40, PINE[4]);
      image.rect(10, 54, 14, 3, PINE[1]);
    },
    slab(5, 56, 20, 5),
  ),
};

const PICNIC: Stamp = {
  columns: 3,
  rows: 2,
  solid: solid(3, 2),
  draw: standing(
    (image) => {
      image
        .rect(6, 4, 84, 7, PINE[2])
        .rect(6, 4, 84, 1, PINE[4])
        .rect(14, 11, 4, 10, PINE[0])
        .rect(78, 11, 4, 10, PINE[0]);
      image.rect(16, 40, 5, 18, PINE[0]).rect(76, 40, 5, 18, PINE[0]);
      for (let board = 0; board < 4; board++)
        image.rect(3, 14 + board * 6, 90, 6, PINE[board % 2 ? 2 : 3]).rect(3, 14 + board * 6, 90, 1, PINE[4]);
      image
        .rect(3, 38, 90, 4, PINE[1])
        .rect(6, 48, 84, 7, PINE[3])
        .rect(6, 48, 84, 1, PINE[4])
        .rect(6, 55, 84, 2, PINE[1]);
      image.rect(30, 14, 32, 24, 0xf6f2e8);
      for (let y = 14; y < 38; y += 4)
        for (let x = 30; x < 62; x += 4) if ((x + y) % 8 === 4) image.rect(x, y, 4, 4, CRIMSON[3]);
      image
        .roundRect(38, 18, 15, 10, 3, WALNUT[2])
        .rect(40, 18, 11, 2, WALNUT[4])
        .ellipse(46, 17, 7, 4, WALNUT[1])
        .ellipse(46, 18, 5, 3, WALNUT[3])
        .ellipse(70, 26, 6, 4, WHITE[3])
        .ellipse(70, 25, 3, 2, CORAL[3])
        .rect(20, 20, 4, 7, TEAL[2]);
    },
    slab(6, 55, 84, 6),
  ),
};

function blanket(first: number, second: number): Stamp {
  return {
    columns: 2,
    rows: 2,
    draw: (image) => {
      image.roundRect(4, 5, 59, 57, 2, SHADOW, 60);
      for (let y = 3; y < 59; y++)
        for (let x = 2; x < 61; x++) {
          const check = (Math.floor((x - 2) / 7) % 2) + (Math.floor((y - 3) / 7) % 2);
          image.dot(x, y, check === 0 ? 0xf6efe0 : first).dot(x, y, second, check === 1 ? 70 : 0);
          if (check === 2) image.dot(x, y, SHADOW, 36);
        }
      image
        .frame(2, 3, 59, 56, first)
        .roundRect(35, 12, 18, 14, 3, WALNUT[2])
        .rect(36, 13, 16, 3, WALNUT[3])
        .rect(40, 8, 8, 1, WALNUT[1])
        .rect(39, 9, 1, 5, WALNUT[1])
        .rect(48, 9, 1, 5, WALNUT[1])
        .rect(37, 19, 14, 1, WALNUT[1])
        .rect(37, 22, 14, 1, WALNUT[1]);
      image
        .ellipse(18, 40, 7, 5, WHITE[3])
        .ellipse(18, 39, 5, 3, CREAM[2])
        .ellipse(17, 38, 2, 2, CRIMSON[2])
        .ellipse(20, 39, 2, 2, LEAF[3])
        .rect(40, 40, 5, 10, GLASS[2])
        .rect(41, 38, 3, 3, CRIMSON[2])
        .rect(40, 40, 1, 10, 0xffffff, 150);
    },
  };
}

export const PICNICS: StampBook = {
  'bench-down': BENCH_DOWN,
  'bench-up': BENCH_UP,
  'bench-right': BENCH_RIGHT,
  'bench-left': mirror(BENCH_RIGHT),
  picnic: PICNIC,
  'blanket-red': blanket(0xd9737a, 0xd9737a),
  'blanket-blue': blanket(0x6c90c8, 0x6c90c8),
};
