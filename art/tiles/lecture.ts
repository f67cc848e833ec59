// The lecture hall: rows of seats, and what speakers and ushers need.
import { CORAL, CRIMSON, DARK, GOLD, LEAF, METAL, STEEL, TEAL, WALNUT } from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import { pool, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot, TILE } from './stamp.ts';

/** A seat that looks up to the stage; its back is drawn over who sits in it. Rows are built of these side by side. */
function seat(cloth: typeof CRIMSON): Stamp {
  return {
    draw: (image) => {
      image
        .rect(2, 24, 28, 6, SHADOW, 60)
        .rect(0, 8, 3, 18, DARK[1])
        .rect(29, 8, 3, 18, DARK[1])
        .roundRect(3, 9, 26, 12, 3, cloth[3])
        .rect(5, 10, 22, 1, cloth[4])
        .rect(3, 18, 26, 4, cloth[1]);
      image.rect(0, 8, 3, 2, WALNUT[3]).rect(29, 8, 3, 2, WALNUT[3]);
    },
    over: (image) => {
      image
        .roundRect(3, 13, 26, 15, 4, cloth[1])
        .roundRect(3, 12, 26, 13, 4, cloth[2])
        .rect(6, 13, 20, 1, cloth[4])
        .rect(3, 26, 26, 3, DARK[1])
        .rect(15, 15, 1, 9, cloth[1]);
      image.outlined();
      image
        .rect(0, 12, 3, 16, DARK[1])
        .rect(29, 12, 3, 16, DARK[1])
        .rect(0, 10, 3, 3, WALNUT[3])
        .rect(29, 10, 3, 3, WALNUT[3]);
    },
  };
}

const LECTERN: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      for (let row = 0; row < 26; row++)
        image.rect(7 + Math.floor(row / 9), 34 + row, 18 - 2 * Math.floor(row / 9), 1, WALNUT[1]);
      image
        .rect(9, 36, 6, 20, WALNUT[2])
        .ellipse(16, 46, 4, 4.6, GOLD[3])
        .ellipse(16, 47, 2.4, 3.2, WALNUT[1])
        .rect(6, 57, 20, 3, WALNUT[0]);
      image
        .roundRect(3, 22, 26, 13, 2, WALNUT[3])
        .rect(4, 22, 24, 1, WALNUT[4])
        .rect(3, 32, 26, 3, WALNUT[1])
        .rect(9, 24, 14, 7, 0xf6f2e8)
        .rect(11, 26, 9, 1, STEEL[0])
        .rect(11, 28, 7, 1, STEEL[0]);
      image.line(22, 24, 20, 16, DARK[2]).ellipse(20, 15, 2, 2.6, DARK[1]).dot(19, 14, METAL[3]);
    },
    pool(17, 59, 12, 3.4),
  ),
};

const SPEAKER: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      image
        .roundRect(5, 6, 22, 54, 2, DARK[1])
        .rect(6, 6, 20, 4, DARK[3])
        .ellipse(16, 20, 6, 6, DARK[0])
        .ellipse(16, 20, 4, 4, DARK[2])
        .ellipse(15, 19, 1.6, 1.6, DARK[4])
        .ellipse(16, 42, 9, 10, DARK[0])
        .ellipse(16, 42, 7, 8, DARK[2])
        .ellipse(15, 41, 2.6, 3, DARK[4]);
    },
    pool(17, 59, 12, 3.4),
  ),
};

const PIANO: Stamp = {
  columns: 3,
  rows: 3,
  solid: ['...', '###', '###'],
  draw: standing(
    (image) => {
      image.rect(12, 62, 4, 28, DARK[0]).rect(78, 62, 4, 28, DARK[0]).rect(46, 56, 4, 26, DARK[0]);
      image.roundRect(6, 30, 84, 36, 10, DARK[1]).roundRect(6, 26, 84, 36, 12, DARK[2]).rect(12, 27, 66, 1, DARK[4]);
      // The lid, held open.
      for (let row = 0; row < 26; row++)
        image.rect(14 + row / 3, 4 + row, 66 - row / 5, 1, row < 2 ? DARK[4] : DARK[1]);
      image.rect(16, 31, 60, 8, GOLD[1]).rect(16, 31, 60, 1, GOLD[3]);
      for (let x = 18; x < 74; x += 4) image.rect(x, 32, 1, 7, GOLD[3], 150);
      image.rect(4, 60, 88, 10, DARK[1]).rect(7, 58, 82, 8, 0xf6f2e8).rect(7, 65, 82, 1, STEEL[1]);
      for (let x = 8; x < 88; x += 4)
        image.rect(x, 58, 1, 8, STEEL[1]).rect(x + 2, 58, 2, x % 12 === 8 ? 0 : 4, DARK[0]);
    },
    slab(10, 84, 74, 8),
  ),
};

