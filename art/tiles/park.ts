// What people put into parks: benches, tables, lanterns, a bridge, a fountain.

import {
  CORAL,
  CREAM,
  CRIMSON,
  DARK,
  GLASS,
  GOLD,
  INDIGO,
  LEAF,
  METAL,
  OAK,
  PINE,
  STONE,
  TEAL,
  WALNUT,
  WATER,
  WHITE,
} from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import { mirror, pool, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot, TILE } from './stamp.ts';

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

/** A wooden bridge that leads from west to east: a rail, two rows of boards that one walks, and a rail. */
function bridge(part: 'left' | 'middle' | 'right'): StampBook {
  const boards = (image: Pixels, shade: boolean) => {
    for (let x = 0; x < TILE; x += 8) {
      image
        .rect(x, 0, 8, TILE, OAK[x % 16 ? 2 : 3])
        .rect(x, 0, 1, TILE, OAK[4])
        .rect(x + 7, 0, 1, TILE, OAK[0])
        .dot(x + 3, 5, WALNUT[0])
        .dot(x + 3, 26, WALNUT[0]);
    }
    if (shade) image.rect(0, 0, TILE, 5, SHADOW, 60);
  };
  const rail = (image: Pixels, y: number) => {
    image
      .rect(0, y, TILE, 4, WALNUT[3])
      .rect(0, y, TILE, 1, WALNUT[4])
      .rect(0, y + 4, TILE, 1, WALNUT[0])
      .rect(0, y + 10, TILE, 3, WALNUT[2])
      .rect(0, y + 13, TILE, 1, WALNUT[0]);
    const posts = part === 'left' ? [1] : part === 'right' ? [26] : [14];
    for (const x of posts)
      image
        .rect(x, y - 3, 5, 21, WALNUT[2])
        .rect(x, y - 3, 1, 21, WALNUT[4])
        .rect(x + 4, y - 3, 1, 21, WALNUT[0])
        .rect(x, y - 4, 5, 1, WALNUT[0]);
  };
  return {
    [`bridge-${part}-north`]: {
      solid: solid(1, 1),
      draw: (image) => {
        image.rect(0, 26, TILE, 6, OAK[1]);
        rail(image, 12);
      },
    },
    [`bridge-${part}-deck`]: { draw: (image) => boards(image, false) },
    [`bridge-${part}-south`]: {
      solid: solid(1, 1),
      draw: (image) =>
        image
          .rect(0, 0, TILE, 3, OAK[2])
          .rect(0, 3, TILE, 7, WALNUT[1])
          .rect(0, 9, TILE, 1, WALNUT[0])
          .rect(0, 10, TILE, 12, SHADOW, 70),
      over: (image) => rail(image, -4),
    },
  };
}

function fountain(frame: number): (image: Pixels) => void {
  return standing(
    (image) => {
      image
        .ellipse(64, 88, 60, 34, STONE[0])
        .ellipse(64, 84, 60, 34, STONE[2])
        .ellipse(63, 82, 58, 32, STONE[3])
        .ellipse(64, 83, 52, 28, STONE[1])
        .ellipse(64, 85, 51, 27, WATER[2])
        .ellipse(64, 88, 46, 22, WATER[3], 150);
      for (let ring = 0; ring < 3; ring++) {
        const radius = 16 + ((ring * 12 + frame * 4) % 36);
        for (let angle = 0; angle < 40; angle++)
          image.dot(
            64 + Math.cos((angle * Math.PI) / 20) * radius,
            87 + Math.sin((angle * Math.PI) / 20) * radius * 0.5,
            GLASS[4],
            160,
          );
      }
      image
        .rect(57, 62, 14, 26, STONE[2])
        .rect(57, 62, 4, 26, STONE[3])
        .rect(67, 62, 4, 26, STONE[1])
        .ellipse(64, 88, 12, 5, STONE[1]);
      image.ellipse(64, 62, 25, 10, STONE[1]).ellipse(64, 59, 25, 10, STONE[3]).ellipse(64, 58, 21, 7, WATER[3]);
      image
        .rect(61, 36, 6, 22, STONE[2])
        .rect(61, 36, 2, 22, STONE[4])
        .ellipse(64, 36, 11, 4.6, STONE[1])
        .ellipse(64, 34.6, 11, 4.6, STONE[3])
        .ellipse(64, 34, 8, 3, WATER[3]);
      const drop = (x: number, y: number) => image.rect(x, y, 2, 3, GLASS[4], 230).dot(x, y + 3, WATER[2], 200);
      for (let step = 0; step < 7; step++) {
        drop(63, 12 + ((step * 4 + frame * 2) % 22));
        for (const side of [-1, 1]) {
          drop(64 + side * (12 + step * 0.4), 38 + ((step * 5 + frame * 3) % 22));
          drop(64 + side * (26 + step * 0.6), 62 + ((step * 5 + frame * 3) % 24));
        }
      }
      image.ellipse(64, 14, 4, 3, GLASS[4], 210);
    },
    pool(66, 104, 60, 22),
  );
}

