// What moves: cats that breathe, fires, fish.
import {
  AUTUMN,
  BARK,
  BRICK,
  CORAL,
  CREAM,
  CRIMSON,
  DARK,
  GLASS,
  GOLD,
  LEAF,
  STEEL,
  STONE,
  TEAL,
  WALNUT,
  WATER,
} from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { pool, slab, standing } from './finish.ts';
import { type Draw, type Stamp, type StampBook, solid } from './stamp.ts';

/** Asleep; it breathes. */
function cat(fur: readonly [number, number, number], breath: number): Draw {
  return standing(
    (image) => {
      const [dark, middle, light] = fur;
      image
        .ellipse(16, 22 - breath, 11, 6 + breath, middle)
        .ellipse(14, 20 - breath, 8, 3, light)
        .rect(18, 18 - breath, 1, 6, dark)
        .rect(21, 19 - breath, 1, 5, dark)
        .rect(15, 17 - breath, 1, 4, dark);
      image
        .ellipse(8, 21, 5, 4.4, middle)
        .rect(4, 15, 3, 3, middle)
        .rect(9, 15, 3, 3, middle)
        .dot(5, 16, 0xe9a0a0)
        .dot(10, 16, 0xe9a0a0)
        .rect(5, 21, 2, 1, dark)
        .rect(9, 21, 2, 1, dark)
        .dot(8, 23, 0xd07878);
      image.rect(20, 26, 7, 2, middle).rect(14, 27, 8, 2, dark).rect(26, 24, 2, 3, middle);
    },
    pool(16, 27, 12, 2.6),
  );
}

function catStamp(fur: readonly [number, number, number]): Stamp {
  return { draw: cat(fur, 0), animation: { milliseconds: 900, frames: [cat(fur, 1)] } };
}

function flame(image: Pixels, x: number, foot: number, frame: number): void {
  const sway = [0, 1, 0, -1][frame % 4] as number;
  const tall = [0, 2, 1, 3][frame % 4] as number;
  image.ellipse(x, foot - 5, 7, 6, CRIMSON[3]).ellipse(x + sway, foot - 9 - tall, 4, 6 + tall / 2, CRIMSON[3]);
  image
    .ellipse(x, foot - 4, 5, 5, CORAL[3])
    .ellipse(x + sway, foot - 8 - tall / 2, 3, 5, GOLD[3])
    .ellipse(x, foot - 3, 3, 3, 0xfff0b0);
  image.dot(x + 5 - sway, foot - 14 - tall, GOLD[4]).dot(x - 4 + sway, foot - 16 - tall, CORAL[4]);
}

/** Three rows against a wall: chimney breast, mantelpiece, hearth. */
function fireplace(frame: number): Draw {
  return (image) => {
    image.rect(14, 0, 68, 34, BRICK[2]);
    for (let y = 0; y < 34; y += 8)
      for (let x = 14 + ((y / 8) % 2) * 6; x < 82; x += 12)
        image.rect(x, y, Math.min(11, 82 - x), 7, BRICK[y % 16 ? 3 : 2]).rect(14, y + 7, 68, 1, BRICK[1]);
    image.rect(12, 0, 2, 34, BRICK[0]).rect(82, 0, 2, 34, BRICK[0]);
    image
      .rect(6, 34, 84, 58, STONE[2])
      .rect(6, 34, 84, 1, STONE[4])
      .rect(6, 34, 2, 58, STONE[3])
      .rect(88, 34, 2, 58, STONE[0]);
    for (let y = 44; y < 90; y += 12)
      image
        .rect(8, y, 16, 1, STONE[1])
        .rect(72, y, 16, 1, STONE[1])
        .rect(y % 24 ? 14 : 19, y - 11, 1, 11, STONE[1])
        .rect(y % 24 ? 80 : 76, y - 11, 1, 11, STONE[1]);
    image
      .roundRect(24, 46, 48, 46, 8, DARK[0])
      .rect(24, 60, 48, 32, DARK[0])
      .ellipse(48, 84, 26, 14, CRIMSON[1], 90)
      .ellipse(48, 86, 20, 10, CORAL[2], 90);
    image.rect(30, 84, 36, 5, BARK[1]).rect(32, 81, 32, 4, BARK[2]).rect(30, 84, 36, 1, BARK[3]);
    for (const [x, shift] of [
      [40, 0],
      [55, 2],
      [48, 1],
    ] as const)
      flame(image, x, 86, frame + shift);
    image
      .rect(2, 28, 92, 8, WALNUT[2])
      .rect(2, 28, 92, 1, WALNUT[4])
      .rect(2, 35, 92, 1, WALNUT[0])
      .rect(2, 28, 1, 8, WALNUT[0])
      .rect(93, 28, 1, 8, WALNUT[0])
      .rect(4, 36, 88, 3, 0x1e1432, 80);
    image
      .rect(10, 17, 6, 11, GOLD[2])
      .rect(11, 18, 4, 9, 0x9fd0e6)
      .roundRect(74, 18, 9, 10, 3, TEAL[2])
      .line(78, 18, 76, 10, LEAF[2])
      .line(79, 18, 83, 9, LEAF[3])
      .ellipse(76, 10, 3, 2, CORAL[3])
      .ellipse(48, 19, 8, 8, WALNUT[1])
      .ellipse(48, 19, 6.4, 6.4, CREAM[4])
      .line(48, 19, 48, 15, DARK[0])
      .line(48, 19, 51, 20, DARK[0]);
    image.rect(4, 91, 88, 3, STONE[0]);
  };
}

