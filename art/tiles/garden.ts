// Hedges and fences, joined by which of their four neighbours go on: `hedge-<mask>`, bits as for walls.
import { LEAF, OAK, PINE, PINE_LEAF, WALNUT } from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import { randomFrom } from '../random.ts';
import { type Stamp, type StampBook, solid, TILE } from './stamp.ts';
import { EAST, NORTH, SOUTH, WEST } from './walls.ts';

/** Clipped green, as high as the hip: a lit top and, where it does not go on to the south, a dark front. */
function hedge(mask: number): Stamp {
  const has = (bit: number) => (mask & bit) !== 0;
  const left = has(WEST) ? 0 : 4;
  const right = has(EAST) ? TILE : 28;
  const top = has(NORTH) ? 0 : 2;
  const face = has(SOUTH) ? TILE : 18;
  const foot = has(SOUTH) ? TILE : 29;
  return {
    solid: solid(1, 1),
    draw: (image) => {
      const random = randomFrom(mask + 7);
      if (!has(SOUTH)) image.rect(left + 1, foot, right - left + (has(EAST) ? 0 : 2), 3, SHADOW, 70);
      image.rect(left, top, right - left, foot - top, PINE_LEAF[1]);
      image.rect(left, top, right - left, face - top, LEAF[2]);
      for (let y = top; y < foot; y++) {
        for (let x = left; x < right; x++) {
          const chance = random();
          const lit = y < face;
          if (chance < 0.16) image.dot(x, y, lit ? LEAF[3] : PINE_LEAF[2]);
          else if (chance < 0.26) image.dot(x, y, lit ? LEAF[1] : PINE_LEAF[0]);
          else if (chance < 0.29 && lit) image.dot(x, y, LEAF[4]);
        }
      }
      edges(image, { left, right, top, face, foot }, mask);
    },
  };
}

type Box = { left: number; right: number; top: number; face: number; foot: number };

function edges(image: Pixels, { left, right, top, face, foot }: Box, mask: number): void {
  const dark = 0x1f4038;
  if ((mask & NORTH) === 0) image.rect(left, top, right - left, 1, LEAF[4]).rect(left, top - 1, right - left, 1, dark);
  if ((mask & WEST) === 0) image.rect(left, top, 1, face - top, LEAF[4], 160).rect(left - 1, top, 1, foot - top, dark);
  if ((mask & EAST) === 0)
    image
      .rect(right - 1, top, 1, foot - top, LEAF[0])
      .rect(right, top, 1, foot - top, dark)
      .rect(right + 1, top + 6, 2, foot - top - 4, SHADOW, 60);
  if ((mask & SOUTH) === 0) image.rect(left, face, right - left, 1, LEAF[1]).rect(left, foot, right - left, 1, dark);
}

function fence(mask: number): Stamp {
  const has = (bit: number) => (mask & bit) !== 0;
  return {
    solid: solid(1, 1),
    draw: (image) => {
      const post = (x: number, y: number, height: number) => {
        image
          .rect(x, y, 4, height, PINE[2])
          .rect(x, y, 1, height, PINE[4])
          .rect(x + 3, y, 1, height, PINE[0])
          .rect(x, y - 1, 4, 1, WALNUT[0])
          .rect(x + 1, y + height, 5, 2, SHADOW, 60);
      };
      if (has(NORTH)) for (const y of [0, 10]) image.rect(15, y, 3, 12, OAK[1]).rect(15, y, 1, 12, OAK[3]);
      if (has(SOUTH)) image.rect(15, 12, 3, 20, OAK[1]).rect(15, 12, 1, 20, OAK[3]);
      for (const y of [12, 19]) {
        if (has(WEST)) image.rect(0, y, 16, 3, OAK[3]).rect(0, y + 3, 16, 1, WALNUT[0]);
        if (has(EAST)) image.rect(16, y, 16, 3, OAK[3]).rect(16, y + 3, 16, 1, WALNUT[0]);
      }
      if (has(WEST)) post(2, 9, 17);
      if (has(EAST)) post(26, 9, 17);
      post(14, 7, 20);
    },
  };
}

export const GARDEN: StampBook = Object.fromEntries(
  Array.from({ length: 16 }, (_, mask) => mask).flatMap((mask): [string, Stamp][] => [
    [`hedge-${mask}`, hedge(mask)],
    [`fence-${mask}`, fence(mask)],
  ]),
);
