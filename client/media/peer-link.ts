// The connection with one person, browser to browser, for as long as the two are in earshot: it outlives the
// `RTCPeerConnection` in it, of which it makes a fresh one when nothing else helped.

import { applyLimit, type Limit } from './limits.ts';
import { Negotiation } from './negotiation.ts';
import { configurationWith, type MediaPorts } from './ports.ts';
import { RestartPolicy } from './restart.ts';
import {
  directionOf,
  kindOf,
  NO_TRACKS,
  originOf,
  SLOTS,
  type Slot,
  streamOf,
  type Tracks,
  transceiverOf,
} from './slots.ts';

export type Way = { hears: boolean; heard: boolean };
export type LinkDeps = {
  ports: Pick<MediaPorts, 'clock' | 'createConnection' | 'createStream' | 'codecs'>;
  /** Takes back its own offer when two cross, and lets the other side make the first one. */
  polite: boolean;
  way: Way;
  iceServers: () => RTCIceServer[];
  tracks: () => Tracks;
  limit: (slot: Slot) => Limit;
  offer: (sdp: RTCSessionDescriptionInit) => void;
  answer: (sdp: RTCSessionDescriptionInit) => void;
  ice: (candidate: RTCIceCandidateInit) => void;
  /** What was said of the connection before is void: a fresh one begins. */
  onFresh: () => void;
  /** Its state, or what it receives. */
  onChange: () => void;
  /** The relay did not take our credentials. */
  onUnauthorized: () => void;
};

/** The other side makes the first offer; where it does not come, we do. */
const FIRST_OFFER_MS = 3000;

export class PeerLink {
  private readonly deps: LinkDeps;
  private readonly restarts: RestartPolicy;
  private way: Way;
  private pc: RTCPeerConnection;
  private negotiation: Negotiation;
  private cancelFirst: (() => void) | null = null;
  private readonly dressed = new WeakSet<RTCRtpTransceiver>();
  /** The relay did not take our credentials. */
  private isRefused = false;
  private hasFailed = false;
  private closed = false;

  constructor(deps: LinkDeps) {
    this.deps = deps;
    this.way = deps.way;
    const { clock } = deps.ports;
    this.restarts = new RestartPolicy({ clock, restart: () => this.restart(), fresh: () => this.fresh() });
    [this.pc, this.negotiation] = this.connect();
    if (deps.polite) this.cancelFirst = clock.after(FIRST_OFFER_MS, () => this.makeLines());
    else this.makeLines();
  }

  get state(): 'connecting' | 'connected' | 'failed' {
    if (this.pc.connectionState === 'connected') return 'connected';
    return this.hasFailed || this.pc.connectionState === 'failed' ? 'failed' : 'connecting';
  }
  /** What comes from the other side; nothing where we do not hear it. */
  get received(): Tracks {
    if (!this.way.heard) return NO_TRACKS;
    return Object.fromEntries(
      SLOTS.map((slot) => [slot, transceiverOf(this.pc, slot)?.receiver.track ?? null]),
    ) as Tracks;
  }
  get connection(): RTCPeerConnection {
    return this.pc;
  }
  receiver(slot: Slot): RTCRtpReceiver | null {
    return transceiverOf(this.pc, slot)?.receiver ?? null;
  }

  async hear(description: RTCSessionDescriptionInit): Promise<void> {
    if (this.closed) return;
    if (description.type === 'offer') {
      this.cancelFirst?.();
      const known = originOf(this.pc.remoteDescription?.sdp);
      // Theirs is a fresh one. Lines of two first offers that cross would not be the same lines, so ours starts empty as well.
      const isFresh = known !== null && known !== originOf(description.sdp);
      const crosses = known === null && this.pc.getTransceivers().length > 0;
      const isOursUnsaid = this.pc.localDescription === null;
      if (isFresh || (crosses && (this.deps.polite || isOursUnsaid))) this.replace();
    }
    await this.negotiation.hear(description);
  }
  hearCandidate(candidate: RTCIceCandidateInit | null): void {
    void this.negotiation.hearCandidate(candidate);
  }