function aquarium(frame: number): Draw {
  return standing(
    (image) => {
      image
        .rect(4, 36, 56, 22, WALNUT[1])
        .rect(4, 36, 56, 2, WALNUT[3])
        .rect(8, 41, 22, 14, WALNUT[2])
        .rect(34, 41, 22, 14, WALNUT[2])
        .rect(28, 47, 2, 3, GOLD[3])
        .rect(34, 47, 2, 3, GOLD[3]);
      image
        .rect(4, 8, 56, 28, DARK[1])
        .rect(6, 11, 52, 23, WATER[2])
        .rect(6, 11, 52, 3, GLASS[3])
        .rect(6, 30, 52, 4, GOLD[2]);
      for (const [x, height] of [
        [12, 12],
        [16, 8],
        [46, 14],
        [51, 9],
      ] as const)
        for (let y = 0; y < height; y++)
          image.rect(x + Math.round(Math.sin((y + frame * 2) / 3)), 30 - y, 2, 1, LEAF[y % 4 ? 2 : 3]);
      const fish = (x: number, y: number, colour: number) =>
        image
          .ellipse(x, y, 3.4, 2, colour)
          .rect(x - 5, y - 1, 2, 3, colour)
          .dot(x + 1, y - 1, DARK[0]);
      fish(24 + frame * 2, 18, CORAL[3]);
      fish(38 - frame, 24, GOLD[3]);
      fish(32 + frame, 28, 0xffffff);
      image
        .dot(42, 20 - frame, 0xffffff)
        .dot(43, 16 - frame, 0xffffff)
        .rect(8, 12, 2, 16, 0xffffff, 90)
        .roundRect(28, 27, 7, 4, 2, STONE[1]);
    },
    slab(6, 56, 54, 5),
  );
}

function campfire(frame: number): Draw {
  return (image) => {
    image.ellipse(16, 24, 14, 7, 0x1e1432, 60);
    for (const [x, y] of [
      [5, 22],
      [9, 27],
      [16, 29],
      [23, 27],
      [27, 22],
      [10, 18],
      [22, 18],
    ] as const)
      image.ellipse(x, y, 3, 2.4, STONE[1]).ellipse(x - 0.5, y - 0.6, 2.2, 1.6, STONE[3]);
    image
      .line(9, 25, 23, 20, BARK[1])
      .line(9, 26, 23, 21, BARK[2])
      .line(9, 20, 23, 25, BARK[1])
      .line(9, 21, 23, 26, BARK[2]);
    for (let ring = 3; ring > 0; ring--) image.ellipse(16, 18, ring * 5, ring * 4.6, 0xffb85a, 20);
    flame(image, 12, 24, frame + 1);
    flame(image, 20, 24, frame + 2);
    flame(image, 16, 23, frame);
  };
}

export const ALIVE: StampBook = {
  'cat-ginger': catStamp([AUTUMN[1], AUTUMN[2], AUTUMN[3]]),
  'cat-grey': catStamp([DARK[2], STEEL[0], STEEL[1]]),
  fireplace: {
    columns: 3,
    rows: 3,
    solid: solid(3, 3),
    draw: fireplace(0),
    animation: { milliseconds: 160, frames: [fireplace(1), fireplace(2), fireplace(3)] },
  },
  // All of it blocks, so that its fish are tiles, which move, and not objects among people, which do not.
  aquarium: {
    columns: 2,
    rows: 2,
    solid: solid(2, 2),
    draw: aquarium(0),
    animation: { milliseconds: 500, frames: [aquarium(1), aquarium(2), aquarium(1)] },
  },
  campfire: {
    solid: solid(1, 1),
    draw: campfire(0),
    animation: { milliseconds: 150, frames: [campfire(1), campfire(2), campfire(3)] },
  },
};
