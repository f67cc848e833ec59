// What goes over one connection: four lines, always these and in this order, whichever side made them. A camera that is
// turned on later needs no new description, only its track.

import type { SfuKind } from '../../shared/protocol/media.ts';

export const SLOTS = ['audio', 'video', 'screen', 'screen_audio'] as const satisfies readonly SfuKind[];
export type Slot = (typeof SLOTS)[number];
export type Tracks = Readonly<Record<Slot, MediaStreamTrack | null>>;
export const NO_TRACKS: Tracks = { audio: null, video: null, screen: null, screen_audio: null };

export const kindOf = (slot: Slot): 'audio' | 'video' =>
  slot === 'audio' || slot === 'screen_audio' ? 'audio' : 'video';
/** Sound and picture of one stream are played in step. */
export const streamOf = (slot: Slot): 'person' | 'screen' =>
  slot === 'audio' || slot === 'video' ? 'person' : 'screen';

/** `hears`: the other side hears us; `heard`: we hear the other side. */
export function directionOf({ hears, heard }: { hears: boolean; heard: boolean }): RTCRtpTransceiverDirection {
  if (hears) return heard ? 'sendrecv' : 'sendonly';
  return heard ? 'recvonly' : 'inactive';
}

/**
 * Lines of a description are in the order of the offer, and `getTransceivers` answers them in the order in which they were
 * made; on either side that is the order of `SLOTS`.
 */
export const transceiverOf = (pc: RTCPeerConnection, slot: Slot): RTCRtpTransceiver | undefined =>
  pc.getTransceivers()[SLOTS.indexOf(slot)];

/** Which connection a description comes from: the id of the session in its `o=` line stays while a connection lives. */
export const originOf = (sdp: string | undefined): string | null => /^o=\S+ (\S+)/m.exec(sdp ?? '')?.[1] ?? null;
