// The own avatar: every turn counts at once, computed with the server's own rule, and is compared with what the server
// made of it when that comes. Pure: it knows neither time, nor sockets, nor pixels.

import { advance, type Dir, type Ground, type Move, type Point, type Segment } from '../../shared/rules/movement.ts';

export type Verdict =
  /** The server walks as we do. */
  | { kind: 'known' }
  /** It does not: we follow it. `movedBy`: by how many ticks it moved a step of ours, 0 where no step was at fault. */
  | { kind: 'corrected'; movedBy: number };

const KNOWN: Verdict = { kind: 'known' };

const same = (a: Segment, b: Segment): boolean => a.x === b.x && a.y === b.y && a.dir === b.dir && a.tick === b.tick;

export class Prediction {
  private ground: Ground;
  /** The oldest is the server's; the others are turns that it has not answered yet. Never empty. */
  private segments: Segment[];
  private readonly nextSeq: () => number;

  /** `nextSeq` goes on counting when the same session is predicted anew, on another map or another canvas. */
  constructor(ground: Ground, segment: Segment, nextSeq: () => number) {
    this.ground = ground;
    this.segments = [{ ...segment }];
    this.nextSeq = nextSeq;
  }

  /** The latest turn. */
  get segment(): Segment {
    return this.segments.at(-1)!;
  }
  get isSettled(): boolean {
    return this.segments.length === 1;
  }

  /** Walks `dir` from `step` on, or from the turn before where that is later; null when it does so already. */
  turn(dir: Dir, step: number): Move | null {
    const before = this.segment;
    if (before.dir === dir) return null;
    this.push(dir, step);
    return { seq: this.nextSeq(), dir, step: this.segment.tick };
  }

  /** The segment that holds at a tick. */
  at(tick: number): Segment {
    for (let i = this.segments.length - 1; i > 0; i--) if (this.segments[i]!.tick <= tick) return this.segments[i]!;
    return this.segments[0]!;
  }

  place(tick: number): Point {
    const segment = this.at(tick);
    return advance(this.ground, segment, tick - segment.tick);
  }

  /** Compares with the server's segment: it answers one of our turns, or it corrects us. */
  reconcile(server: Segment): Verdict {
    const answered = this.segments.findIndex((segment) => same(segment, server));
    if (answered >= 0) {
      this.segments.splice(0, answered);
      return KNOWN;
    }
    const walked = this.segments.findIndex((segment, i) => this.leadsTo(segment, this.segments[i + 1], server));
    if (walked >= 0) {
      this.rebuild(server, walked + 1);
      return KNOWN;
    }
    const meant = this.guess(server);
    const movedBy = meant > 0 ? server.tick - this.segments[meant]!.tick : 0;
    this.rebuild(server, meant + 1);
    return { kind: 'corrected', movedBy };
  }

  /** For when the server has had every chance to answer, or nothing on the way can have reached it. */
  settle(server: Segment): Verdict {
    const known = same(this.segment, server);
    this.segments = [{ ...server }];
    return known ? KNOWN : { kind: 'corrected', movedBy: 0 };
  }

  setGround(ground: Ground): void {
    this.ground = ground;
  }

  /** The same walk told from a later tick: the server does so when a zone closes or opens. */
  private leadsTo(segment: Segment, next: Segment | undefined, server: Segment): boolean {
    if (segment.dir !== server.dir || server.tick < segment.tick || (next && server.tick > next.tick)) return false;
    const place = advance(this.ground, segment, server.tick - segment.tick);
    return place.x === server.x && place.y === server.y;
  }

  /** Which of our turns the server moved: the nearest in time that goes the same way; 0 where it is none of ours. */
  private guess(server: Segment): number {
    let best = 0;
    for (let i = 1; i < this.segments.length; i++) {
      const segment = this.segments[i]!;
      if (segment.dir !== server.dir) continue;
      if (best === 0 || Math.abs(server.tick - segment.tick) < Math.abs(server.tick - this.segments[best]!.tick))
        best = i;
    }
    return best;
  }

  /** The server's segment, and on it our turns from index `from` on. */
  private rebuild(server: Segment, from: number): void {
    const later = this.segments.slice(from);
    this.segments = [{ ...server }];
    for (const { dir, tick } of later) if (dir !== this.segment.dir) this.push(dir, tick);
  }

  private push(dir: Dir, step: number): void {
    const before = this.segment;
    const tick = Math.max(before.tick, step);
    const place = advance(this.ground, before, tick - before.tick);
    this.segments.push({ x: place.x, y: place.y, dir, tick });
  }
}
