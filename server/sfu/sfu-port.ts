// The exchange as the rest of the server sees it: who is let in, what they send up, whose media comes down to them. It
// runs in a process of its own, so that media never costs a tick.

import type { SfuKind, SfuTrack } from '../../shared/protocol/media.ts';

export type SfuConfig = {
  /** The IP address that people reach; none: what the OS says. */
  address: string | undefined;
  /** UDP, both included; two for everybody who talks and listens. `portMin < portMax`. */
  portMin: number;
  portMax: number;
  /** The address of this machine that sockets are bound to; none: all. */
  bind?: string | undefined;
};

/** A line down: `owner` is the peer id of who is seen or heard on it. */
export type SfuLine = { mid: string; kind: SfuKind; owner: string };

export type SfuListener = {
  /**
   * What a peer is to answer with `answer`. While the id in its `o=` line is that of the offer before it belongs to the
   * same connection; with another one the client makes a new connection and closes the old one.
   */
  onOffer(peerId: string, sdp: string, lines: SfuLine[]): void;
  /** The process died: everybody must enter again. */
  onGone(): void;
};

export type SfuFigures = {
  cpu_seconds: number;
  rss_bytes: number;
  /** Peers that send or listen. */
  peers: number;
  /** Streams that go down at this moment. */
  lines: number;
  bytes_out: number;
  packets_out: number;
};

export type Sfu = {
  /**
   * A token that lets this peer publish for the next minute; starts the process when there is none. A peer whose
   * listening connection is down is offered it again. Throws AppError `unavailable`.
   */
  enter(peerId: string): { token: string; expiresAt: Date };
  /**
   * The SDP offer of what a peer sends up, answered with all candidates. Again: other tracks, an ICE restart, or, from
   * a new connection of the client, a new start. Throws AppError `media/token_invalid`, `media/sdp_refused`,
   * `unavailable`.
   */
  publish(peerId: string, offer: { token: string; sdp: string; tracks: readonly SfuTrack[] }): Promise<string>;
  /**
   * Whose media this peer gets from now on, the nearest first; replaces what was said before. Nothing else is forwarded
   * from the moment it is said; what is new flows once the peer has answered the offer. Nobody: closes the connection.
   */
  listen(peerId: string, owners: ReadonlySet<string>): void;
  /** Throws as `publish`, but for the token. */
  answer(peerId: string, sdp: string): Promise<void>;
  leave(peerId: string): void;
  /** Zeros while there is no process. */
  figures(): Promise<SfuFigures>;
  stop(): Promise<void>;
};
