// Seats. A chair is named for the way its sitter looks; people stand in its cell, and the back of a chair that looks up is drawn
// over them, so they seem to sit.
import type { Ramp } from '../colour.ts';
import { CORAL, CRIMSON, DARK, GOLD, INDIGO, LILAC, METAL, MOSS, PINE, TEAL, WALNUT } from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { mirror, pool, slab, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, solidFoot } from './stamp.ts';

const FEET = pool(16, 28, 9, 3);

function foot(image: Pixels): void {
  image
    .rect(15, 21, 2, 6, METAL[1])
    .rect(9, 26, 14, 2, METAL[0])
    .dot(9, 28, DARK[0])
    .dot(22, 28, DARK[0])
    .dot(16, 28, DARK[0]);
}

function swivel(cloth: Ramp): Record<'down' | 'up' | 'right', Stamp> {
  const back = (image: Pixels) => {
    image
      .roundRect(8, 4, 16, 15, 5, cloth[1])
      .roundRect(9, 4, 14, 13, 4, cloth[2])
      .rect(11, 6, 9, 1, cloth[4])
      .rect(15, 17, 2, 5, METAL[1]);
  };
  return {
    down: {
      draw: standing((image) => {
        foot(image);
        image.roundRect(8, 1, 16, 14, 5, cloth[2]).roundRect(9, 2, 14, 8, 4, cloth[3]).rect(11, 3, 8, 1, cloth[4]);
        image.roundRect(7, 13, 18, 10, 3, cloth[1]).roundRect(7, 12, 18, 8, 3, cloth[3]).rect(9, 13, 12, 1, cloth[4]);
      }, FEET),
    },
    up: {
      draw: standing((image) => {
        foot(image);
        image.roundRect(7, 9, 18, 10, 3, cloth[3]).roundRect(7, 14, 18, 8, 3, cloth[1]);
      }, FEET),
      over: (image) => {
        const lowered = image.crop(0, 0, 32, 32);
        back(lowered);
        lowered.outlined();
        image.paste(lowered, 0, 5);
      },
    },
    right: {
      draw: standing((image) => {
        foot(image);
        image.roundRect(7, 13, 18, 9, 3, cloth[1]).roundRect(7, 12, 18, 7, 3, cloth[3]).rect(12, 13, 10, 1, cloth[4]);
        image.roundRect(5, 1, 8, 18, 4, cloth[2]).roundRect(6, 2, 4, 14, 2, cloth[3]).rect(6, 3, 1, 8, cloth[4]);
      }, FEET),
    },
  };
}

function wooden(wood: Ramp): Record<'down' | 'up' | 'right', Stamp> {
  const legs = (image: Pixels) => image.rect(9, 18, 3, 10, wood[0]).rect(20, 18, 3, 10, wood[0]);
  const slats = (image: Pixels, y: number) => {
    image
      .rect(8, y, 3, 16, wood[1])
      .rect(21, y, 3, 16, wood[1])
      .rect(8, y + 1, 16, 4, wood[3])
      .rect(8, y + 7, 16, 3, wood[2])
      .rect(8, y + 1, 16, 1, wood[4]);
  };
  return {
    down: {
      draw: standing((image) => {
        legs(image);
        slats(image, 1);
        image.roundRect(7, 12, 18, 8, 2, wood[3]).rect(8, 12, 16, 1, wood[4]).rect(7, 18, 18, 3, wood[1]);
      }, FEET),
    },
    up: {
      draw: standing((image) => {
        legs(image);
        image.roundRect(7, 10, 18, 9, 2, wood[3]).rect(7, 18, 18, 3, wood[1]);
      }, FEET),
      over: (image) => {
        slats(image, 9);
        image.outlined();
      },
    },
    right: {
      draw: standing((image) => {
        legs(image);
        image.rect(8, 0, 3, 22, wood[2]).rect(8, 0, 1, 22, wood[4]);
        image.roundRect(8, 12, 16, 8, 2, wood[3]).rect(9, 12, 14, 1, wood[4]).rect(8, 18, 16, 3, wood[1]);
      }, FEET),
    },
  };
}

function chairs(name: string, set: Record<'down' | 'up' | 'right', Stamp>): StampBook {
  return {
    [`${name}-down`]: set.down,
    [`${name}-up`]: set.up,
    [`${name}-right`]: set.right,
    [`${name}-left`]: mirror(set.right),
  };
}

