// Work places. `desk-*` is worked at from the south, `desk-back-*` from the north, so pairs of them stand back to back.
import type { Ramp } from '../colour.ts';
import { CORAL, CRIMSON, DARK, GOLD, PINE, STEEL, TEAL, WALNUT, WHITE } from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import {
  books,
  chart,
  code,
  deskLamp,
  keyboard,
  laptop,
  monitor,
  mug,
  type Paint,
  papers,
  picture,
  pot,
  screenBack,
} from './desk-things.ts';
import { slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid } from './stamp.ts';

/** A top of 64 x 22 pixels from row 14, a front below it, and two legs. */
function deskBody(image: Pixels, wood: Ramp): void {
  image
    .rect(4, 38, 5, 20, wood[0])
    .rect(55, 38, 5, 20, wood[0])
    .rect(4, 38, 2, 20, wood[1])
    .rect(55, 38, 2, 20, wood[1]);
  image.roundRect(1, 14, 62, 24, 3, wood[3]).rect(3, 14, 58, 1, wood[4]);
  image.rect(1, 37, 62, 8, wood[1]).rect(1, 37, 62, 1, wood[4]).rect(1, 44, 62, 1, wood[0]);
  for (const [x, y, length] of [
    [7, 20, 16],
    [34, 34, 18],
    [42, 18, 13],
    [12, 29, 8],
  ] as const)
    image.rect(x, y, length, 1, wood[2]);
}

function drawers(image: Pixels, wood: Ramp, x: number): void {
  image.rect(x, 38, 17, 18, wood[1]).rect(x, 38, 1, 18, wood[2]);
  for (const y of [39, 47])
    image
      .rect(x + 1, y, 15, 7, wood[2])
      .rect(x + 1, y, 15, 1, wood[3])
      .rect(x + 6, y + 3, 5, 1, GOLD[4]);
}

function desk(wood: Ramp, side: number, contents: Paint): Stamp {
  return {
    columns: 2,
    rows: 2,
    solid: solid(2, 2),
    draw: standing(
      (image) => {
        deskBody(image, wood);
        drawers(image, wood, side);
        contents(image);
      },
      slab(3, 50, 58, 10),
    ),
  };
}

/** Seen from behind: backs of screens, a front of cloth, cables. */
function deskBack(wood: Ramp, contents: Paint): Stamp {
  return {
    columns: 2,
    rows: 2,
    solid: solid(2, 2),
    draw: standing(
      (image) => {
        image.rect(3, 38, 58, 18, TEAL[1]).rect(3, 38, 58, 2, TEAL[0]).rect(3, 54, 58, 2, TEAL[0]);
        image.roundRect(1, 14, 62, 24, 3, wood[3]).rect(3, 14, 58, 1, wood[4]);
        image.rect(1, 37, 62, 4, wood[1]).rect(1, 37, 62, 1, wood[4]);
        contents(image);
      },
      slab(3, 50, 58, 8),
    ),
  };
}

export const DESKS: StampBook = {
  'desk-code': desk(PINE, 40, (image) => {
    monitor(image, 10, 2, code(10, 2));
    keyboard(image, 12, 27);
    mug(image, 45, 20, WHITE);
    pot(image, 53, 17);
  }),
  'desk-twin': desk(PINE, 7, (image) => {
    monitor(image, 4, 2, chart(4, 2));
    monitor(image, 32, 3, code(32, 3));
    keyboard(image, 20, 27);
    mug(image, 53, 27, CORAL);
  }),
  'desk-laptop': desk(PINE, 40, (image) => {
    laptop(image, 20, 11);
    papers(image, 47, 21);
    deskLamp(image, 6, 8);
  }),
  'desk-studio': desk(PINE, 7, (image) => {
    monitor(image, 26, 2, picture(26, 2));
    image.roundRect(24, 26, 18, 9, 1, DARK[2]).rect(26, 27, 14, 7, DARK[3]).line(45, 33, 49, 26, WHITE[3]);
    books(image, 6, 31);
    pot(image, 8, 16);
  }),
  'desk-back-screens': deskBack(PINE, (image) => {
    screenBack(image, 5, 1);
    screenBack(image, 33, 2);
  }),
  'desk-back-single': deskBack(PINE, (image) => {
    screenBack(image, 22, 1);
    papers(image, 50, 19);
    pot(image, 6, 17);
  }),
  'desk-walnut': desk(WALNUT, 40, (image) => {
    deskLamp(image, 48, 8);
    image
      .rect(14, 20, 24, 14, 0x58705a)
      .frame(14, 20, 24, 14, GOLD[1])
      .rect(17, 22, 9, 10, 0xf6f2e8)
      .rect(18, 24, 6, 1, STEEL[0]);
    image.rect(27, 22, 8, 10, 0xf6f2e8).rect(28, 25, 5, 1, STEEL[0]).line(36, 31, 41, 25, CRIMSON[2]);
    books(image, 5, 23);
  }),
};
