// Every virtual server has a house of its own, drawn from its id: kind, colours, trees. The windows are lit for the people
// who are in. Pure: a picture from a seed.

import { type Colour, mix, type Ramp, ramp } from '../../../art/colour.ts';
import { Pixels } from '../../../art/pixels.ts';
import { between, hashText, pick, type Random, randomFrom } from '../../../art/random.ts';
import { KINDS, type Place, type Window } from './house-kinds.ts';

/** Enough for the widest banner; narrow ones show the middle. */
export const HOUSE_WIDTH = 288;
export const HOUSE_HEIGHT = 52;
/** No house is wider. */
const PLOT = 72;
const HORIZON = 34;
const FLOOR = 43;

const WALLS: readonly Colour[] = [0xc9a77c, 0xb9b29c, 0xc98f74, 0x9fb0a6, 0xb58c9a, 0xa9a4bd];
const ROOFS: readonly Colour[] = [0xa6504a, 0x4d7a86, 0x6d5f93, 0xb9773c, 0x4f8463, 0x57617f];
const LEAVES: readonly Colour[] = [0x5f9a52, 0x4d8a5c, 0x7ba248, 0x3f7f66];
const FLOWERS: readonly Colour[] = [0xe8c14f, 0xd9677a, 0xf0ece0, 0x9a86d0];
const LAMP: Colour = 0xffd166;
const NIGHT: Colour = 0x12233a;

export type HouseOptions = {
  /** How many people are in: so many windows are lit, as far as there are any. */
  people: number;
  night: boolean;
};

export function drawHouse(seed: string, { people, night }: HouseOptions): Pixels {
  const random = randomFrom(hashText(seed));
  const picture = new Pixels(HOUSE_WIDTH, HOUSE_HEIGHT);
  const colours = {
    wall: ramp(pick(random, WALLS)),
    roof: ramp(pick(random, ROOFS)),
    leaf: ramp(pick(random, LEAVES)),
  };
  const build = pick(random, KINDS);
  drawSky(picture, random, night);
  const land = new Pixels(HOUSE_WIDTH, HOUSE_HEIGHT);
  drawHills(land, random, colours.leaf, night);
  drawMeadow(land, random, colours.leaf);

  const house = new Pixels(PLOT, HOUSE_HEIGHT);
  const place: Place = { image: house, middle: PLOT / 2, floor: FLOOR, random, ...colours };
  const { windows, half } = build(place);
  house.outlined();
  drawTrees(land, random, colours.leaf, half);
  land.rect(HOUSE_WIDTH / 2 - half - 1, FLOOR, half * 2 + 2, 2, 0x1e1432, 70);
  const left = (HOUSE_WIDTH - PLOT) / 2;
  land.paste(house, left, 0);
  drawFlowers(land, random);
  if (night) land.tint(0, 0, HOUSE_WIDTH, HOUSE_HEIGHT, NIGHT, 118);
  picture.paste(land, 0, 0);
  const standing = windows.map((window) => ({ ...window, x: window.x + left }));
  drawWindows(picture, standing, people, night);
  return picture;
}

function drawSky(picture: Pixels, random: Random, night: boolean): void {
  const [top, low] = night ? [0x1b2f52, 0x3b5f74] : [0x8ecbd8, 0xe9f0d4];
  for (let y = 0; y < HOUSE_HEIGHT; y++) {
    // Bands with a dithered seam: a smooth gradient would look like a photograph.
    const band = Math.min(1, Math.floor((y / HORIZON) * 6) / 6);
    const next = Math.min(1, Math.floor(((y + 2) / HORIZON) * 6) / 6);
    for (let x = 0; x < HOUSE_WIDTH; x++) picture.dot(x, y, mix(top, low, (x + y) % 2 === 0 ? band : next));
  }
  if (night) {
    for (let star = 0; star < 42; star++) {
      picture.dot(between(random, 0, HOUSE_WIDTH), between(random, 0, 22), 0xfff4d8, between(random, 90, 230));
    }
    const moon = HOUSE_WIDTH / 2 - 46;
    picture.ellipse(moon, 9, 4, 4, 0xfff1c4).ellipse(moon + 2, 8, 3.2, 3.2, mix(top, low, 0.17));
    return;
  }
  for (let cloud = 0; cloud < 6; cloud++) {
    const x = between(random, 4, HOUSE_WIDTH - 20);
    const y = between(random, 3, 13);
    picture.ellipse(x, y + 2, 7, 2, 0xffffff, 190).ellipse(x + 3, y, 4, 3, 0xffffff, 190);
  }
}

