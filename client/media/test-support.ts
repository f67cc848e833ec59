// A browser that tests speak for: clock, devices, sound.

import type { CaptureDevices, Clock, MediaPorts, Sink } from './ports.ts';
import { FakeNetwork, FakeStream, FakeTrack } from './test-support-rtc.ts';

type Timer = { at: number; run: () => void; every: number | null };

export class FakeClock implements Clock {
  private time = 0;
  private readonly timers = new Set<Timer>();
  now = (): number => this.time;
  after = (ms: number, run: () => void) => this.add({ at: this.time + ms, run, every: null });
  every = (ms: number, run: () => void) => this.add({ at: this.time + ms, run, every: ms });
  private add(timer: Timer): () => void {
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }
  /** Lets time pass; what is promised meanwhile happens. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await turns();
    for (;;) {
      const [next] = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.time = Math.max(this.time, next.at);
      if (next.every === null) this.timers.delete(next);
      else next.at += next.every;
      next.run();
      await turns();
    }
    this.time = end;
    await turns();
  }
}
/** Lets promises that wait for nothing but each other come to rest. */
export const turns = async (count = 60): Promise<void> => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

export class FakeDevices {
  list = [
    { kind: 'audioinput', deviceId: 'mic', label: 'Desk microphone' },
    { kind: 'audioinput', deviceId: 'headset', label: 'Headset' },
    { kind: 'videoinput', deviceId: 'cam', label: 'Camera' },
    { kind: 'audiooutput', deviceId: 'speaker', label: '' },
  ];
  /** Asked of `getUserMedia`. */
  readonly asked: MediaStreamConstraints[] = [];
  readonly given: FakeTrack[] = [];
  /** Thrown by the next call. */
  fault: string | null = null;
  /** What `getDisplayMedia` answers; by default a screen with sound. */
  screen: () => Promise<FakeStream> = async () => new FakeStream([new FakeTrack('video'), new FakeTrack('audio')]);
  private readonly listeners = new Set<() => void>();

  getUserMedia = async (constraints: MediaStreamConstraints): Promise<FakeStream> => {
    this.asked.push(constraints);
    const { fault } = this;
    this.fault = null;
    if (fault) throw Object.assign(new Error(fault), { name: fault });
    const kind = constraints.audio ? 'audioinput' : 'videoinput';
    const wish = Object(constraints.audio || constraints.video).deviceId?.exact;
    const found = this.list.find((one) => one.kind === kind && (wish === undefined || one.deviceId === wish));
    if (!found) throw Object.assign(new Error(), { name: wish ? 'OverconstrainedError' : 'NotFoundError' });
    const track = new FakeTrack(kind === 'audioinput' ? 'audio' : 'video', found.deviceId);
    track.label = found.label;
    this.given.push(track);
    return new FakeStream([track]);
  };
  getDisplayMedia = (): Promise<FakeStream> => this.screen();
  enumerateDevices = async () => this.list;
  addEventListener = (_: string, run: () => void) => void this.listeners.add(run);
  removeEventListener = (_: string, run: () => void) => void this.listeners.delete(run);
  async unplug(id: string): Promise<void> {
    this.list = this.list.filter(({ deviceId }) => deviceId !== id);
    for (const run of this.listeners) run();
    await turns();
  }
  get port(): CaptureDevices {
    return this as unknown as CaptureDevices;
  }
}

export class FakeSink {
  srcObject: unknown = null;
  volume = 1;
  muted = false;
  plays = 0;
  refuses = false;
  sink = '';
  play = async (): Promise<void> => {
    if (this.refuses) throw Object.assign(new Error(), { name: 'NotAllowedError' });
    this.plays++;
  };
  pause(): void {}
  setSinkId = async (id: string): Promise<void> => {
    this.sink = id;
  };
}

export function fakePorts(network = new FakeNetwork(), clock = new FakeClock()) {
  const devices = new FakeDevices();
  const sinks: FakeSink[] = [];
  const online = new Set<() => void>();
  const level = { current: 0 };
  const sinkDefaults = { refuses: false };
  const ports: MediaPorts = {
    clock,
    timeOfDay: () => 1_000_000 + clock.now(),
    random: () => 1,
    createConnection: network.create,
    deflate: async (text) => new TextEncoder().encode(text),
    createStream: (tracks) => new FakeStream(tracks as unknown as FakeTrack[]) as unknown as MediaStream,
    createSink: () => {
      const sink = Object.assign(new FakeSink(), sinkDefaults);
      sinks.push(sink);
      return sink as unknown as Sink;
    },
    createMeter: () => ({ level: () => level.current, close: () => {} }),
    codecs: () => null,
    devices: devices.port,
    onOnline: (run) => {
      online.add(run);
      return () => online.delete(run);
    },
  };
  const goOnline = (): void => {
    for (const run of online) run();
  };
  return { ports, clock, network, devices, sinks, level, sinkDefaults, goOnline };
}
