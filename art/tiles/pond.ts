// On and over the water: a bridge, a fountain, ducks, reeds and a boat.
import { DARK, GLASS, GOLD, LEAF, OAK, PINE, STONE, WALNUT, WATER } from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import { mirror, pool, standing } from './finish.ts';
import { type Stamp, type StampBook, solid, TILE } from './stamp.ts';

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

export const POND: StampBook = {
  ...bridge('left'),
  ...bridge('middle'),
  ...bridge('right'),
  fountain: FOUNTAIN,
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
};