/** A sofa that looks down. `seats` cushions, a pillow in another colour. */
function sofa(columns: number, cloth: Ramp, pillow: Ramp): Stamp {
  const width = columns * 32;
  return {
    columns,
    rows: 2,
    solid: solid(columns, 2),
    draw: standing(
      (image) => {
        image
          .roundRect(3, 16, width - 6, 26, 6, cloth[2])
          .roundRect(4, 17, width - 8, 8, 5, cloth[3])
          .rect(8, 18, width - 16, 1, cloth[4]);
        const seat = Math.floor((width - 18) / columns);
        for (let index = 0; index < columns; index++) {
          const x = 9 + index * seat;
          image
            .roundRect(x, 24, seat, 12, 3, cloth[2])
            .rect(x + 1, 25, seat - 2, 1, cloth[3])
            .rect(x + seat - 1, 25, 1, 10, cloth[1]);
          image
            .roundRect(x, 34, seat, 14, 3, cloth[3])
            .rect(x + 2, 35, seat - 5, 2, cloth[4])
            .rect(x + seat - 1, 36, 1, 10, cloth[1]);
        }
        image.rect(6, 46, width - 12, 9, cloth[1]).rect(6, 46, width - 12, 1, cloth[2]);
        for (const x of [1, width - 11])
          image
            .roundRect(x, 26, 10, 30, 4, cloth[2])
            .rect(x + 2, 27, 6, 2, cloth[4])
            .rect(x + 1, 32, 2, 20, cloth[3]);
        image.rect(4, 56, 4, 3, WALNUT[0]).rect(width - 8, 56, 4, 3, WALNUT[0]);
        image.roundRect(12, 25, 12, 12, 3, pillow[2]).roundRect(13, 26, 8, 7, 2, pillow[3]);
      },
      slab(3, 52, width - 8, 8),
    ),
  };
}

/** Seen from behind: it looks up. */
function sofaUp(columns: number, cloth: Ramp): Stamp {
  const width = columns * 32;
  return {
    columns,
    rows: 2,
    solid: solid(columns, 2),
    draw: standing(
      (image) => {
        image.roundRect(5, 12, width - 10, 20, 4, cloth[3]).rect(9, 14, width - 18, 2, cloth[4]);
        for (const x of [1, width - 11]) image.roundRect(x, 12, 10, 30, 4, cloth[2]).rect(x + 2, 13, 6, 2, cloth[4]);
        image
          .roundRect(2, 24, width - 4, 32, 5, cloth[2])
          .roundRect(3, 24, width - 6, 7, 4, cloth[3])
          .rect(7, 25, width - 14, 1, cloth[4]);
        image.rect(4, 48, width - 8, 7, cloth[1]);
        for (let x = 32; x < width; x += 32) image.rect(x, 32, 1, 22, cloth[1]);
        image.rect(5, 56, 4, 3, WALNUT[0]).rect(width - 9, 56, 4, 3, WALNUT[0]);
      },
      slab(3, 52, width - 8, 8),
    ),
  };
}

/** Looks right; three rows deep, the upper one is only the end of its back. */
function sofaRight(cloth: Ramp, pillow: Ramp): Stamp {
  return {
    columns: 2,
    rows: 3,
    solid: solid(2, 3),
    draw: standing(
      (image) => {
        image.roundRect(4, 12, 44, 14, 5, cloth[2]).rect(8, 13, 36, 2, cloth[4]);
        image.roundRect(4, 12, 20, 76, 6, cloth[2]).roundRect(5, 13, 9, 70, 4, cloth[3]).rect(6, 18, 1, 60, cloth[4]);
        for (const y of [26, 50])
          image
            .roundRect(18, y, 30, 24, 4, cloth[3])
            .rect(21, y + 1, 22, 2, cloth[4])
            .rect(19, y + 22, 28, 1, cloth[1]);
        image.roundRect(4, 72, 46, 12, 4, cloth[2]).rect(8, 73, 38, 2, cloth[4]).rect(5, 80, 44, 8, cloth[1]);
        image.roundRect(20, 56, 12, 13, 3, pillow[2]).roundRect(21, 57, 7, 8, 2, pillow[3]);
        image.rect(7, 88, 4, 3, WALNUT[0]).rect(44, 88, 4, 3, WALNUT[0]);
      },
      slab(5, 82, 44, 9),
    ),
  };
}

