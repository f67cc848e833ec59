// Facial hair, glasses and accessories. Orders are those of the options.
import { mix } from '../colour.ts';
import type { Figure } from './figure.ts';

type Draw = (figure: Figure, y: number) => void;

const FACIAL_HAIR: readonly (Draw | null)[] = [null, stubble, moustache, goatee, beard];
const EYEWEAR: readonly (Draw | null)[] = [null, round, square, sunglasses, eyePatch];
const ACCESSORIES: readonly (Draw | null)[] = [null, cap, beanie, headphones, flower, scarf, bow, strawHat];

const FRAME = 0x33304a;
const PATCH = 4;
const SCARF = 5;

export function drawFacialHair(figure: Figure): void {
  if (figure.pose.facing !== 'up') FACIAL_HAIR[figure.look.facial_hair]?.(figure, figure.pose.bob);
}

export function drawEyewear(figure: Figure): void {
  if (figure.pose.facing !== 'up' || figure.look.eyewear === PATCH) {
    EYEWEAR[figure.look.eyewear]?.(figure, figure.pose.bob);
  }
}

/** A scarf goes under the chin and the hair, everything else on top of them. */
export function drawAccessory(figure: Figure, underHair: boolean): void {
  if ((figure.look.accessory === SCARF) === underHair) ACCESSORIES[figure.look.accessory]?.(figure, figure.pose.bob);
}

function stubble({ image, pose, colours: { hair } }: Figure, y: number): void {
  if (pose.facing === 'down') image.rect(9, y + 20, 14, 3, hair[1], 70).rect(11, y + 23, 10, 1, hair[1], 70);
  else image.rect(14, y + 20, 10, 3, hair[1], 70).rect(14, y + 23, 7, 1, hair[1], 70);
}

function moustache({ image, pose, colours: { hair } }: Figure, y: number): void {
  if (pose.facing === 'down')
    image
      .rect(12, y + 20, 8, 1, hair[1])
      .rect(11, y + 21, 2, 1, hair[1])
      .rect(19, y + 21, 2, 1, hair[1]);
  else image.rect(20, y + 20, 4, 1, hair[1]).dot(20, y + 21, hair[1]);
}

function goatee({ image, pose, colours: { hair } }: Figure, y: number): void {
  if (pose.facing === 'down')
    image
      .rect(13, y + 20, 6, 1, hair[1])
      .rect(14, y + 22, 4, 3, hair[1])
      .rect(15, y + 25, 2, 1, hair[1]);
  else image.rect(20, y + 20, 4, 1, hair[1]).rect(20, y + 22, 4, 3, hair[1]);
}

function beard({ image, pose, colours: { hair, skin } }: Figure, y: number): void {
  const lips = mix(skin[0], 0x9c3b46, 0.4);
  if (pose.facing === 'down') {
    image.rect(8, y + 17, 2, 5, hair[1]).rect(22, y + 17, 2, 5, hair[1]);
    image
      .roundRect(9, y + 20, 14, 7, 3, hair[2])
      .rect(10, y + 20, 12, 1, hair[1])
      .rect(14, y + 21, 4, 1, lips);
    image.rect(12, y + 24, 2, 1, hair[3]).rect(16, y + 25, 3, 1, hair[1]);
  } else {
    image
      .rect(14, y + 17, 2, 4, hair[1])
      .roundRect(14, y + 20, 10, 6, 3, hair[2])
      .rect(16, y + 23, 4, 1, hair[3])
      .rect(21, y + 21, 3, 1, lips);
  }
}

function round({ image, pose }: Figure, y: number): void {
  if (pose.facing === 'right') {
    image
      .frame(18, y + 14, 6, 6, FRAME)
      .rect(12, y + 16, 6, 1, FRAME)
      .dot(19, y + 15, 0xffffff, 150);
    return;
  }
  for (const x of [9, 17]) {
    image.rect(x + 1, y + 14, 4, 1, FRAME).rect(x + 1, y + 19, 4, 1, FRAME);
    image
      .rect(x, y + 15, 1, 4, FRAME)
      .rect(x + 5, y + 15, 1, 4, FRAME)
      .dot(x + 4, y + 15, 0xffffff, 170);
  }
  image.rect(15, y + 16, 2, 1, FRAME);
}

function square({ image, pose, colours: { accessory } }: Figure, y: number): void {
  const rim = accessory[1];
  if (pose.facing === 'right') {
    image.frame(18, y + 14, 6, 6, rim).rect(12, y + 15, 6, 1, rim);
    return;
  }
  image
    .frame(9, y + 14, 6, 6, rim)
    .frame(17, y + 14, 6, 6, rim)
    .rect(15, y + 15, 2, 1, rim);
  image.rect(8, y + 15, 1, 1, rim).rect(23, y + 15, 1, 1, rim);
}

function sunglasses({ image, pose }: Figure, y: number): void {
  if (pose.facing === 'right') {
    image
      .rect(18, y + 15, 6, 4, 0x262338)
      .rect(12, y + 15, 6, 1, 0x262338)
      .rect(19, y + 16, 2, 1, 0x6b6f9a);
    return;
  }
  image
    .rect(9, y + 15, 6, 4, 0x262338)
    .rect(17, y + 15, 6, 4, 0x262338)
    .rect(8, y + 15, 16, 1, 0x262338);
  image.rect(10, y + 16, 2, 1, 0x6b6f9a).rect(18, y + 16, 2, 1, 0x6b6f9a);
}

