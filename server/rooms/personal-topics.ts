// The topics of the accounts that are connected to a room: each is listened to once, however many connections it has.

import type { PersonalEvent, Topics } from '../platform/topics.ts';

type Entry = { count: number; stop: Promise<() => Promise<void>> };

export class PersonalTopics {
  private readonly entries = new Map<string, Entry>();
  private readonly topics: Pick<Topics, 'onUser'>;
  private readonly onEvent: (event: PersonalEvent) => void;
  private readonly onGap: (userId: string) => void;

  constructor(options: {
    topics: Pick<Topics, 'onUser'>;
    onEvent: (event: PersonalEvent) => void;
    /** Something for this person may have been missed. */
    onGap: (userId: string) => void;
  }) {
    this.topics = options.topics;
    this.onEvent = options.onEvent;
    this.onGap = options.onGap;
  }

  /** Resolves when it is listened to. Each call wants one `leave`. */
  async enter(userId: string): Promise<void> {
    let entry = this.entries.get(userId);
    if (!entry) {
      entry = { count: 0, stop: this.topics.onUser(userId, this.onEvent, () => this.onGap(userId)) };
      this.entries.set(userId, entry);
    }
    entry.count += 1;
    await entry.stop;
  }

  leave(userId: string): void {
    const entry = this.entries.get(userId);
    if (!entry) return;
    entry.count -= 1;
    if (entry.count > 0) return;
    this.entries.delete(userId);
    void entry.stop.then((stop) => stop());
  }

  async close(): Promise<void> {
    const stops = [...this.entries.values()].map(({ stop }) => stop);
    this.entries.clear();
    await Promise.all(stops.map(async (stop) => (await stop)()));
  }
}
