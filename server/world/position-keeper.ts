// Where people stand, kept in the database while it changes, when they leave and at shutdown. What could not be saved is
// kept and tried again.

import type { Position } from './world.repository.ts';
import type { Body } from './world.ts';

export class PositionKeeper {
  /** A killed process loses at most what the contract allows, 10 s; half of it leaves room for a slow database. */
  static readonly INTERVAL_MS = 5_000;
  private readonly saved = new Map<string, { x: number; y: number }>();
  private readonly waiting = new Map<string, Position>();
  private running: Promise<void> = Promise.resolve();
  private readonly save: (positions: Position[]) => Promise<void>;
  private readonly onError: (error: unknown) => void;

  constructor(options: { save: (positions: Position[]) => Promise<void>; onError: (error: unknown) => void }) {
    this.save = options.save;
    this.onError = options.onError;
  }

  /** Saves whoever moved since the last time. */
  flush(bodies: Iterable<Body>): Promise<void> {
    for (const body of bodies) this.note(body);
    return this.drain();
  }

  /** Saves one who leaves. */
  leave(body: Body): Promise<void> {
    this.note(body);
    this.saved.delete(body.userId);
    return this.drain();
  }

  private note({ userId, x, y, segment }: Body): void {
    const before = this.saved.get(userId);
    if (before && before.x === x && before.y === y) return;
    this.saved.set(userId, { x, y });
    this.waiting.set(userId, { user_id: userId, x, y, dir: segment.dir });
  }

  /** One at a time, so that an older position never overtakes a newer one. */
  private drain(): Promise<void> {
    this.running = this.running.then(async () => {
      if (this.waiting.size === 0) return;
      const batch = [...this.waiting.values()];
      this.waiting.clear();
      try {
        await this.save(batch);
      } catch (error) {
        for (const position of batch) {
          if (!this.waiting.has(position.user_id)) this.waiting.set(position.user_id, position);
        }
        this.onError(error);
      }
    });
    return this.running;
  }
}
