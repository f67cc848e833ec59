// What a test in a browser may see and do of voice and video, on `window.atriumMedia` of pages opened with `?test=1`.

import type { MediaActions } from '../actions/world-media.ts';
import type { MediaEngine } from './engine.ts';
import { readStats, type Sample } from './stats.ts';

export type ShownPeer = {
  user_id: string;
  peer_id: string;
  username: string;
  via: string;
  state: string;
  hears: boolean;
  heard: boolean;
  quality: string | null;
  volume: number | null;
  media: { audio: boolean; video: boolean; screen: boolean; is_muted: boolean };
  hasCamera: boolean;
  hasScreen: boolean;
};
export type AtriumMediaTest = {
  actions: MediaActions;
  phase(): string;
  problem(): string | null;
  notice(): string | null;
  peers(): ShownPeer[];
  /** Whom one reaches by a connection: user ids, and `sfu up` and `sfu down`. */
  connections(): string[];
  stats(key: string): Promise<Sample | null>;
  speaking(): string[];
  level(): number;
};
declare global {
  interface Window {
    atriumMedia?: AtriumMediaTest | undefined;
  }
}

export function mediaTestHook(engine: MediaEngine, actions: MediaActions): AtriumMediaTest {
  const { store, mesh, sfu } = engine;
  const connections = (): Map<string, RTCPeerConnection> => {
    const { up, down } = sfu.connections;
    const found = new Map([...mesh].map(([userId, { connection }]) => [userId, connection]));
    if (up) found.set('sfu up', up);
    if (down) found.set('sfu down', down);
    return found;
  };
  return {
    actions,
    phase: () => store.getState().phase,
    problem: () => store.getState().problem?.code ?? null,
    notice: () => store.getState().notice?.code ?? null,
    peers: () =>
      Array.from(store.getState().peers.values(), (peer) => ({
        ...{ user_id: peer.userId, peer_id: peer.peerId, username: peer.username, via: peer.via, state: peer.state },
        ...{ hears: peer.hears, heard: peer.heard, quality: peer.quality, media: peer.media },
        volume: engine.ears.volumeOf(peer.userId),
        hasCamera: peer.streams.camera !== null,
        hasScreen: peer.streams.screen !== null,
      })),
    connections: () => [...connections().keys()],
    stats: async (key) => {
      const pc = connections().get(key);
      return pc ? readStats(await pc.getStats(), performance.now()) : null;
    },
    speaking: () => [...store.getState().speaking],
    level: () => engine.own.level.current,
  };
}
