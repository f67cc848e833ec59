// The rest of an office: reception, printer, cabinets.
import { DARK, GOLD, LEAF, METAL, OAK, SCREEN, STEEL, TEAL, WALNUT, WHITE } from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { books, mug, papers, pot, screenBack } from './desk-things.ts';
import { pool, slab, standing } from './finish.ts';
import { type StampBook, solidFoot } from './stamp.ts';

function receptionDesk(image: Pixels): void {
  image.roundRect(1, 20, 158, 40, 4, WALNUT[1]);
  for (let x = 4; x < 156; x += 6) image.rect(x, 36, 3, 22, WALNUT[2]).rect(x, 36, 1, 22, WALNUT[3]);
  image.rect(1, 57, 158, 3, DARK[1]).rect(54, 40, 52, 13, DARK[1]);
  // The sign: an atrium's arch between two leaves.
  image
    .ellipse(80, 50, 8, 8, GOLD[3])
    .ellipse(80, 51, 5, 6, DARK[1])
    .rect(70, 50, 20, 3, DARK[1])
    .rect(70, 51, 20, 1, GOLD[3]);
  image.ellipse(65, 46, 4, 2, LEAF[3]).ellipse(95, 46, 4, 2, LEAF[3]);
  image.roundRect(0, 16, 160, 20, 3, OAK[3]).rect(2, 16, 156, 1, OAK[4]).rect(0, 33, 160, 3, OAK[1]);
  screenBack(image, 20, 2);
  papers(image, 60, 20);
  mug(image, 76, 22, TEAL);
  pot(image, 140, 15);
  image.ellipse(120, 27, 5, 2.4, GOLD[1]).ellipse(120, 25, 4, 3, GOLD[3]).dot(120, 22, GOLD[4]);
}

export const OFFICE: StampBook = {
  printer: {
    rows: 2,
    solid: solidFoot(1, 2),
    draw: standing(
      (image) => {
        image
          .roundRect(3, 32, 26, 28, 1, STEEL[1])
          .rect(4, 46, 24, 1, STEEL[0])
          .rect(12, 51, 8, 1, STEEL[0])
          .rect(3, 32, 3, 28, STEEL[2]);
        image.roundRect(2, 16, 28, 18, 3, WHITE[2]).rect(4, 16, 24, 8, WHITE[3]).rect(2, 30, 28, 4, STEEL[2]);
        image
          .rect(7, 20, 18, 3, DARK[2])
          .rect(9, 12, 14, 9, 0xffffff)
          .rect(9, 12, 1, 9, WHITE[2])
          .rect(22, 26, 4, 2, LEAF[3])
          .rect(17, 26, 4, 2, SCREEN[2]);
      },
      pool(17, 59, 14, 4),
    ),
  },
  cabinet: {
    rows: 2,
    solid: solidFoot(1, 2),
    draw: standing(
      (image) => {
        image.roundRect(3, 14, 26, 46, 1, METAL[1]).rect(3, 14, 26, 8, METAL[3]).rect(3, 14, 26, 1, METAL[4]);
        for (const y of [24, 36, 48])
          image
            .rect(5, y, 22, 10, METAL[2])
            .rect(5, y, 22, 1, METAL[3])
            .rect(12, y + 4, 8, 2, DARK[2]);
        books(image, 9, 17);
      },
      pool(17, 59, 14, 4),
    ),
  },
  reception: {
    columns: 5,
    rows: 2,
    solid: solidFoot(5, 2),
    draw: standing(receptionDesk, slab(3, 52, 152, 10)),
  },
};
