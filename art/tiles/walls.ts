// Walls seen from above and in front: a cap, the dark top that runs along grid lines through the middle of its cells, and below
// every cap that runs sideways a face of two rows. Names: `cap-<mask>`; `<paint>-<row>[-west|-east|-end-...]`.
import { type Ramp, tone } from '../colour.ts';
import { BRICK, CAP, DARK, DUSK, PLASTER, ROSE, SAGE, STONE, WAINSCOT } from '../palette.ts';
import { Pixels, SHADOW } from '../pixels.ts';
import { randomFrom } from '../random.ts';
import { once, type Stamp, type StampBook, solid, TILE } from './stamp.ts';

/** Bits of a cap's mask: the sides on which the wall goes on. */
export const NORTH = 1;
export const EAST = 2;
export const SOUTH = 4;
export const WEST = 8;

/** The cap fills the cell from here to there, in pixels, across its direction. */
const FROM = 8;
const TO = 24;

export const PAINTS = ['plaster', 'sage', 'dusk', 'rose', 'brick', 'stone'] as const;
export type Paint = (typeof PAINTS)[number];

/** The rows of a face: the strip in the cell of the cap, and the two rows below. */
export const FACE_ROWS = ['top', 'high', 'low'] as const;

const COLOURS: Record<Paint, Ramp> = {
  plaster: PLASTER,
  sage: SAGE,
  dusk: DUSK,
  rose: ROSE,
  brick: BRICK,
  stone: STONE,
};

/** The whole face as one picture, 32 x 72: the strip of 8 rows, then two tiles. */
function drawFace(paint: Paint): Pixels {
  const image = new Pixels(TILE, 72);
  const colour = COLOURS[paint];
  image.rect(0, 0, TILE, 72, colour[3]);
  if (paint === 'brick') drawBricks(image, colour);
  else if (paint === 'stone') drawBlocks(image, colour);
  else drawPlaster(image, colour);
  // Under the cap it is dark, and the light of the room falls from the middle.
  image.rect(0, 0, TILE, 3, SHADOW, 130).rect(0, 3, TILE, 2, SHADOW, 70).rect(0, 5, TILE, 3, SHADOW, 30);
  return image;
}

function drawPlaster(image: Pixels, colour: Ramp): void {
  for (let x = 2; x < TILE; x += 8) image.rect(x, 4, 4, 50, colour[4], 60);
  image.rect(0, 6, TILE, 2, WAINSCOT[3], 200).rect(0, 8, TILE, 1, WAINSCOT[0], 90);
  image.rect(0, 53, TILE, 1, WAINSCOT[4]).rect(0, 54, TILE, 16, WAINSCOT[2]);
  for (let x = 0; x < TILE; x += 16) {
    image
      .rect(x + 2, 56, 12, 11, WAINSCOT[1])
      .rect(x + 3, 57, 11, 10, WAINSCOT[3], 120)
      .rect(x + 3, 57, 10, 9, WAINSCOT[2]);
  }
  image.rect(0, 68, TILE, 4, WAINSCOT[1]).rect(0, 68, TILE, 1, WAINSCOT[3]).rect(0, 71, TILE, 1, WAINSCOT[0]);
}

function drawBricks(image: Pixels, colour: Ramp): void {
  const random = randomFrom(77);
  for (let row = 0; row < 9; row++) {
    for (let brick = -1; brick < 2; brick++) {
      const x = brick * 16 + (row % 2) * 8;
      const y = row * 8;
      image.rect(x, y, 16, 8, colour[1]);
      image.rect(x, y, 15, 7, tone(colour, 2 + (random() < 0.3 ? 1 : 0))).rect(x, y, 15, 1, colour[3]);
    }
  }
  image.rect(24, 0, 8, 72, colour[2], 0);
  image.rect(0, 66, TILE, 6, STONE[1]).rect(0, 66, TILE, 1, STONE[3]).rect(0, 71, TILE, 1, STONE[0]);
}

function drawBlocks(image: Pixels, colour: Ramp): void {
  for (let row = 0; row < 5; row++) {
    const y = row * 16 - 4;
    image.rect(0, y, TILE, 16, colour[row % 2 ? 2 : 3]);
    image.rect(0, y, TILE, 1, colour[4]).rect(0, y + 15, TILE, 1, colour[1]);
    image.rect((row % 2) * 16 + 7, y, 1, 15, colour[1]).rect((row % 2) * 16 + 8, y, 1, 15, colour[4], 120);
  }
  image.rect(0, 66, TILE, 6, colour[1]).rect(0, 71, TILE, 1, colour[0]);
}

type Part = { row: number; from: number; to: number };

