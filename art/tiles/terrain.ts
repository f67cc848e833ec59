// Ground that ends in curves: water, gravel, paving, soil. A tile is named by which of its corners lie inside,
// `<terrain>-<mask>`, so that any shape drawn on the corners of the grid gets a smooth shore. Drawn over grass.
import { mix, type Ramp } from '../colour.ts';
import { GLASS, GRASS, GRAVEL, LEAF, PAVING, SOIL, STONE, WATER } from '../palette.ts';
import type { Pixels } from '../pixels.ts';
import { randomFrom } from '../random.ts';
import { type Stamp, type StampBook, solid, TILE } from './stamp.ts';

/** Bits of the mask. */
export const NORTH_WEST = 1;
export const NORTH_EAST = 2;
export const SOUTH_EAST = 4;
export const SOUTH_WEST = 8;
const ALL = 15;

export const TERRAINS = ['water', 'gravel', 'paving', 'soil', 'meadow'] as const;
export type Terrain = (typeof TERRAINS)[number];

/** How deep inside a point is: 0.5 on the shore. The waves of the shore repeat with the tile, so neighbours agree. */
function depth(mask: number, x: number, y: number): number {
  const u = Math.max(0, Math.min(1, (x + 0.5) / TILE));
  const v = Math.max(0, Math.min(1, (y + 0.5) / TILE));
  const corner = (bit: number) => ((mask & bit) === 0 ? 0 : 1);
  const north = corner(NORTH_WEST) * (1 - u) + corner(NORTH_EAST) * u;
  const south = corner(SOUTH_WEST) * (1 - u) + corner(SOUTH_EAST) * u;
  const wave = Math.sin((x * Math.PI) / 8) * 0.025 + Math.sin((y * Math.PI) / 8 + 2) * 0.025;
  return north * (1 - v) + south * v + (mask === ALL ? 0 : wave);
}

type Brush = { image: Pixels; x: number; y: number; inside: (dx: number, dy: number) => boolean; depth: number };

/** Pixels that a brush may look beyond its tile. */
const MARGIN = 6;
const SPAN = TILE + 2 * MARGIN;

/** What of a tile and its margin lies inside, row by row: asked many times for each pixel. */
function insides(mask: number): Uint8Array {
  return Uint8Array.from({ length: SPAN * SPAN }, (_, at) =>
    depth(mask, (at % SPAN) - MARGIN, Math.floor(at / SPAN) - MARGIN) > 0.5 ? 1 : 0,
  );
}

function stamp(mask: number, paint: (brush: Brush) => void): (image: Pixels) => void {
  return (image) => {
    const known = insides(mask);
    for (let y = 0; y < TILE; y++) {
      for (let x = 0; x < TILE; x++) {
        const inside = (dx: number, dy: number) => known[(y + dy + MARGIN) * SPAN + x + dx + MARGIN] === 1;
        paint({ image, x, y, inside, depth: depth(mask, x, y) });
      }
    }
  };
}

/** Small waves that wander with the frame. */
function ripple(x: number, y: number, frame: number): boolean {
  const row = Math.floor(y / 8);
  const start = (row * 13 + frame * 4 + (row % 2) * 7) % TILE;
  const along = (x - start + TILE * 2) % TILE;
  return y % 8 === 3 && along < 7 + (row % 2) * 3;
}

function water(mask: number, frame: number): (image: Pixels) => void {
  return stamp(mask, ({ image, x, y, inside, depth }) => {
    if (!inside(0, 0)) {
      // Wet grass at the edge.
      if (inside(0, 2) || inside(2, 0) || inside(-2, 0) || inside(0, -2)) image.dot(x, y, GRASS[0], 130);
      return;
    }
    const bank = [1, 2, 3, 4, 5, 6].find((rise) => y - rise >= 0 && !inside(0, -rise));
    if (bank !== undefined && bank <= 5) {
      image.dot(x, y, bank === 1 ? LEAF[0] : bank < 4 ? SOIL[1] : SOIL[0]);
      return;
    }
    image.dot(x, y, depth > 0.86 ? WATER[2] : mix(WATER[2], WATER[3], 0.6));
    if (bank === 6 || !inside(1, 0) || !inside(-1, 0) || !inside(0, 1)) image.dot(x, y, GLASS[4], 220);
    else if (!inside(3, 0) || !inside(-3, 0) || !inside(0, 3)) image.dot(x, y, GLASS[3], frame === 1 ? 60 : 110);
    else if (ripple(x, y, frame)) image.dot(x, y, WATER[4], 150);
    else if (ripple(x, y - 1, frame)) image.dot(x, y, WATER[1], 70);
  });
}

