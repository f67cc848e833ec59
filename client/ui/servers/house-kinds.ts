// The kinds of houses. Each is drawn about `middle`, standing on `floor`, and says where its windows are, the first to be
// lit first, and how far it reaches to either side.

import type { Ramp } from '../../../art/colour.ts';
import type { Pixels } from '../../../art/pixels.ts';
import { between, type Random } from '../../../art/random.ts';

export type Window = { x: number; y: number; width: number; height: number };
export type Place = {
  image: Pixels;
  middle: number;
  floor: number;
  random: Random;
  wall: Ramp;
  roof: Ramp;
  leaf: Ramp;
};
export type House = { windows: Window[]; half: number };
type Build = (place: Place) => House;

const DOOR = 0x6b4632;

function drawDoor({ image, middle, floor }: Place, height = 8): void {
  image.rect(middle - 3, floor - height, 6, height, DOOR).rect(middle - 3, floor - height, 6, 1, 0x8c6244);
  image.dot(middle + 1, floor - height / 2, 0xf2d27a);
}

/** A body with light from the left. */
function drawWall({ image, middle, floor, wall }: Place, half: number, height: number): void {
  image.rect(middle - half, floor - height, half * 2, height, wall[3]);
  image
    .rect(middle - half, floor - height, 1, height, wall[4])
    .rect(middle + half - 3, floor - height, 3, height, wall[2]);
  image.rect(middle - half, floor - 2, half * 2, 2, wall[1]);
}

/** A gable of rows that get wider towards the eaves. */
function drawRoof({ image, middle, roof }: Place, eaves: number, half: number, height: number): void {
  for (let row = 0; row < height; row++) {
    const wide = Math.round((half * (row + 1)) / height);
    image.rect(middle - wide, eaves - height + row, wide * 2, 1, row % 3 === 2 ? roof[1] : roof[2]);
    image.rect(middle - wide, eaves - height + row, Math.max(1, wide * 0.5), 1, row % 3 === 2 ? roof[2] : roof[3]);
  }
  image.rect(middle - half, eaves - 1, half * 2, 1, roof[0]);
}

const cottage: Build = (place) => {
  const { image, middle, floor, random, wall } = place;
  const side = random() < 0.5 ? -1 : 1;
  image
    .rect(middle + side * 10 - 2, floor - 28, 4, 10, wall[2])
    .rect(middle + side * 10 - 3, floor - 28, 6, 2, wall[1]);
  drawWall(place, 19, 14);
  drawRoof(place, floor - 13, 23, 13);
  drawDoor(place);
  image.rect(middle - 2, floor - 20, 4, 5, wall[1]);
  const windows = [-13, 9].map((x) => ({ x: middle + x, y: floor - 10, width: 5, height: 4 }));
  return { windows: [...windows, { x: middle - 1, y: floor - 19, width: 2, height: 3 }], half: 24 };
};

const office: Build = (place) => {
  const { image, middle, floor, wall, roof, leaf } = place;
  drawWall(place, 22, 31);
  image.rect(middle - 24, floor - 33, 48, 3, roof[2]).rect(middle - 24, floor - 33, 48, 1, roof[3]);
  image.rect(middle + 8, floor - 37, 8, 4, wall[2]).rect(middle - 18, floor - 36, 2, 3, leaf[1]);
  image.ellipse(middle - 16, floor - 36, 4, 3, leaf[2]);
  drawDoor(place, 9);
  image.rect(middle - 6, floor - 11, 12, 2, roof[2]);
  const windows: Window[] = [];
  for (const row of [0, 1, 2]) {
    for (const x of [-17, 12, -8, 3]) {
      if (row === 0 && Math.abs(x + 2.5) < 9) continue;
      windows.push({ x: middle + x, y: floor - 9 - row * 9, width: 5, height: 5 });
    }
  }
  return { windows, half: 24 };
};

