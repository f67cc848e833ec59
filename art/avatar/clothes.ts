// What covers the torso, and skirts. The order of TOPS is the order of the options.
import { mix, type Ramp, ramp } from '../colour.ts';
import type { Figure } from './figure.ts';

/** Rows of sleeve; the arm is ten rows long. */
type Top = { sleeve: number; detail: (figure: Figure, y: number) => void };

const LINEN = ramp(0xcfd0da);
const BUTTON = 0xe6c66a;
const SKIRT = 2;
const LONG_SKIRT = 3;

const plain = (): void => {};

const TOPS: readonly Top[] = [
  { sleeve: 4, detail: plain },
  { sleeve: 10, detail: hood },
  { sleeve: 10, detail: stripes },
  { sleeve: 10, detail: shirt },
  { sleeve: 10, detail: blazer },
  { sleeve: 4, detail: dungarees },
  { sleeve: 10, detail: cardigan },
  { sleeve: 0, detail: tank },
];

const topOf = (figure: Figure): Top => TOPS[figure.look.top] ?? (TOPS[0] as Top);

/** Dungarees are made of the cloth of the bottom, worn over a pale shirt. */
export function withOwnCloth(figure: Figure): Figure {
  if (topOf(figure).detail !== dungarees) return figure;
  return { ...figure, colours: { ...figure.colours, bottom: figure.colours.top, top: LINEN } };
}

export const sleeveOf = (figure: Figure): number => topOf(figure).sleeve;

export function drawTorso(figure: Figure): void {
  const { image, pose, colours } = figure;
  const y = 24 + pose.bob;
  const { top, bottom } = colours;
  if (pose.facing === 'right') {
    image.roundRect(11, y, 10, 12 - pose.bob, 3, top[2]);
    image.rect(12, y + 2, 1, 8, top[1]).rect(19, y + 1, 1, 8, top[3]);
    image.rect(12, 35, 8, 1, bottom[1]);
  } else {
    image.roundRect(9, y, 14, 12 - pose.bob, 3, top[2]);
    image.rect(10, y + 1, 2, 8, top[3]).rect(20, y + 2, 2, 8, top[1]);
    image.rect(11, 35, 10, 1, bottom[1]);
  }
  topOf(figure).detail(figure, y);
  drawSkirt(figure);
}

function drawSkirt({ image, look, pose, colours }: Figure): void {
  if (look.bottom !== SKIRT && look.bottom !== LONG_SKIRT) return;
  const length = look.bottom === SKIRT ? 5 : 8;
  const side = pose.facing === 'right';
  const sway = Math.sign(pose.right.reach);
  for (let row = 0; row < length; row++) {
    const flare = Math.min(3, Math.floor((row * 4) / length));
    const left = (side ? 12 : 11) - flare + (side && row > 3 ? -Math.max(0, sway) : 0);
    const width = (side ? 8 : 10) + flare * 2 + (side && row > 3 ? Math.abs(sway) : 0);
    image.rect(left, 35 + row, width, 1, colours.bottom[2]);
    image.rect(left, 35 + row, 2, 1, colours.bottom[3]).rect(left + width - 2, 35 + row, 2, 1, colours.bottom[1]);
    if (row === length - 1) image.rect(left, 35 + row, width, 1, colours.bottom[1]);
  }
  const folds = side ? [15, 18] : [13, 17, 19];
  for (const x of folds) image.rect(x, 37, 1, length - 2, colours.bottom[1]);
}

function hood({ image, pose, colours: { top } }: Figure, y: number): void {
  if (pose.facing === 'up') {
    image.roundRect(10, y - 1, 12, 6, 3, top[1]).rect(12, y, 8, 2, top[0]);
    return;
  }
  if (pose.facing === 'right') {
    image.roundRect(9, y - 1, 7, 5, 2, top[1]).rect(15, y + 7, 4, 3, top[1]);
    return;
  }
  image.roundRect(10, y - 1, 12, 4, 2, top[1]);
  image.rect(13, y + 2, 1, 4, LINEN[3]).rect(18, y + 2, 1, 4, LINEN[3]);
  image.rect(12, y + 7, 8, 3, top[1]).rect(12, y + 7, 8, 1, top[3]);
}

