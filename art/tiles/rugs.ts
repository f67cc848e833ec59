// Rugs in nine pieces, for any size from two by two: `rug-<colour>-<nw|n|ne|w|c|e|sw|s|se>`; runners for aisles and round ones.
import type { Ramp } from '../colour.ts';
import { CREAM, CRIMSON, GOLD, INDIGO, MOSS, TEAL } from '../palette.ts';
import { Pixels, SHADOW } from '../pixels.ts';
import { once, type Stamp, type StampBook, TILE } from './stamp.ts';

export const RUG_PIECES = ['nw', 'n', 'ne', 'w', 'c', 'e', 'sw', 's', 'se'] as const;

const SIZE = 96;

type Pattern = (image: Pixels, cloth: Ramp, thread: Ramp) => void;

/** The whole rug at three by three tiles, from which the pieces are cut: its middle repeats. */
function woven(cloth: Ramp, thread: Ramp, pattern: Pattern): Pixels {
  const image = new Pixels(SIZE, SIZE);
  image.roundRect(5, 6, SIZE - 8, SIZE - 9, 2, SHADOW, 60);
  for (let y = 6; y < SIZE - 6; y += 3) image.rect(1, y, 3, 1, thread[3]).rect(SIZE - 4, y, 3, 1, thread[2]);
  image.roundRect(4, 4, SIZE - 8, SIZE - 8, 2, cloth[1]).rect(5, 5, SIZE - 10, SIZE - 10, cloth[2]);
  image
    .frame(9, 9, SIZE - 18, SIZE - 18, thread[2])
    .frame(10, 10, SIZE - 20, SIZE - 20, cloth[1])
    .frame(14, 14, SIZE - 28, SIZE - 28, thread[1], 170);
  for (let y = 5; y < SIZE - 5; y++)
    for (let x = 5; x < SIZE - 5; x++) if ((x + y) % 3 === 0) image.dot(x, y, cloth[1], 40);
  pattern(image, cloth, thread);
  return image;
}

const diamonds: Pattern = (image, cloth, thread) => {
  for (let y = 17; y < SIZE - 17; y++) {
    for (let x = 17; x < SIZE - 17; x++) {
      const distance = Math.abs((x % 16) - 8) + Math.abs((y % 16) - 8);
      if (distance === 6) image.dot(x, y, thread[2], 170);
      if (distance < 2) image.dot(x, y, thread[3], 200);
      if (distance === 10) image.dot(x, y, cloth[3]);
    }
  }
};

const bands: Pattern = (image, cloth, thread) => {
  for (let y = 17; y < SIZE - 17; y++) {
    const band = y % 16;
    if (band === 0 || band === 8) image.rect(17, y, SIZE - 34, 1, thread[2], 150);
    if (band > 2 && band < 6)
      for (let x = 17; x < SIZE - 17; x++) if ((x + band) % 4 === 0) image.dot(x, y, cloth[4], 150);
  }
};

const plain: Pattern = (image, cloth) => {
  for (let y = 17; y < SIZE - 17; y++)
    for (let x = 17; x < SIZE - 17; x++) if ((x * 3 + y * 5) % 16 === 0) image.dot(x, y, cloth[3], 130);
};

function pieces(name: string, weave: () => Pixels): [string, Stamp][] {
  const whole = once(weave);
  return RUG_PIECES.map((piece, index) => [
    `rug-${name}-${piece}`,
    { draw: (image) => image.paste(whole().crop((index % 3) * TILE, Math.floor(index / 3) * TILE, TILE, TILE), 0, 0) },
  ]);
}

function round(cloth: Ramp, thread: Ramp): Stamp {
  return {
    columns: 3,
    rows: 3,
    draw: (image) => {
      image.ellipse(49, 50, 45, 41, SHADOW, 56).ellipse(48, 47, 45, 41, cloth[1]).ellipse(48, 46, 44, 40, cloth[2]);
      image
        .ellipse(48, 46, 37, 33, thread[2])
        .ellipse(48, 46, 35.5, 31.5, cloth[3])
        .ellipse(48, 46, 24, 21, cloth[1])
        .ellipse(48, 46, 22.5, 19.5, cloth[2])
        .ellipse(48, 46, 10, 8.6, thread[2])
        .ellipse(48, 46, 8.6, 7.4, cloth[3]);
      for (let angle = 0; angle < 24; angle++) {
        const [x, y] = [Math.cos((angle * Math.PI) / 12), Math.sin((angle * Math.PI) / 12)];
        image.ellipse(48 + x * 30, 46 + y * 26.4, 1.6, 1.6, thread[angle % 2 ? 2 : 4]);
      }
    },
  };
}

const MAT: Stamp = {
  columns: 2,
  draw: (image) => {
    image
      .roundRect(4, 9, 58, 20, 2, SHADOW, 60)
      .roundRect(3, 6, 58, 20, 2, MOSS[0])
      .rect(4, 7, 56, 18, MOSS[1])
      .frame(7, 10, 50, 12, CREAM[2], 150);
    for (let x = 14; x < 50; x += 6) image.line(x, 19, x + 3, 13, CREAM[3]).line(x + 3, 13, x + 6, 19, CREAM[3]);
  },
};

export const RUGS: StampBook = {
  ...Object.fromEntries([
    ...pieces('crimson', () => woven(CRIMSON, GOLD, diamonds)),
    ...pieces('teal', () => woven(TEAL, CREAM, bands)),
    ...pieces('indigo', () => woven(INDIGO, GOLD, diamonds)),
    ...pieces('cream', () => woven(CREAM, TEAL, bands)),
    ...pieces('moss', () => woven(MOSS, CREAM, plain)),
  ]),
  'rug-round-crimson': round(CRIMSON, GOLD),
  'rug-round-teal': round(TEAL, CREAM),
  doormat: MAT,
};
