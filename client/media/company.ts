// Those with whom one talks: connected as the server says, by one of two ways and never by both, and shown as they are.

import { type MediaPeer, updatePeer, type WorldMediaStore } from '../state/world-media.ts';
import { type Ears, screenKey } from './ears.ts';
import type { Mesh } from './mesh.ts';
import { applyPeers, type PeersHeard } from './roster.ts';
import type { Sfu } from './sfu.ts';
import { NO_TRACKS, type Tracks } from './slots.ts';
import type { StreamOf } from './streams.ts';
import type { Watched } from './watch.ts';

type Via = MediaPeer['via'];
type Deps = {
  store: WorldMediaStore;
  mesh: Mesh;
  sfu: Sfu;
  ears: () => Ears;
  streamOf: StreamOf;
  /** Told once for each failure. */
  onFailed: (userId: string) => void;
};

export class Company {
  private readonly deps: Deps;
  private readonly failed = new Set<string>();

  constructor(deps: Deps) {
    this.deps = deps;
  }

  hear(event: PeersHeard): void {
    this.set(applyPeers(this.peers, event), event.beyond);
  }
  part(userId: string): void {
    const peers = new Map(this.peers);
    if (peers.delete(userId)) this.set(peers, this.deps.store.getState().beyond);
  }
  clear(): void {
    this.set(new Map(), 0);
    this.deps.sfu.close();
  }

  /** How many hear us that way. */
  listeners(via: Via): number {
    return this.by(via).filter(({ hears }) => hears).length;
  }
  /** Where the voices come from that one hears. */
  *receivers(): Generator<[string, RTCRtpReceiver]> {
    const { mesh, sfu } = this.deps;
    for (const { userId, via, heard } of this.peers.values()) {
      if (!heard) continue;
      const receiver = via === 'mesh' ? mesh.get(userId)?.receiver('audio') : sfu.receiver(userId, 'audio');
      if (receiver) yield [userId, receiver];
    }
  }
  watched(): Watched[] {
    const { mesh, sfu } = this.deps;
    const watched: Watched[] = [];
    for (const [userId, link] of mesh)
      watched.push({ pc: link.connection, userIds: [userId], sends: this.peers.get(userId)?.hears ?? false });
    const { up, down } = sfu.connections;
    if (up) watched.push({ pc: up, userIds: [], sends: true });
    if (down) watched.push({ pc: down, userIds: this.by('sfu').map(({ userId }) => userId), sends: false });
    return watched;
  }

  showAll(via: Via): void {
    for (const { userId } of this.by(via)) this.show(userId);
  }
  /** What is seen and heard of somebody, who may have left. */
  show(userId: string): void {
    const { store, ears, streamOf } = this.deps;
    const peer = this.peers.get(userId);
    const received = peer?.heard ? this.received(peer) : NO_TRACKS;
    ears().hear(userId, received.audio);
    ears().hear(screenKey(userId), peer?.media.screen ? received.screen_audio : null);
    if (!peer) {
      this.failed.delete(userId);
      return;
    }
    const camera = peer.media.video ? streamOf(received.video) : null;
    const screen = peer.media.screen ? streamOf(received.screen) : null;
    const isSame = camera === peer.streams.camera && screen === peer.streams.screen;
    const state = this.stateOf(peer);
    updatePeer(store, userId, { state, streams: isSame ? peer.streams : { camera, screen } });
    this.noteFailure(userId, state);
  }

  private get peers(): ReadonlyMap<string, MediaPeer> {
    return this.deps.store.getState().peers;
  }
  private by(way: Via): MediaPeer[] {
    return [...this.peers.values()].filter(({ via }) => via === way);
  }

  private set(peers: ReadonlyMap<string, MediaPeer>, beyond: number): void {
    const { store, mesh, sfu } = this.deps;
    const before = this.peers;
    store.setState({ peers, beyond });
    mesh.sync(this.by('mesh'));
    const crowd = this.by('sfu');
    sfu.want(
      crowd.length > 0,
      crowd.some(({ heard }) => heard),
    );
    for (const userId of new Set([...before.keys(), ...peers.keys()])) this.show(userId);
  }

  private received({ userId, via }: MediaPeer): Tracks {
    const { mesh, sfu } = this.deps;
    return via === 'mesh' ? (mesh.get(userId)?.received ?? NO_TRACKS) : sfu.received(userId);
  }
  private stateOf({ userId, via }: MediaPeer): MediaPeer['state'] {
    const { mesh, sfu } = this.deps;
    return via === 'mesh' ? (mesh.get(userId)?.state ?? 'connecting') : sfu.state;
  }
  private noteFailure(userId: string, state: MediaPeer['state']): void {
    if (state === 'connected') this.failed.delete(userId);
    if (state !== 'failed' || this.failed.has(userId)) return;
    this.failed.add(userId);
    this.deps.onFailed(userId);
  }
}
