// What hair is drawn with, and the shapes that many styles share.
import { type Ramp, tone } from '../colour.ts';
import type { Pixels } from '../pixels.ts';
import type { Facing } from './figure.ts';

export type Brush = {
  image: Pixels;
  hair: Ramp;
  facing: Facing /** The top row of the frame, sunk with the body. */;
  y: number;
};

/** The cap of hair over the skull, the base of most styles. */
export function cap(brush: Brush, height = 8): void {
  const { image, hair, facing, y } = brush;
  if (facing === 'up') {
    image.roundRect(7, y + 5, 18, 17, 7, hair[2]);
    image.rect(10, y + 20, 12, 2, hair[1]).rect(21, y + 10, 2, 9, hair[1]);
    shine(brush, 10, 8);
    return;
  }
  if (facing === 'right') {
    image.roundRect(7, y + 5, 18, height, 6, hair[2]);
    image.roundRect(7, y + 8, 7, 13, 3, hair[2]);
    image.rect(8, y + 12, 1, 8, hair[1]).rect(12, y + 13, 1, 3, hair[1]);
    shine(brush, 13, 7);
    return;
  }
  image.roundRect(7, y + 5, 18, height, 6, hair[2]);
  image.rect(7, y + 10, 2, 6, hair[2]).rect(23, y + 10, 2, 6, hair[1]);
  shine(brush, 11, 7);
}

export function shine({ image, hair, y }: Brush, x: number, top: number): void {
  image
    .rect(x, y + top, 6, 1, hair[3])
    .rect(x - 1, y + top + 1, 5, 1, hair[3])
    .rect(x + 1, y + top, 3, 1, hair[4]);
}

export function ropes({ image, hair, y }: Brush, columns: readonly number[], from: number, to: number): void {
  columns.forEach((x, index) => {
    const end = to - (index % 3);
    for (let row = from; row < end; row++)
      image.rect(x, y + row, 2, 1, tone(hair, row % 3 === 0 ? 3 : index % 2 ? 2 : 1));
  });
}

/** A rope of plaits with a coloured tie at its end. */
export function plait({ image, hair, y }: Brush, x: number, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const knot = (row - from) % 4;
    image.rect(
      x + (knot === 3 ? 1 : 0),
      y + row,
      knot === 3 ? 2 : 4,
      1,
      tone(hair, knot === 0 ? 3 : knot === 3 ? 0 : 2),
    );
  }
  image.rect(x, y + to, 3, 2, 0xe2b85a).rect(x, y + to + 2, 3, 1, hair[2]);
}

export function puffs({ image, hair, y }: Brush, places: readonly (readonly [number, number])[]): void {
  for (const [x, row] of places) {
    image.ellipse(x + 0.5, y + row + 0.5, 3.6, 3.4, hair[2]);
    image
      .dot(x - 1, y + row - 2, hair[4])
      .dot(x, y + row - 2, hair[3])
      .dot(x - 2, y + row - 1, hair[3]);
    image.dot(x + 2, y + row + 2, hair[1]).dot(x + 1, y + row + 2, hair[1]);
  }
}
