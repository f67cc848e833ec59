// Shelves. They stand with their backs to a wall, or freely: then one walks behind them.

import type { Ramp } from '../colour.ts';
import {
  CORAL,
  CRIMSON,
  DARK,
  GOLD,
  INDIGO,
  LEAF,
  LILAC,
  MAHOGANY,
  METAL,
  OAK,
  PINE,
  TEAL,
  TERRACOTTA,
  WALNUT,
  WHITE,
} from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { pick, randomFrom } from '../random.ts';
import { pool, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solidFoot } from './stamp.ts';

const SPINES: readonly Ramp[] = [CRIMSON, TEAL, GOLD, INDIGO, LEAF, CORAL, LILAC, MAHOGANY];

/** A row of books with a gap or a leaning one here and there. */
function row(image: Pixels, box: { x: number; y: number; width: number; height: number }, seed: number): void {
  const random = randomFrom(seed);
  let x = box.x;
  while (x < box.x + box.width - 3) {
    const width = 2 + Math.floor(random() * 3);
    const height = box.height - 3 - Math.floor(random() * 4);
    const top = box.y + box.height - height;
    const chance = random();
    if (chance < 0.08) x += 3;
    else if (chance < 0.13 && x < box.x + box.width - 9) {
      image
        .roundRect(x + 1, box.y + box.height - 7, 6, 7, 1, TERRACOTTA[2])
        .ellipse(x + 4, box.y + box.height - 8, 3.4, 3, LEAF[2])
        .dot(x + 3, box.y + box.height - 10, LEAF[4]);
      x += 9;
    } else {
      const colour = pick(random, SPINES);
      image
        .rect(x, top, width, height, colour[2])
        .rect(x, top, 1, height, colour[3])
        .rect(x + width - 1, top, 1, height, colour[1]);
      image.rect(x, top + 2, width, 1, colour[4]);
      x += width;
    }
  }
}

function shelf(size: { columns: number; rows: number; boards: number }, wood: Ramp, seed: number): Stamp {
  const width = size.columns * 32 - 4;
  const height = size.rows * 32 - 6;
  return {
    columns: size.columns,
    rows: size.rows,
    above: size.rows - 2,
    solid: solidFoot(size.columns, size.rows),
    draw: standing(
      (image) => {
        image
          .roundRect(2, 3, width, height, 2, wood[1])
          .rect(2, 3, width, 6, wood[3])
          .rect(3, 3, width - 2, 1, wood[4]);
        const pitch = Math.floor((height - 10) / size.boards);
        for (let board = 0; board < size.boards; board++) {
          const y = 10 + board * pitch;
          image.rect(5, y, width - 6, pitch - 3, DARK[0]).rect(5, y, width - 6, 3, 0x0e0818);
          row(image, { x: 6, y, width: width - 8, height: pitch - 3 }, seed * 10 + board);
          image.rect(5, y + pitch - 3, width - 6, 3, wood[2]).rect(5, y + pitch - 3, width - 6, 1, wood[4]);
        }
        if (size.columns > 2)
          image
            .rect(size.columns * 16 - 2, 9, 4, height - 7, wood[2])
            .rect(size.columns * 16 - 2, 9, 1, height - 7, wood[3]);
      },
      slab(4, height - 1, width - 4, 6),
    ),
  };
}

const SIDEBOARD: Stamp = {
  columns: 2,
  rows: 2,
  solid: solidFoot(2, 2),
  draw: standing(
    (image) => {
      image
        .rect(6, 56, 4, 5, WALNUT[0])
        .rect(54, 56, 4, 5, WALNUT[0])
        .roundRect(2, 28, 60, 30, 2, OAK[1])
        .rect(2, 24, 60, 10, OAK[3])
        .rect(3, 24, 58, 1, OAK[4]);
      for (const x of [5, 24, 43])
        image
          .rect(x, 37, 16, 18, OAK[2])
          .rect(x, 37, 16, 1, OAK[3])
          .rect(x + 7, 45, 2, 3, GOLD[3]);
      image
        .roundRect(8, 16, 16, 12, 2, DARK[2])
        .ellipse(16, 22, 4, 4, DARK[4])
        .ellipse(16, 22, 1.6, 1.6, GOLD[3])
        .rect(40, 12, 2, 10, LEAF[1])
        .ellipse(38, 12, 4, 3, LEAF[2])
        .ellipse(44, 10, 4, 3, LEAF[3])
        .roundRect(37, 20, 9, 8, 2, WHITE[3]);
    },
    slab(4, 56, 58, 6),
  ),
};

const SERVERS: Stamp = {
  rows: 2,
  solid: solidFoot(1, 2),
  draw: standing(
    (image) => {
      image.roundRect(3, 2, 26, 58, 2, DARK[1]).rect(4, 2, 24, 5, DARK[3]);
      for (let unit = 0; unit < 7; unit++) {
        const y = 10 + unit * 7;
        image
          .rect(6, y, 20, 5, DARK[2])
          .rect(6, y, 20, 1, DARK[3])
          .dot(8, y + 3, LEAF[4])
          .dot(10, y + 3, unit % 3 ? LEAF[4] : GOLD[4])
          .rect(15, y + 2, 9, 1, METAL[1]);
      }
    },
    pool(17, 59, 13, 4),
  ),
};

export const STORAGE: StampBook = {
  bookshelf: shelf({ columns: 2, rows: 2, boards: 3 }, PINE, 3),
  'bookshelf-full': shelf({ columns: 2, rows: 2, boards: 3 }, PINE, 8),
  'bookshelf-tall': shelf({ columns: 2, rows: 3, boards: 5 }, MAHOGANY, 5),
  'bookshelf-grand': shelf({ columns: 3, rows: 3, boards: 5 }, MAHOGANY, 21),
  'bookshelf-grand-2': shelf({ columns: 3, rows: 3, boards: 5 }, MAHOGANY, 47),
  'bookshelf-narrow': shelf({ columns: 1, rows: 2, boards: 3 }, PINE, 33),
  sideboard: SIDEBOARD,
  'server-rack': SERVERS,
};