  setWay(way: Way): void {
    if (way.hears === this.way.hears && way.heard === this.way.heard) return;
    this.way = way;
    this.prepare();
    this.deps.onChange();
  }

  /** Tracks or limits changed. */
  refresh(): void {
    for (const slot of SLOTS) {
      const sender = transceiverOf(this.pc, slot)?.sender;
      if (!sender) continue;
      const track = this.way.hears ? this.deps.tracks()[slot] : null;
      if (sender.track !== track) sender.replaceTrack(track).catch(() => {});
      void applyLimit(sender, slot, this.deps.limit(slot));
    }
  }

  setIceServers(iceServers: RTCIceServer[]): void {
    this.pc.setConfiguration(configurationWith(iceServers));
    // It waits for a relay that did not let us in: with these it may.
    if (this.isRefused && this.pc.connectionState !== 'connected') this.restarts.online();
    this.isRefused = false;
  }
  online(): void {
    this.restarts.online();
  }
  hold(held: boolean): void {
    this.restarts.hold(held);
  }

  close(): void {
    this.closed = true;
    this.cancelFirst?.();
    this.restarts.stop();
    this.drop();
  }

  private connect(): [RTCPeerConnection, Negotiation] {
    const { ports, polite, iceServers, offer, answer, ice, onChange, onUnauthorized } = this.deps;
    const pc = ports.createConnection(configurationWith(iceServers()));
    pc.onicecandidate = ({ candidate }) => candidate && ice(candidate.toJSON());
    pc.onicecandidateerror = ({ errorCode }) => {
      if (errorCode !== 401) return;
      this.isRefused = true;
      onUnauthorized();
    };
    pc.onconnectionstatechange = () => {
      if (pc !== this.pc || this.closed) return;
      if (pc.connectionState === 'connected') this.hasFailed = false;
      this.restarts.hear(pc.connectionState);
      onChange();
    };
    const negotiation = new Negotiation({
      ...{ pc, polite },
      send: ({ type, sdp }) => (type === 'offer' ? offer : answer)({ type, sdp }),
      prepare: () => this.prepare(),
      onStable: () => {
        this.refresh();
        onChange();
      },
    });
    return [pc, negotiation];
  }

  private makeLines(): void {
    for (const slot of SLOTS) this.pc.addTransceiver(kindOf(slot), { direction: directionOf(this.way) });
    this.prepare();
  }

  /** Also makes those lines ours that the other side has made. */
  private prepare(): void {
    const { ports } = this.deps;
    const streams = { person: ports.createStream([]), screen: ports.createStream([]) };
    for (const slot of SLOTS) {
      const transceiver = transceiverOf(this.pc, slot);
      if (!transceiver) continue;
      if (!this.dressed.has(transceiver)) {
        this.dressed.add(transceiver);
        transceiver.sender.setStreams?.(streams[streamOf(slot)]);
        // Fewer codecs keep a description of four lines below what the server relays.
        const codecs = ports.codecs(kindOf(slot));
        if (codecs && codecs.length > 0) transceiver.setCodecPreferences?.(codecs);
      }
      const direction = directionOf(this.way);
      if (transceiver.direction !== direction) transceiver.direction = direction;
    }
    this.refresh();
  }

  private restart(): void {
    // Before a first description there is nothing to restart.
    if (this.pc.localDescription === null && this.pc.remoteDescription === null) this.fresh();
    else this.pc.restartIce();
  }
  private fresh(): void {
    this.hasFailed = true;
    this.replace();
    this.makeLines();
    this.deps.onChange();
  }
  private replace(): void {
    this.drop();
    this.deps.onFresh();
    // They wait for the description that is on its way, whichever connection of ours takes it.
    const { early } = this.negotiation;
    [this.pc, this.negotiation] = this.connect();
    this.negotiation.early = early;
  }
  private drop(): void {
    const { pc } = this;
    pc.onconnectionstatechange = null;
    pc.onicecandidate = null;
    pc.onnegotiationneeded = null;
    pc.onicecandidateerror = null;
    pc.close();
  }
}
