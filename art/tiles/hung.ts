// How things hang on walls: two rows high, for the two rows of a face, which block already.
import { DARK } from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import type { Stamp } from './stamp.ts';

type Paint = (image: Pixels) => void;

export function hung(columns: number, draw: Paint): Stamp {
  return { columns, rows: 2, draw };
}

export function framed(image: Pixels, box: { x: number; y: number; width: number; height: number }, rim: number): void {
  const { x, y, width, height } = box;
  image
    .rect(x + 1, y + 2, width, height, SHADOW, 70)
    .rect(x, y, width, height, rim)
    .frame(x, y, width, height, DARK[0]);
}
