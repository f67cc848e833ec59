// Who sends, who listens to whom, and the connections of each. It decides nothing: whose media somebody gets is said to
// it (`listen`), and whoever sends shows a pass.

import type { SfuKind, SfuTrack } from '../../shared/protocol/media.ts';
import type { Surroundings } from './connection.ts';
import { type Downlink, openDownlink, type Wanted } from './downlink.ts';
import { Refused } from './refused.ts';
import type { SfuFigures, SfuLine } from './sfu-port.ts';
import { isTokenOf } from './sfu-token.ts';
import { openUplink, readPublication, type Uplink } from './uplink.ts';

/** Voices before pictures: where there is no room for all, those are left out. */
const KINDS: readonly SfuKind[] = ['audio', 'screen_audio', 'screen', 'video'];
const OWNERS_MAX = 40;
/** So that the answer of a browser stays below its limit. */
const LINES_MAX = 100;
const LOOK_EVERY_MS = 100;
/** A connection that fell is offered again so often, then waits until the peer enters or listens to somebody else. */
const TRIES = 3;
const AGAIN_AFTER_MS = 1000;

type Peer = {
  id: string;
  up: Uplink | undefined;
  down: Downlink | undefined;
  owners: readonly string[];
  failures: number;
  again: NodeJS.Timeout | undefined;
  /** Publications one after the other. */
  turn: Promise<unknown>;
};
export type ExchangeLog = (level: 'debug' | 'info' | 'warn' | 'error', message: string, peer?: string) => void;

export function createExchange(options: {
  secret: string;
  surroundings: Surroundings;
  /** The wall clock: for passes. */
  time: () => number;
  onOffer: (peer: string, sdp: string, lines: SfuLine[]) => void;
  log: ExchangeLog;
}) {
  const { secret, surroundings, time, onOffer, log } = options;
  const peers = new Map<string, Peer>();
  const sent = { bytes: 0, packets: 0 };

  const getPeer = (id: string): Peer => {
    const found = peers.get(id);
    if (found) return found;
    const empty = { up: undefined, down: undefined, owners: [], failures: 0, again: undefined };
    const peer: Peer = { id, ...empty, turn: Promise.resolve() };
    peers.set(id, peer);
    return peer;
  };
  const forgetIdle = (peer: Peer): void => {
    if (!peer.up && !peer.down && peer.owners.length === 0 && peers.get(peer.id) === peer) peers.delete(peer.id);
  };
  const wantedOf = ({ owners }: Peer): Wanted[] => {
    const all = owners.map((owner) => ({ owner, sources: peers.get(owner)?.up?.sources }));
    const wanted = KINDS.flatMap((kind) =>
      all.flatMap(({ owner, sources }) => {
        const source = sources?.get(kind);
        return source ? [{ owner, kind, source }] : [];
      }),
    );
    return wanted.slice(0, LINES_MAX);
  };
  const fell = (peer: Peer, reason: string): void => {
    log('debug', `down: ${reason}`, peer.id);
    peer.failures++;
    if (peer.failures < TRIES) peer.again = setTimeout(() => refresh(peer), AGAIN_AFTER_MS);
    forgetIdle(peer);
  };
  const refresh = (peer: Peer): void => {
    if (peers.get(peer.id) !== peer) return;
    clearTimeout(peer.again);
    const wanted = wantedOf(peer);
    // While nobody who is heard sends anything there is nothing to connect for, and no reason to part either.
    if (!peer.down && wanted.length > 0 && peer.failures < TRIES) peer.down = connectDown(peer);
    peer.down?.want(wanted);
  };
  const connectDown = (peer: Peer): Downlink | undefined => {
    try {
      const down = openDownlink(surroundings, {
        onOffer: (sdp, lines) => onOffer(peer.id, sdp, lines),
        onConnected: () => {
          peer.failures = 0;
        },
        onClosed: (reason) => {
          if (peer.down !== down) return;
          peer.down = undefined;
          fell(peer, reason);
        },
        onSent: (bytes) => {
          sent.bytes += bytes;
          sent.packets++;
        },
      });
      return down;
    } catch (cause) {
      fell(peer, String(cause));
      return undefined;
    }
  };
  const closeDown = (peer: Peer, reason: string): void => {
    const { down } = peer;
    peer.down = undefined;
    clearTimeout(peer.again);
    down?.close(reason);
  };
  const published = (owner: string): void => {
    for (const peer of peers.values()) if (peer.owners.includes(owner)) refresh(peer);
  };
  const connectUp = (peer: Peer, origin: string): Uplink => {
    const before = peer.up;
    const up = openUplink(surroundings, origin, (closed) => {
      if (peer.up !== up) return;
      if (closed !== undefined) {
        log('debug', `up: ${closed}`, peer.id);
        peer.up = undefined;
      }
      published(peer.id);
      forgetIdle(peer);
    });
    peer.up = up;
    before?.close('replaced');
    return up;
  };

  const timer = setInterval(() => {
    for (const { up, down } of peers.values()) {
      up?.look();
      down?.look();
    }
  }, LOOK_EVERY_MS);

  return {
    enter(id: string): void {
      const peer = peers.get(id);
      if (!peer || peer.owners.length === 0 || peer.down?.isConnected()) return;
      peer.failures = 0;
      refresh(peer);
    },
    publish(id: string, token: string, sdp: string, tracks: readonly SfuTrack[]): Promise<string> {
      if (!isTokenOf(secret, id, token, time())) throw new Refused('media/token_invalid', 'not a pass of this peer');
      const offer = readPublication(sdp, tracks);
      const peer = getPeer(id);
      const work = async (): Promise<string> => {
        if (peers.get(id) !== peer) throw new Refused('unavailable', 'left meanwhile');
        const isSame = peer.up?.isOpen() && peer.up.origin === offer.origin;
        return (isSame ? (peer.up as Uplink) : connectUp(peer, offer.origin)).accept(offer, tracks);
      };
      const mine = peer.turn.then(work);
      peer.turn = mine.catch(() => forgetIdle(peer));
      return mine;
    },
    listen(id: string, owners: readonly string[]): void {
      const peer = getPeer(id);
      peer.owners = owners.filter((owner) => owner !== id).slice(0, OWNERS_MAX);
      peer.failures = 0;
      if (peer.owners.length === 0) {
        closeDown(peer, 'listens to nobody');
        forgetIdle(peer);
      } else refresh(peer);
    },
    async answer(id: string, sdp: string): Promise<void> {
      const down = peers.get(id)?.down;
      if (!down) throw new Refused('media/sdp_refused', 'nothing was offered');
      await down.answer(sdp);
    },
    leave(id: string): void {
      const peer = peers.get(id);
      if (!peer) return;
      peers.delete(id);
      peer.owners = [];
      closeDown(peer, 'left');
      const { up } = peer;
      peer.up = undefined;
      up?.close('left');
      published(id);
    },
    figures(): Omit<SfuFigures, 'cpu_seconds' | 'rss_bytes'> {
      const all = [...peers.values()];
      return {
        peers: all.filter(({ up, down }) => up ?? down).length,
        lines: all.reduce((sum, { down }) => sum + (down?.lines() ?? 0), 0),
        bytes_out: sent.bytes,
        packets_out: sent.packets,
      };
    },
    close(): void {
      clearInterval(timer);
      for (const id of [...peers.keys()]) this.leave(id);
    },
  };
}
export type Exchange = ReturnType<typeof createExchange>;
