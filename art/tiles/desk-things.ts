// What lies on desks. Each is drawn with its upper left corner at x, y.
import type { Ramp } from '../colour.ts';
import {
  CORAL,
  CREAM,
  CRIMSON,
  DARK,
  GOLD,
  LEAF,
  METAL,
  SCREEN,
  STEEL,
  TEAL,
  TERRACOTTA,
  WALNUT,
  WHITE,
} from '../palette.ts';
import type { Pixels } from '../pixels.ts';

export type Paint = (image: Pixels) => void;

export function monitor(image: Pixels, x: number, y: number, paint: Paint): void {
  image.rect(x + 9, y + 17, 8, 3, METAL[1]).rect(x + 6, y + 20, 14, 2, METAL[2]);
  image.roundRect(x, y, 26, 18, 2, DARK[1]).rect(x + 2, y + 2, 22, 13, SCREEN[1]);
  paint(image);
  image.rect(x + 20, y + 2, 4, 13, 0xffffff, 22).rect(x + 1, y + 16, 24, 1, DARK[2]);
}

const CODE = [
  [3, 9, LEAF[3]],
  [5, 14, 0x9fd0e6],
  [7, 7, GOLD[3]],
  [9, 12, 0x9fd0e6],
  [11, 9, CORAL[3]],
  [13, 5, LEAF[3]],
] as const;

export function code(x: number, y: number): Paint {
  return (image) => {
    for (const [index, [row, length, colour]] of CODE.entries())
      image.rect(x + 3 + (index % 3), y + row, length, 1, colour);
  };
}

export function chart(x: number, y: number): Paint {
  return (image) => {
    image.rect(x + 2, y + 2, 22, 13, 0xeaeef6);
    [4, 7, 5, 9, 8].forEach((height, index) => {
      image.rect(x + 4 + index * 4, y + 14 - height, 3, height, index % 2 ? TEAL[2] : CORAL[2]);
    });
  };
}

export function picture(x: number, y: number): Paint {
  return (image) => {
    image.rect(x + 2, y + 2, 22, 13, 0x8fcbe0).ellipse(x + 18, y + 6, 2, 2, 0xfff0b0);
    image
      .ellipse(x + 8, y + 16, 9, 6, LEAF[2])
      .rect(x + 2, y + 13, 22, 2, LEAF[1])
      .ellipse(x + 18, y + 15, 7, 3, LEAF[3]);
  };
}

export function screenBack(image: Pixels, x: number, y: number): void {
  image
    .roundRect(x, y, 26, 17, 2, DARK[2])
    .rect(x + 2, y + 1, 22, 1, DARK[3])
    .rect(x + 8, y + 5, 10, 6, DARK[1]);
  image
    .rect(x + 10, y + 17, 6, 4, METAL[1])
    .rect(x + 7, y + 21, 12, 2, METAL[2])
    .rect(x + 12, y + 7, 2, 2, DARK[4]);
}

export function keyboard(image: Pixels, x: number, y: number): void {
  image.roundRect(x, y, 20, 6, 1, STEEL[2]).rect(x, y + 5, 20, 1, STEEL[0]);
  for (let key = x + 1; key < x + 18; key += 3) image.rect(key, y + 1, 2, 1, WHITE[4]).rect(key, y + 3, 2, 1, WHITE[3]);
  image.roundRect(x + 22, y + 1, 4, 5, 1, WHITE[3]).dot(x + 23, y + 2, STEEL[0]);
}

export function mug(image: Pixels, x: number, y: number, colour: Ramp): void {
  image
    .roundRect(x, y, 6, 7, 1, colour[2])
    .rect(x + 1, y + 1, 4, 1, WALNUT[0])
    .rect(x, y, 1, 6, colour[4])
    .rect(x + 6, y + 2, 2, 3, colour[1]);
}

export function papers(image: Pixels, x: number, y: number): void {
  image
    .rect(x + 2, y - 1, 9, 10, CREAM[3])
    .rect(x, y, 9, 11, 0xf6f2e8)
    .rect(x, y + 10, 9, 1, CREAM[2]);
  for (const row of [2, 4, 6]) image.rect(x + 1, y + row, row === 6 ? 4 : 6, 1, STEEL[0]);
}

export function laptop(image: Pixels, x: number, y: number): void {
  image
    .roundRect(x, y, 22, 14, 1, STEEL[1])
    .rect(x + 1, y + 1, 20, 12, SCREEN[1])
    .rect(x + 3, y + 3, 9, 1, GOLD[3]);
  image
    .rect(x + 3, y + 5, 14, 1, 0x9fd0e6)
    .rect(x + 3, y + 7, 11, 1, LEAF[3])
    .rect(x + 3, y + 9, 6, 1, 0x9fd0e6);
  image
    .roundRect(x - 1, y + 14, 24, 8, 1, STEEL[3])
    .rect(x + 1, y + 15, 20, 4, STEEL[1])
    .rect(x + 8, y + 19, 6, 2, STEEL[2]);
}

export function deskLamp(image: Pixels, x: number, y: number): void {
  image
    .ellipse(x + 3, y + 15, 4, 2, DARK[2])
    .line(x + 3, y + 14, x, y + 7, METAL[1])
    .line(x, y + 7, x + 5, y + 2, METAL[1]);
  image
    .roundRect(x + 3, y, 7, 4, 1, CRIMSON[2])
    .rect(x + 4, y, 4, 1, CRIMSON[4])
    .rect(x + 4, y + 4, 6, 2, 0xfff3c0, 190);
}

export function pot(image: Pixels, x: number, y: number): void {
  image
    .ellipse(x + 3, y + 2, 4, 3.4, LEAF[2])
    .ellipse(x + 2, y + 1, 2, 1.6, LEAF[3])
    .dot(x + 5, y + 3, LEAF[0]);
  image.roundRect(x, y + 5, 7, 6, 1, TERRACOTTA[2]).rect(x, y + 5, 7, 1, TERRACOTTA[4]);
}

export function books(image: Pixels, x: number, y: number): void {
  [
    [TEAL, 0],
    [GOLD, 1],
    [CRIMSON, -1],
  ].forEach(([ramp, shift], index) => {
    const colour = ramp as Ramp;
    image
      .rect(x + (shift as number), y - index * 3, 12, 3, colour[2])
      .rect(x + (shift as number), y - index * 3, 12, 1, colour[3]);
  });
}
