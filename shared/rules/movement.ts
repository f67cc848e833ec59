// Movement is authoritative and sent as segments: where a walker was at a tick, and which way it has walked since.
// Server, clients and bots run these same functions on integers (1/64 tile), so that all compute the same place.

import { type GameMap, isBlocked, zonesAt } from '../maps/game-map.ts';

export const UNITS_PER_TILE = 64;
/** The middle of a tile. */
export const TILE_CENTRE = 32;
/** Units a tick: at 20 ticks a second 16 are 5 tiles a second. */
export const STRAIGHT_UNITS = 16;
/** On each axis; 11 * sqrt(2) = 15.6, never faster than straight. */
export const DIAGONAL_UNITS = 11;
/** How late and how early a move may name its tick. */
export const STEP_BACK_MAX = 10;
export const STEP_AHEAD_MAX = 2;

/** 0 resting, 1 up, 2 up-right, 3 right, 4 down-right, 5 down, 6 down-left, 7 left, 8 up-left. */
export type Dir = number;
const DX = [0, 0, 1, 1, 1, 0, -1, -1, -1] as const;
const DY = [0, -1, -1, 0, 1, 1, 1, 0, -1] as const;

export type Point = { x: number; y: number };
/** Where a walker was at `tick`, in 1/64 tile, and which way it has walked since. */
export type Segment = { x: number; y: number; dir: Dir; tick: number };

/** What can be walked on: the map, and the zones that nobody may enter now (1 at a zone's index in `map.zones`). */
export type Ground = { map: GameMap; closed: Uint8Array | null };

export const tileOf = (units: number): number => Math.floor(units / UNITS_PER_TILE);
export const centreOf = (tile: number): number => tile * UNITS_PER_TILE + TILE_CENTRE;
export const dirOf = (dx: number, dy: number): Dir => {
  const x = Math.sign(dx);
  const y = Math.sign(dy);
  for (let dir = 1; dir <= 8; dir++) if (DX[dir] === x && DY[dir] === y) return dir;
  return 0;
};
export const isDiagonal = (dir: Dir): boolean => dir !== 0 && dir % 2 === 0;
export const unitsPerTick = (dir: Dir): number => (isDiagonal(dir) ? DIAGONAL_UNITS : STRAIGHT_UNITS);
export const stepX = (dir: Dir): number => (DX[dir] ?? 0) * unitsPerTick(dir);
export const stepY = (dir: Dir): number => (DY[dir] ?? 0) * unitsPerTick(dir);

/** May one go from this tile to that neighbour? A closed zone keeps out who is not in it, and nobody in. */
export function mayEnter(ground: Ground, from: Point, to: Point): boolean {
  if (isBlocked(ground.map, to.x, to.y)) return false;
  const { closed } = ground;
  if (!closed) return true;
  let here: readonly number[] | undefined;
  for (const zone of zonesAt(ground.map, to.x, to.y)) {
    if (closed[zone] !== 1) continue;
    here ??= zonesAt(ground.map, from.x, from.y);
    if (!here.includes(zone)) return false;
  }
  return true;
}

/** The zone that keeps a walker from going on in its direction, as an index in `map.zones`; -1 where none does. */
export function closedZoneAhead(ground: Ground, at: Point, dir: Dir): number {
  const from = { x: tileOf(at.x), y: tileOf(at.y) };
  const to = { x: tileOf(at.x + stepX(dir)), y: tileOf(at.y + stepY(dir)) };
  for (const tile of [to, { x: to.x, y: from.y }, { x: from.x, y: to.y }]) {
    if (isBlocked(ground.map, tile.x, tile.y)) continue;
    for (const zone of zonesAt(ground.map, tile.x, tile.y)) {
      if (ground.closed?.[zone] === 1 && !zonesAt(ground.map, from.x, from.y).includes(zone)) return zone;
    }
  }
  return -1;
}

/**
 * Walks `at` on by `ticks`, in place. A step into a blocked tile is not taken on that axis, so diagonals slide along
 * walls; x goes first, so that a corner is never cut. Who does not get on will not later either: it ends early.
 */
