// The client's own count of server ticks. It starts from the tick that `world:welcome` names and follows the page's
// monotonic clock, so it always runs about one way behind the server, which the clamp on `step` allows for.

import { TICK_MS } from '../../shared/protocol/world.ts';

/** Answers this far apart, in ticks, tell of two moves and not of one stall that held up both. */
const APART = 8;
/** A stall delays what was sent later by less; a clock that runs behind delays all moves alike, give or take so many ticks. */
const ALIKE = 3;
/** Beyond what the server still takes, so that the next jitter does not make a move late again. */
const MARGIN = 3;

export class WorldClock {
  private readonly monotonic: () => number;
  private tick = 0;
  private at = 0;
  /** The first of the moves found late, with none in time since: when the answer came, and how late. */
  private late: { at: number; by: number } | null = null;

  /** `monotonic` in milliseconds. */
  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
    this.at = monotonic();
  }

  /** The server was at `tick` when it wrote the message that just came. */
  sync(tick: number): void {
    this.tick = tick;
    this.at = this.monotonic();
    this.late = null;
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
    if (movedBy < 0) {
      this.tick += movedBy;
      this.late = null;
      return;
    }
    const now = this.now();
    if (this.late === null) this.late = { at: now, by: movedBy };
    if (now - this.late.at < APART) return;
    if (movedBy >= this.late.by - ALIKE) this.tick += movedBy + MARGIN;
    this.late = null;
  }

  /** A step was taken as it was. */
  confirm(): void {
    this.late = null;
  }
}
