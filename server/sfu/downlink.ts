// What one peer gets: the connection that is offered to its client, and the lines on it. Lines that nobody needs lie idle
// until somebody does, so that the description does not grow for ever.

import {
  GenericNack,
  type RTCRtpTransceiver,
  type RtcpPacket,
  RtcpPayloadSpecificFeedback,
  RtcpTransportLayerFeedback,
} from 'werift';
import type { SfuKind } from '../../shared/protocol/media.ts';
import { type Connection, type Media, openConnection, type Surroundings } from './connection.ts';
import { createLine, type Line } from './line.ts';
import { Refused, sdpRefused } from './refused.ts';
import { readAnswer } from './sdp.ts';
import type { SfuLine } from './sfu-port.ts';
import type { Source } from './source.ts';

/** What is to come down; the nearest first. */
export type Wanted = { owner: string; kind: SfuKind; source: Source };
type Slot = {
  media: Media;
  transceiver: RTCRtpTransceiver;
  line: Line;
  /** Whose it is; undefined: idle. */
  use: { owner: string; kind: SfuKind } | undefined;
  /** The client knows whose it is. */
  isKnown: boolean;
};

/** People walk in groups: one offer for all of them. */
const GATHER_CHANGES_MS = 50;
const ANSWER_WITHIN_MS = 15_000;

const mediaOf = (kind: SfuKind): Media => (kind === 'video' || kind === 'screen' ? 'video' : 'audio');
const isUseOf = ({ use }: Slot, { owner, kind }: SfuLine | Wanted): boolean =>
  use?.owner === owner && use.kind === kind;

export function openDownlink(
  surroundings: Surroundings,
  handlers: {
    onOffer: (sdp: string, lines: SfuLine[]) => void;
    onConnected: () => void;
    onClosed: (reason: string) => void;
    onSent: (bytes: number) => void;
  },
) {
  const { now } = surroundings;
  const slots: Slot[] = [];
  let wanted: readonly Wanted[] = [];
  let isDirty = false;
  let offered: { at: number; lines: SfuLine[] } | undefined;
  let isOffering = false;
  let timer: NodeJS.Timeout | undefined;

  const connection: Connection = openConnection(surroundings, {
    onRtcp: (packet) => heed(packet),
    onConnected: () => {
      for (const { line } of slots) line.lostPicture();
      handlers.onConnected();
      soon();
    },
    onClosed: (reason) => {
      clearTimeout(timer);
      for (const { line } of slots) line.detach();
      handlers.onClosed(reason);
    },
  });
  const { pc } = connection;

  const heed = (packet: RtcpPacket): void => {
    if (packet instanceof RtcpTransportLayerFeedback && packet.feedback instanceof GenericNack) {
      const { mediaSourceSsrc, lost } = packet.feedback;
      slots.find(({ line }) => line.ssrc === mediaSourceSsrc)?.line.lost(lost);
    } else if (packet instanceof RtcpPayloadSpecificFeedback && 'mediaSsrc' in packet.feedback) {
      const { mediaSsrc } = packet.feedback;
      slots.find(({ line }) => line.ssrc === mediaSsrc)?.line.lostPicture();
    }
  };
  /** A change during an offer, or before the connection stands, waits for it. */
  const soon = (): void => {
    if (!isDirty || timer || offered || isOffering || !connection.isOpen()) return;
    if (connection.transport() && !connection.isConnected()) return;
    timer = setTimeout(() => {
      timer = undefined;
      isOffering = true;
      offer()
        .catch((cause) => connection.close(`could not be offered: ${cause}`))
        .finally(() => {
          isOffering = false;
          soon();
        });
    }, GATHER_CHANGES_MS);
  };
  const slotFor = (media: Media): Slot => {
    const idle = slots.find((slot) => !slot.use && slot.media === media && !slot.transceiver.stopped);
    if (idle) return idle;
    const transceiver = pc.addTransceiver(media, { direction: 'sendonly' });
    const { dtlsTransport, sender } = transceiver;
    const line = createLine({ ssrc: sender.ssrc, transport: dtlsTransport, now, onSent: handlers.onSent });
    const slot: Slot = { media, transceiver, line, use: undefined, isKnown: false };
    slots.push(slot);
    return slot;
  };
  const offer = async (): Promise<void> => {
    isDirty = false;
    for (const { owner, kind } of wanted) {
      if (slots.some((slot) => isUseOf(slot, { mid: '', owner, kind }))) continue;
      const slot = slotFor(mediaOf(kind));
      slot.use = { owner, kind };
      // What belongs together is played together; a screen goes its own way.
      slot.transceiver.sender.streamIds = [kind.startsWith('screen') ? `${owner}-screen` : owner];
    }
    for (const { transceiver, use } of slots) transceiver.setDirection(use ? 'sendonly' : 'inactive');
    const used = slots.flatMap(({ transceiver, use }) => (use ? [{ transceiver, use }] : []));
    const sdp = await connection.describe('offer');
    const lines = used.map(({ transceiver, use }) => ({ mid: transceiver.mid ?? '', ...use }));
    offered = { at: now(), lines };
    handlers.onOffer(sdp, lines);
  };
  const attach = (slot: Slot): void => {
    const source = wanted.find((one) => isUseOf(slot, one))?.source;
    const payloadType = slot.transceiver.codecs[0]?.payloadType;
    const goes = slot.isKnown && !slot.transceiver.stopped && slot.transceiver.currentDirection === 'sendonly';
    if (source && goes && payloadType !== undefined) slot.line.attach(source, payloadType);
    else slot.line.detach();
  };

  return {
    isOpen: connection.isOpen,
    isConnected: connection.isConnected,
    close: connection.close,
    lines: (): number => slots.filter(({ line }) => line.source() !== undefined).length,
    /** Replaces what was wanted. What is not any more stops before this returns. */
    want(next: readonly Wanted[]): void {
      wanted = next;
      for (const slot of slots) {
        if (slot.use && !next.some((one) => isUseOf(slot, one))) {
          slot.use = undefined;
          slot.isKnown = false;
          isDirty = true;
        }
        attach(slot);
      }
      if (next.some((one) => !slots.some((slot) => isUseOf(slot, one)))) isDirty = true;
      soon();
    },
    /** Throws Refused; what the library refuses closes the connection. */
    async answer(sdp: string): Promise<void> {
      const { clean } = readAnswer(sdp);
      if (!offered || isOffering) throw new Refused('media/sdp_refused', 'nothing was offered');
      const { lines } = offered;
      offered = undefined;
      isOffering = true;
      try {
        await pc.setRemoteDescription({ type: 'answer', sdp: clean });
      } catch (cause) {
        connection.close('its answer can not be used');
        throw sdpRefused(cause);
      } finally {
        isOffering = false;
      }
      for (const slot of slots) {
        if (lines.some((line) => line.mid === slot.transceiver.mid && isUseOf(slot, line))) slot.isKnown = true;
        attach(slot);
      }
      soon();
    },
    look(): void {
      connection.look();
      if (offered && now() - offered.at > ANSWER_WITHIN_MS) connection.close('no answer');
    },
  };
}
export type Downlink = ReturnType<typeof openDownlink>;
