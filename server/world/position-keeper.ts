// Where people stand, kept in the database while it changes, when they leave and at shutdown. What could not be saved is
// kept and tried again.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from './world.repository.ts';
import type { Body } from './world.ts';

export class PositionKeeper {
  /** A killed process loses at most what the contract allows, 10 s; half of it leaves room for a slow database. */
  static readonly INTERVAL_MS = 5_000;
  /** A world that closes waits this long for a database that is away. */
  static readonly CLOSE_PATIENCE_MS = 60_000;
  private static readonly RETRY_MS = 500;
  private readonly noted = new Map<string, { x: number; y: number }>();
  private readonly unsaved = new Map<string, Position>();
  private saving: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;
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
    this.noted.delete(body.userId);
    return this.drain();
  }

  /** Where someone stood last, as long as the database does not know it. */
  pending(userId: string): { x: number; y: number } | undefined {
    return this.unsaved.get(userId);
  }

  /** Saves everybody, and tries again while the database is away. */
  async close(bodies: Iterable<Body>): Promise<void> {
    const deadline = performance.now() + PositionKeeper.CLOSE_PATIENCE_MS;
    await this.flush(bodies);
    while (this.unsaved.size > 0 && performance.now() < deadline) {
      await sleep(PositionKeeper.RETRY_MS);
      await this.drain();
    }
  }

  private note({ userId, x, y, segment }: Body): void {
    const before = this.noted.get(userId);
    if (before && before.x === x && before.y === y) return;
    this.noted.set(userId, { x, y });
    this.unsaved.set(userId, { user_id: userId, x, y, dir: segment.dir });
  }

  /** One at a time, so that an older position never overtakes a newer one; all who come meanwhile go with the next. */
  private drain(): Promise<void> {
    this.next ??= this.saving.then(() => {
      this.next = undefined;
      this.saving = this.saveAll();
      return this.saving;
    });
    return this.next;
  }

  private async saveAll(): Promise<void> {
    const batch = [...this.unsaved.values()];
    if (batch.length === 0) return;
    try {
      await this.save(batch);
    } catch (error) {
      this.onError(error);
      return;
    }
    for (const position of batch) {
      if (this.unsaved.get(position.user_id) === position) this.unsaved.delete(position.user_id);
    }
  }
}
