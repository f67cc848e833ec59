// Who speaks, of levels that are read many times a second. Between two words nobody is silent at once.

export const SPEAKS_ABOVE = 0.02;
export const HANG_MS = 300;

export class Speaking {
  private readonly until = new Map<string, number>();
  private shown: ReadonlySet<string> = new Set();

  /** Levels from 0 to 1 by user id. The same set again while nothing changed. */
  update(now: number, levels: ReadonlyMap<string, number>): ReadonlySet<string> {
    for (const [userId, level] of levels) if (level > SPEAKS_ABOVE) this.until.set(userId, now + HANG_MS);
    for (const [userId, until] of this.until) if (until < now || !levels.has(userId)) this.until.delete(userId);
    const isSame = this.until.size === this.shown.size && [...this.until.keys()].every((id) => this.shown.has(id));
    if (!isSame) this.shown = new Set(this.until.keys());
    return this.shown;
  }
}

/** A receiver keeps the last level of a source for ten seconds after it fell silent. */
const STALE_MS = 500;

/** Reads the level of one receiver; answers null where the browser does not tell. */
export class ReceiverLevel {
  private readonly receiver: Pick<RTCRtpReceiver, 'getSynchronizationSources'>;
  private packet = -1;
  private at = 0;

  constructor(receiver: Pick<RTCRtpReceiver, 'getSynchronizationSources'>) {
    this.receiver = receiver;
  }

  read(now: number): number | null {
    const source = this.receiver.getSynchronizationSources()[0];
    if (!source) return 0;
    if (source.audioLevel === undefined) return null;
    if (source.timestamp !== this.packet) {
      this.packet = source.timestamp;
      this.at = now;
    }
    return now - this.at > STALE_MS ? 0 : source.audioLevel;
  }
}
