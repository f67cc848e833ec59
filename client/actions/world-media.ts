// What one can do with voice and video in a world. Nothing here rejects: what goes wrong is `problem` or `notice` in the
// store, in plain words.

import type { MediaEngine } from '../media/engine.ts';
import { lineDown } from '../net/room-errors.ts';
import type { WorldRoom } from '../net/world-room.ts';
import { type MediaSettings, saveMediaSettings } from '../state/media-settings.ts';
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

type Deps = {
  engine: MediaEngine;
  /** Null while the line is down. */
  room: () => Pick<WorldRoom, 'request'> | null;
  save?: (settings: MediaSettings) => void;
};

export function createMediaActions({ engine, room, save = saveMediaSettings }: Deps): MediaActions {
  const { store, own } = engine;
  const { local } = own;
  const keep = (): void => {
    const { devices, pushToTalk, volumes, mutedPeople } = store.getState();
    save({ chosen: devices.chosen, pushToTalk, volumes, mutedPeople: [...mutedPeople] });
  };
  /** What comes on brings one into the talk. */
  const turn = async (kind: 'microphone' | 'camera', on: boolean): Promise<void> => {
    store.setState({ problem: null });
    if (!on) local.turnOff(kind);
    else if (await local.turnOn(kind)) await engine.begin();
  };

  return {
    setMicrophone: (on) => turn('microphone', on),
    setCamera: (on) => turn('camera', on),
    startScreen: async () => {
      if (store.getState().screen !== 'off') return;
      store.setState({ screen: 'asking', problem: null });
      const isShown = await local.showScreen();
      if (!isShown && store.getState().screen === 'asking') store.setState({ screen: 'off' });
      if (isShown) await engine.begin();
    },
    stopScreen: () => {
      local.hideScreen();
      store.setState({ screen: 'off' });
    },
    listen: async () => void (await engine.begin()),
    leave: () => engine.stop(),

    setMuted: (muted) => own.setSilent(muted),
    setPushToTalk: (on) => {
      store.setState({ pushToTalk: on, talking: false });
      // Whoever does not hold the key yet must not be heard; without the key one unmutes by hand.
      own.setSilent(true);
      keep();
    },
    talk: (held) => {
      if (!store.getState().pushToTalk || held === store.getState().talking) return;
      store.setState({ talking: held });
      own.setSilent(!held);
    },

    chooseDevice: async (kind, id) => {
      store.setState(({ devices }) => ({ devices: { ...devices, chosen: { ...devices.chosen, [kind]: id } } }));
      keep();
      if (kind === 'speaker') engine.ears.changeSpeaker();
      else await local.change(kind);
    },
    refreshDevices: async () => void (await local.refreshLists()),

    setVolume: (userId, volume) => {
      const next = Math.min(1, Math.max(0, volume));
      // Last set, last forgotten.
      const { [userId]: _, ...others } = store.getState().volumes;
      store.setState({ volumes: next === 1 ? others : { ...others, [userId]: next } });
      engine.ears.setVolumes();
      keep();
    },
    mutePerson: (userId, muted) => {
      const mutedPeople = new Set(store.getState().mutedPeople);
      mutedPeople.delete(userId);
      if (muted) mutedPeople.add(userId);
      store.setState({ mutedPeople });
      engine.ears.setVolumes();
      keep();
    },
    unblockAudio: () => engine.ears.unblock(),

    setLocked: async (locked) => {
      try {
        const line = room();
        if (!line) throw lineDown();
        const { is_locked } = await line.request('media:lock', { is_locked: locked });
        store.setState({ locked: is_locked });
      } catch (error) {
        engine.tellProblem(error);
      }
    },
    joinVoice: async (channelId) => {
      const { channelId: before, phase } = store.getState();
      if (channelId === before && phase === 'on') return;
      store.setState({ channelId });
      const isThere = phase === 'on' ? await engine.start() : await engine.begin();
      // Only what was asked for last counts.
      if (!isThere && phase === 'on' && store.getState().channelId === channelId) store.setState({ channelId: before });
    },
    resumeVideo: () => engine.resumeVideo(),
    dismissProblem: () => store.setState({ problem: null }),
    dismissNotice: () => store.setState({ notice: null }),
  };
}
