// The own microphone, camera and screen. Whoever turns one on and off again before the browser has answered gets nothing.

import type { MediaProblem } from '../state/world-media.ts';
import {
  cameraConstraints,
  type DeviceLists,
  isGone,
  listDevices,
  microphoneConstraints,
  SCREEN_CONSTRAINTS,
} from './devices.ts';
import type { MediaPorts } from './ports.ts';
import { insecure, problemOf, timedOut, type Wanted } from './problems.ts';
import { NO_TRACKS, type Slot, type Tracks } from './slots.ts';

type Captured = 'microphone' | 'camera';
const SLOT: Record<Captured, Slot> = { microphone: 'audio', camera: 'video' };
const SCREEN_MS = 60_000;

type Deps = {
  ports: Pick<MediaPorts, 'clock' | 'devices'>;
  chosen: (kind: Captured) => string | null;
  /** Tracks came or went. */
  onTracks: () => void;
  onLists: (lists: DeviceLists) => void;
  onProblem: (problem: MediaProblem) => void;
  onNotice: (code: string, message: string) => void;
};

export class LocalMedia {
  private readonly deps: Deps;
  private held: { -readonly [K in Slot]: Tracks[K] } = { ...NO_TRACKS };
  /** Counts what was asked for: what comes of an older wish is let go. */
  private readonly wishes = { microphone: 0, camera: 0, screen: 0 };
  private silent = false;
  private readonly onDevices = (): void => void this.lookForLoss();

  constructor(deps: Deps) {
    this.deps = deps;
    deps.ports.devices?.addEventListener('devicechange', this.onDevices);
  }

  get tracks(): Tracks {
    return this.held;
  }

  /** Answers whether it is there. `isFallback`: not the chosen one, but any. */
  async turnOn(kind: Captured, isFallback = false): Promise<boolean> {
    const { ports, chosen, onProblem } = this.deps;
    const wish = ++this.wishes[kind];
    const constraints = kind === 'microphone' ? microphoneConstraints : cameraConstraints;
    const id = isFallback ? null : chosen(kind);
    try {
      if (!ports.devices) throw insecure();
      const stream = await ports.devices.getUserMedia(constraints(id));
      const track = stream.getTracks()[0];
      if (!track) throw new Error('no track');
      if (wish !== this.wishes[kind]) {
        track.stop();
        return false;
      }
      this.take(SLOT[kind], track, () => void this.lost(kind));
      void this.refreshLists();
      return true;
    } catch (error) {
      if (wish !== this.wishes[kind]) return false;
      const { name } = error as { name?: string };
      // The remembered one is not plugged in today.
      if (id !== null && (name === 'OverconstrainedError' || name === 'NotFoundError')) return this.turnOn(kind, true);
      onProblem(problemOf(kind, error));
      return false;
    }
  }

  turnOff(kind: Captured): void {
    this.wishes[kind]++;
    this.take(SLOT[kind], null);
  }

  /** Answers whether it is shown now. */
  async showScreen(): Promise<boolean> {
    const { ports, onProblem } = this.deps;
    const wish = ++this.wishes.screen;
    let cancel = (): void => {};
    try {
      if (!ports.devices) throw insecure();
      const asked = ports.devices.getDisplayMedia(SCREEN_CONSTRAINTS);
      const late = new Promise<never>((_, reject) => {
        cancel = ports.clock.after(SCREEN_MS, () => reject(timedOut()));
      });
      // What is chosen after we gave up is not shown.
      asked.then(
        (stream) => wish !== this.wishes.screen && stopAll(stream),
        () => {},
      );
      const stream = await Promise.race([asked, late]);
      if (wish !== this.wishes.screen) return false;
      const [picture] = stream.getVideoTracks();
      if (!picture) throw new Error('no track');
      if ('contentHint' in picture) picture.contentHint = 'detail';
      this.take('screen_audio', stream.getAudioTracks()[0] ?? null);
      this.take('screen', picture, () => this.hideScreen());
      return true;
    } catch (error) {
      if (wish !== this.wishes.screen) return false;
      this.wishes.screen++;
      onProblem(problemOf('screen', error));
      return false;
    } finally {
      cancel();
    }
  }
  hideScreen(): void {
    this.wishes.screen++;
    this.take('screen_audio', null);
    this.take('screen', null);
  }

  setSilent(silent: boolean): void {
    this.silent = silent;
    if (this.held.audio) this.held.audio.enabled = !silent;
  }

  /** Another device was chosen: it takes the place of the one that is on. */
  async change(kind: Captured): Promise<void> {
    if (this.held[SLOT[kind]]) await this.turnOn(kind);
  }

  async refreshLists(): Promise<DeviceLists | null> {
    const { devices } = this.deps.ports;
    if (!devices) return null;
    const lists = await listDevices(devices);
    this.deps.onLists(lists);
    return lists;
  }

  close(): void {
    this.deps.ports.devices?.removeEventListener('devicechange', this.onDevices);
    this.stop();
  }
  stop(): void {
    this.turnOff('microphone');
    this.turnOff('camera');
    this.hideScreen();
  }

  private take(slot: Slot, track: MediaStreamTrack | null, onEnded?: () => void): void {
    const before = this.held[slot];
    if (before === track) return;
    if (before) {
      before.onended = null;
      before.stop();
    }
    this.held = { ...this.held, [slot]: track };
    if (track) {
      track.onended = onEnded ?? null;
      if (slot === 'audio') track.enabled = !this.silent;
    }
    this.deps.onTracks();
  }

  private async lookForLoss(): Promise<void> {
    const lists = await this.refreshLists();
    if (!lists) return;
    for (const kind of ['microphone', 'camera'] as const) {
      const track = this.held[SLOT[kind]];
      if (track && isGone(track, lists)) await this.lost(kind);
    }
  }

  private async lost(kind: Captured): Promise<void> {
    const { onNotice } = this.deps;
    this.turnOff(kind);
    if (kind === 'camera') {
      onNotice('camera_lost', 'Your camera was unplugged, so your video is off.');
      return;
    }
    if (await this.turnOn('microphone', true)) {
      const label = this.held.audio?.label;
      onNotice(
        'microphone_changed',
        `Your microphone was unplugged. Now ${label ? `“${label}”` : 'another one'} is used.`,
      );
    } else onNotice('microphone_lost', 'Your microphone was unplugged, so nobody hears you.');
  }
}

const stopAll = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

export type { Wanted };
