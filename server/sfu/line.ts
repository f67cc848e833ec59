// One stream that goes down. It has a count and a clock of its own, which go on smoothly whoever's stream it carries:
// for the browser it is one stream, and a decoder that is not confused.

import { randomInt } from 'node:crypto';
import { type RTCDtlsTransport, RtcpSenderInfo, RtcpSrPacket, RtpHeader } from 'werift';
import type { Kept, Outlet, Source } from './source.ts';
import { beginsKeyframe } from './vp8.ts';

const ROUND = 1 << 16;
/** Packets that are sent again in a second, to one listener of one stream. */
const RESEND_MAX = 300;

export type Line = Outlet & {
  readonly ssrc: number;
  source(): Source | undefined;
  /** From now on this stream. */
  attach(to: Source, type: number): void;
  /** Nothing any more, at once. */
  detach(): void;
  /** What the listener misses, by the count of the line. */
  lost(sequences: readonly number[]): void;
  /** The listener can not decode. */
  lostPicture(): void;
};

export function createLine(options: {
  ssrc: number;
  transport: RTCDtlsTransport;
  now: () => number;
  onSent: (bytes: number) => void;
}): Line {
  const { ssrc, transport, now, onSent } = options;
  let source: Source | undefined;
  let payloadType = 0;
  /** Of the last packet: index, timestamp, when. A start in the lower half leaves no doubt about the first round. */
  let last = { index: randomInt(1, ROUND / 2), timestamp: 0, at: 0 };
  let sent = { packets: 0, bytes: 0 };
  /** From the source's count and clock to those of the line; undefined: not begun, or to begin again. */
  let anchor: { from: number; index: number; timestamp: number } | undefined;
  let waits = false;
  let resend = { at: 0, packets: 0 };

  const send = ({ timestamp, marker, payload }: Kept, index: number, shift: number): void => {
    const header = new RtpHeader({
      ssrc,
      payloadType,
      marker,
      sequenceNumber: index % ROUND,
      timestamp: (timestamp + shift) >>> 0,
    });
    sent = { packets: sent.packets + 1, bytes: sent.bytes + payload.length };
    onSent(payload.length + 12);
    void transport.sendRtp(payload, header);
  };
  const begin = (entry: Kept, clockRate: number): NonNullable<typeof anchor> => {
    const passed = last.at === 0 ? 0 : Math.max(1, Math.round(((now() - last.at) * clockRate) / 1000));
    const timestamp = last.at === 0 ? entry.timestamp : last.timestamp + passed;
    return { from: entry.index, index: last.index + 1 - entry.index, timestamp: timestamp - entry.timestamp };
  };

  return {
    ssrc,
    source: (): Source | undefined => source,
    needsKeyframe: (): boolean => waits && transport.state === 'connected',
    attach(to: Source, type: number): void {
      payloadType = type;
      if (source === to) return;
      source?.outlets.delete(this);
      source = to;
      to.outlets.add(this);
      this.restart();
      to.askKeyframe();
    },
    detach(): void {
      source?.outlets.delete(this);
      source = undefined;
      anchor = undefined;
      waits = false;
    },
    restart(): void {
      anchor = undefined;
      waits = source?.isVideo ?? false;
    },
    forward(entry: Kept): void {
      if (!source || transport.state !== 'connected') return;
      if (waits) {
        // Nothing before a key frame can be decoded.
        if (!beginsKeyframe(entry.payload)) return;
        waits = false;
      }
      anchor ??= begin(entry, source.clockRate);
      if (entry.index < anchor.from) return;
      const index = entry.index + anchor.index;
      send(entry, index, anchor.timestamp);
      if (index > last.index) last = { index, timestamp: (entry.timestamp + anchor.timestamp) >>> 0, at: now() };
    },
    lost(sequences: readonly number[]): void {
      if (!source || !anchor) return;
      if (now() - resend.at > 1000) resend = { at: now(), packets: 0 };
      for (const sequence of sequences) {
        const behind = (last.index - sequence + ROUND) % ROUND;
        const index = last.index - behind;
        // Not beyond a turn of the 16 bits: the keys depend on how many there were.
        if (Math.floor(index / ROUND) !== Math.floor(last.index / ROUND)) continue;
        const from = index - anchor.index;
        if (from < anchor.from || resend.packets >= RESEND_MAX) continue;
        const entry = source.again(from);
        if (!entry) continue;
        resend.packets++;
        send(entry, index, anchor.timestamp);
      }
    },
    lostPicture: (): void => source?.askKeyframe(),
    report({ ntpTimestamp, rtpTimestamp }: RtcpSenderInfo): void {
      if (!anchor || transport.state !== 'connected') return;
      const senderInfo = new RtcpSenderInfo({
        ntpTimestamp,
        rtpTimestamp: (rtpTimestamp + anchor.timestamp) >>> 0,
        packetCount: sent.packets >>> 0,
        octetCount: sent.bytes >>> 0,
      });
      void transport.sendRtcp([new RtcpSrPacket({ ssrc, senderInfo })]).catch(() => undefined);
    },
  };
}
