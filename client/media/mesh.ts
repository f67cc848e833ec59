// All connections from browser to browser, one for each person that is connected that way.

import type { mediaMessages } from '../../shared/protocol/media.ts';
import type { HeardBody } from '../../shared/protocol/message.ts';
import type { Outbox, SignalType } from './outbox.ts';
import { type LinkDeps, PeerLink, type Way } from './peer-link.ts';

export type SignalHeard = HeardBody<(typeof mediaMessages)[SignalType]>;
export type MeshPeer = { userId: string; peerId: string } & Way;
type Deps = Pick<LinkDeps, 'ports' | 'iceServers' | 'tracks' | 'limit' | 'onUnauthorized'> & {
  /** The own user id: the smaller of two is the polite one. */
  userId: string;
  outbox: Pick<Outbox, 'push' | 'drop'>;
  onChange: (userId: string) => void;
};

export class Mesh {
  private readonly deps: Deps;
  private readonly links = new Map<string, { peerId: string; link: PeerLink }>();
  private held = false;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  /** Exactly these, from now on. */
  sync(peers: readonly MeshPeer[]): void {
    const wanted = new Map(peers.map((peer) => [peer.userId, peer]));
    for (const userId of [...this.links.keys()]) if (!wanted.has(userId)) this.close(userId);
    for (const peer of peers) {
      const known = this.links.get(peer.userId);
      if (known?.peerId === peer.peerId) known.link.setWay(peer);
      else {
        // The same person in another session: its browser knows nothing of what we had.
        if (known) this.close(peer.userId);
        this.open(peer);
      }
    }
    this.refresh();
  }

  async hear(type: SignalType, body: SignalHeard): Promise<void> {
    const known = this.links.get(body.from);
    if (!known || known.peerId !== body.peer_id) return;
    if (type !== 'signal:ice' && 'sdp' in body) await known.link.hear(body.sdp);
    else if ('candidate' in body) known.link.hearCandidate(body.candidate as RTCIceCandidateInit | null);
  }

  get size(): number {
    return this.links.size;
  }
  get(userId: string): PeerLink | undefined {
    return this.links.get(userId)?.link;
  }
  *[Symbol.iterator](): Generator<[string, PeerLink]> {
    for (const [userId, { link }] of this.links) yield [userId, link];
  }

  /** Tracks or limits changed. */
  refresh(): void {
    for (const { link } of this.links.values()) link.refresh();
  }
  setIceServers(servers: RTCIceServer[]): void {
    for (const { link } of this.links.values()) link.setIceServers(servers);
  }
  online(): void {
    for (const { link } of this.links.values()) link.online();
  }
  /** While the line to the server is down. */
  hold(held: boolean): void {
    this.held = held;
    for (const { link } of this.links.values()) link.hold(held);
  }

  private open({ userId, peerId, hears, heard }: MeshPeer): void {
    const { ports, iceServers, tracks, limit, onUnauthorized, outbox, onChange } = this.deps;
    const target = userId;
    const link: PeerLink = new PeerLink({
      ...{ ports, iceServers, tracks, limit, onUnauthorized },
      polite: this.deps.userId < userId,
      way: { hears, heard },
      offer: (sdp) =>
        outbox.push({ type: 'signal:offer', body: { target, sdp: { type: 'offer', sdp: sdp.sdp ?? '' } } }),
      answer: (sdp) =>
        outbox.push({ type: 'signal:answer', body: { target, sdp: { type: 'answer', sdp: sdp.sdp ?? '' } } }),
      ice: ({ candidate = '', sdpMid, sdpMLineIndex, usernameFragment }) =>
        outbox.push({
          type: 'signal:ice',
          body: { target, candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment } },
        }),
      onFresh: () => outbox.drop(target),
      onChange: () => this.links.has(userId) && onChange(userId),
    });
    if (this.held) link.hold(true);
    this.links.set(userId, { peerId, link });
  }

  private close(userId: string): void {
    const known = this.links.get(userId);
    this.links.delete(userId);
    this.deps.outbox.drop(userId);
    known?.link.close();
  }
}
