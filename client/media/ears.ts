// What one hears: a sounding element for each person and each screen, how loud they are, and who speaks. A stream that
// goes through WebAudio instead is silent in Chromium, so it is the element's own volume that changes.

import type { MediaPorts, Sink } from './ports.ts';
import { ReceiverLevel, Speaking } from './speaking.ts';

type Heard = { sink: Sink; track: MediaStreamTrack };
export type EarsDeps = {
  ports: Pick<MediaPorts, 'clock' | 'createSink' | 'createStream'>;
  /** Factors of volume by distance. */
  nearness: (userIds: Iterable<string>) => ReadonlyMap<string, number>;
  /** How loud one likes them, 0 to 1. */
  liking: (userId: string) => number;
  speaker: () => string | null;
  /** From whom and where from levels are read. */
  receivers: () => Iterable<[string, RTCRtpReceiver]>;
  /** The own level while one is heard, from 0 to 1. */
  ownLevel: () => readonly [string, number] | null;
  onSpeaking: (speaking: ReadonlySet<string>) => void;
  onBlocked: (blocked: boolean) => void;
};
const VOLUME_MS = 250;
/**
 * A level is that of the last packet alone, 20 ms of sound. Looked at ten times a second whoever speaks in a beat of that
 * could be missed for ever; no beat of people or machines keeps step with this.
 */
const LEVEL_MS = 37;

export class Ears {
  private readonly deps: EarsDeps;
  /** By user, and apart from it the sound of the user's screen. */
  private readonly heard = new Map<string, Heard>();
  private readonly speaking = new Speaking();
  private readonly levels = new WeakMap<RTCRtpReceiver, ReceiverLevel>();
  /** Of browsers that tell levels in their statistics only. */
  private readonly asked = new WeakMap<RTCRtpReceiver, number>();
  private readonly asking = new WeakSet<RTCRtpReceiver>();
  private stops: (() => void)[] = [];

  constructor(deps: EarsDeps) {
    this.deps = deps;
  }

  start(): void {
    if (this.stops.length > 0) return;
    const { clock } = this.deps.ports;
    this.stops = [clock.every(VOLUME_MS, () => this.setVolumes()), clock.every(LEVEL_MS, () => this.readLevels())];
  }
  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
    for (const key of [...this.heard.keys()]) this.hear(key, null);
    this.deps.onSpeaking(this.speaking.update(Number.POSITIVE_INFINITY, new Map()));
  }

  /** One source at a time for each `key`: a user id, or one with ` screen` behind it. */
  hear(key: string, track: MediaStreamTrack | null): void {
    const known = this.heard.get(key);
    if (known?.track === track) return;
    if (!track) {
      if (!known) return;
      known.sink.pause();
      known.sink.srcObject = null;
      this.heard.delete(key);
      return;
    }
    const { ports } = this.deps;
    const sink = known?.sink ?? ports.createSink();
    sink.srcObject = ports.createStream([track]);
    this.heard.set(key, { sink, track });
    this.setVolumes();
    this.sendTo(sink);
    void this.play(sink);
  }

  setVolumes(): void {
    if (this.heard.size === 0) return;
    const users = new Set([...this.heard.keys()].map(userOf));
    const nearness = this.deps.nearness(users);
    for (const [key, { sink }] of this.heard) {
      const volume = this.deps.liking(userOf(key)) * (nearness.get(userOf(key)) ?? 1);
      if (sink.volume !== volume) sink.volume = volume;
    }
  }
  volumeOf(userId: string): number | null {
    return this.heard.get(userId)?.sink.volume ?? null;
  }

  /** Another speaker was chosen. */
  changeSpeaker(): void {
    for (const { sink } of this.heard.values()) this.sendTo(sink);
  }

  /** After a click, which is what the browser waited for. */
  async unblock(): Promise<void> {
    this.deps.onBlocked(false);
    await Promise.all([...this.heard.values()].map(({ sink }) => this.play(sink)));
  }

  private async play(sink: Sink): Promise<void> {
    try {
      await sink.play();
    } catch (error) {
      // Another source took its place meanwhile: that is no refusal.
      if ((error as { name?: string }).name === 'NotAllowedError') this.deps.onBlocked(true);
    }
  }
  private sendTo(sink: Sink): void {
    sink.setSinkId?.(this.deps.speaker() ?? '').catch(() => {});
  }

  private readLevels(): void {
    const now = this.deps.ports.clock.now();
    const levels = new Map<string, number>();
    for (const [userId, receiver] of this.deps.receivers()) {
      const level = this.levels.get(receiver) ?? new ReceiverLevel(receiver);
      this.levels.set(receiver, level);
      levels.set(userId, level.read(now) ?? this.ask(receiver));
    }
    const own = this.deps.ownLevel();
    if (own) levels.set(own[0], own[1]);
    this.deps.onSpeaking(this.speaking.update(now, levels));
  }

  private ask(receiver: RTCRtpReceiver): number {
    const last = this.asked.get(receiver) ?? 0;
    if (this.asking.has(receiver)) return last;
    this.asking.add(receiver);
    receiver
      .getStats()
      .then(
        (report) =>
          report.forEach((stat) => {
            if (stat.type === 'inbound-rtp') this.asked.set(receiver, Number(stat.audioLevel) || 0);
          }),
        () => {},
      )
      .finally(() => this.asking.delete(receiver));
    return last;
  }
}

export const screenKey = (userId: string): string => `${userId} screen`;
const userOf = (key: string): string => key.split(' ', 1)[0] as string;
