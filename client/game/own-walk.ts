// The own avatar's walk: hands and routes become turns, turns become messages, answers become corrections; and where it
// is shown follows all that without a jump. Pure: time and the sending of messages are given.

import type { Dir, Ground, Move, Point, Segment } from '../../shared/rules/movement.ts';
import { Track } from '../state/world-track.ts';
import { Blend } from './blend.ts';
import { Prediction, type Verdict } from './prediction.ts';
import type { Route } from './route.ts';

/** Two seconds without an answer: none is coming. */
const SETTLE_TICKS = 40;
/** Who sets off is shown a frame ahead, so that the very next picture has moved, however soon after the key it is drawn. */
const LEAD_TICKS = 1 / 3;
/** Ticks that a slow frame may make up for; older ones the server would not take. */
const CATCH_UP_MAX = 6;

export class OwnWalk {
  route: Route | null = null;
  corrections = 0;
  private readonly prediction: Prediction;
  private readonly track: Track;
  private readonly blend = new Blend();
  private readonly send: (move: Move) => void;
  /** The last tick for which the route was asked. */
  private steered: number;
  private turnedAt = Number.NEGATIVE_INFINITY;
  private readonly before: Point = { x: 0, y: 0 };
  private readonly after: Point = { x: 0, y: 0 };

  constructor(options: { ground: Ground; segment: Segment; nextSeq: () => number; send: (move: Move) => void }) {
    this.prediction = new Prediction(options.ground, options.segment, options.nextSeq);
    this.track = new Track(options.ground, options.segment);
    this.send = options.send;
    this.steered = options.segment.tick;
  }

  /** Which way it walks, by the last turn. */
  get dir(): Dir {
    return this.prediction.segment.dir;
  }

  /** `hands`: what keys or the stick want; they end a route. Called every frame, and at once when a key goes down. */
  steer(hands: Dir, time: number): void {
    const tick = Math.floor(time);
    if (hands !== 0) {
      this.route = null;
      this.turn(hands, tick, time);
    } else if (this.route) this.followRoute(this.route, tick, time);
    // A stop counts from the end of the tick: what was shown of the step stays.
    else if (this.dir !== 0) this.turn(0, tick + 1, time);
    this.steered = tick + 1;
  }

  /** Stands still from now on without telling: the line is cut, and the server has it rest too. */
  halt(time: number): void {
    this.route = null;
    this.showFrom(time, () => this.prediction.turn(0, Math.floor(time)));
  }

  /** The server's segment changed. */
  reconcile(segment: Segment, time: number): Verdict {
    const verdict = this.showFrom(time, () => this.prediction.reconcile(segment));
    if (verdict.kind === 'corrected') {
      this.corrections++;
      this.route = null;
    }
    return verdict;
  }

  /** Takes the server's word where an answer is long overdue. */
  settle(segment: Segment, time: number): void {
    if (this.prediction.isSettled || time - this.turnedAt < SETTLE_TICKS) return;
    if (this.showFrom(time, () => this.prediction.settle(segment)).kind === 'corrected') this.corrections++;
  }

  setGround(ground: Ground): void {
    this.prediction.setGround(ground);
    this.track.setGround(ground);
  }

  /** Where it is shown at `time`, in units. */
  sample(time: number, out: Point): void {
    this.truly(time, out);
    this.blend.apply(out, time);
  }

  /** Where it will stand at a tick. */
  place(tick: number): Point {
    return this.prediction.place(tick);
  }

  private followRoute(route: Route, tick: number, time: number): void {
    // From rest it starts at once, else at the end of the tick; and no tick is left out after a slow frame.
    const first = this.dir === 0 ? tick : Math.max(this.steered + 1, tick + 1 - CATCH_UP_MAX);
    for (let step = first; step <= tick + 1; step++) {
      if (step < this.prediction.segment.tick) continue;
      this.turn(route.next(this.prediction.place(step)), step, time);
      if (!route.isOver) continue;
      this.route = null;
      return;
    }
  }

  private turn(dir: Dir, step: number, time: number): void {
    if (dir === this.dir) return;
    const lead = this.dir === 0 ? LEAD_TICKS : 0;
    const move = this.showFrom(time, () => this.prediction.turn(dir, step), lead);
    if (move) this.send(move);
    this.turnedAt = time;
  }

  /** `lead`: so many ticks of the walk are shown at once. */
  private showFrom<T>(time: number, change: () => T, lead = 0): T {
    this.sample(time, this.before);
    const result = change();
    if (lead > 0) {
      this.truly(time, this.after);
      this.before.x -= this.after.x;
      this.before.y -= this.after.y;
      this.truly(time + lead, this.after);
      this.before.x += this.after.x;
      this.before.y += this.after.y;
    }
    this.truly(time, this.after);
    this.blend.begin(this.before, this.after, time);
    return result;
  }

  private truly(time: number, out: Point): void {
    const segment = this.prediction.at(Math.floor(time));
    if (segment !== this.track.segment) this.track.follow(segment);
    this.track.sample(time, out);
  }
}
