// Move to seen: from the moment that a walker sends a turn until a watcher's own copy of the world shows it. Walkers and
// watchers live in one process, so one clock times both ends.

import type { Dir } from '../shared/rules/movement.ts';

type Pending = { dir: Dir; at: number; unseenBy: Set<number> };

/** A turn that nobody has seen for this long counts with its age when the measurement ends, however young others are. */
const OVERDUE_MS = 500;

export class Sightings {
  private readonly watchers: number;
  private readonly pending = new Map<string, Pending>();
  private delays: number[] = [];

  /** `watchers` see every turn, each by itself; they are numbered from 0. */
  constructor(watchers: number) {
    this.watchers = watchers;
  }

  sent(id: string, dir: Dir, at: number): void {
    this.overdue(this.pending.get(id), at);
    this.pending.set(id, { dir, at, unseenBy: new Set(Array.from({ length: this.watchers }, (_, index) => index)) });
  }

  seen(watcher: number, id: string, dir: Dir, at: number): void {
    const turn = this.pending.get(id);
    if (turn?.dir !== dir || !turn.unseenBy.delete(watcher)) return;
    this.delays.push(at - turn.at);
    if (turn.unseenBy.size === 0) this.pending.delete(id);
  }

  /** What was seen since the last call, in milliseconds; what should have been seen by now counts with its age. */
  take(now: number): number[] {
    for (const turn of this.pending.values()) if (now - turn.at > OVERDUE_MS) this.overdue(turn, now);
    this.pending.clear();
    return this.delays.splice(0);
  }

  /** Left out, the slowest turns would make the figures better. */
  private overdue(turn: Pending | undefined, now: number): void {
    if (turn) for (const _ of turn.unseenBy) this.delays.push(now - turn.at);
  }
}