function armchair(cloth: Ramp): Record<'down' | 'up' | 'right', Stamp> {
  return {
    down: {
      rows: 1,
      draw: standing(
        (image) => {
          image.roundRect(4, 1, 24, 16, 6, cloth[2]).roundRect(5, 1, 22, 8, 5, cloth[3]).rect(9, 2, 12, 1, cloth[4]);
          image.roundRect(8, 12, 16, 12, 3, cloth[3]).rect(10, 13, 11, 1, cloth[4]).rect(6, 22, 20, 6, cloth[1]);
          for (const x of [2, 24]) image.roundRect(x, 9, 6, 19, 3, cloth[2]).rect(x + 1, 10, 4, 1, cloth[4]);
        },
        pool(16, 28, 14, 3),
      ),
    },
    up: {
      draw: standing(
        (image) => {
          image.roundRect(7, 4, 18, 12, 3, cloth[3]);
          for (const x of [2, 24]) image.roundRect(x, 4, 6, 20, 3, cloth[2]).rect(x + 1, 5, 4, 1, cloth[4]);
        },
        pool(16, 28, 14, 3),
      ),
      over: (image) => {
        image
          .roundRect(3, 10, 26, 18, 5, cloth[2])
          .roundRect(4, 10, 24, 6, 4, cloth[3])
          .rect(8, 11, 14, 1, cloth[4])
          .rect(4, 23, 24, 5, cloth[1]);
        image.outlined();
      },
    },
    right: {
      draw: standing(
        (image) => {
          image.roundRect(6, 3, 20, 7, 3, cloth[2]).rect(9, 4, 14, 1, cloth[4]);
          image.roundRect(10, 8, 17, 14, 3, cloth[3]).rect(13, 9, 11, 1, cloth[4]);
          image.roundRect(2, 2, 10, 24, 5, cloth[2]).roundRect(3, 3, 5, 19, 3, cloth[3]);
          image.roundRect(5, 19, 22, 9, 3, cloth[1]).rect(8, 19, 16, 2, cloth[3]);
        },
        pool(16, 28, 14, 3),
      ),
    },
  };
}

function cushion(cloth: Ramp): Stamp {
  return {
    draw: standing(
      (image) => {
        image
          .ellipse(16, 20, 13, 9, cloth[1])
          .ellipse(16, 17, 12, 9, cloth[2])
          .ellipse(14, 14, 8, 5, cloth[3])
          .rect(11, 11, 6, 1, cloth[4]);
      },
      pool(17, 27, 13, 3),
    ),
  };
}

const STOOL: Stamp = {
  draw: standing(
    (image) => {
      image.rect(10, 14, 2, 14, METAL[1]).rect(20, 14, 2, 14, METAL[1]).rect(10, 22, 12, 1, METAL[0]);
      image.roundRect(8, 8, 16, 7, 3, CRIMSON[1]).roundRect(8, 7, 16, 6, 3, CRIMSON[2]).rect(11, 8, 8, 1, CRIMSON[4]);
    },
    pool(16, 28, 8, 2),
  ),
};

const BENCH: Stamp = {
  columns: 2,
  solid: solidFoot(2, 1),
  draw: standing(
    (image) => {
      image.rect(6, 18, 4, 9, WALNUT[0]).rect(54, 18, 4, 9, WALNUT[0]);
      image.roundRect(2, 8, 60, 12, 3, TEAL[2]).rect(5, 9, 54, 2, TEAL[4]).rect(2, 17, 60, 4, TEAL[1]);
    },
    slab(4, 24, 56, 5),
  ),
};

export const SEATING: StampBook = {
  ...chairs('chair', swivel(TEAL)),
  ...chairs('chair-indigo', swivel(INDIGO)),
  ...chairs('chair-wood', wooden(PINE)),
  ...chairs('armchair', armchair(CORAL)),
  ...chairs('armchair-moss', armchair(MOSS)),
  'sofa-down': sofa(2, TEAL, GOLD),
  'sofa-long-down': sofa(3, INDIGO, CORAL),
  'sofa-up': sofaUp(2, TEAL),
  'sofa-long-up': sofaUp(3, INDIGO),
  'sofa-right': sofaRight(TEAL, GOLD),
  'sofa-left': mirror(sofaRight(TEAL, GOLD)),
  'beanbag-gold': cushion(GOLD),
  'beanbag-lilac': cushion(LILAC),
  'beanbag-moss': cushion(MOSS),
  stool: STOOL,
  bench: BENCH,
};
