// What the world says of people's media: what they send, and whether the own bubble is shut.

import { MEDIA } from '../../shared/protocol/media.ts';
import type { MediaEngine } from '../media/engine.ts';
import { selfOf, type WorldSession, type WorldState } from '../state/world.ts';
import { mediaOfBits, sameMedia, updatePeer } from '../state/world-media.ts';

export function followWorld(
  session: WorldSession,
  engine: Pick<MediaEngine, 'store' | 'show' | 'stayOver'>,
): () => void {
  const { store } = engine;
  return session.store.subscribe((state: WorldState, before: WorldState) => {
    if (state.phase === 'ended' && before.phase !== 'ended') engine.stayOver();
    if (state.people === before.people || store.getState().phase !== 'on') return;
    const self = selfOf(state);
    const locked = ((self?.media ?? 0) & MEDIA.LOCKED) !== 0;
    if (locked !== store.getState().locked) store.setState({ locked });
    const { peers } = store.getState();
    if (peers.size === 0) return;
    for (const [sessionId, person] of state.people) {
      // What did not change in the world is older than what came with the list of peers.
      if (before.people.get(sessionId)?.media === person.media) continue;
      const peer = peers.get(person.userId);
      const media = mediaOfBits(person.media);
      if (!peer || sameMedia(peer.media, media)) continue;
      updatePeer(store, person.userId, { media });
      engine.show(person.userId);
    }
  });
}
