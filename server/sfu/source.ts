// One stream that comes up: asked for again where it has gaps, kept for a moment, and handed to the lines that it goes
// down on.

import { randomInt } from 'node:crypto';
import {
  GenericNack,
  PictureLossIndication,
  type RTCDtlsTransport,
  RtcpPayloadSpecificFeedback,
  RtcpReceiverInfo,
  type RtcpSenderInfo,
  RtcpTransportLayerFeedback,
  type RtpPacket,
} from 'werift';
import type { SfuKind } from '../../shared/protocol/media.ts';
import { createReception } from './reception.ts';

/** What nobody sends who does not mean harm, in bytes a second: it would be forwarded to dozens. */
const BYTES_PER_SECOND: Record<SfuKind, number> = {
  audio: 40_000,
  screen_audio: 40_000,
  video: 400_000,
  screen: 800_000,
};
const BURST_SECONDS = 2;
/** IP, UDP and SRTP around what a packet carries. */
const OVERHEAD_BYTES = 50;
/** Some seconds of video, so that a lost packet can be sent again. */
const KEPT = 512;
const MISSING_MAX = 200;
const NACK_EVERY_MS = 100;
const NACKS = 5;
/** A key frame is many times as large as another, so there is not one for everyone who asks. */
const KEYFRAME_EVERY_MS = 1000;
const SENDER_REPORT_EVERY_MS = 500;
const ROUND = 1 << 16;

export type Kept = { index: number; timestamp: number; marker: boolean; payload: Buffer };
/** What a stream goes down on: a line (line.ts). */
export type Outlet = {
  forward(entry: Kept): void;
  /** The count of the stream begins anew. */
  restart(): void;
  report(info: RtcpSenderInfo): void;
  needsKeyframe(): boolean;
  detach(): void;
};

export function createSource(options: {
  kind: SfuKind;
  ssrc: number;
  payloadType: number;
  transport: RTCDtlsTransport;
  now: () => number;
}) {
  const { kind, ssrc, payloadType, transport, now } = options;
  const isVideo = kind === 'video' || kind === 'screen';
  const clockRate = isVideo ? 90_000 : 48_000;
  const rate = BYTES_PER_SECOND[kind];
  const reporter = randomInt(1, 2 ** 32);
  const outlets = new Set<Outlet>();
  const reception = createReception(clockRate);
  /** By the rest of the index. */
  const kept: Kept[] = [];
  const missing = new Map<number, { tries: number; at: number }>();
  let budget = { bytes: rate * BURST_SECONDS, at: now() };
  let reported: { middle: number; at: number } | undefined;
  let keyframeAskedAt = Number.NEGATIVE_INFINITY;

  const send = (packet: RtcpTransportLayerFeedback | RtcpPayloadSpecificFeedback): void => {
    if (transport.state === 'connected') void transport.sendRtcp([packet]).catch(() => undefined);
  };
  const ask = (indexes: number[]): void => {
    const at = now();
    for (const index of indexes) missing.set(index, { tries: (missing.get(index)?.tries ?? 0) + 1, at });
    const lost = indexes.map((index) => index % ROUND);
    send(
      new RtcpTransportLayerFeedback({
        feedback: new GenericNack({ senderSsrc: reporter, mediaSourceSsrc: ssrc, lost }),
      }),
    );
  };
  const affords = (bytes: number): boolean => {
    const at = now();
    const held = Math.min(rate * BURST_SECONDS, budget.bytes + ((at - budget.at) * rate) / 1000);
    budget = { bytes: held < bytes ? held : held - bytes, at };
    return held >= bytes;
  };

  return {
    kind,
    ssrc,
    payloadType,
    isVideo,
    clockRate,
    outlets,
    receive({ header, payload }: RtpPacket): void {
      if (header.payloadType !== payloadType || !affords(payload.length + OVERHEAD_BYTES)) return;
      const arrival = reception.arrived(header.sequenceNumber, header.timestamp, now());
      if (!arrival) return;
      const { index, gap, isNew } = arrival;
      if (isNew) {
        missing.clear();
        kept.length = 0;
        for (const outlet of outlets) outlet.restart();
      }
      const entry = { index, timestamp: header.timestamp, marker: header.marker, payload };
      if (isVideo) {
        kept[index % KEPT] = entry;
        missing.delete(index);
        if (gap.length > 0 && missing.size < MISSING_MAX) ask(gap);
      }
      for (const outlet of outlets) outlet.forward(entry);
    },
    /** A packet that passed a moment ago; what never came is asked for, and goes down when it comes. */
    again(index: number): Kept | undefined {
      const entry = kept[index % KEPT];
      if (entry?.index === index) return entry;
      const highest = reception.highest() ?? 0;
      const isOpen = isVideo && index <= highest && index > highest - KEPT;
      if (isOpen && !missing.has(index) && missing.size < MISSING_MAX) ask([index]);
      return undefined;
    },
    askKeyframe(): void {
      if (!isVideo || transport.state !== 'connected' || now() - keyframeAskedAt < KEYFRAME_EVERY_MS) return;
      keyframeAskedAt = now();
      const feedback = new PictureLossIndication({ senderSsrc: reporter, mediaSsrc: ssrc });
      send(new RtcpPayloadSpecificFeedback({ feedback }));
    },
    /** The publisher's clock: what is seen and what is heard of somebody are held together by it. */
    senderReport(info: RtcpSenderInfo): void {
      if (reported && now() - reported.at < SENDER_REPORT_EVERY_MS) return;
      reported = { middle: Number((info.ntpTimestamp >> 16n) & 0xffffffffn), at: now() };
      for (const outlet of outlets) outlet.report(info);
    },
    /** To be called ten times a second. */
    look(): void {
      const due: number[] = [];
      for (const [index, { tries, at }] of missing) {
        if (tries >= NACKS) missing.delete(index);
        else if (now() - at >= NACK_EVERY_MS) due.push(index);
      }
      if (due.length > 0) ask(due.sort((one, other) => one - other));
      for (const outlet of outlets) if (outlet.needsKeyframe()) this.askKeyframe();
    },
    /** What the publisher learns its bandwidth from. */
    receiverInfo(): RtcpReceiverInfo | undefined {
      const report = reception.report();
      if (!report) return undefined;
      const dlsr = reported ? Math.round(((now() - reported.at) * ROUND) / 1000) : 0;
      return new RtcpReceiverInfo({ ssrc, ...report, lsr: reported?.middle ?? 0, dlsr });
    },
    close(): void {
      for (const outlet of [...outlets]) outlet.detach();
    },
  };
}
export type Source = ReturnType<typeof createSource>;