const ROPE_POST: Stamp = {
  solid: solid(1, 1),
  draw: standing(
    (image) => {
      image
        .rect(14, 6, 4, 20, GOLD[2])
        .rect(14, 6, 1, 20, GOLD[4])
        .ellipse(16, 5, 3, 3, GOLD[3])
        .ellipse(16, 27, 6, 2.4, GOLD[1])
        .dot(15, 4, 0xffffff);
    },
    pool(16, 28, 7, 2),
  ),
};

const ROPE: Stamp = {
  solid: solid(1, 1),
  draw: (image) => {
    for (let x = 0; x < TILE; x++) {
      const sag = Math.round(7 * Math.sin((x / 31) * Math.PI));
      image
        .rect(x, 10 + sag, 1, 3, CRIMSON[x % 4 < 2 ? 2 : 1])
        .dot(x, 9 + sag, CRIMSON[4])
        .dot(x, 13 + sag, CRIMSON[0])
        .dot(x, 27, SHADOW, 60);
    }
  },
};

const CAMERA: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      for (const [x, to] of [
        [14, 7],
        [16, 16],
        [18, 25],
      ] as const)
        image.line(x, 32, to, 59, DARK[2]).line(x + 1, 32, to + 1, 59, DARK[1]);
      image
        .roundRect(6, 16, 18, 14, 2, DARK[1])
        .rect(7, 16, 16, 2, DARK[3])
        .roundRect(11, 9, 10, 7, 2, DARK[2])
        .ellipse(13, 23, 4, 4, DARK[3])
        .rect(24, 19, 4, 8, DARK[2])
        .dot(9, 19, CRIMSON[3])
        .dot(8, 19, CRIMSON[3]);
    },
    pool(17, 59, 11, 3),
  ),
};

function acousticPanel(colour: typeof TEAL): Stamp {
  return {
    rows: 2,
    draw: (image: Pixels) => {
      for (let x = 3; x < 29; x += 7)
        image
          .rect(x + 1, 8, 5, 36, SHADOW, 70)
          .rect(x, 6, 5, 36, colour[2])
          .rect(x, 6, 1, 36, colour[3])
          .rect(x + 4, 6, 1, 36, colour[1]);
    },
  };
}

const EXIT: Stamp = {
  rows: 2,
  draw: (image) => {
    image.roundRect(3, 8, 26, 14, 2, LEAF[1]).rect(4, 9, 24, 12, LEAF[2]);
    image
      .glyph(6, 12, ['###.#.#.#.###', '#...#.#.#..#.', '##...#..#..#.', '#...#.#.#..#.', '###.#.#.#..#.'], {
        '#': 0xffffff,
      })
      .line(22, 15, 26, 15, 0xffffff)
      .line(24, 13, 26, 15, 0xffffff)
      .line(24, 17, 26, 15, 0xffffff);
  },
};

export const LECTURE: StampBook = {
  'seat-crimson': seat(CRIMSON),
  'seat-teal': seat(TEAL),
  lectern: LECTERN,
  speaker: SPEAKER,
  piano: PIANO,
  'rope-post': ROPE_POST,
  rope: ROPE,
  camera: CAMERA,
  'panel-teal': acousticPanel(TEAL),
  'panel-coral': acousticPanel(CORAL),
  exit: EXIT,
  'flag-stand': {
    rows: 2,
    solid: solidFoot(1, 2),
    draw: standing(
      (image) => {
        image.rect(9, 2, 2, 56, GOLD[2]).ellipse(10, 3, 2, 2, GOLD[4]).ellipse(10, 58, 6, 2.6, DARK[2]);
        for (let x = 0; x < 18; x++)
          image.rect(11 + x, 6 + Math.round(1.6 * Math.sin(x / 3)), 1, 20, TEAL[x % 7 < 3 ? 3 : 2]);
      },
      pool(14, 59, 8, 2.6),
    ),
  },
};