export function walk(ground: Ground, at: Point, dir: Dir, ticks: number): void {
  if (dir === 0) return;
  const dx = stepX(dir);
  const dy = stepY(dir);
  for (let tick = 0; tick < ticks; tick++) {
    const moved = (dx !== 0 && stepAlong(ground, at, dx, 0)) || false;
    const movedToo = (dy !== 0 && stepAlong(ground, at, 0, dy)) || false;
    if (!moved && !movedToo) return;
  }
}

function stepAlong(ground: Ground, at: Point, dx: number, dy: number): boolean {
  const fromX = tileOf(at.x);
  const fromY = tileOf(at.y);
  const toX = tileOf(at.x + dx);
  const toY = tileOf(at.y + dy);
  if ((toX !== fromX || toY !== fromY) && !mayEnter(ground, { x: fromX, y: fromY }, { x: toX, y: toY })) return false;
  at.x += dx;
  at.y += dy;
  return true;
}

/** Where a segment has come after `ticks`; before its own tick it stands at its start. */
export function advance(ground: Ground, segment: Segment, ticks: number): Point {
  const at = { x: segment.x, y: segment.y };
  if (ticks > 0) walk(ground, at, segment.dir, ticks);
  return at;
}

export type Walker = { segment: Segment; seq: number };
export type Move = { seq: number; dir: Dir; step: number };

/**
 * The rule of `world:move`: from tick `step` on I walk `dir`. Null when there is nothing to change: an old `seq`, or the
 * same direction. The step is clamped to what a late or slightly early message may name and never before the previous
 * turn, so no sequence of messages walks further than the speed allows.
 */
export function turn(ground: Ground, walker: Walker, move: Move, now: number): Segment | null {
  if (move.seq <= walker.seq) return null;
  if (move.dir === walker.segment.dir) return null;
  const step = Math.max(walker.segment.tick, Math.min(now + STEP_AHEAD_MAX, Math.max(now - STEP_BACK_MAX, move.step)));
  const at = advance(ground, walker.segment, step - walker.segment.tick);
  return { x: at.x, y: at.y, dir: move.dir, tick: step };
}

/**
 * The turns of a walk along neighbouring tiles to the centre of the last, beginning at `start`. Each leg ends exactly on
 * a tile's centre: its last tick may be shorter than a full one, never longer.
 */
export function planWalk(start: Segment, path: readonly Point[]): Segment[] {
  const legs: Segment[] = [];
  const at = { x: start.x, y: start.y };
  let tick = start.tick;
  const walkTo = (x: number, y: number): void => {
    const dir = dirOf(x - at.x, y - at.y);
    if (dir === 0) return;
    legs.push({ x: at.x, y: at.y, dir, tick });
    tick += Math.ceil(Math.max(Math.abs(x - at.x), Math.abs(y - at.y)) / unitsPerTick(dir));
    at.x = x;
    at.y = y;
  };
  const tiles = [{ x: tileOf(at.x), y: tileOf(at.y) }, ...path];
  const headings = tiles.slice(1).map((tile, i) => dirOf(tile.x - tiles[i]!.x, tile.y - tiles[i]!.y));
  // Off the middle of its tile, a walker first comes to the line that the first leg runs on.
  const first = tiles[0]!;
  const heading = headings.find((dir) => dir !== 0) ?? 0;
  if (stepX(heading) === 0 || isDiagonal(heading)) walkTo(centreOf(first.x), at.y);
  if (stepY(heading) === 0 || isDiagonal(heading)) walkTo(at.x, centreOf(first.y));
  for (let i = 0; i < headings.length; i++) {
    if (headings[i] === 0 || headings[i] === headings[i + 1]) continue;
    walkTo(centreOf(tiles[i + 1]!.x), centreOf(tiles[i + 1]!.y));
  }
  walkTo(centreOf(tiles.at(-1)!.x), centreOf(tiles.at(-1)!.y));
  legs.push({ x: at.x, y: at.y, dir: 0, tick });
  return legs;
}
