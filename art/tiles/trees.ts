// Trees: their crowns are drawn over people, and only the foot of the trunk blocks.
import type { Ramp } from '../colour.ts';
import { AUTUMN, BARK, BLOSSOM, CORAL, LEAF, MOSS, PINE_LEAF, STONE } from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import { between, randomFrom } from '../random.ts';
import { pool, standing } from './finish.ts';
import { type Stamp, type StampBook, solid } from './stamp.ts';

/** A ball of leaves: dark below, lit from the upper left, with a ragged edge. */
function ball(image: Pixels, box: { x: number; y: number; r: number }, leaf: Ramp, seed: number): void {
  const { x, y, r } = box;
  const random = randomFrom(seed);
  for (let index = 0; index < r * 1.6; index++) {
    const angle = (index / (r * 1.6)) * Math.PI * 2;
    const reach = r - 1 + random() * 2.4;
    image.ellipse(
      x + Math.cos(angle) * reach * 0.86,
      y + Math.sin(angle) * reach * 0.74,
      3,
      2.6,
      leaf[Math.sin(angle) > 0.2 ? 0 : 1],
    );
  }
  image.ellipse(x, y, r, r * 0.86, leaf[1]).ellipse(x - r * 0.1, y - r * 0.12, r * 0.88, r * 0.72, leaf[2]);
  image.ellipse(x - r * 0.24, y - r * 0.32, r * 0.58, r * 0.42, leaf[3]);
  for (let index = 0; index < r * 2.6; index++) {
    const angle = random() * Math.PI * 2;
    const reach = Math.sqrt(random()) * r * 0.86;
    const [px, py] = [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach * 0.84];
    const light = (x - px + (y - py) * 1.6) / r;
    image
      .rect(px, py, 2, 1, light > 0.7 ? leaf[4] : light > -0.2 ? leaf[3] : leaf[2])
      .dot(px + 1, py + 1, light > 0.3 ? leaf[2] : leaf[0]);
  }
}

function trunk(image: Pixels, box: { x: number; top: number; width: number; foot: number }, bark: Ramp): void {
  const { x, top, width, foot } = box;
  const left = x - width / 2;
  image
    .rect(left, top, width, foot - top, bark[1])
    .rect(left, top, Math.ceil(width / 3), foot - top, bark[2])
    .rect(left, top, 1, foot - top, bark[3])
    .rect(left + width - 2, top, 2, foot - top, bark[0]);
  image
    .rect(left - 2, foot - 4, 3, 4, bark[1])
    .rect(left + width - 1, foot - 3, 3, 3, bark[0])
    .rect(left - 1, foot - 7, 2, 4, bark[2]);
  for (let y = top + 4; y < foot - 4; y += 6) image.rect(left + 3, y, 1, 4, bark[0], 150);
  image.rect(left - 1, top, width + 2, 4, SHADOW, 90);
}

/** Three wide, four high, a crown of several balls. */
function broadTree(leaf: Ramp, balls: readonly (readonly [number, number, number])[], seed: number): Stamp {
  return {
    columns: 3,
    rows: 4,
    above: 2,
    solid: ['...', '...', '...', '.#.'],
    draw: standing(
      (image) => {
        trunk(image, { x: 48, top: 70, width: 12, foot: 120 }, BARK);
        image.line(46, 80, 32, 66, BARK[1]).line(50, 80, 64, 66, BARK[0]);
        balls.forEach(([x, y, r], index) => {
          ball(image, { x, y, r }, leaf, seed + index);
        });
      },
      pool(50, 118, 34, 9),
    ),
  };
}

const ROUND = [
  [48, 60, 20],
  [26, 54, 19],
  [70, 54, 19],
  [34, 32, 20],
  [62, 30, 21],
  [48, 42, 22],
] as const;
const WIDE = [
  [22, 60, 16],
  [74, 58, 17],
  [48, 62, 18],
  [24, 40, 18],
  [72, 38, 18],
  [48, 26, 19],
  [48, 44, 20],
] as const;

function pine(leaf: Ramp): Stamp {
  return {
    columns: 3,
    rows: 4,
    above: 2,
    solid: ['...', '...', '...', '.#.'],
    draw: standing(
      (image) => {
        trunk(image, { x: 48, top: 92, width: 8, foot: 121 }, BARK);
        for (const [tip, base, half] of [
          [52, 98, 33],
          [28, 72, 27],
          [4, 46, 20],
        ] as const) {
          for (let y = tip; y < base; y++) {
            const width = Math.max(1, Math.round(((y - tip) / (base - tip)) * half + Math.sin(y * 1.3) * 1.6));
            image
              .rect(48 - width, y, width * 2, 1, leaf[2])
              .rect(48 - width, y, Math.ceil(width * 0.66), 1, leaf[3])
              .rect(48 + width - Math.ceil(width * 0.5), y, Math.ceil(width * 0.5), 1, leaf[1]);
            if (y % 5 === 0)
              image
                .rect(48 - width + 3, y, Math.max(1, width / 2), 1, leaf[4])
                .rect(48 + 2, y + 2, width / 2, 1, leaf[0]);
          }
          for (let x = 48 - half; x < 48 + half; x += 6)
            image.rect(x, base - 1, 4, 2, leaf[1]).rect(x + 1, base + 1, 2, 1, leaf[0]);
          image.rect(48 - half + 8, base + 1, half * 2 - 16, 3, leaf[0], 120);
        }
      },
      pool(50, 119, 28, 7),
    ),
  };
}