const FOUNTAIN: Stamp = {
  columns: 4,
  rows: 4,
  above: 1,
  solid: ['....', '.##.', '####', '####'],
  draw: fountain(0),
  animation: { milliseconds: 180, frames: [fountain(1), fountain(2), fountain(3)] },
};

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

function duck(frame: number): (image: Pixels) => void {
  return (image) => {
    const y = frame;
    image
      .ellipse(16, 22, 11, 3, WATER[1], 150)
      .ellipse(16, 18 + y, 9, 5, 0xf2ead8)
      .ellipse(15, 17 + y, 7, 3.4, 0xffffff)
      .rect(6, 14 + y, 4, 3, 0xf2ead8)
      .ellipse(22, 12 + y, 4.4, 4.4, 0xffffff)
      .rect(26, 12 + y, 4, 2, GOLD[2])
      .dot(23, 11 + y, DARK[0])
      .rect(12, 17 + y, 6, 1, 0xd8cdb6)
      .rect(5 - frame, 23, 8, 1, GLASS[4])
      .rect(20 + frame, 24, 7, 1, GLASS[4]);
  };
}

export const PARK: StampBook = {
  'bench-down': BENCH_DOWN,
  'bench-up': BENCH_UP,
  'bench-right': BENCH_RIGHT,
  'bench-left': mirror(BENCH_RIGHT),
  picnic: PICNIC,
  'blanket-red': blanket(0xd9737a, 0xd9737a),
  'blanket-blue': blanket(0x6c90c8, 0x6c90c8),
  ...bridge('left'),
  ...bridge('middle'),
  ...bridge('right'),
  fountain: FOUNTAIN,
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
  duck: { draw: duck(0), animation: { milliseconds: 700, frames: [duck(1)] } },
  'duck-left': mirror({ draw: duck(0), animation: { milliseconds: 900, frames: [duck(1)] } }),
  'lily-pads': {
    draw: (image) => {
      for (const [x, y, r] of [
        [10, 12, 6],
        [22, 20, 7],
        [9, 25, 4],
      ] as const)
        image
          .ellipse(x + 1, y + 1, r, r * 0.66, WATER[1], 150)
          .ellipse(x, y, r, r * 0.66, LEAF[2])
          .ellipse(x - 1, y - 0.6, r - 2, r * 0.4, LEAF[3])
          .rect(x, y, r, 1, WATER[2]);
      image.ellipse(21, 17, 3.4, 2.6, 0xf3b6c8).ellipse(21, 16, 2, 1.6, 0xffe6ee).dot(21, 16, GOLD[3]);
    },
  },
  reeds: {
    rows: 2,
    above: 1,
    draw: (image) => {
      for (const [x, top, lean] of [
        [6, 26, -2],
        [10, 14, 0],
        [14, 22, 1],
        [18, 10, -1],
        [22, 18, 2],
        [26, 28, 2],
      ] as const) {
        image.line(x, 60, x + lean, top, LEAF[1]).line(x + 1, 60, x + 1 + lean, top + 2, LEAF[3]);
        if (top < 20) image.rect(x + lean, top - 2, 2, 9, WALNUT[2]).dot(x + lean, top - 2, WALNUT[4]);
      }
      image.ellipse(16, 60, 13, 2.4, WATER[1], 120);
    },
  },
  'rowing-boat': {
    columns: 3,
    rows: 2,
    draw: standing(
      (image) => {
        image
          .ellipse(48, 36, 44, 16, WALNUT[1])
          .ellipse(48, 32, 44, 15, WALNUT[3])
          .ellipse(48, 32, 39, 11, WALNUT[0])
          .ellipse(48, 34, 37, 9, OAK[1]);
        for (const x of [28, 60]) image.rect(x, 24, 8, 18, OAK[3]).rect(x, 24, 8, 1, OAK[4]);
        image.line(20, 50, 58, 22, PINE[3]).line(20, 51, 58, 23, PINE[1]).ellipse(18, 52, 5, 3, PINE[2]);
      },
      (layer) => layer.ellipse(50, 44, 45, 11, WATER[0], 130),
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