function drawHills(picture: Pixels, random: Random, leaf: Ramp, night: boolean): void {
  const haze = night ? 0x3b5f74 : 0xcfe3d0;
  for (const [depth, share] of [0.62, 0.34].entries()) {
    const phase = random() * 6;
    const wave = 9 + random() * 6;
    for (let x = 0; x < HOUSE_WIDTH; x++) {
      const rise = Math.sin(x / wave + phase) * 2.2 + Math.sin(x / (wave * 2.7) + phase * 2) * 3;
      const y = Math.round(HORIZON - 4 + depth * 5 - rise);
      picture.rect(x, y, 1, HORIZON + 8 - y, mix(leaf[depth + 1] as Colour, haze, share));
    }
  }
}

function drawMeadow(picture: Pixels, random: Random, leaf: Ramp): void {
  picture.rect(0, FLOOR - 4, HOUSE_WIDTH, HOUSE_HEIGHT - FLOOR + 4, leaf[3]);
  for (let tuft = 0; tuft < 115; tuft++) {
    const x = between(random, 0, HOUSE_WIDTH);
    const y = between(random, FLOOR - 3, HOUSE_HEIGHT - 2);
    picture.dot(x, y, random() < 0.5 ? leaf[2] : leaf[4]);
  }
  const middle = HOUSE_WIDTH / 2;
  for (let y = FLOOR; y < HOUSE_HEIGHT; y++) {
    const wide = 3 + (y - FLOOR) * 0.6;
    picture.rect(middle - wide, y, wide * 2, 1, y % 3 === 0 ? 0xc9ae84 : 0xd8c298);
  }
}

/** No tree is wider. */
const TREE = 28;

function drawTrees(picture: Pixels, random: Random, leaf: Ramp, half: number): void {
  const middle = HOUSE_WIDTH / 2;
  for (const side of [-1, 1]) {
    let away = half + between(random, 6, 11);
    while (away < middle) {
      const tree = new Pixels(TREE, HOUSE_HEIGHT);
      const floor = FLOOR - between(random, 0, 2);
      const size = between(random, 5, 8);
      if (random() < 0.35) drawFir(tree, TREE / 2, floor, size, leaf);
      else drawCrown(tree, TREE / 2, floor, size, leaf);
      picture.paste(tree.outlined(0.5), Math.round(middle + side * away) - TREE / 2, 0);
      away += size + between(random, 5, 16);
    }
  }
}

function drawCrown(image: Pixels, x: number, floor: number, size: number, leaf: Ramp): void {
  image.rect(x - 1, floor - size, 3, size + 1, 0x6b4a3a).rect(x - 1, floor - size, 1, size + 1, 0x8a6248);
  const y = floor - size - size * 0.6;
  image.ellipse(x + 0.5, y, size, size, leaf[1]).ellipse(x, y - 1, size - 1, size - 1.5, leaf[2]);
  image.ellipse(x - size * 0.3, y - size * 0.35, size * 0.5, size * 0.45, leaf[3]);
  image.dot(x - size * 0.4, y - size * 0.5, leaf[4]).dot(x - size * 0.1, y - size * 0.6, leaf[4]);
}

function drawFir(image: Pixels, x: number, floor: number, size: number, leaf: Ramp): void {
  image.rect(x, floor - 3, 2, 4, 0x6b4a3a);
  const high = size * 2.6;
  for (let row = 0; row < high; row++) {
    const wide = 1 + (((row % 5) + row * 0.55) * size) / high;
    image.rect(x + 1 - wide, floor - 3 - high + row, wide * 2, 1, row % 5 > 3 ? leaf[0] : leaf[1]);
    image.dot(x - wide * 0.4, floor - 3 - high + row, leaf[2]);
  }
}

function drawFlowers(picture: Pixels, random: Random): void {
  const colour = pick(random, FLOWERS);
  for (let flower = 0; flower < 30; flower++) {
    const x = between(random, 0, HOUSE_WIDTH);
    if (Math.abs(x - HOUSE_WIDTH / 2) < 9) continue;
    const y = between(random, FLOOR + 3, HOUSE_HEIGHT - 1);
    picture.dot(x, y, colour).dot(x, y + 1, 0x3f6b45);
  }
}

/** The windows near the door light up first. */
function drawWindows(picture: Pixels, windows: readonly Window[], people: number, night: boolean): void {
  for (const [index, { x, y, width, height }] of windows.entries()) {
    if (index < people) {
      if (night) picture.rect(x - 1, y - 1, width + 2, height + 2, LAMP, 60);
      picture.rect(x, y, width, height, LAMP).rect(x, y, width, 1, 0xfff1c0);
    } else {
      picture.rect(x, y, width, height, night ? 0x22364e : 0x5f7f96).rect(x, y, 1, 1, night ? 0x35506b : 0xa9c6d2);
    }
  }
}