function eyePatch({ image, pose }: Figure, y: number): void {
  const strap = 0x2d2438;
  if (pose.facing === 'up') image.line(8, y + 17, 23, y + 10, strap);
  else if (pose.facing === 'right') image.line(10, y + 16, 19, y + 13, strap).roundRect(19, y + 14, 5, 6, 2, strap);
  else image.line(8, y + 12, 20, y + 15, strap).roundRect(18, y + 14, 5, 6, 2, strap);
}

function cap({ image, pose, colours: { accessory: c } }: Figure, y: number): void {
  image
    .roundRect(7, y + 4, 18, 8, 6, c[2])
    .rect(7, y + 9, 18, 2, c[2])
    .rect(11, y + 6, 6, 1, c[4])
    .rect(22, y + 7, 2, 4, c[1]);
  image.rect(15, y + 3, 2, 1, c[3]);
  if (pose.facing === 'down') image.roundRect(8, y + 11, 16, 3, 2, c[1]).rect(10, y + 11, 12, 1, c[3]);
  else if (pose.facing === 'right') image.roundRect(17, y + 10, 13, 3, 2, c[1]).rect(18, y + 10, 10, 1, c[3]);
  else image.rect(12, y + 10, 8, 1, c[0]);
}

function beanie({ image, pose, colours: { accessory: c } }: Figure, y: number): void {
  image.ellipse(16, y + 2.5, 2.6, 2.4, c[4]);
  image
    .roundRect(7, y + 3, 18, 9, 7, c[2])
    .rect(21, y + 5, 3, 4, c[1])
    .rect(11, y + 5, 4, 1, c[3]);
  image.roundRect(6, y + 8, 20, 4, 1, c[3]);
  for (let x = 7; x < 25; x += 3) image.rect(x, y + 8, 1, 4, c[1]);
  if (pose.facing === 'up') image.rect(7, y + 12, 18, 2, c[2]);
}

function headphones({ image, pose, colours: { accessory: c } }: Figure, y: number): void {
  if (pose.facing === 'right') {
    image
      .rect(15, y + 3, 3, 11, c[1])
      .rect(15, y + 3, 1, 11, c[3])
      .roundRect(13, y + 13, 7, 8, 3, c[2])
      .rect(15, y + 15, 3, 3, c[0]);
    return;
  }
  image.roundRect(7, y + 3, 18, 3, 2, c[1]).rect(9, y + 3, 12, 1, c[3]);
  image.rect(6, y + 5, 2, 9, c[1]).rect(24, y + 5, 2, 9, c[0]);
  image
    .roundRect(4, y + 12, 5, 8, 2, c[2])
    .roundRect(23, y + 12, 5, 8, 2, c[1])
    .rect(5, y + 14, 1, 4, c[4]);
}

function flower({ image, pose, colours: { accessory: c } }: Figure, y: number): void {
  const x = pose.facing === 'right' ? 11 : pose.facing === 'up' ? 8 : 23;
  image
    .rect(x - 1, y + 7, 3, 5, c[3])
    .rect(x - 2, y + 8, 5, 3, c[3])
    .dot(x - 1, y + 7, c[4])
    .rect(x, y + 9, 1, 1, 0xf2cf5b);
  image
    .dot(x - 2, y + 10, c[1])
    .dot(x + 2, y + 10, c[1])
    .dot(x, y + 8, c[4]);
}

function scarf({ image, pose, colours: { accessory: c } }: Figure, y: number): void {
  if (pose.facing === 'right') {
    image
      .roundRect(10, y + 22, 13, 5, 2, c[2])
      .rect(11, y + 25, 11, 1, c[1])
      .rect(10, y + 26, 4, 8, c[2])
      .rect(10, y + 33, 4, 1, c[4]);
    return;
  }
  image
    .roundRect(8, y + 22, 16, 5, 2, c[2])
    .rect(10, y + 23, 8, 1, c[3])
    .rect(9, y + 26, 14, 1, c[1]);
  if (pose.facing === 'down')
    image
      .rect(18, y + 26, 4, 8, c[2])
      .rect(21, y + 26, 1, 8, c[1])
      .rect(18, y + 33, 4, 1, c[4]);
}

function bow({ image, pose, colours: { accessory: c } }: Figure, y: number): void {
  const x = pose.facing === 'right' ? 9 : 16;
  image
    .roundRect(x - 6, y + 2, 6, 6, 2, c[2])
    .roundRect(x + 1, y + 2, 6, 6, 2, c[2])
    .rect(x - 1, y + 3, 3, 4, c[1]);
  image.rect(x - 5, y + 3, 3, 1, c[4]).rect(x + 2, y + 3, 3, 1, c[4]);
}

function strawHat({ image, pose, colours: { accessory: band } }: Figure, y: number): void {
  const straw = [0xb98b45, 0xd9b163, 0xf0d58c] as const;
  image
    .ellipse(16, y + 10.5, 14.5, 3.6, straw[1])
    .ellipse(16, y + 11.5, 13, 2.4, straw[0])
    .ellipse(15, y + 10, 12, 2.4, straw[1]);
  image
    .roundRect(8, y + 2, 16, 9, 5, straw[1])
    .rect(11, y + 3, 6, 1, straw[2])
    .rect(21, y + 4, 2, 4, straw[0]);
  image.rect(8, y + 8, 16, 2, band[2]).rect(20, y + 8, 4, 2, band[1]);
  if (pose.facing === 'down') image.rect(6, y + 10, 14, 1, straw[2]);
}
