// What is known of voice and video in one stay. Written by the engine (`client/media/`) and by what people do, read by the
// HUD. What changes many times a second (the own level) lies in a plain field beside it.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { MEDIA, type MediaState, type Peer } from '../../shared/protocol/media.ts';
import type { MediaSettings } from './media-settings.ts';

/** `fix` says what one can do about it; both are in plain words. */
export type MediaProblem = { code: string; message: string; fix: string };
export type MediaNotice = { id: number; code: string; message: string };
export type PeerConnection = 'connecting' | 'connected' | 'failed';
/** Null until something was measured. */
export type PeerQuality = 'good' | 'fair' | 'poor' | null;

export type MediaPeer = {
  userId: string;
  /** Of the person's media session: another one when they started again. */
  peerId: string;
  username: string;
  /** This person hears and sees us. */
  hears: boolean;
  /** We hear and see this person. */
  heard: boolean;
  via: Peer['via'];
  state: PeerConnection;
  quality: PeerQuality;
  /** Through a relay, which is slower. */
  relayed: boolean;
  /** What this person sends. */
  media: MediaState;
  /** Null where there is nothing to be seen. Draw them muted: sound comes from elsewhere. */
  streams: { camera: MediaStream | null; screen: MediaStream | null };
};

export type Device = { id: string; label: string };
export type DeviceKind = 'microphone' | 'camera' | 'speaker';
export type Devices = {
  microphones: readonly Device[];
  cameras: readonly Device[];
  speakers: readonly Device[];
  /** Null: whatever the system's default is. */
  chosen: Readonly<Record<DeviceKind, string | null>>;
};

export type WorldMediaState = {
  /** `on`: others can be heard, whatever one sends oneself. */
  phase: 'off' | 'starting' | 'on' | 'failed';
  /** What stands in the way of something that was asked for. */
  problem: MediaProblem | null;
  /** What happened by itself. */
  notice: MediaNotice | null;
  /** The microphone is there, muted or not. */
  audio: boolean;
  video: boolean;
  screen: 'off' | 'asking' | 'on';
  /** Nothing is said now: muted by hand, or the key of push to talk is not held. */
  muted: boolean;
  pushToTalk: boolean;
  /** The key of push to talk is held. */
  talking: boolean;
  /** The own camera is on, but sends nothing while the line is too weak for it. */
  videoPaused: boolean;
  /** By user id, the nearest first when they came. */
  peers: ReadonlyMap<string, MediaPeer>;
  /** User ids of those who speak now, oneself among them. */
  speaking: ReadonlySet<string>;
  local: { camera: MediaStream | null; screen: MediaStream | null };
  devices: Devices;
  /** How many more are in earshot than can be connected. */
  beyond: number;
  meshMax: number;
  sfu: boolean;
  /** The bubble is shut: nobody else can come in. */
  locked: boolean;
  /** The voice channel that one talks in; null: with those nearby. */
  channelId: string | null;
  /** The browser plays no sound before one clicks: `unblockAudio`. */
  audioBlocked: boolean;
  /** How loud one likes people, 0 to 1, by user id; absent: 1. */
  volumes: Readonly<Record<string, number>>;
  /** User ids of people whom one does not want to hear. */
  mutedPeople: ReadonlySet<string>;
};
export type WorldMediaStore = StoreApi<WorldMediaState>;

export function createMediaState({ chosen, pushToTalk, volumes, mutedPeople }: MediaSettings): WorldMediaStore {
  return createStore<WorldMediaState>(() => ({
    phase: 'off',
    problem: null,
    notice: null,
    audio: false,
    video: false,
    screen: 'off',
    muted: pushToTalk,
    talking: false,
    videoPaused: false,
    peers: new Map(),
    speaking: new Set(),
    local: { camera: null, screen: null },
    devices: { microphones: [], cameras: [], speakers: [], chosen },
    beyond: 0,
    meshMax: 0,
    sfu: false,
    locked: false,
    channelId: null,
    audioBlocked: false,
    ...{ pushToTalk, volumes, mutedPeople: new Set(mutedPeople) },
  }));
}

let lastNotice = 0;
export const noteMedia = (store: WorldMediaStore, code: string, message: string): void =>
  store.setState({ notice: { id: ++lastNotice, code, message } });

/** The bits of `media` in the state of a player, as fields. */
export const mediaOfBits = (bits: number): MediaState => ({
  audio: (bits & MEDIA.AUDIO) !== 0,
  video: (bits & MEDIA.VIDEO) !== 0,
  screen: (bits & MEDIA.SCREEN) !== 0,
  is_muted: (bits & MEDIA.MUTED) !== 0,
});
export const sameMedia = (a: MediaState, b: MediaState): boolean =>
  a.audio === b.audio && a.video === b.video && a.screen === b.screen && a.is_muted === b.is_muted;

/** Changes a peer that is there; says nothing where nothing changed. */
export function updatePeer(store: WorldMediaStore, userId: string, change: Partial<MediaPeer>): void {
  const { peers } = store.getState();
  const before = peers.get(userId);
  if (!before) return;
  const keys = Object.keys(change) as (keyof MediaPeer)[];
  if (keys.every((key) => Object.is(before[key], change[key]))) return;
  store.setState({ peers: new Map(peers).set(userId, { ...before, ...change }) });
}

export function removePeer(store: WorldMediaStore, userId: string): void {
  const peers = new Map(store.getState().peers);
  if (peers.delete(userId)) store.setState({ peers });
}
