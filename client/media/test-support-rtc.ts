// Connections as browsers have them, without a network: descriptions, signaling states with rollback, negotiationneeded,
// ICE that stands when both sides know each other's newest credentials and have exchanged a candidate.

import type { Tracks } from './slots.ts';

let ids = 0;
export class FakeTrack {
  readonly id = `track ${++ids}`;
  readonly kind: string;
  label = '';
  enabled = true;
  readyState = 'live';
  deviceId: string | undefined;
  onended: (() => void) | null = null;
  constructor(kind: string, deviceId?: string) {
    this.kind = kind;
    this.deviceId = deviceId;
  }
  stop(): void {
    this.readyState = 'ended';
  }
  /** The device went away, or the browser's own bar ended it. */
  end(): void {
    this.readyState = 'ended';
    this.onended?.();
  }
  getSettings(): MediaTrackSettings {
    return this.deviceId === undefined ? {} : { deviceId: this.deviceId };
  }
}
export const asTrack = (track: FakeTrack): MediaStreamTrack => track as unknown as MediaStreamTrack;
export class FakeStream {
  readonly tracks: FakeTrack[];
  constructor(tracks: FakeTrack[]) {
    this.tracks = tracks;
  }
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === 'video');
}

class FakeSender {
  track: FakeTrack | null = null;
  parameters = { encodings: [{}] as Record<string, unknown>[] };
  replaceTrack = async (track: FakeTrack | null): Promise<void> => {
    this.track = track;
  };
  getParameters = () => structuredClone(this.parameters);
  setParameters = async (parameters: FakeSender['parameters']): Promise<void> => {
    this.parameters = parameters;
  };
  setStreams(): void {}
}
class FakeTransceiver {
  mid: string | null = null;
  currentDirection: string | null = null;
  agreed: string | null = null;
  direction: string;
  readonly kind: string;
  readonly sender = new FakeSender();
  readonly receiver: { track: FakeTrack; getSynchronizationSources: () => object[] };
  constructor(kind: string, direction: string, onDirection: () => void) {
    this.kind = kind;
    let current = direction;
    this.direction = direction;
    Object.defineProperty(this, 'direction', {
      get: () => current,
      set: (next: string) => {
        current = next;
        onDirection();
      },
    });
    this.receiver = { track: new FakeTrack(kind), getSynchronizationSources: () => [] };
  }
  setCodecPreferences(): void {}
}

type Line = { kind: string; mid: string; direction: string };
type Content = { ufrag: string; lines: Line[] };
type Description = { type: 'offer' | 'answer'; sdp: string; toJSON?: () => object };
const write = (origin: number, version: number, content: Content): string =>
  `v=0\r\no=- ${origin} ${version} IN IP4 0.0.0.0\r\ns=${JSON.stringify(content)}\r\n`;
const read = (sdp: string): Content => JSON.parse(/^s=(.*)$/m.exec(sdp)![1]!);
const flip: Record<string, string> = { sendonly: 'recvonly', recvonly: 'sendonly' };
const both = (a: string, theirs: string): string => {
  const b = flip[theirs] ?? theirs;
  const sends = a.includes('send') && b.includes('send');
  const takes = a.includes('recv') && b.includes('recv');
  return sends ? (takes ? 'sendrecv' : 'sendonly') : takes ? 'recvonly' : 'inactive';
};

export class FakeNetwork {
  readonly all: FakeConnection[] = [];
  cut = false;
  create = (configuration: RTCConfiguration): RTCPeerConnection => {
    const pc = new FakeConnection(this, configuration);
    this.all.push(pc);
    return pc as unknown as RTCPeerConnection;
  };
  /** Those that are open. */
  get open(): FakeConnection[] {
    return this.all.filter(({ signalingState }) => signalingState !== 'closed');
  }
  look(): void {
    if (this.cut) return;
    for (const one of this.open)
      for (const other of this.open) {
        if (one === other || !one.knows(other) || !other.knows(one)) continue;
        one.become('connected');
        other.become('connected');
      }
  }
  /** The line between everybody is gone, or back. */
  setCut(cut: boolean, state: RTCPeerConnectionState = 'disconnected'): void {
    this.cut = cut;
    if (cut) for (const pc of this.open) if (pc.connectionState === 'connected') pc.become(state);
    this.look();
  }
}

export class FakeConnection {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  iceGatheringState = 'complete';
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onicecandidateerror: ((event: { errorCode: number }) => void) | null = null;
  configuration: RTCConfiguration;
  restarts = 0;
  offers = 0;
  stats: object[] = [];
  private readonly network: FakeNetwork;
  private readonly origin = ++ids + 1_000_000;
  private version = 1;
  private ufrag = `u${++ids}`;
  private transceivers: FakeTransceiver[] = [];
  private candidates = new Set<string>();
  private wantsRestart = false;
  private asked = false;
  private before: { local: Description | null; remote: Description | null; made: FakeTransceiver[] } | null = null;

  constructor(network: FakeNetwork, configuration: RTCConfiguration) {
    this.network = network;
    this.configuration = configuration;
  }

