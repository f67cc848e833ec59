// What a room said of late, so that who was cut off for some seconds misses nothing. One log a room, not one a client:
// a message to everybody costs one entry. Readers that may see a message twice tell by its id.

export type Addressee = 'everyone' | ReadonlySet<string>;
type Entry = { at: number; to: Addressee; type: string; body: unknown };

/** Longer than the 20 s that a seat is kept, and the seconds that a dead socket stays unnoticed. */
const KEEP_MS = 35_000;
const ENTRIES_MAX = 5_000;

export class ResumeLog {
  private entries: Entry[] = [];
  /** When the last of those was said that are not kept any more. */
  forgotten = Number.NEGATIVE_INFINITY;

  add(entry: Entry): void {
    this.entries.push(entry);
    const oldest = this.entries[0];
    if (oldest && (entry.at - oldest.at > KEEP_MS || this.entries.length > ENTRIES_MAX)) this.prune(entry.at);
  }

  /** In order, what was said to `userId` after `since` (monotonic milliseconds). */
  since(since: number, userId: string): { type: string; body: unknown }[] {
    return this.entries.filter((entry) => entry.at > since && (entry.to === 'everyone' || entry.to.has(userId)));
  }

  private prune(now: number): void {
    const fresh = this.entries.findIndex((entry) => now - entry.at <= KEEP_MS);
    const from = Math.max(fresh < 0 ? this.entries.length : fresh, this.entries.length - ENTRIES_MAX);
    this.forgotten = this.entries[from - 1]?.at ?? this.forgotten;
    this.entries = this.entries.slice(from);
  }
}
