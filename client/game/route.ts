// A walk along tiles as a person's hands would steer it: at every tick the direction that leads on. Pure.

import { findPath, type Tile } from '../../shared/maps/path.ts';
import { centreOf, type Dir, dirOf, type Ground, mayEnter, type Point, tileOf } from '../../shared/rules/movement.ts';

/** Half a straight step: nearer to a line one can not come, and steering for less would waver. */
const NEAR = 8;
/** How far around an occupied goal a free tile is looked for. */
const AROUND_MAX = 3;

/** Steers along the corners of a way. Asked once for each tick, in order. */
export class Route {
  /** What is left to walk, the next corner first. */
  readonly corners: Point[];
  private last: Point | null = null;

  constructor(from: Tile, way: readonly Tile[]) {
    this.corners = cornersOf(from, way);
  }

  /** The direction from a tick on at which the walker is at `place`; 0 when it has arrived or can not get on. */
  next(place: Point): Dir {
    while (this.corners[0] && isNear(place, this.corners[0])) this.corners.shift();
    const corner = this.corners[0];
    const stuck = this.last !== null && this.last.x === place.x && this.last.y === place.y;
    if (!corner || stuck) {
      this.corners.length = 0;
      return 0;
    }
    this.last = { x: place.x, y: place.y };
    return towards(place, corner);
  }

  get isOver(): boolean {
    return this.corners.length === 0;
  }
}

/** The way to a tile, or to the nearest free one beside it where it is occupied; null where none leads near. */
export function findRoute(ground: Ground, from: Tile, goal: Tile): { route: Route; goal: Tile } | null {
  const passable = (x: number, y: number): boolean => mayEnter(ground, from, { x, y });
  for (const tile of around(goal)) {
    const way = findPath(ground.map, from, tile, passable);
    if (way) return { route: new Route(from, way), goal: { x: tile.x, y: tile.y } };
  }
  return null;
}

/** The tile itself, then those around it, nearest first. */
function around({ x, y }: Tile): Tile[] {
  const tiles: (Tile & { far: number })[] = [];
  for (let dy = -AROUND_MAX; dy <= AROUND_MAX; dy++) {
    for (let dx = -AROUND_MAX; dx <= AROUND_MAX; dx++) tiles.push({ x: x + dx, y: y + dy, far: dx * dx + dy * dy });
  }
  return tiles.sort((a, b) => a.far - b.far);
}

function cornersOf(from: Tile, way: readonly Tile[]): Point[] {
  const corners: Point[] = [];
  const tiles = [from, ...way];
  for (let i = 1; i < tiles.length; i++) {
    const [before, here, after] = [tiles[i - 1]!, tiles[i]!, tiles[i + 1]];
    const goesOn = after && after.x - here.x === here.x - before.x && after.y - here.y === here.y - before.y;
    if (!goesOn) corners.push({ x: centreOf(here.x), y: centreOf(here.y) });
  }
  // Already in the goal's tile: come to its middle.
  if (way.length === 0) corners.push({ x: centreOf(from.x), y: centreOf(from.y) });
  return corners;
}

const isNear = (a: Point, b: Point): boolean => Math.abs(a.x - b.x) <= NEAR && Math.abs(a.y - b.y) <= NEAR;
const towards = (from: Point, to: Point): Dir => {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return dirOf(Math.abs(dx) > NEAR ? dx : 0, Math.abs(dy) > NEAR ? dy : 0);
};
export const tileAt = (place: Point): Tile => ({ x: tileOf(place.x), y: tileOf(place.y) });
