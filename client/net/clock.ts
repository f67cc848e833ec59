// The client's own count of server ticks. It starts from the tick that `world:welcome` names and follows the page's
// monotonic clock, so it always runs about one way behind the server, which the clamp on `step` allows for.

import { TICK_MS } from '../../shared/protocol/world.ts';

/** Moves found late this far apart, in ticks, and none in time between them: the clock is to blame, not one stall. */
const LATE_APART = 60;

export class WorldClock {
  private readonly monotonic: () => number;
  private tick = 0;
  private at = 0;
  /** When a move was last found late, with none in time since. */
  private lateAt: number | null = null;

  /** `monotonic` in milliseconds. */
  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
    this.at = monotonic();
  }

  /** The server was at `tick` when it wrote the message that just came. */
  sync(tick: number): void {
    this.tick = tick;
    this.at = this.monotonic();
    this.lateAt = null;
  }

  /** In ticks, with a fraction. */
  now(): number {
    return this.tick + Math.max(0, this.monotonic() - this.at) / TICK_MS;
  }

  /** The tick that has begun. */
  step(): number {
    return Math.floor(this.now());
  }

  /**
   * Learns from a correction by how many ticks the server moved a step of ours: two quartz clocks part by a second in a
   * few hours. A negative number means that we ran ahead, which nothing but the clocks can cause.
   */
  learn(movedBy: number): void {
    if (movedBy === 0) return;
    const now = this.now();
    if (movedBy > 0 && (this.lateAt === null || now - this.lateAt < LATE_APART)) {
      this.lateAt ??= now;
      return;
    }
    this.tick += movedBy;
    this.lateAt = null;
  }

  /** A step was taken as it was. */
  confirm(): void {
    this.lateAt = null;
  }
}
