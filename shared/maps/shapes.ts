// Which tiles a shape covers. Lengths here are in tiles, not pixels. A rectangle along the grid covers every tile it touches; anything else
// covers the tiles whose centres lie in it, so that a slanted edge takes no more than it should.
import type { TileBounds } from '../protocol/maps.ts';

export type Point = { x: number; y: number };
export type Size = { width: number; height: number };
/** As zones keep it: no `tiles` when all of the bounds are covered. */
export type CoveredTiles = { bounds: TileBounds; tiles?: Uint8Array };

/** Editors write 95.9999999999 for 96: a tile is not touched by less than this. */
const EPSILON = 1e-6;

/** Undefined when the shape lies outside the map, or has no area. */
export function coverPolygon(points: readonly Point[], map: Size): CoveredTiles | undefined {
  const box = boxOf(points);
  const bounds = touchedTiles(box, map);
  if (bounds === undefined || isRectangle(points)) return bounds && { bounds };
  const tiles = new Uint8Array(bounds.width * bounds.height);
  for (let row = 0; row < bounds.height; row++) {
    const crossings = crossingsAt(points, bounds.y + row + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const first = Math.max(0, Math.ceil(crossings[i]! - 0.5 - EPSILON) - bounds.x);
      const last = Math.min(bounds.width - 1, Math.floor(crossings[i + 1]! - 0.5 + EPSILON) - bounds.x);
      if (first <= last) tiles.fill(1, row * bounds.width + first, row * bounds.width + last + 1);
    }
  }
  return trim(bounds, tiles) ?? { bounds: nearestTile(middleOf(box), bounds) };
}

/** Fine enough that on the largest map it strays from the curve by a fiftieth of a tile. */
const CURVE_POINTS = 256;

/** The outline of the ellipse that fills a box. */
export function ellipsePoints({ x, y, width, height }: TileBounds): Point[] {
  return aroundCircle((across, down) => ({ x: x + (width / 2) * (1 + across), y: y + (height / 2) * (1 + down) }));
}

/** The outline of a box whose shorter sides are half circles. */
export function capsulePoints({ x, y, width, height }: TileBounds): Point[] {
  const radius = Math.min(width, height) / 2;
  return aroundCircle((across, down) => ({
    x: x + width / 2 + Math.sign(across) * (width / 2 - radius) + across * radius,
    y: y + height / 2 + Math.sign(down) * (height / 2 - radius) + down * radius,
  }));
}

function aroundCircle(place: (across: number, down: number) => Point): Point[] {
  return Array.from({ length: CURVE_POINTS }, (_, i) => {
    const angle = (i / CURVE_POINTS) * 2 * Math.PI;
    return place(Math.cos(angle), Math.sin(angle));
  });
}

type Box = { left: number; top: number; right: number; bottom: number };

function boxOf(points: readonly Point[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

function middleOf({ left, top, right, bottom }: Box): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function touchedTiles({ left, top, right, bottom }: Box, map: Size): TileBounds | undefined {
  const x = Math.max(0, Math.floor(left + EPSILON));
  const y = Math.max(0, Math.floor(top + EPSILON));
  const width = Math.min(map.width, Math.ceil(right - EPSILON)) - x;
  const height = Math.min(map.height, Math.ceil(bottom - EPSILON)) - y;
  return width > 0 && height > 0 && right > left && bottom > top ? { x, y, width, height } : undefined;
}

/** Four corners along the grid, in either sense. */
function isRectangle(points: readonly Point[]): boolean {
  if (points.length !== 4) return false;
  const same = (a: number, b: number) => Math.abs(a - b) < EPSILON;
  const [a, b, c, d] = points as [Point, Point, Point, Point];
  const flatFirst = same(a.y, b.y) && same(b.x, c.x) && same(c.y, d.y) && same(d.x, a.x);
  return flatFirst || (same(a.x, b.x) && same(b.y, c.y) && same(c.x, d.x) && same(d.y, a.y));
}

/** Where the edges cross a horizontal line, in order; the inside lies between each odd one and the next (even-odd, as Tiled draws). */
function crossingsAt(points: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  points.forEach((from, index) => {
    const to = points[(index + 1) % points.length]!;
    if (from.y <= y === to.y <= y) return;
    crossings.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x));
  });
  return crossings.sort((a, b) => a - b);
}

/** Bounds that reach no further than the covered tiles. */
function trim(bounds: TileBounds, tiles: Uint8Array): CoveredTiles | undefined {
  const box = { left: bounds.width, top: bounds.height, right: -1, bottom: -1 };
  for (let row = 0; row < bounds.height; row++) {
    const line = tiles.subarray(row * bounds.width, (row + 1) * bounds.width);
    const first = line.indexOf(1);
    if (first < 0) continue;
    box.left = Math.min(box.left, first);
    box.right = Math.max(box.right, line.lastIndexOf(1));
    box.top = Math.min(box.top, row);
    box.bottom = row;
  }
  if (box.right < 0) return undefined;
  const [width, height] = [box.right - box.left + 1, box.bottom - box.top + 1];
  const kept = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (box.top + row) * bounds.width + box.left;
    kept.set(tiles.subarray(start, start + width), row * width);
  }
  const trimmed = { x: bounds.x + box.left, y: bounds.y + box.top, width, height };
  return kept.includes(0) ? { bounds: trimmed, tiles: kept } : { bounds: trimmed };
}

function nearestTile({ x, y }: Point, within: TileBounds): TileBounds {
  const clamp = (value: number, min: number, length: number) =>
    Math.min(min + length - 1, Math.max(min, Math.floor(value)));
  return { x: clamp(x, within.x, within.width), y: clamp(y, within.y, within.height), width: 1, height: 1 };
}
