// The two connections with the server's exchange, for crowds: one up with what we send, that we offer, and one down with
// what we hear, that the exchange offers anew whenever it changes. They are there while somebody is reached that way.

import type { mediaMessages } from '../../shared/protocol/media.ts';
import type { AnswerOfMessage, HeardBody, SentBody } from '../../shared/protocol/message.ts';
import { applyLimit, type Limit } from './limits.ts';
import { configurationWith, type MediaPorts } from './ports.ts';
import { kindOf, NO_TRACKS, originOf, SLOTS, type Slot, type Tracks } from './slots.ts';

type M = typeof mediaMessages;
type Requests = 'sfu:enter' | 'sfu:publish' | 'sfu:answer';
export type SfuOffer = HeardBody<M['sfu:offer']>;
export type SfuDeps = {
  ports: Pick<MediaPorts, 'clock' | 'createConnection' | 'codecs' | 'deflate'>;
  /** Rejects with ApiError. */
  request: <K extends Requests>(type: K, body: SentBody<M[K]>) => Promise<AnswerOfMessage<M[K]>>;
  iceServers: () => RTCIceServer[];
  /** What is to be sent this way; nothing where nobody hears us this way. */
  tracks: () => Tracks;
  limit: (slot: Slot) => Limit;
  onChange: () => void;
};
type Up = { pc: RTCPeerConnection; slots: Map<Slot, RTCRtpTransceiver> };
type Down = { pc: RTCPeerConnection; tracks: SfuOffer['tracks'] };

/** Somebody who steps to and fro does not make us build everything anew. */
const LINGER_MS = 10_000;
const GATHERING_MS = 1000;
const DISTURBED_MS = 2000;
const WAITS_MS = [1000, 2000, 4000, 8000];
const FAILED_AFTER = 3;

export class Sfu {
  private readonly deps: SfuDeps;
  private wanted = false;
  /** Somebody is to be heard this way. */
  private expects = false;
  private held = false;
  private busy = false;
  private entered = false;
  private up: Up | null = null;
  private down: Down | null = null;
  private tries = 0;
  private cancelLinger: (() => void) | null = null;
  private cancelRetry: (() => void) | null = null;
  /** Grows when everything is closed: what comes back of before is void. */
  private turn = 0;
  private offers: Promise<void> = Promise.resolve();

  constructor(deps: SfuDeps) {
    this.deps = deps;
  }

  get state(): 'connecting' | 'connected' | 'failed' {
    const { pc } = (this.expects ? this.down : this.up) ?? {};
    if (pc?.connectionState === 'connected') return 'connected';
    return this.tries > FAILED_AFTER ? 'failed' : 'connecting';
  }
  get connections(): { up: RTCPeerConnection | null; down: RTCPeerConnection | null } {
    return { up: this.up?.pc ?? null, down: this.down?.pc ?? null };
  }
  received(userId: string): Tracks {
    const found = this.linesOf(userId).map(([slot, { receiver }]) => [slot, receiver.track] as const);
    return { ...NO_TRACKS, ...Object.fromEntries(found) };
  }
  receiver(userId: string, slot: Slot): RTCRtpReceiver | null {
    return this.linesOf(userId).find(([kind]) => kind === slot)?.[1].receiver ?? null;
  }

  want(wanted: boolean, expects: boolean): void {
    const { clock } = this.deps.ports;
    this.wanted = wanted;
    this.expects = expects;
    if (wanted) {
      this.cancelLinger?.();
      this.cancelLinger = null;
    } else if (this.entered) this.cancelLinger ??= clock.after(LINGER_MS, () => this.close());
    this.refresh();
  }

  /** Tracks or limits changed. */
  refresh(): void {
    const tracks = this.deps.tracks();
    for (const [slot, { sender }] of this.up?.slots ?? []) {
      if (sender.track !== tracks[slot]) sender.replaceTrack(tracks[slot]).catch(() => {});
      void applyLimit(sender, slot, this.deps.limit(slot));
    }
    if (!this.cancelRetry) void this.tend();
  }

  hearOffer(offer: SfuOffer): void {
    const { turn } = this;
    // One after the other: an answer must belong to the offer before it.
    this.offers = this.offers
      .then(() => (turn === this.turn && this.entered ? this.answer(offer) : undefined))
      .catch(() => this.lose('down'));
  }

  /** While the line to the server is down. */
  hold(held: boolean): void {
    this.held = held;
    if (!held) void this.tend();
  }
  /** The network is another one: both begin anew. */
  online(): void {
    this.lose('up');
    this.lose('down');
  }
  setIceServers(iceServers: RTCIceServer[]): void {
    for (const one of [this.up, this.down]) one?.pc.setConfiguration(configurationWith(iceServers));
  }

  close(): void {
    this.turn++;
    this.cancelLinger?.();
    this.cancelRetry?.();
    this.cancelLinger = null;
    this.cancelRetry = null;
    this.entered = false;
    this.busy = false;
    this.tries = 0;
    this.end('up');
    this.end('down');
    this.offers = Promise.resolve();
  }

