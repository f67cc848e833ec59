// What one peer sends up: the connection that its client offers, and the streams on it.

import { type RtcpPacket, RtcpRrPacket, RtcpSrPacket, type RtpPacket } from 'werift';
import type { SfuKind, SfuTrack } from '../../shared/protocol/media.ts';
import { type Connection, openConnection, type Surroundings } from './connection.ts';
import { Refused, sdpRefused } from './refused.ts';
import { type Description, readOffer } from './sdp.ts';
import { createSource, type Source } from './source.ts';

const TRACKS_MAX = 4;
const REPORT_EVERY_MS = 1000;
/** A change that comes while the connection is being made waits for it. */
const CONNECTING_MS = 4000;

/** `onChange` whenever `sources` may have changed; the last time when it closed. */
export function openUplink(surroundings: Surroundings, origin: string, onChange: (closed?: string) => void) {
  const sources = new Map<SfuKind, Source>();
  const bySsrc = new Map<number, Source>();
  const waiting: (() => void)[] = [];
  let reportedAt = 0;

  const connection: Connection = openConnection(surroundings, {
    onRtp: (packet: RtpPacket) => bySsrc.get(packet.header.ssrc)?.receive(packet),
    onRtcp: (packet: RtcpPacket) => {
      if (packet instanceof RtcpSrPacket) bySsrc.get(packet.ssrc)?.senderReport(packet.senderInfo);
    },
    onConnected: () => {
      for (const go of waiting.splice(0)) go();
      // Viewers who were there first asked in vain.
      for (const source of sources.values()) source.look();
    },
    onClosed: (reason) => {
      for (const go of waiting.splice(0)) go();
      hold(new Map());
      onChange(reason);
    },
  });
  const { pc } = connection;

  const connected = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, CONNECTING_MS);
      waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  const hold = (next: ReadonlyMap<SfuKind, Source>): void => {
    const gone = [...sources.values()].filter((source) => next.get(source.kind) !== source);
    sources.clear();
    bySsrc.clear();
    for (const [kind, source] of next) {
      sources.set(kind, source);
      bySsrc.set(source.ssrc, source);
    }
    for (const source of gone) source.close();
  };
  /** Opus and VP8 are all that is forwarded, and a browser says how it numbers its streams. */
  const assertUsable = ({ sections }: Description, tracks: readonly SfuTrack[]): void => {
    const usable = pc.getTransceivers().filter(({ stopped, pendingRejection }) => !stopped && !pendingRejection);
    const isUsable = (mid: string): boolean => usable.some((one) => one.mid === mid);
    const sent = sections.filter(({ mid, sends }) => sends && tracks.some((track) => track.mid === mid));
    if (usable.length > 0 && sent.every(({ mid, ssrc }) => ssrc !== undefined && isUsable(mid))) return;
    throw new Refused('media/sdp_refused', 'nothing that can be forwarded');
  };
  const sourcesOf = ({ sections }: Description, tracks: readonly SfuTrack[]): Map<SfuKind, Source> => {
    const transport = connection.transport();
    const next = new Map<SfuKind, Source>();
    for (const { mid, kind } of tracks) {
      const section = sections.find((one) => one.mid === mid);
      const payloadType = pc.getTransceivers().find((one) => one.mid === mid && !one.stopped)?.codecs[0]?.payloadType;
      if (!transport || !section?.sends || section.ssrc === undefined || payloadType === undefined) continue;
      const old = sources.get(kind);
      const isSame = old?.ssrc === section.ssrc && old.payloadType === payloadType;
      const fresh = { kind, ssrc: section.ssrc, payloadType, transport, now: surroundings.now };
      next.set(kind, isSame ? old : createSource(fresh));
    }
    return next;
  };

  return {
    origin,
    sources,
    isOpen: connection.isOpen,
    close: connection.close,
    /** The answer to an offer of this connection's client. Throws Refused; what the library refuses closes it. */
    async accept(offer: Description, tracks: readonly SfuTrack[]): Promise<string> {
      // Twice at once the library would begin to connect twice.
      if (connection.transport() && !connection.isConnected()) await connected();
      try {
        await pc.setRemoteDescription({ type: 'offer', sdp: offer.clean });
        assertUsable(offer, tracks);
        const answer = await connection.describe('answer');
        hold(sourcesOf(offer, tracks));
        onChange();
        return answer;
      } catch (cause) {
        connection.close('its offer can not be used');
        throw sdpRefused(cause);
      }
    },
    look(): void {
      connection.look();
      for (const source of sources.values()) source.look();
      const now = surroundings.now();
      if (!connection.isConnected() || now - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = now;
      const reports = [...sources.values()].flatMap((source) => source.receiverInfo() ?? []);
      const packet = new RtcpRrPacket({ ssrc: 1, reports });
      if (reports.length > 0)
        void connection
          .transport()
          ?.sendRtcp([packet])
          .catch(() => undefined);
    },
  };
}
export type Uplink = ReturnType<typeof openUplink>;

/** Throws Refused when an offer is none, or does not carry what it is said to carry. */
export function readPublication(sdp: string, tracks: readonly SfuTrack[]): Description {
  const offer = readOffer(sdp);
  const refuse = (reason: string): never => {
    throw new Refused('media/sdp_refused', reason);
  };
  if (tracks.length > TRACKS_MAX) refuse('too many tracks');
  if (new Set(tracks.map(({ kind }) => kind)).size < tracks.length) refuse('a kind twice');
  if (new Set(tracks.map(({ mid }) => mid)).size < tracks.length) refuse('a line for two tracks');
  for (const { mid, kind } of tracks) {
    const media = kind === 'video' || kind === 'screen' ? 'video' : 'audio';
    if (offer.sections.find((one) => one.mid === mid)?.media !== media) refuse(`no line for ${kind}`);
  }
  const ssrcs = offer.sections.flatMap(({ ssrc }) => ssrc ?? []);
  if (new Set(ssrcs).size < ssrcs.length) refuse('a stream on two lines');
  return offer;
}
