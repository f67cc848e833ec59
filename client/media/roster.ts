// Whom one is connected with, as the server says it. Pure: what is known of a person's connection stays while it is the same one.

import type { mediaMessages, Peer } from '../../shared/protocol/media.ts';
import type { HeardBody } from '../../shared/protocol/message.ts';
import type { MediaPeer } from '../state/world-media.ts';

export type PeersHeard = HeardBody<(typeof mediaMessages)['media:peers']>;

export function applyPeers(before: ReadonlyMap<string, MediaPeer>, event: PeersHeard): Map<string, MediaPeer> {
  const after = event.whole ? new Map<string, MediaPeer>() : new Map(before);
  for (const userId of event.left) after.delete(userId);
  for (const peer of event.joined) after.set(peer.user_id, upsert(before.get(peer.user_id), peer));
  return after;
}

function upsert(known: MediaPeer | undefined, peer: Peer): MediaPeer {
  const said = {
    userId: peer.user_id,
    peerId: peer.peer_id,
    username: peer.username,
    hears: peer.hears,
    heard: peer.heard,
    via: peer.via,
    media: peer.media_state,
  };
  if (known && known.peerId === said.peerId && known.via === said.via) return { ...known, ...said };
  return {
    ...said,
    state: 'connecting',
    quality: null,
    relayed: false,
    streams: { camera: null, screen: null },
  };
}
