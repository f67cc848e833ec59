// Looks at every connection each two seconds: how good it is for people, whether our own line is too weak for the
// camera, and what the server is told of it.

import type { PeerQuality } from '../state/world-media.ts';
import { Ladder, PAUSED, type Weakness } from './ladder.ts';
import type { MediaPorts } from './ports.ts';
import { gradeOf, type Measured, measure, readStats, type Sample, weaknessOf } from './stats.ts';

/** `userIds`: whom one reaches by it. */
export type Watched = { pc: RTCPeerConnection; userIds: readonly string[]; sends: boolean };
export type MediaReport = {
  target: string;
  rtt_ms: number | null;
  loss: number | null;
  relayed: boolean;
  state: 'connected' | 'failed';
};
type Deps = {
  ports: Pick<MediaPorts, 'clock'>;
  connections: () => Watched[];
  /** In bit/s, what goes out over one connection. */
  wanted: () => number;
  sendsVideo: () => boolean;
  onQuality: (userId: string, quality: PeerQuality, measured: Measured) => void;
  onRung: (rung: number, weakness: Weakness | null) => void;
  report: (report: MediaReport) => void;
};

const EVERY_MS = 2000;
const REPORT_MS = 30_000;

export class Watch {
  readonly ladder = new Ladder();
  private readonly deps: Deps;
  private readonly before = new WeakMap<RTCPeerConnection, Sample>();
  private readonly reported = new Map<string, number>();
  private cancel: (() => void) | null = null;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  start(): void {
    this.cancel ??= this.deps.ports.clock.every(EVERY_MS, () => void this.look());
  }
  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.ladder.reset();
    this.reported.clear();
  }

  /** A connection failed. */
  failed(userId: string): void {
    this.report({ target: userId, rtt_ms: null, loss: null, relayed: false, state: 'failed' });
  }

  async look(): Promise<void> {
    const { ports, connections, onQuality, onRung, wanted, sendsVideo } = this.deps;
    const sending: Sample[] = [];
    for (const { pc, userIds, sends } of connections()) {
      if (pc.connectionState !== 'connected') continue;
      const report = await pc.getStats().catch(() => null);
      if (!report) continue;
      const sample = readStats(report, ports.clock.now());
      const measured = measure(this.before.get(pc) ?? null, sample);
      this.before.set(pc, sample);
      if (sends) sending.push(sample);
      for (const userId of userIds) {
        onQuality(userId, gradeOf(measured), measured);
        const { rttMs, loss, lossOut, relayed } = measured;
        const worst = loss === null && lossOut === null ? null : Math.max(loss ?? 0, lossOut ?? 0);
        const isDue = ports.clock.now() - (this.reported.get(userId) ?? Number.NEGATIVE_INFINITY) >= REPORT_MS;
        if (isDue) this.report({ target: userId, rtt_ms: rttMs, loss: worst, relayed, state: 'connected' });
      }
    }
    if (!this.cancel) return;
    const weakness = sendsVideo() || this.ladder.rung === PAUSED ? weaknessOf(sending, wanted()) : null;
    if (this.ladder.step(ports.clock.now(), weakness)) onRung(this.ladder.rung, weakness);
  }

  private report(report: MediaReport): void {
    this.reported.set(report.target, this.deps.ports.clock.now());
    this.deps.report(report);
  }
}
