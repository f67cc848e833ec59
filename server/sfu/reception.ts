// How a stream arrives: sequence numbers counted on beyond 16 bits (`index`), what was lost, how evenly (RFC 3550 A).

/** A larger step is a new count. RFC 3550 allows 3000, but the keys of SRTP depend on the turns of the 16 bits, and the
 *  library follows those over no more than 100 packets. */
const STEP_MAX = 90;
const BEHIND_MAX = 2048;
const ROUND = 1 << 16;

/** `gap`: the indexes between this packet and the last. `isNew`: counted from here, nothing before it matters. */
export type Arrival = { index: number; gap: number[]; isNew: boolean };

export function createReception(clockRate: number) {
  let highest: number | undefined;
  let first = 0;
  let received = 0;
  let before = { expected: 0, received: 0 };
  let jitter = 0;
  let transit: number | undefined;

  const count = (sequence: number): Arrival | undefined => {
    const last = highest ?? 0;
    const step = ((((sequence - last) % ROUND) + ROUND + ROUND / 2) % ROUND) - ROUND / 2;
    if (highest === undefined || step > STEP_MAX || step < -BEHIND_MAX) {
      // One turn on, so that what comes late is no negative number.
      highest = sequence + ROUND;
      first = highest;
      received = 0;
      before = { expected: 0, received: 0 };
      return { index: highest, gap: [], isNew: true };
    }
    const index = last + step;
    if (step <= 0) return index >= first ? { index, gap: [], isNew: false } : undefined;
    highest = index;
    return { index, gap: Array.from({ length: step - 1 }, (_, nth) => last + 1 + nth), isNew: false };
  };

  return {
    highest: (): number | undefined => highest,
    /** Undefined: from before the count. */
    arrived(sequence: number, timestamp: number, nowMs: number): Arrival | undefined {
      const arrival = count(sequence);
      if (!arrival) return undefined;
      received++;
      const passed = Math.round((nowMs * clockRate) / 1000) - timestamp;
      const change = transit === undefined ? 0 : Math.abs(passed - transit);
      // A new count of time is no jitter.
      if (change < clockRate * 10) jitter += (change - jitter) / 16;
      transit = passed;
      return arrival;
    },
    /** Since the last time it was asked, as a receiver report says it; undefined: nothing has come yet. */
    report() {
      if (highest === undefined) return undefined;
      const expected = highest - first + 1;
      const span = { expected: expected - before.expected, received: received - before.received };
      before = { expected, received };
      const lost = Math.max(0, span.expected - span.received);
      return {
        fractionLost: span.expected > 0 ? Math.min(255, Math.floor((lost * 256) / span.expected)) : 0,
        packetsLost: Math.min(0x7fffff, Math.max(0, expected - received)),
        highestSequence: highest % 2 ** 32,
        jitter: Math.round(jitter),
      };
    },
  };
}
