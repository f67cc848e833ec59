// What one sends: the own devices as the store shows them, what of them goes out, and how much of it.

import type { MediaState } from '../../shared/protocol/media.ts';
import { noteMedia, type WorldMediaStore } from '../state/world-media.ts';
import { PAUSED, type Weakness } from './ladder.ts';
import { type Limit, limitOf } from './limits.ts';
import { LocalMedia } from './local-media.ts';
import type { MediaPorts, Meter } from './ports.ts';
import type { Slot, Tracks } from './slots.ts';
import type { StreamOf } from './streams.ts';

type Deps = {
  ports: MediaPorts;
  store: WorldMediaStore;
  userId: string;
  streamOf: StreamOf;
  /** Of the ladder on which the camera gives way. */
  rung: () => number;
  /** The camera was turned on: whatever was before, it begins at the top. */
  onCamera: () => void;
  /** Something of what goes out, or of how, is another thing now. */
  onChange: () => void;
};

export class Own {
  readonly local: LocalMedia;
  /** 0 to 1, many times a second. */
  readonly level = { current: 0 };
  private readonly deps: Deps;
  private meter: { track: MediaStreamTrack; meter: Meter | null } | null = null;

  constructor(deps: Deps) {
    const { ports, store } = deps;
    this.deps = deps;
    this.local = new LocalMedia({
      ports,
      chosen: (kind) => store.getState().devices.chosen[kind],
      onTracks: () => this.show(),
      onLists: (lists) => store.setState(({ devices }) => ({ devices: { ...devices, ...lists } })),
      onProblem: (problem) => store.setState({ problem }),
      onNotice: (code, message) => noteMedia(store, code, message),
    });
    this.local.setSilent(store.getState().muted);
  }

  get outgoing(): Tracks {
    const { tracks } = this.local;
    return this.deps.rung() === PAUSED ? { ...tracks, video: null } : tracks;
  }
  get state(): MediaState {
    const { audio, video, screen } = this.outgoing;
    const is_muted = this.deps.store.getState().muted;
    return { audio: audio !== null, video: video !== null, screen: screen !== null, is_muted };
  }
  /** Where so many hear it directly. */
  limit(slot: Slot, peers: number): Limit {
    return limitOf(slot, peers, this.deps.rung(), this.local.tracks.video?.getSettings().height);
  }

  setSilent(muted: boolean): void {
    this.local.setSilent(muted);
    this.deps.store.setState({ muted });
    this.deps.onChange();
  }

  /** With the own user id, while one is heard. */
  readLevel(): readonly [string, number] | null {
    this.level.current = this.meter?.meter?.level() ?? 0;
    return this.deps.store.getState().muted ? null : [this.deps.userId, this.level.current];
  }

  /** The camera gave way, or came back. */
  climb(rung: number, weakness: Weakness | null): void {
    const { store, onChange } = this.deps;
    const was = store.getState().videoPaused;
    const videoPaused = rung === PAUSED && this.local.tracks.video !== null;
    if (videoPaused !== was) store.setState({ videoPaused });
    if (videoPaused && weakness)
      noteMedia(store, 'video_paused', `Your camera was paused because ${BECAUSE[weakness]}.`);
    if (was && !videoPaused) noteMedia(store, 'video_resumed', 'Your camera is shown again.');
    onChange();
  }

  stop(): void {
    this.local.stop();
    this.level.current = 0;
    this.deps.store.setState({ screen: 'off', videoPaused: false });
  }

  private show(): void {
    const { store, streamOf, rung, onCamera, onChange } = this.deps;
    const { audio, video, screen } = this.local.tracks;
    const before = store.getState();
    if (video !== null && !before.video) onCamera();
    store.setState({
      ...{ audio: audio !== null, video: video !== null },
      screen: screen ? 'on' : before.screen === 'on' ? 'off' : before.screen,
      videoPaused: video !== null && before.videoPaused && rung() === PAUSED,
      local: { camera: streamOf(video), screen: streamOf(screen) },
    });
    this.measure(audio);
    onChange();
  }

  private measure(track: MediaStreamTrack | null): void {
    if (this.meter?.track === track) return;
    const { ports } = this.deps;
    this.meter?.meter?.close();
    this.meter = track ? { track, meter: ports.createMeter(ports.createStream([track])) } : null;
  }
}

const BECAUSE: Record<Weakness, string> = {
  cpu: 'this computer is too busy for it',
  bandwidth: 'your connection is too slow for it',
  loss: 'your connection loses too much of it',
};
