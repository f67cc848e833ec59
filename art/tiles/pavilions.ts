// The two buildings of the park: a gazebo to talk in, whose roof is drawn over people, and the shell behind the small stage.

import type { Ramp } from '../colour.ts';
import { CORAL, CREAM, CRIMSON, DARK, GOLD, INDIGO, LILAC, OAK, STONE, TEAL, WALNUT, WHITE } from '../palette.ts';
import { type Pixels, SHADOW } from '../pixels.ts';
import { standing } from './finish.ts';
import { type Draw, type Stamp, type StampBook, solid } from './stamp.ts';

const MIDDLE = 112;
/** The floor, an ellipse. */
const FLOOR = { y: 180, rx: 104, ry: 62 };
/** The eaves of the roof. */
const EAVES = { y: 92, rx: 110, ry: 34 };

function gazeboFloor(image: Pixels): void {
  const { y: middle, rx, ry } = FLOOR;
  image
    .ellipse(MIDDLE, middle + 9, rx, ry, STONE[0])
    .ellipse(MIDDLE, middle + 6, rx, ry, STONE[1])
    .ellipse(MIDDLE, middle, rx, ry, WHITE[2]);
  for (let y = middle - ry + 3; y < middle + ry - 2; y++) {
    const half = Math.floor(rx * Math.sqrt(1 - ((y - middle) / ry) ** 2)) - 5;
    const board = Math.floor(y / 7);
    if (half < 1) continue;
    image.rect(
      MIDDLE - half,
      y,
      half * 2,
      1,
      y % 7 === 0 ? OAK[1] : y % 7 === 1 ? OAK[4] : board % 3 ? OAK[3] : OAK[2],
    );
  }
  for (let y = middle - ry + 6; y < middle - 12; y++) {
    const half = Math.floor(rx * Math.sqrt(1 - ((y - middle) / ry) ** 2)) - 5;
    image.rect(MIDDLE - half, y, half * 2, 1, SHADOW, Math.round(90 * (1 - (y - middle + ry) / ry)));
  }
}

/** A white rail along the edge of the floor from one angle to another, in degrees clockwise from the east. */
function rail(image: Pixels, from: number, to: number): void {
  for (let angle = from; angle <= to; angle += 0.5) {
    const radians = (angle * Math.PI) / 180;
    const x = MIDDLE + Math.cos(radians) * (FLOOR.rx - 3);
    const y = FLOOR.y + Math.sin(radians) * (FLOOR.ry - 2);
    if (angle % 6 < 0.5) image.rect(x, y - 18, 2, 18, WHITE[2]).dot(x + 1, y - 10, WHITE[1]);
    image
      .rect(x, y - 3, 2, 3, WHITE[1])
      .rect(x, y - 21, 2, 4, WHITE[3])
      .dot(x, y - 22, WHITE[4])
      .dot(x, y - 17, STONE[0], 150);
  }
}

function post(image: Pixels, x: number, top: number, foot: number): void {
  image
    .rect(x - 4, top, 8, foot - top, WHITE[2])
    .rect(x - 4, top, 2, foot - top, WHITE[4])
    .rect(x + 2, top, 2, foot - top, WHITE[0]);
  image
    .rect(x - 6, foot - 6, 12, 6, WHITE[3])
    .rect(x - 6, foot - 1, 12, 1, STONE[0])
    .rect(x - 6, top + 2, 12, 4, WHITE[3])
    .rect(x - 5, top + 6, 10, 2, SHADOW, 60);
}

function roof(image: Pixels, tiles: Ramp): void {
  const { y: eaves, rx, ry } = EAVES;
  for (let x = -rx; x <= rx; x++) {
    const bottom = eaves + ry * Math.sqrt(1 - (x / rx) ** 2);
    // The ridge line runs from the tip to the widest place of the eaves, a little hollow.
    const share = Math.abs(x) / rx;
    const top = 14 + (eaves - 14) * share ** 0.8;
    const panel = Math.floor((Math.asin(x / rx) / Math.PI + 0.5) * 6);
    for (let y = Math.round(top); y < bottom; y++) {
      const across = (y - 14) / (bottom - 14);
      const course = Math.floor(Math.sqrt(Math.max(0, across)) * 11);
      const shade = tiles[Math.max(1, Math.min(3, 3 - Math.floor(panel / 2))) as 1 | 2 | 3];
      image.dot(MIDDLE + x, y, shade);
      if (Math.floor(Math.sqrt(Math.max(0, (y - 15) / (bottom - 14))) * 11) !== course)
        image.dot(MIDDLE + x, y, tiles[0], 130);
      if (panel % 2 === 1) image.dot(MIDDLE + x, y, tiles[0], 34);
    }
    image.rect(MIDDLE + x, Math.round(bottom), 1, 5, WHITE[3]).dot(MIDDLE + x, Math.round(bottom) + 4, WHITE[0]);
    if ((x + rx) % 10 < 5) image.dot(MIDDLE + x, Math.round(bottom) + 5, WHITE[2]);
  }
  for (const edge of [-0.86, -0.5, 0, 0.5, 0.86]) {
    const x = edge * rx;
    const bottom = eaves + ry * Math.sqrt(1 - edge ** 2);
    image
      .line(MIDDLE, 14, MIDDLE + x, Math.round(bottom) - 1, tiles[4])
      .line(MIDDLE + 1, 14, MIDDLE + x + 1, Math.round(bottom) - 1, tiles[0], 150);
  }
  image
    .ellipse(MIDDLE, 12, 5, 6, GOLD[2])
    .ellipse(MIDDLE - 1, 11, 2.4, 3, GOLD[4])
    .rect(MIDDLE - 1, 2, 2, 6, GOLD[2]);
}

