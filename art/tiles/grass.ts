// Meadows: the ground of grass, and what grows and lies on it.
import { AUTUMN, BARK, BLOSSOM, CONFETTI, CRIMSON, GOLD, GRASS, LEAF, STONE, WALNUT } from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { between, pick, type Random, randomFrom } from '../random.ts';
import { pool, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot, TILE } from './stamp.ts';

/** Soft patches and a few blades; sparse, since it covers half of a park. */
export function grassTexture(image: Pixels, random: Random): void {
  image.rect(0, 0, TILE, TILE, GRASS[2]);
  for (let patch = 0; patch < 3; patch++) {
    const [x, y] = [between(random, 6, 25), between(random, 6, 25)];
    image.ellipse(x, y, 5, 3, GRASS[3], 70).ellipse(x + 1, y, 3, 2, GRASS[3], 60);
  }
  for (let blade = 0; blade < 7; blade++) tuft(image, between(random, 2, 28), between(random, 4, 29), random() < 0.4);
}

function tuft(image: Pixels, x: number, y: number, wide: boolean): void {
  image
    .dot(x, y, GRASS[1])
    .dot(x, y - 1, GRASS[3])
    .dot(x + 1, y, GRASS[1]);
  if (wide)
    image
      .dot(x + 2, y - 1, GRASS[3])
      .dot(x + 2, y, GRASS[1])
      .dot(x - 1, y - 1, GRASS[1]);
}

function flowers(petals: readonly number[], seed: number): Stamp {
  return {
    draw: (image) => {
      const random = randomFrom(seed);
      for (let index = 0; index < 6; index++) {
        const [x, y] = [between(random, 3, 27), between(random, 3, 26)];
        const petal = pick(random, petals);
        image
          .rect(x, y + 2, 1, 3, LEAF[1])
          .dot(x + 1, y + 4, LEAF[2])
          .dot(x - 1, y + 3, LEAF[2]);
        image
          .dot(x - 1, y, petal)
          .dot(x + 1, y, petal)
          .dot(x, y - 1, petal)
          .dot(x, y + 1, petal)
          .dot(x, y, 0xe0a33a);
      }
    },
  };
}

function tallGrass(seed: number): Stamp {
  return {
    draw: (image) => {
      const random = randomFrom(seed);
      for (let index = 0; index < 12; index++) {
        const [x, y] = [between(random, 2, 28), between(random, 9, 29)];
        const height = between(random, 4, 8);
        const lean = between(random, -1, 1);
        image
          .line(x, y, x + lean, y - height, GRASS[0])
          .line(x + 1, y, x + 1 + lean, y - height + 1, GRASS[3])
          .line(x + 2, y, x + 3, y - height + 3, LEAF[2]);
      }
    },
  };
}

const ROCK: Stamp = {
  solid: solid(1, 1),
  draw: standing(
    (image) => {
      image
        .ellipse(16, 19, 12, 8, STONE[1])
        .ellipse(15, 17, 11, 7, STONE[2])
        .ellipse(13, 15, 7, 4, STONE[3])
        .rect(9, 13, 5, 1, STONE[4]);
      image
        .rect(18, 20, 5, 1, STONE[0])
        .rect(20, 16, 3, 1, STONE[1])
        .ellipse(8, 23, 4, 2, LEAF[2])
        .ellipse(7, 22, 2, 1.4, LEAF[3]);
    },
    pool(17, 26, 13, 3),
  ),
};

const BOULDERS: Stamp = {
  columns: 2,
  rows: 2,
  solid: solidFoot(2, 2),
  draw: standing(
    (image) => {
      image
        .ellipse(36, 42, 22, 18, STONE[1])
        .ellipse(34, 39, 21, 16, STONE[2])
        .ellipse(29, 33, 13, 9, STONE[3])
        .rect(22, 27, 10, 1, STONE[4]);
      image
        .line(40, 30, 46, 44, STONE[1])
        .line(41, 30, 47, 44, STONE[3])
        .ellipse(13, 51, 10, 8, STONE[1])
        .ellipse(12, 49, 9, 7, STONE[2])
        .ellipse(10, 46, 5, 3, STONE[3]);
      image.ellipse(30, 56, 8, 3, LEAF[2]).ellipse(52, 55, 6, 3, LEAF[1]).ellipse(29, 55, 5, 2, LEAF[3]);
    },
    pool(34, 58, 28, 4),
  ),
};

