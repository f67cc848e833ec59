// When a walk is corrected the picture does not jump: it starts from where it was shown, and glides over to where it
// should be.

import { type Point, UNITS_PER_TILE } from '../../shared/rules/movement.ts';

/** 100 ms, in ticks. */
export const BLEND_TICKS = 2;
/** Further is another place, not a correction: gliding there would go through walls. */
const BLEND_MAX = 3 * UNITS_PER_TILE;

export class Blend {
  private x = 0;
  private y = 0;
  private from = Number.NEGATIVE_INFINITY;

  /** Shown at `shown` until now; from `time` (ticks) on it is really at `actual`. */
  begin(shown: Point, actual: Point, time: number): void {
    this.x = shown.x - actual.x;
    this.y = shown.y - actual.y;
    this.from = Math.hypot(this.x, this.y) > BLEND_MAX ? Number.NEGATIVE_INFINITY : time;
  }

  /** Moves `place`, the true one at `time`, to where it is shown. */
  apply(place: Point, time: number): void {
    const left = 1 - (time - this.from) / BLEND_TICKS;
    if (left <= 0) return;
    const rest = Math.min(1, left) ** 2;
    place.x += this.x * rest;
    place.y += this.y * rest;
  }
}