/** Seven wide, eight high. One enters from the south; five by four tiles inside. */
function gazebo(tiles: Ramp): Stamp {
  const draw: Draw = (image) => {
    gazeboFloor(image);
    post(image, MIDDLE - 62, 100, 140);
    post(image, MIDDLE + 62, 100, 140);
    rail(image, 150, 390);
    roof(image, tiles);
    image.outlined();
    image.under((layer) => layer.ellipse(MIDDLE + 4, FLOOR.y + 14, FLOOR.rx + 2, FLOOR.ry, SHADOW, 74));
  };
  const front: Draw = (image) => {
    rail(image, 36, 66);
    rail(image, 114, 144);
    post(image, MIDDLE - 90, 100, 212);
    post(image, MIDDLE + 90, 100, 212);
    image.outlined();
  };
  return {
    columns: 7,
    rows: 8,
    above: 4,
    solid: ['.......', '.......', '.......', '.#####.', '#.....#', '#.....#', '#.....#', '##...##'],
    draw,
    over: (image) => {
      front(image);
      // Where the roof is above them, the posts end under it.
      for (let y = 0; y < 128; y++) for (let x = 0; x < 224; x++) image.erase(x, y);
    },
  };
}

/** Nine wide, five high: half a dome with rays, to stand at the back of a stage. */
const SHELL: Stamp = {
  columns: 9,
  rows: 5,
  above: 2,
  solid: ['.........', '.........', '.........', ...solid(9, 2)],
  draw: standing(
    (image) => {
      const [x, foot] = [144, 154];
      image
        .ellipse(x, foot, 138, 142, WALNUT[1])
        .ellipse(x, foot, 134, 138, CREAM[3])
        .ellipse(x, foot, 128, 132, CREAM[1])
        .ellipse(x, foot, 126, 130, INDIGO[1]);
      const bands = [INDIGO[2], LILAC[2], CORAL[2], CORAL[3], GOLD[3]];
      bands.forEach((colour, index) => {
        image.ellipse(x, foot, 124 - index * 22, 126 - index * 24, colour);
      });
      for (let ray = 1; ray < 12; ray++) {
        const angle = Math.PI + (ray * Math.PI) / 12;
        image.line(
          x + Math.cos(angle) * 20,
          foot + Math.sin(angle) * 20,
          x + Math.cos(angle) * 124,
          foot + Math.sin(angle) * 126,
          CREAM[4],
          120,
        );
      }
      image.ellipse(x, foot, 26, 26, GOLD[4]).ellipse(x, foot, 20, 20, 0xfff3cf);
      for (let bulb = 1; bulb < 18; bulb++) {
        const angle = Math.PI + (bulb * Math.PI) / 18;
        image.ellipse(x + Math.cos(angle) * 131, foot + Math.sin(angle) * 135, 2.4, 2.4, 0xffeab0);
      }
      for (let y = foot; y < 160; y++) for (let column = 0; column < 288; column++) image.erase(column, y);
      image
        .rect(4, foot - 2, 280, 6, WALNUT[2])
        .rect(4, foot - 2, 280, 1, WALNUT[4])
        .rect(4, foot + 3, 280, 1, DARK[0]);
      for (const side of [8, 268])
        image
          .rect(side, 110, 12, foot - 110, CRIMSON[2])
          .rect(side, 110, 3, foot - 110, CRIMSON[3])
          .rect(side, 106, 12, 5, GOLD[2]);
    },
    (layer) => layer.rect(8, 152, 276, 7, SHADOW, 74),
  ),
};

export const PAVILIONS: StampBook = {
  'gazebo-teal': gazebo(TEAL),
  'gazebo-coral': gazebo(CORAL),
  shell: SHELL,
};