  private linesOf(userId: string): [Slot, RTCRtpTransceiver][] {
    const { down } = this;
    if (!down) return [];
    const transceivers = down.pc.getTransceivers();
    return down.tracks.flatMap(({ user_id, mid, kind }) => {
      const found = user_id === userId ? transceivers.find((one) => one.mid === mid) : undefined;
      return found ? [[kind, found] as [Slot, RTCRtpTransceiver]] : [];
    });
  }

  private get lacksUp(): boolean {
    const tracks = this.deps.tracks();
    return SLOTS.some((slot) => tracks[slot] && !this.up?.slots.has(slot));
  }
  private get lacksDown(): boolean {
    return this.expects && !this.down;
  }

  /** Does what is missing, again and again until nothing is. */
  private async tend(): Promise<void> {
    if (this.busy || this.held || !this.wanted) return;
    if (this.entered && !this.lacksUp && !this.lacksDown) return;
    const { turn } = this;
    this.busy = true;
    try {
      this.entered = true;
      // Whoever enters without a connection down is offered one.
      const { token } = await this.deps.request('sfu:enter', {});
      if (turn === this.turn && this.lacksUp) await this.publish(token);
    } catch {
      if (turn === this.turn) this.end('up');
    }
    if (turn !== this.turn) return;
    this.busy = false;
    this.deps.onChange();
    if (this.lacksUp || this.lacksDown) this.retry();
    else this.tries = 0;
  }

  private retry(): void {
    if (this.cancelRetry) return;
    const wait = WAITS_MS[Math.min(this.tries++, WAITS_MS.length - 1)]!;
    this.cancelRetry = this.deps.ports.clock.after(wait, () => {
      this.cancelRetry = null;
      void this.tend();
    });
  }

  /** The same connection is described anew when it gets another line. */
  private async publish(token: string): Promise<void> {
    const { ports, request } = this.deps;
    this.up ??= { pc: this.create('up'), slots: new Map() };
    const { pc, slots } = this.up;
    const tracks = this.deps.tracks();
    for (const slot of SLOTS) {
      const track = tracks[slot];
      if (!track || slots.has(slot)) continue;
      const transceiver = pc.addTransceiver(track, { direction: 'sendonly' });
      const codecs = ports.codecs(kindOf(slot));
      if (codecs && codecs.length > 0) transceiver.setCodecPreferences?.(codecs);
      slots.set(slot, transceiver);
    }
    await pc.setLocalDescription();
    await gathered(pc, ports.clock);
    const lines = [...slots].map(([kind, { mid }]) => ({ mid: mid ?? '', kind }));
    const { sdp } = await request('sfu:publish', { token, sdp: pc.localDescription?.sdp ?? '', tracks: lines });
    if (pc.signalingState === 'have-local-offer') await pc.setRemoteDescription({ type: 'answer', sdp });
    for (const [slot, { sender }] of slots) void applyLimit(sender, slot, this.deps.limit(slot));
  }

  private async answer({ sdp, tracks }: SfuOffer): Promise<void> {
    const { turn } = this;
    const known = this.down?.pc;
    const isFresh = !known || originOf(known.remoteDescription?.sdp) !== originOf(sdp);
    if (isFresh) this.end('down');
    const pc = isFresh ? this.create('down') : known;
    this.down = { pc, tracks };
    await pc.setRemoteDescription({ type: 'offer', sdp });
    await pc.setLocalDescription();
    await gathered(pc, this.deps.ports.clock);
    if (turn !== this.turn) return;
    await this.deps.request('sfu:answer', { deflated: await this.deps.ports.deflate(pc.localDescription?.sdp ?? '') });
    this.deps.onChange();
  }

  private create(which: 'up' | 'down'): RTCPeerConnection {
    const { ports, iceServers, onChange } = this.deps;
    const pc = ports.createConnection(configurationWith(iceServers()));
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === 'connected') this.tries = 0;
      else if (pc.connectionState === 'failed') this.lose(which);
      else if (pc.connectionState === 'disconnected')
        ports.clock.after(DISTURBED_MS, () => {
          if (pc === this[which]?.pc && pc.connectionState === 'disconnected') this.lose(which);
        });
      onChange();
    };
    return pc;
  }

  private lose(which: 'up' | 'down'): void {
    if (!this[which]) return;
    this.end(which);
    this.deps.onChange();
    if (this.wanted) this.retry();
  }
  private end(which: 'up' | 'down'): void {
    const pc = this[which]?.pc;
    this[which] = null;
    if (!pc) return;
    pc.onconnectionstatechange = null;
    pc.close();
  }
}

/** The exchange takes all candidates with the description. */
function gathered(pc: RTCPeerConnection, clock: MediaPorts['clock']): Promise<void> {
  if (pc.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      pc.onicegatheringstatechange = null;
      resolve();
    };
    const cancel = clock.after(GATHERING_MS, done);
    pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && done();
  });
}