/** Worn ground with a dark rim and loose grains along it. */
function worn(mask: number, surface: Ramp, detail: (brush: Brush) => void): (image: Pixels) => void {
  return stamp(mask, (brush) => {
    const { image, x, y, inside } = brush;
    if (!inside(0, 0)) {
      if (inside(1, 0) || inside(-1, 0) || inside(0, 1) || inside(0, -1)) image.dot(x, y, GRASS[0], 150);
      else if ((x * 7 + y * 13) % 17 === 0 && (inside(3, 0) || inside(-3, 0) || inside(0, 3) || inside(0, -3)))
        image.dot(x, y, surface[2]);
      return;
    }
    image.dot(x, y, surface[2]);
    if (!inside(0, -2) || !inside(-2, 0)) image.dot(x, y, surface[1]);
    else if (!inside(0, 2) || !inside(2, 0)) image.dot(x, y, surface[3]);
    else detail(brush);
  });
}

/** Grains on which all tiles agree, from their place alone. */
function grain(x: number, y: number): number {
  return (Math.imul(x + 11, 73856093) ^ Math.imul(y + 5, 19349663)) & 1023;
}

function gravel({ image, x, y }: Brush): void {
  const chance = grain(x, y);
  if (chance < 30) image.dot(x, y, GRAVEL[1], 170);
  else if (chance < 60) image.dot(x, y, GRAVEL[4], 200);
  else if (chance < 66) image.dot(x, y, STONE[1], 150);
}

/** Cobbles in a running bond of 16 by 8 pixels. */
function cobbles({ image, x, y }: Brush): void {
  const row = Math.floor(y / 8);
  const across = (x + (row % 2) * 8) % 16;
  const stone = grain(Math.floor((x + (row % 2) * 8) / 16) % 2, row) % 3;
  image.dot(x, y, stone === 0 ? PAVING[3] : PAVING[2]);
  if (stone === 1) image.dot(x, y, PAVING[1], 50);
  if (y % 8 === 7 || across === 15) image.dot(x, y, PAVING[1]);
  else if (y % 8 === 0 || across === 0) image.dot(x, y, PAVING[4], 120);
}

function furrows({ image, x, y }: Brush): void {
  if (y % 8 === 6) image.dot(x, y, SOIL[1]);
  else if (y % 8 === 2) image.dot(x, y, SOIL[3], 120);
  if (grain(x, y) < 24) image.dot(x, y, SOIL[0], 150);
}

/** Unmown grass, a shade deeper. */
function meadow(mask: number): (image: Pixels) => void {
  const random = randomFrom(mask + 50);
  return stamp(mask, ({ image, x, y, inside }) => {
    if (!inside(0, 0)) return;
    image.dot(x, y, GRASS[1], 110);
    if (!inside(0, 2) && x % 3 === 0) image.dot(x, y, GRASS[1]);
    if (random() < 0.03) image.dot(x, y, GRASS[0], 130).dot(x, y - 1, LEAF[3], 150);
  });
}

function corners(mask: number): number {
  return [1, 2, 4, 8].filter((bit) => (mask & bit) !== 0).length;
}

function stampOf(terrain: Terrain, mask: number): Stamp {
  switch (terrain) {
    case 'water':
      return {
        // A tile with one wet corner is still shore to stand on.
        ...(corners(mask) >= 2 ? { solid: solid(1, 1) } : {}),
        draw: water(mask, 0),
        animation: { milliseconds: 420, frames: [water(mask, 1), water(mask, 2), water(mask, 1)] },
      };
    case 'gravel':
      return { draw: worn(mask, GRAVEL, gravel) };
    case 'paving':
      return { draw: worn(mask, PAVING, cobbles) };
    case 'soil':
      return { draw: worn(mask, SOIL, furrows) };
    case 'meadow':
      return { draw: meadow(mask) };
  }
}

/** A shade over deep water, by corners as well. */
function deep(mask: number): Stamp {
  return {
    draw: stamp(mask, ({ image, x, y, depth }) => {
      if (depth > 0.5) image.dot(x, y, WATER[0], 70);
      else if (depth > 0.36 && (x + y) % 2 === 0) image.dot(x, y, WATER[0], 50);
    }),
  };
}

export const TERRAIN: StampBook = Object.fromEntries(
  Array.from({ length: ALL }, (_, index) => index + 1).flatMap((mask): [string, Stamp][] => [
    ...TERRAINS.map((terrain): [string, Stamp] => [`${terrain}-${mask}`, stampOf(terrain, mask)]),
    [`deep-${mask}`, deep(mask)],
  ]),
);