const STUMP: Stamp = {
  solid: solid(1, 1),
  draw: standing(
    (image) => {
      image
        .rect(7, 13, 18, 13, BARK[1])
        .rect(7, 13, 5, 13, BARK[2])
        .rect(13, 17, 1, 8, BARK[0])
        .rect(19, 16, 1, 9, BARK[0])
        .rect(4, 23, 5, 4, BARK[1])
        .rect(23, 23, 5, 4, BARK[1]);
      image
        .ellipse(16, 13, 9.5, 5, GOLD[1])
        .ellipse(16, 12.6, 8, 4, 0xdfbb84)
        .ellipse(16, 12.6, 5, 2.4, GOLD[1], 130)
        .ellipse(16, 12.6, 3.4, 1.5, 0xdfbb84)
        .ellipse(24, 22, 3, 2, LEAF[3]);
    },
    pool(17, 26, 12, 3),
  ),
};

const LOG: Stamp = {
  columns: 2,
  solid: solid(2, 1),
  draw: standing(
    (image) => {
      image
        .roundRect(5, 9, 54, 17, 6, BARK[1])
        .roundRect(5, 9, 54, 8, 4, BARK[3])
        .rect(14, 18, 16, 1, BARK[0])
        .rect(34, 21, 14, 1, BARK[0])
        .rect(22, 12, 10, 1, BARK[2]);
      image
        .ellipse(10, 17.5, 6.5, 8, GOLD[1])
        .ellipse(10, 17.5, 5, 6.4, 0xdfbb84)
        .ellipse(10, 17.5, 2.6, 3.4, GOLD[1])
        .ellipse(40, 9, 7, 2.6, LEAF[2])
        .ellipse(38, 8, 4, 1.6, LEAF[3]);
    },
    pool(32, 26, 28, 3),
  ),
};

const MUSHROOMS: Stamp = {
  draw: (image) => {
    for (const [x, y, size] of [
      [10, 18, 4],
      [19, 22, 3],
      [16, 12, 2.4],
    ] as const) {
      image
        .rect(x - 1, y, 3, size + 2, 0xf2e6d0)
        .rect(x + 1, y, 1, size + 2, 0xcfbfa4)
        .ellipse(x + 0.5, y, size + 1, size, CRIMSON[1])
        .ellipse(x, y - 0.6, size, size - 1, CRIMSON[2])
        .dot(x - 1, y - 2, 0xffffff)
        .dot(x + 2, y - 1, 0xffffff);
    }
  },
};

function leaves(seed: number): Stamp {
  return {
    draw: (image) => {
      const random = randomFrom(seed);
      for (let index = 0; index < 11; index++) {
        const [x, y] = [between(random, 2, 28), between(random, 2, 28)];
        const colour = pick(random, [AUTUMN[2], AUTUMN[3], CRIMSON[2], GOLD[2]]);
        image.rect(x, y, 2, 1, colour).dot(x + 1, y + 1, AUTUMN[1]);
      }
    },
  };
}

function petals(seed: number): Stamp {
  return {
    draw: (image) => {
      const random = randomFrom(seed);
      for (let index = 0; index < 12; index++)
        image.rect(
          between(random, 1, 29),
          between(random, 1, 30),
          2,
          1,
          pick(random, [BLOSSOM[3], BLOSSOM[4], 0xffeef3]),
        );
    },
  };
}

const PEBBLES: Stamp = {
  draw: (image) => {
    for (const [x, y, w] of [
      [6, 9, 4],
      [14, 20, 3],
      [22, 12, 5],
      [25, 24, 3],
      [10, 26, 3],
    ] as const)
      image
        .roundRect(x, y, w, 3, 1, STONE[2])
        .rect(x, y, w - 1, 1, STONE[4])
        .rect(x, y + 3, w, 1, 0x1e1432, 60);
  },
};

export const MEADOW: StampBook = {
  'flowers-mixed': flowers(CONFETTI, 3),
  'flowers-pink': flowers([BLOSSOM[3], BLOSSOM[4], 0xffffff], 8),
  'flowers-yellow': flowers([0xf7dd6b, 0xfff2b8], 15),
  'flowers-blue': flowers([0x8fa6ee, 0xb9b4f2, 0xffffff], 22),
  'tall-grass-1': tallGrass(4),
  'tall-grass-2': tallGrass(14),
  'leaves-1': leaves(5),
  'leaves-2': leaves(6),
  'petals-1': petals(7),
  'petals-2': petals(8),
  pebbles: PEBBLES,
  mushrooms: MUSHROOMS,
  rock: ROCK,
  boulders: BOULDERS,
  stump: STUMP,
  log: LOG,
  'stepping-stone': {
    draw: (image) =>
      image
        .ellipse(16, 18, 13, 10, 0x1e1432, 60)
        .ellipse(16, 16, 13, 10, STONE[1])
        .ellipse(15.5, 15, 12.4, 9, STONE[2])
        .ellipse(13, 12, 7, 4, STONE[3])
        .rect(20, 18, 4, 1, STONE[1])
        .rect(8, 17, 5, 1, WALNUT[4], 60),
  },
};
