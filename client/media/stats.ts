// What `getStats` tells of one connection, and what it means for people.

import type { PeerQuality } from '../state/world-media.ts';
import { LOSS_MAX, type Weakness } from './ladder.ts';

export type Sample = {
  at: number;
  bytesIn: number;
  bytesOut: number;
  packetsIn: number;
  lostIn: number;
  rttMs: number | null;
  /** Of what we sent, 0 to 1, as the other side counted it. */
  lossOut: number | null;
  relayed: boolean;
  limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
  /** What the line bears on our side, in bit/s. */
  availableOut: number | null;
  framesDecoded: number;
  audioEnergy: number;
};
export type Measured = {
  rttMs: number | null;
  loss: number | null;
  lossOut: number | null;
  bitrateIn: number;
  bitrateOut: number;
  relayed: boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: the shape follows from `type`, and differs between browsers
type Stat = Record<string, any>;
type Report = { forEach(visit: (stat: Stat) => void): void };

export function readStats(report: Report, at: number): Sample {
  const byId = new Map<string, Stat>();
  report.forEach((stat) => void byId.set(stat.id, stat));
  const of = (type: string): Stat[] => [...byId.values()].filter((stat) => stat.type === type);
  const sum = (stats: Stat[], field: string): number =>
    stats.reduce((all, stat) => all + (Number(stat[field]) || 0), 0);
  const [incoming, outgoing, theirs] = [of('inbound-rtp'), of('outbound-rtp'), of('remote-inbound-rtp')];
  const pair = selectedPair(byId, of('transport'), of('candidate-pair'));
  const ends = [byId.get(pair?.localCandidateId), byId.get(pair?.remoteCandidateId)];
  const losses = theirs.map(({ fractionLost }) => fractionLost).filter((loss) => typeof loss === 'number');
  const limits = outgoing.map(({ qualityLimitationReason }) => qualityLimitationReason);
  return {
    at,
    bytesIn: sum(incoming, 'bytesReceived'),
    bytesOut: sum(outgoing, 'bytesSent'),
    packetsIn: sum(incoming, 'packetsReceived'),
    lostIn: sum(incoming, 'packetsLost'),
    rttMs: typeof pair?.currentRoundTripTime === 'number' ? Math.round(pair.currentRoundTripTime * 1000) : null,
    lossOut: losses.length > 0 ? Math.max(...losses) : null,
    relayed: ends.some((end) => end?.candidateType === 'relay'),
    limitedBy: limits.includes('cpu') ? 'cpu' : limits.includes('bandwidth') ? 'bandwidth' : 'none',
    availableOut: typeof pair?.availableOutgoingBitrate === 'number' ? pair.availableOutgoingBitrate : null,
    framesDecoded: sum(incoming, 'framesDecoded'),
    audioEnergy: sum(incoming, 'totalAudioEnergy'),
  };
}

function selectedPair(byId: Map<string, Stat>, transports: Stat[], pairs: Stat[]): Stat | undefined {
  const chosen = transports.map(({ selectedCandidatePairId }) => byId.get(selectedCandidatePairId)).find(Boolean);
  // Firefox has no transport among its stats.
  return chosen ?? pairs.find((pair) => pair.selected || (pair.nominated && pair.state === 'succeeded'));
}

export function measure(before: Sample | null, now: Sample): Measured {
  const ms = before ? now.at - before.at : 0;
  const rate = (from: number, to: number): number => (ms > 0 ? Math.max(0, ((to - from) * 8000) / ms) : 0);
  const packets = before ? now.packetsIn - before.packetsIn : 0;
  const lost = before ? Math.max(0, now.lostIn - before.lostIn) : 0;
  return {
    rttMs: now.rttMs,
    loss: packets + lost > 0 ? lost / (packets + lost) : null,
    lossOut: now.lossOut,
    bitrateIn: rate(before?.bytesIn ?? 0, now.bytesIn),
    bitrateOut: rate(before?.bytesOut ?? 0, now.bytesOut),
    relayed: now.relayed,
  };
}

/** Above 400 ms there and back people begin to talk at the same time (ITU-T G.114); 3 % of loss is heard, 8 % hurts. */
export function gradeOf({ rttMs, loss, lossOut }: Pick<Measured, 'rttMs' | 'loss' | 'lossOut'>): PeerQuality {
  const worst = Math.max(loss ?? 0, lossOut ?? 0);
  if (rttMs === null && loss === null) return null;
  if (worst > LOSS_MAX || (rttMs ?? 0) > 400) return 'poor';
  return worst > 0.03 || (rttMs ?? 0) > 200 ? 'fair' : 'good';
}

/**
 * Of all connections that one sends on. One bad line among many is the other side's, so most of them must suffer. That
 * the encoder is held back by our own limit (`wanted`, in bit/s) is not a weak line.
 */
export function weaknessOf(samples: readonly Sample[], wanted: number): Weakness | null {
  if (samples.length === 0) return null;
  const most = (is: (sample: Sample) => boolean): boolean => samples.filter(is).length * 2 >= samples.length;
  if (samples.some(({ limitedBy }) => limitedBy === 'cpu')) return 'cpu';
  if (most(({ lossOut }) => (lossOut ?? 0) > LOSS_MAX)) return 'loss';
  const isNarrow = ({ limitedBy, availableOut }: Sample): boolean =>
    limitedBy === 'bandwidth' && (availableOut === null || availableOut < wanted);
  return most(isNarrow) ? 'bandwidth' : null;
}