/** From column `from` to `to` of a row of the face; a cut edge gets an outline. */
function facePart(face: () => Pixels, edge: number, { row, from, to }: Part): Stamp {
  return {
    solid: solid(1, 1),
    draw: (image) => {
      const [top, height] = row === 0 ? [0, 8] : [8 + (row - 1) * TILE, TILE];
      const y = row === 0 ? TO : 0;
      image.paste(face().crop(from, top, to - from, height), from, y);
      if (from === FROM) image.rect(from, y, 1, height, edge);
      if (to === TO) image.rect(to - 1, y, 1, height, edge).rect(to, y, 4, height, SHADOW, 60);
    },
  };
}

const SPANS = {
  '': { from: 0, to: TILE },
  '-west': { from: 0, to: TILE / 2 },
  '-east': { from: TILE / 2, to: TILE },
  '-end-west': { from: FROM, to: TILE },
  '-end-east': { from: 0, to: TO },
  '-pillar': { from: FROM, to: TO },
} as const;

function inCap(mask: number, x: number, y: number): boolean {
  const midX = x >= FROM && x < TO;
  const midY = y >= FROM && y < TO;
  if (midX && midY) return true;
  if (midX && y < FROM) return (mask & NORTH) !== 0;
  if (midX) return (mask & SOUTH) !== 0;
  if (midY && x < FROM) return (mask & WEST) !== 0;
  return midY && (mask & EAST) !== 0;
}

function drawCap(image: Pixels, mask: number): void {
  const inside = (x: number, y: number) =>
    inCap(mask, Math.max(0, Math.min(TILE - 1, x)), Math.max(0, Math.min(TILE - 1, y)));
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      if (inside(x, y)) image.dot(x, y, capColour(inside, x, y));
      // The wall's own shade on what lies to the east of it.
      else if ([1, 2, 3, 4].some((distance) => x >= TO && inside(x - distance, y))) image.dot(x, y, SHADOW, 55);
    }
  }
}

function capColour(inside: (x: number, y: number) => boolean, x: number, y: number): number {
  const rim = (reach: number) => ({
    light: !inside(x - reach, y) || !inside(x, y - reach) || !inside(x - reach, y - reach),
    dark: !inside(x + reach, y) || !inside(x, y + reach) || !inside(x + reach, y + reach),
  });
  const outer = rim(1);
  if (outer.light || outer.dark) return DARK[0];
  const inner = rim(2);
  if (inner.light) return CAP[4];
  return inner.dark ? CAP[1] : CAP[2];
}

/** The beam over a doorway, drawn over those who walk through. */
const LINTEL: StampBook = {
  lintel: {
    above: 2,
    rows: 2,
    draw: (image) => {
      drawCapStrip(image);
      image.rect(0, TO, TILE, 8, WAINSCOT[2]).rect(0, TO, TILE, 2, SHADOW, 110).rect(0, 32, TILE, 4, WAINSCOT[2]);
      image.rect(0, 30, TILE, 1, WAINSCOT[3]).rect(0, 36, TILE, 1, WAINSCOT[0]).rect(0, 37, TILE, 3, SHADOW, 60);
    },
  },
};

function drawCapStrip(image: Pixels): void {
  const strip = new Pixels(TILE, TILE);
  drawCap(strip, EAST | WEST);
  image.paste(strip, 0, 0);
}

/** Soft shade on the floor beside walls: below a face, to the east of a cap, and in the corner of both. */
const SHADES: StampBook = {
  'shade-north': { draw: (image) => shadeNorth(image) },
  'shade-west': { draw: (image) => shadeWest(image) },
  'shade-both': {
    draw: (image) => {
      shadeNorth(image);
      for (let x = 0; x < 5; x++) image.rect(x, 10 - x, 1, TILE - 10 + x, SHADOW, 44 - x * 8);
    },
  },
};

function shadeNorth(image: Pixels): void {
  for (let y = 0; y < 12; y++) image.rect(0, y, TILE, 1, SHADOW, Math.round(84 * (1 - y / 12) ** 1.3));
}

function shadeWest(image: Pixels): void {
  for (let x = 0; x < 5; x++) image.rect(x, 0, 1, TILE, SHADOW, 44 - x * 8);
}

/** What the collision layer of a map is filled with; no map shows it. */
const BLOCKED: Stamp = {
  solid: solid(1, 1),
  draw: (image) => image.rect(0, 0, TILE, TILE, 0xd03050, 90).frame(0, 0, TILE, TILE, 0xd03050, 200),
};

export const WALLS: StampBook = {
  blocked: BLOCKED,
  ...Object.fromEntries(
    Array.from({ length: 16 }, (_, mask): [string, Stamp] => [
      `cap-${mask}`,
      { solid: solid(1, 1), draw: (image) => drawCap(image, mask) },
    ]),
  ),
  ...Object.fromEntries(
    PAINTS.flatMap((paint) => {
      const face = once(() => drawFace(paint));
      return FACE_ROWS.flatMap((name, row) =>
        Object.entries(SPANS).map(([part, span]): [string, Stamp] => [
          `${paint}-${name}${part}`,
          facePart(face, COLOURS[paint][0], { row, ...span }),
        ]),
      );
    }),
  ),
  ...LINTEL,
  ...SHADES,
};
