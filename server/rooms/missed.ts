// What connections that dropped may have missed, sent again when they are back within the time that their seat is held.

import { getMessageBytes, Protocol } from '@colyseus/core';
import type { Addressee } from './resume-log.ts';
import { ResumeLog } from './resume-log.ts';

/** What is known of a socket that went: up to when (monotonic milliseconds) all that was written had arrived for sure. */
type Dropped = { sessionId: string; confirmedAt: number };
type Returned = { sessionId: string; send(type: string, body: unknown): void; enqueueRaw(bytes: Uint8Array): void };

/** More than this at once would fill the line of who came back, who would be cut off as too slow again. */
const REPLAY_BYTES_MAX = 256 * 1024;

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

  /**
   * Only what a ping confirmed is sure, also where the socket was closed properly: a client hears nothing more once it
   * has said that it closes, and who was cut off as too slow was sent nothing more from then on.
   */
  noteDrop({ sessionId, confirmedAt }: Dropped): void {
    this.since.set(sessionId, confirmedAt);
  }

  /** A message's id tells what has been seen already. Where more was said than is kept, or is sent at once, the client is told to ask. */
  resume(client: Returned, userId: string): void {
    const since = this.since.get(client.sessionId);
    this.since.delete(client.sessionId);
    if (since === undefined) return;
    if (this.log.forgotten > since) {
      client.send('chat:gap', {});
      return;
    }
    let size = 0;
    const frames: Uint8Array[] = [];
    for (const { type, body } of this.log.since(since, userId)) {
      const bytes = getMessageBytes.raw(Protocol.ROOM_DATA, type, body);
      size += bytes.byteLength;
      if (size > REPLAY_BYTES_MAX) {
        client.send('chat:gap', {});
        return;
      }
      frames.push(bytes);
    }
    for (const bytes of frames) client.enqueueRaw(bytes);
  }

  forget(sessionId: string): void {
    this.since.delete(sessionId);
  }
}
