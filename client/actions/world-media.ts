// What one can do with voice and video in a world. Nothing here rejects: what goes wrong is `problem` or `notice` in the
// store, in plain words.

import type { DeviceKind } from '../state/world-media.ts';

export type MediaActions = {
  /** Asks for the microphone where it is not there yet. Off lets go of it; `setMuted` is what one wants in a talk. */
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  /** Asks which screen to show. */
  startScreen(): Promise<void>;
  /** Also ends the asking. */
  stopScreen(): void;
  /** Hears the others, and sends nothing. */
  listen(): Promise<void>;
  /** Leaves the talk: everything off, and nobody is heard. */
  leave(): Promise<void>;
  setMuted(muted: boolean): void;
  setPushToTalk(on: boolean): void;
  /** With push to talk: the key or the button is held. */
  talk(held: boolean): void;
  /** Null: the default of the system. */
  chooseDevice(kind: DeviceKind, id: string | null): Promise<void>;
  /** Labels of devices are known only after one was allowed. */
  refreshDevices(): Promise<void>;
  /** 0 to 1. */
  setVolume(userId: string, volume: number): void;
  mutePerson(userId: string, muted: boolean): void;
  /** Call it on a click. */
  unblockAudio(): Promise<void>;
  setLocked(locked: boolean): Promise<void>;
  /** Null: back to those nearby. */
  joinVoice(channelId: string | null): Promise<void>;
  /** Sends the own camera again that was paused. */
  resumeVideo(): void;
  dismissProblem(): void;
  dismissNotice(): void;
};
