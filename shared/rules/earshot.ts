// Who hears whom: one pure function used by proximity chat, typing, peers, signaling and voice.

import { type Point, UNITS_PER_TILE } from './movement.ts';

export const EARSHOT_TILES = 5;
/** Once connected for media, two part a little later, so that a step to and fro does not cut a talk. */
export const PARTING_TILES = 6;

export type Listener = Point & {
  /** The innermost private zone that it stands in, as an index of the map's zones; -1 outside of all. */
  private_zone: number;
};

/** Both in the same private zone, or neither in one and at most `tiles` apart (centre to centre, inclusive). */
export function inEarshot(a: Listener, b: Listener, tiles: number = EARSHOT_TILES): boolean {
  if (a.private_zone >= 0 || b.private_zone >= 0) return a.private_zone === b.private_zone;
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const reach = tiles * UNITS_PER_TILE;
  return dx * dx + dy * dy <= reach * reach;
}
