// Things that are drawn by their outline: shores and paths on the corners of the grid, hedges and fences along it, rugs over it.
import { RUG_PIECES } from '../tiles/rugs.ts';
import { NORTH_EAST, NORTH_WEST, SOUTH_EAST, SOUTH_WEST, type Terrain } from '../tiles/terrain.ts';
import { EAST, NORTH, SOUTH, WEST } from '../tiles/walls.ts';
import type { Area, MapBuilder, Point } from './builder.ts';

/** A shape made of corners of tiles; laid, it becomes tiles with smooth edges. */
export class Shape {
  private readonly map: MapBuilder;
  private readonly corners = new Set<number>();

  constructor(map: MapBuilder) {
    this.map = map;
  }

  ellipse(centre: Point, radiusX: number, radiusY: number): this {
    return this.fill((x, y) => ((x - centre[0]) / radiusX) ** 2 + ((y - centre[1]) / radiusY) ** 2 <= 1);
  }

  rect({ x, y, width, height }: Area): this {
    return this.fill((column, row) => column >= x && row >= y && column <= x + width && row <= y + height);
  }

  /** A broad line through points. */
  stroke(radius: number, ...points: readonly Point[]): this {
    for (const [index, to] of points.entries()) {
      const from = points[index - 1] ?? to;
      this.fill((x, y) => distance([x, y], from, to) <= radius);
    }
    return this;
  }

  without(other: Shape): this {
    for (const corner of other.corners) this.corners.delete(corner);
    return this;
  }

  /** The same shape, drawn in by one tile. */
  shrunk(): Shape {
    const result = new Shape(this.map);
    return result.fill((x, y) => [-1, 0, 1].every((dy) => [-1, 0, 1].every((dx) => this.has(x + dx, y + dy))));
  }

  lay(terrain: Terrain | 'deep'): this {
    const { map } = this;
    map.each({ x: 0, y: 0, width: map.width, height: map.height }, (x, y) => {
      const mask =
        (this.has(x, y) ? NORTH_WEST : 0) |
        (this.has(x + 1, y) ? NORTH_EAST : 0) |
        (this.has(x + 1, y + 1) ? SOUTH_EAST : 0) |
        (this.has(x, y + 1) ? SOUTH_WEST : 0);
      if (mask > 0) map.place(`${terrain}-${mask}`, x, y, 'floor-details');
    });
    return this;
  }

  /** Whether all four corners of a tile are inside. */
  covers(x: number, y: number): boolean {
    return this.has(x, y) && this.has(x + 1, y) && this.has(x, y + 1) && this.has(x + 1, y + 1);
  }

  touches(x: number, y: number): boolean {
    return this.has(x, y) || this.has(x + 1, y) || this.has(x, y + 1) || this.has(x + 1, y + 1);
  }

  private has(x: number, y: number): boolean {
    return this.corners.has(this.key(x, y));
  }

  private key(x: number, y: number): number {
    return (y + 1) * (this.map.width + 3) + x + 1;
  }

  /** Corners just off the map count too, so that a path may leave it. */
  private fill(inside: (x: number, y: number) => boolean): this {
    for (let y = -1; y <= this.map.height + 1; y++) {
      for (let x = -1; x <= this.map.width + 1; x++) if (inside(x, y)) this.corners.add(this.key(x, y));
    }
    return this;
  }
}

function distance([x, y]: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
  return Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
}

/** Hedges or fences along straight runs from point to point; each run of points is a line of its own. */
export function joined(map: MapBuilder, kind: 'hedge' | 'fence', ...runs: readonly (readonly Point[])[]): void {
  const cells = new Set<number>();
  const key = (x: number, y: number) => y * map.width + x;
  for (const run of runs) {
    for (const [index, [toX, toY]] of run.entries()) {
      const [fromX, fromY] = run[index - 1] ?? [toX, toY];
      const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1);
      for (let step = 0; step <= steps; step++) {
        cells.add(
          key(fromX + Math.round(((toX - fromX) * step) / steps), fromY + Math.round(((toY - fromY) * step) / steps)),
        );
      }
    }
  }
  for (const cell of cells) {
    const [x, y] = [cell % map.width, Math.floor(cell / map.width)];
    const mask =
      (cells.has(key(x, y - 1)) ? NORTH : 0) |
      (x + 1 < map.width && cells.has(key(x + 1, y)) ? EAST : 0) |
      (cells.has(key(x, y + 1)) ? SOUTH : 0) |
      (x > 0 && cells.has(key(x - 1, y)) ? WEST : 0);
    map.place(`${kind}-${mask}`, x, y);
  }
}

/** A rug of any size from two by two. */
export function rug(map: MapBuilder, colour: string, { x, y, width, height }: Area): void {
  const third = (at: number, size: number) => (at === 0 ? 0 : at === size - 1 ? 2 : 1);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const piece = RUG_PIECES[third(row, height) * 3 + third(column, width)];
      map.place(`rug-${colour}-${piece}`, x + column, y + row, 'floor-details');
    }
  }
}
