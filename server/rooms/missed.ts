// What connections that dropped may have missed, sent again when they are back within the time that their seat is held.

import type { Addressee } from './resume-log.ts';
import { ResumeLog } from './resume-log.ts';

/** What is known of a socket that went: whether it broke, and up to when all that was written had arrived for sure. */
type Dropped = { sessionId: string; brokenOff: boolean; confirmedAt: number };
type Returned = { sessionId: string; send(type: string, body: unknown): void };

export class Missed {
  private readonly log = new ResumeLog();
  /** Since when (monotonic milliseconds) a dropped session may have missed messages. */
  private readonly since = new Map<string, number>();
  private readonly monotonic: () => number;

  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
  }

  keep(to: Addressee, type: string, body: unknown): void {
    this.log.add({ at: this.monotonic(), to, type, body });
  }

  /** Who closed properly read all before; of a socket that broke only what a ping confirmed is sure. */
  noteDrop({ sessionId, brokenOff, confirmedAt }: Dropped): void {
    this.since.set(sessionId, brokenOff ? confirmedAt : this.monotonic());
  }

  /** A message's id tells what has been seen already. */
  resume(client: Returned, userId: string): void {
    const since = this.since.get(client.sessionId);
    this.since.delete(client.sessionId);
    if (since === undefined) return;
    for (const { type, body } of this.log.since(since, userId)) client.send(type, body);
  }

  forget(sessionId: string): void {
    this.since.delete(sessionId);
  }
}
