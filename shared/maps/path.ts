// The shortest way over a map: A* in eight directions, with a bucket for each length (Dial's queue) in place of a heap, since lengths are
// small whole numbers. Corners are not cut: one passes diagonally only where both neighbours along the grid are free, as walking does.
import { type GameMap, isBlocked } from './game-map.ts';

export type Tile = { x: number; y: number };
/** Whether a tile that is not blocked may be entered: what keeps people out of locked zones. */
export type Passable = (x: number, y: number) => boolean;

// In the ratio of the ticks that they take: a tick walks 16 units straight, and 11 on each axis diagonally.
const STRAIGHT = 11;
const DIAGONAL = 16;
/** Up, up-right, right and so on, in the order of `dir`. */
const STEP_X = [0, 1, 1, 1, 0, -1, -1, -1] as const;
const STEP_Y = [-1, -1, 0, 1, 1, 1, 0, -1] as const;
const DIRECTIONS = 8;
/** A step lengthens the way with its estimated rest by at most 32 (a diagonal away from the goal): so many buckets suffice in a ring. */
const BUCKETS = 64;
const LEFT_BEHIND = -1;

/**
 * The tiles after `from` up to and including `to`: none when they are the same tile, null when no way leads there.
 * Ways with fewer turns are preferred among equally short ones. `from` itself may be blocked.
 */
export function findPath(map: GameMap, from: Tile, to: Tile, passable?: Passable): Tile[] | null {
  if (!isOn(map, from) || !isOn(map, to) || isBlocked(map, to.x, to.y)) return null;
  if (from.x === to.x && from.y === to.y) return [];
  if (passable !== undefined && !passable(to.x, to.y)) return null;
  const ground = new Ground(map, passable);
  const [start, goal] = [ground.tileAt(from), ground.tileAt(to)];
  const cameBy = search(ground, start, goal);
  return cameBy === undefined ? null : trace(cameBy, { ground, start, goal });
}

function isOn(map: GameMap, { x, y }: Tile): boolean {
  return Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < map.width && y < map.height;
}

const FREE = 0;
const WALL = 1;
/** Free by the map, but `passable` was not asked yet: it is asked once for each tile, and only for those that the search comes by. */
const UNASKED = 2;

/** The map within a wall on all sides, which spares every look at a neighbour the question whether it is on the map. */
class Ground {
  /** Rows are a power of two apart, so that a tile's column and row are a mask and a shift away. */
  readonly shift: number;
  readonly size: number;
  private readonly states: Uint8Array;
  private readonly passable: Passable | undefined;

  constructor({ width, height, blocked }: GameMap, passable: Passable | undefined) {
    this.shift = Math.ceil(Math.log2(width + 2));
    this.size = (height + 2) << this.shift;
    this.states = new Uint8Array(this.size).fill(WALL);
    this.passable = passable;
    const free = passable === undefined ? FREE : UNASKED;
    for (let y = 0; y < height; y++) {
      const row = this.tileAt({ x: 0, y });
      for (let x = 0; x < width; x++) if (blocked[y * width + x] === 0) this.states[row + x] = free;
    }
  }

  tileAt({ x, y }: Tile): number {
    return ((y + 1) << this.shift) + x + 1;
  }

  placeOf(tile: number): Tile {
    return { x: (tile & ((1 << this.shift) - 1)) - 1, y: (tile >> this.shift) - 1 };
  }

  isFree(tile: number): boolean {
    const state = this.states[tile];
    return state === UNASKED ? this.ask(tile) : state === FREE;
  }

  private ask(tile: number): boolean {
    const { x, y } = this.placeOf(tile);
    const free = this.passable?.(x, y) ?? true;
    this.states[tile] = free ? FREE : WALL;
    return free;
  }
}

/** For each tile reached, the direction of the last step to it, counted from 1; undefined when the goal is not reached. */
function search(ground: Ground, start: number, goal: number): Uint8Array | undefined {
  const { shift, size } = ground;
  const mask = (1 << shift) - 1;
  const [goalX, goalY] = [goal & mask, goal >> shift];
  const estimate = (tile: number) => {
    const across = Math.abs((tile & mask) - goalX);
    const down = Math.abs((tile >> shift) - goalY);
    return STRAIGHT * Math.max(across, down) + (DIAGONAL - STRAIGHT) * Math.min(across, down);
  };
  const length = new Int32Array(size).fill(0x7fff_ffff);
  const cameBy = new Uint8Array(size);
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
  length[start] = 0;
  let total = estimate(start);
  buckets[total & (BUCKETS - 1)]!.push(start);
  // After a whole ring of empty buckets nothing is left to look at.
  for (let empty = 0; empty < BUCKETS; ) {
    const tile = buckets[total & (BUCKETS - 1)]!.pop();
    if (tile === undefined) {
      total++;
      empty++;
      continue;
    }
    empty = 0;
    if (length[tile] === LEFT_BEHIND) continue;
    if (tile === goal) return cameBy;
    const walked = length[tile]!;
    length[tile] = LEFT_BEHIND;
    const before = cameBy[tile]!;
    // The last one pushed is the first one looked at among equals: straight on is pushed last.
    for (let turn = 0; turn < DIRECTIONS; turn++) {
      const direction = (before + turn) & 7;
      const next = tile + (STEP_Y[direction]! << shift) + STEP_X[direction]!;
      const diagonal = (direction & 1) === 1;
      const reached = walked + (diagonal ? DIAGONAL : STRAIGHT);
      // Also what has been left behind is shorter: its length is set below all others.
      if (reached >= length[next]! || !ground.isFree(next)) continue;
      if (
        diagonal &&
        !(ground.isFree(tile + STEP_X[direction]!) && ground.isFree(tile + (STEP_Y[direction]! << shift)))
      ) {
        continue;
      }
      length[next] = reached;
      cameBy[next] = direction + 1;
      buckets[(reached + estimate(next)) & (BUCKETS - 1)]!.push(next);
    }
  }
  return undefined;
}

function trace(cameBy: Uint8Array, { ground, start, goal }: { ground: Ground; start: number; goal: number }): Tile[] {
  const way: Tile[] = [];
  for (let tile = goal; tile !== start; ) {
    way.push(ground.placeOf(tile));
    const direction = cameBy[tile]! - 1;
    tile -= (STEP_Y[direction]! << ground.shift) + STEP_X[direction]!;
  }
  return way.reverse();
}
