// Where a segment's walker is at any time, computed on from the frame before: a walk of a minute costs one step a tick.

import type { Ground, Point, Segment } from '../../shared/rules/movement.ts';
import { walk } from '../../shared/rules/movement.ts';

export class Track {
  segment: Segment;
  private ground: Ground;
  /** Where it is at `tick`, and one tick later. */
  private tick: number;
  private readonly here: Point;
  private readonly next: Point;

  constructor(ground: Ground, segment: Segment) {
    this.ground = ground;
    this.segment = segment;
    this.tick = segment.tick;
    this.here = { x: segment.x, y: segment.y };
    this.next = { x: segment.x, y: segment.y };
    this.restart();
  }

  follow(segment: Segment): void {
    this.segment = segment;
    this.restart();
  }

  /** What closed or opened changes the way only from now on, so what was walked stays. */
  setGround(ground: Ground): void {
    this.ground = ground;
    this.next.x = this.here.x;
    this.next.y = this.here.y;
    walk(ground, this.next, this.segment.dir, 1);
  }

  /** Writes the place at `time` (ticks, with a fraction) into `out`, in units. */
  sample(time: number, out: Point): void {
    const tick = Math.floor(time);
    if (tick < this.segment.tick) {
      out.x = this.segment.x;
      out.y = this.segment.y;
      return;
    }
    if (tick < this.tick) this.restart();
    if (tick > this.tick) {
      walk(this.ground, this.here, this.segment.dir, tick - this.tick);
      this.tick = tick;
      this.lookAhead();
    }
    const part = time - tick;
    out.x = this.here.x + (this.next.x - this.here.x) * part;
    out.y = this.here.y + (this.next.y - this.here.y) * part;
  }

  private restart(): void {
    this.tick = this.segment.tick;
    this.here.x = this.segment.x;
    this.here.y = this.segment.y;
    this.lookAhead();
  }

  private lookAhead(): void {
    this.next.x = this.here.x;
    this.next.y = this.here.y;
    walk(this.ground, this.next, this.segment.dir, 1);
  }
}