function birch(leaf: Ramp): Stamp {
  return {
    columns: 2,
    rows: 4,
    above: 2,
    solid: ['..', '..', '..', '#.'],
    draw: standing(
      (image) => {
        trunk(image, { x: 20, top: 60, width: 7, foot: 121 }, STONE);
        trunk(image, { x: 33, top: 64, width: 5, foot: 117 }, STONE);
        const random = randomFrom(3);
        for (let y = 66; y < 116; y += between(random, 4, 8)) image.rect(16 + between(random, 0, 3), y, 3, 1, BARK[0]);
        [
          [32, 56, 14],
          [18, 46, 14],
          [44, 44, 15],
          [24, 24, 14],
          [40, 22, 13],
          [32, 36, 16],
        ].forEach(([x, y, r], index) => {
          ball(image, { x: x as number, y: y as number, r: r as number }, leaf, 40 + index);
        });
      },
      pool(26, 119, 20, 6),
    ),
  };
}

function willow(leaf: Ramp): Stamp {
  return {
    columns: 4,
    rows: 4,
    above: 2,
    solid: ['....', '....', '....', '.##.'],
    draw: standing(
      (image) => {
        trunk(image, { x: 64, top: 62, width: 14, foot: 121 }, BARK);
        [
          [64, 34, 26],
          [34, 40, 20],
          [94, 40, 20],
          [48, 24, 20],
          [82, 24, 20],
        ].forEach(([x, y, r], index) => {
          ball(image, { x: x as number, y: y as number, r: r as number }, leaf, 60 + index);
        });
        const random = randomFrom(12);
        for (let x = 8; x < 122; x += 4) {
          if (Math.abs(x - 64) < 11) continue;
          const top = 40 + Math.abs(x - 64) * 0.1;
          const bottom = 66 + random() * 26 + Math.abs(x - 64) * 0.12;
          for (let y = top; y < bottom; y++)
            image
              .rect(x + Math.round(Math.sin(y / 9) * 1.2), y, 2, 1, leaf[y > bottom - 5 ? 4 : x % 8 === 0 ? 2 : 3])
              .dot(x + 2, y, leaf[1]);
        }
      },
      pool(66, 118, 42, 9),
    ),
  };
}

function bush(columns: 1 | 2, leaf: Ramp, berries: readonly number[]): Stamp {
  const width = columns * 32;
  return {
    columns,
    solid: solid(columns, 1),
    draw: standing(
      (image) => {
        const balls =
          columns === 1
            ? [[16, 17, 11]]
            : [
                [18, 18, 12],
                [46, 18, 12],
                [32, 14, 12],
              ];
        balls.forEach(([x, y, r], index) => {
          ball(image, { x: x as number, y: y as number, r: r as number }, leaf, 80 + index + columns);
        });
        const random = randomFrom(columns * 9);
        for (const colour of berries)
          for (let n = 0; n < 4; n++) image.rect(between(random, 7, width - 10), between(random, 9, 23), 2, 2, colour);
      },
      pool(width / 2 + 1, 27, width / 2 - 3, 3),
    ),
  };
}

export const TREES: StampBook = {
  'tree-oak': broadTree(LEAF, ROUND, 1),
  'tree-lime': broadTree(MOSS, WIDE, 11),
  'tree-cherry': broadTree(BLOSSOM, WIDE, 21),
  'tree-maple': broadTree(AUTUMN, ROUND, 31),
  'tree-pine': pine(PINE_LEAF),
  'tree-birch': birch(MOSS),
  'tree-willow': willow(MOSS),
  'tree-young': {
    rows: 2,
    solid: ['.', '#'],
    draw: standing(
      (image) => {
        trunk(image, { x: 16, top: 30, width: 4, foot: 58 }, BARK);
        ball(image, { x: 16, y: 20, r: 12 }, LEAF, 71);
      },
      pool(17, 58, 10, 3),
    ),
  },
  bush: bush(1, LEAF, []),
  'bush-berry': bush(1, PINE_LEAF, [CORAL[3]]),
  'bush-rose': bush(1, LEAF, [BLOSSOM[3], BLOSSOM[4]]),
  'bush-wide': bush(2, LEAF, []),
  'bush-hydrangea': bush(2, MOSS, [0x9db4f2, 0xc4b2f0, 0xffffff]),
};