function stripes({ image, pose, colours: { top } }: Figure, y: number): void {
  const pale = mix(top[4], 0xffffff, 0.45);
  const [left, width] = pose.facing === 'right' ? [11, 10] : [9, 14];
  for (const row of [2, 5, 8]) image.rect(left, y + row, width, 1, pale);
}

function shirt({ image, pose, colours: { top } }: Figure, y: number): void {
  if (pose.facing === 'up') {
    image.rect(12, y, 8, 1, top[4]);
    return;
  }
  const middle = pose.facing === 'down' ? 15 : 19;
  image.rect(middle, y + 2, 1, 9 - pose.bob, top[1]);
  for (const row of [3, 6, 9]) image.dot(middle + (pose.facing === 'down' ? 1 : 0), y + row, top[4]);
  if (pose.facing === 'down') image.rect(12, y, 3, 2, top[4]).rect(17, y, 3, 2, top[4]);
  else image.rect(15, y, 5, 1, top[4]);
}

function blazer({ image, pose, colours: { top, accessory } }: Figure, y: number): void {
  if (pose.facing === 'up') {
    image.rect(15, y + 5, 1, 6, top[1]).rect(12, y, 8, 1, top[1]);
    return;
  }
  if (pose.facing === 'right') {
    image
      .rect(18, y, 3, 5, LINEN[3])
      .rect(17, y + 1, 1, 5, top[3])
      .dot(18, y + 8, BUTTON);
    return;
  }
  for (let row = 0; row < 6; row++) {
    const half = Math.max(1, 3 - Math.floor(row / 2));
    image.rect(16 - half, y + row, half * 2, 1, LINEN[3]);
    image.dot(15 - half, y + row, top[3]).dot(16 + half, y + row, top[0]);
  }
  image.rect(15, y + 1, 2, 5, accessory[2]).dot(15, y + 1, accessory[3]);
  image.rect(16, y + 6, 1, 5 - pose.bob, top[0]).dot(15, y + 7, BUTTON);
}

function dungarees({ image, pose, colours: { bottom } }: Figure, y: number): void {
  const height = 12 - pose.bob;
  if (pose.facing === 'right') {
    image
      .rect(13, y + 5, 8, height - 5, bottom[2])
      .rect(17, y, 2, 6, bottom[2])
      .dot(17, y + 5, BUTTON);
    return;
  }
  image.rect(11, y + 4, 10, height - 4, bottom[2]).rect(11, y + 4, 10, 1, bottom[3]);
  image.rect(11, y, 2, 5, bottom[2]).rect(19, y, 2, 5, bottom[2]);
  if (pose.facing === 'up') return;
  image.dot(11, y + 4, BUTTON).dot(20, y + 4, BUTTON);
  image.rect(14, y + 6, 4, 3, bottom[1]).rect(14, y + 6, 4, 1, bottom[3]);
}

function cardigan(figure: Figure, y: number): void {
  const { image, pose, colours } = figure;
  const height = 12 - pose.bob;
  if (pose.facing === 'up') {
    image.rect(10, y + height - 2, 12, 1, colours.top[1]);
    return;
  }
  const open: Ramp = LINEN;
  if (pose.facing === 'right') {
    image.rect(18, y + 1, 3, height - 2, open[3]).rect(17, y + 1, 1, height - 2, colours.top[1]);
    return;
  }
  image.rect(14, y, 4, height - 1, open[3]).rect(17, y + 1, 1, height - 2, open[2]);
  image.rect(13, y, 1, height, colours.top[1]).rect(18, y, 1, height, colours.top[0]);
  image.rect(10, y + height - 2, 3, 1, colours.top[1]).rect(19, y + height - 2, 3, 1, colours.top[1]);
}

function tank({ image, pose, colours: { skin, top } }: Figure, y: number): void {
  if (pose.facing === 'right') {
    image.rect(13, y, 2, 2, skin[2]).rect(18, y, 2, 1, skin[2]);
    return;
  }
  image.rect(9, y + 1, 2, 3, skin[2]).rect(21, y + 1, 2, 3, skin[1]);
  image.rect(13, y, 6, pose.facing === 'down' ? 3 : 2, skin[pose.facing === 'down' ? 1 : 2]);
  image.rect(10, y + 9, 12, 1, top[1]);
}