  getTransceivers = () => this.transceivers;
  setConfiguration(configuration: RTCConfiguration): void {
    if (configuration.bundlePolicy !== this.configuration.bundlePolicy) throw new Error('InvalidModificationError');
    this.configuration = configuration;
  }
  getStats = async () => this.stats;
  addTransceiver(what: string | FakeTrack, { direction = 'sendrecv' } = {}): FakeTransceiver {
    const made = new FakeTransceiver(typeof what === 'string' ? what : what.kind, direction, () => this.ask());
    if (typeof what !== 'string') made.sender.track = what;
    this.transceivers.push(made);
    this.ask();
    return made;
  }
  restartIce(): void {
    this.restarts++;
    this.wantsRestart = true;
    this.ask();
  }

  async setLocalDescription(): Promise<void> {
    await null;
    if (this.signalingState === 'closed') throw new Error('closed');
    const isAnswer = this.signalingState === 'have-remote-offer';
    this.version++;
    if (isAnswer) {
      const theirs = read(this.remoteDescription!.sdp);
      const lines = theirs.lines.map((line, at): Line => {
        const mine = this.transceivers[at]!;
        mine.agreed = mine.direction;
        mine.currentDirection = both(mine.direction, line.direction);
        return { kind: line.kind, mid: line.mid, direction: mine.currentDirection };
      });
      this.localDescription = { type: 'answer', sdp: write(this.origin, this.version, { ufrag: this.ufrag, lines }) };
      this.before = null;
      this.signalingState = 'stable';
      this.trickle();
      this.network.look();
      this.ask();
      return;
    }
    this.before = { local: this.localDescription, remote: this.remoteDescription, made: [] };
    this.offers++;
    if (this.wantsRestart) this.ufrag = `u${++ids}`;
    this.wantsRestart = false;
    const lines = this.transceivers.map((one, at): Line => {
      one.agreed = one.direction;
      one.mid ??= String(at);
      return { kind: one.kind, mid: one.mid, direction: one.direction };
    });
    this.localDescription = { type: 'offer', sdp: write(this.origin, this.version, { ufrag: this.ufrag, lines }) };
    this.signalingState = 'have-local-offer';
    this.trickle();
  }

  async setRemoteDescription(description: Description): Promise<void> {
    await null;
    if (this.signalingState === 'closed') throw new Error('closed');
    if (description.type === 'offer') {
      // An offer that crosses takes back ours, as browsers do by themselves.
      if (this.signalingState === 'have-local-offer') {
        this.localDescription = this.before?.local ?? null;
        for (const one of this.transceivers) if (one.currentDirection === null) one.mid = null;
        this.asked = false;
      }
      const changed = this.remoteDescription && read(this.remoteDescription.sdp).ufrag !== read(description.sdp).ufrag;
      if (changed) this.ufrag = `u${++ids}`;
      this.remoteDescription = description;
      this.signalingState = 'have-remote-offer';
      for (const line of read(description.sdp).lines) {
        // Lines of theirs never become those that we made without describing them.
        const known = this.transceivers.find(({ mid }) => mid === line.mid);
        const mine = known ?? new FakeTransceiver(line.kind, 'recvonly', () => this.ask());
        mine.mid = line.mid;
        if (!known) this.transceivers.push(mine);
      }
      return;
    }
    if (this.signalingState !== 'have-local-offer') throw new Error(`an answer in ${this.signalingState}`);
    this.remoteDescription = description;
    this.signalingState = 'stable';
    for (const [at, line] of read(description.sdp).lines.entries()) {
      const mine = this.transceivers[at]!;
      mine.currentDirection = both(mine.agreed ?? mine.direction, line.direction);
    }
    this.before = null;
    this.network.look();
    this.ask();
  }

  async addIceCandidate({ candidate }: { candidate: string }): Promise<void> {
    await null;
    if (!this.remoteDescription) throw new Error('too early');
    this.candidates.add(candidate);
    this.network.look();
  }

  knows(other: FakeConnection): boolean {
    if (this.signalingState !== 'stable' || !this.remoteDescription || !other.localDescription) return false;
    return (
      this.remoteDescription.sdp.includes(`o=- ${other.origin} `) &&
      read(this.remoteDescription.sdp).ufrag === other.ufrag &&
      this.candidates.has(other.ufrag)
    );
  }
  become(state: RTCPeerConnectionState): void {
    if (this.connectionState === state || this.signalingState === 'closed') return;
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }

  /** Kinds of what it sends now, as agreed. */
  get sending(): (string | null)[] {
    return this.transceivers.map(({ currentDirection, sender }) =>
      currentDirection?.includes('send') && sender.track ? sender.track.id : null,
    );
  }

  private trickle(): void {
    const candidate = { candidate: this.ufrag };
    queueMicrotask(() => this.onicecandidate?.({ candidate: { toJSON: () => candidate } }));
  }
  private ask(): void {
    if (this.asked) return;
    this.asked = true;
    queueMicrotask(() => {
      this.asked = false;
      if (this.signalingState !== 'stable') return;
      const needs =
        this.wantsRestart || this.transceivers.some((one) => one.mid === null || one.agreed !== one.direction);
      if (needs) this.onnegotiationneeded?.();
    });
  }
}

export const fakeTracks = (...kinds: (keyof Tracks)[]): Tracks => {
  const track = (slot: keyof Tracks, kind: string) => (kinds.includes(slot) ? asTrack(new FakeTrack(kind)) : null);
  return {
    audio: track('audio', 'audio'),
    video: track('video', 'video'),
    screen: track('screen', 'video'),
    screen_audio: track('screen_audio', 'audio'),
  };
};
