// Perfect negotiation (W3C WebRTC 1.0, section 10.7): either side may offer at any time; of two offers that cross, the
// polite side takes back its own.

type Deps = {
  pc: RTCPeerConnection;
  polite: boolean;
  send: (description: RTCSessionDescription) => void;
  /** Before an answer is made: what we send and take is to be written into it. */
  prepare: () => void;
  /** Both sides agree again. */
  onStable: () => void;
};

export class Negotiation {
  private readonly deps: Deps;
  private making = false;
  private settingAnswer = false;
  private ignoring = false;
  /** Candidates that came before a description. */
  early: (RTCIceCandidateInit | null)[] = [];
  /** One after the other: a candidate must not overtake the description that it belongs to. */
  private line: Promise<void> = Promise.resolve();

  constructor(deps: Deps) {
    this.deps = deps;
    deps.pc.onnegotiationneeded = () => void this.offer();
  }

  hear(description: RTCSessionDescriptionInit): Promise<void> {
    return this.after(() => this.apply(description));
  }

  hearCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    return this.after(async () => {
      const { pc } = this.deps;
      if (pc.remoteDescription === null) this.early.push(candidate);
      // What fails is of an offer that was ignored, or of a generation that is over.
      else if (candidate) await pc.addIceCandidate(candidate).catch(() => {});
    });
  }

  private async offer(): Promise<void> {
    const { pc, send } = this.deps;
    this.making = true;
    try {
      await pc.setLocalDescription();
      if (pc.localDescription && pc.signalingState !== 'closed') send(pc.localDescription);
    } catch {
      // Closed meanwhile, or their offer came first: then ours is asked for again.
    } finally {
      this.making = false;
    }
  }

  private async apply(description: RTCSessionDescriptionInit): Promise<void> {
    const { pc, polite, send, prepare, onStable } = this.deps;
    const isReady = !this.making && (pc.signalingState === 'stable' || this.settingAnswer);
    this.ignoring = description.type === 'offer' && !isReady && !polite;
    if (this.ignoring || pc.signalingState === 'closed') return;
    // An answer to an offer that was taken back.
    if (description.type === 'answer' && pc.signalingState !== 'have-local-offer') return;
    this.settingAnswer = description.type === 'answer';
    try {
      await pc.setRemoteDescription(description);
    } finally {
      this.settingAnswer = false;
    }
    for (const candidate of this.early.splice(0)) if (candidate) await pc.addIceCandidate(candidate).catch(() => {});
    if (description.type === 'offer') {
      prepare();
      await pc.setLocalDescription();
      if (pc.localDescription) send(pc.localDescription);
    }
    onStable();
  }

  private after(step: () => Promise<void>): Promise<void> {
    // A description that does not apply is one that the next restart puts right.
    this.line = this.line.then(step).catch(() => {});
    return this.line;
  }
}