const glasshouse: Build = (place) => {
  const { image, middle, floor, roof, leaf } = place;
  const glass = 0xa9d4cf;
  image.ellipse(middle, floor - 14, 30, 20, glass);
  for (let y = floor; y < floor + 8; y++) for (let x = -31; x <= 31; x++) image.erase(middle + x, y);
  image.rect(middle - 30, floor - 14, 60, 14, glass);
  for (const [index, x] of [-22, -14, 15, 23].entries()) {
    image
      .ellipse(middle + x, floor - 5 - (index % 2) * 3, 5, 6, leaf[1])
      .ellipse(middle + x - 1, floor - 7 - (index % 2) * 3, 3, 3, leaf[3]);
  }
  image.rect(middle - 30, floor - 3, 60, 3, roof[1]).rect(middle - 30, floor - 15, 60, 1, roof[3]);
  for (let x = -30; x <= 29; x += 10) {
    const top = Math.sqrt(Math.max(0, 1 - (x / 30) ** 2)) * 20;
    image.rect(middle + x, floor - 14 - top, 1, 14 + top, roof[3]);
  }
  for (let x = -30; x < 30; x++) {
    const top = Math.sqrt(Math.max(0, 1 - (x / 30) ** 2)) * 20;
    image.rect(middle + x, floor - 14 - top, 1, 2, roof[2]);
  }
  image.rect(middle - 2, floor - 37, 4, 3, roof[2]);
  drawDoor(place, 10);
  const windows = [-8, 5, -18, 13, -28, 22].map((x, index) => ({
    x: middle + x + 1,
    y: floor - (index < 2 ? 24 : index < 4 ? 22 : 13),
    width: 3,
    height: 5,
  }));
  return { windows, half: 31 };
};

const library: Build = (place) => {
  const { image, middle, floor, wall, roof } = place;
  drawWall(place, 26, 18);
  drawRoof(place, floor - 20, 29, 9);
  image.rect(middle - 28, floor - 21, 56, 3, wall[4]).rect(middle - 28, floor - 19, 56, 1, wall[2]);
  for (const x of [-24, -15, -7, 5, 13, 22]) {
    image.rect(middle + x, floor - 18, 3, 16, wall[4]).rect(middle + x + 2, floor - 18, 1, 16, wall[2]);
  }
  image.rect(middle - 28, floor - 2, 56, 2, wall[4]).ellipse(middle, floor - 25, 2.5, 2.5, roof[4]);
  drawDoor(place, 11);
  const windows = [-11, 9, -20, 17].map((x) => ({ x: middle + x, y: floor - 13, width: 3, height: 7 }));
  return { windows, half: 29 };
};

const tower: Build = (place) => {
  const { image, middle, floor, wall } = place;
  drawWall(place, 22, 12);
  drawRoof(place, floor - 11, 25, 6);
  image.rect(middle - 8, floor - 32, 16, 32, wall[3]).rect(middle - 8, floor - 32, 1, 32, wall[4]);
  image.rect(middle + 5, floor - 32, 3, 32, wall[2]);
  for (const y of [8, 15, 22, 28]) image.rect(middle - 6 + (y % 4), floor - y, 3, 1, wall[2]);
  drawRoof(place, floor - 31, 11, 10);
  drawDoor(place, 9);
  const high = [28, 20].map((y) => ({ x: middle - 2, y: floor - y, width: 4, height: 5 }));
  const low = [-18, 14].map((x) => ({ x: middle + x, y: floor - 8, width: 4, height: 4 }));
  return { windows: [...high, ...low], half: 26 };
};

const pavilion: Build = (place) => {
  const { image, middle, floor, random, wall } = place;
  drawWall(place, 21, 13);
  drawRoof(place, floor - 12, 28, 7);
  image.rect(middle - 11, floor - 25, 22, 7, wall[3]).rect(middle + 8, floor - 25, 3, 7, wall[2]);
  drawRoof(place, floor - 24, 17, 9);
  image.rect(middle - 1, floor - 36, 2, 4, 0xe2b95a);
  for (const x of [-20, 19]) image.rect(middle + x, floor - 12, 1, 12, wall[0]);
  for (const x of [-25, 24])
    image
      .rect(middle + x, floor - 12, 1, 2, 0x5a3b3b)
      .rect(middle + x - 1, floor - 10, 3, 3, between(random, 0, 1) ? 0xd9573f : 0xe2a33f);
  drawDoor(place, 9);
  const windows = [-14, 9].map((x) => ({ x: middle + x, y: floor - 9, width: 5, height: 4 }));
  const high = [-7, 3].map((x) => ({ x: middle + x, y: floor - 23, width: 4, height: 4 }));
  return { windows: [...windows, ...high], half: 28 };
};

export const KINDS: readonly Build[] = [cottage, office, glasshouse, library, tower, pavilion];
