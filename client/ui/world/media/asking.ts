// What the browser is being asked for just now: such a question may stand for long, so that it is said.

import { create } from 'zustand';
import type { MediaHandle } from './context.ts';

type Asking = { microphone: boolean; camera: boolean };
export const useAsking = create<Asking>(() => ({ microphone: false, camera: false }));

async function ask(kind: keyof Asking, run: () => Promise<void>): Promise<void> {
  if (useAsking.getState()[kind]) return;
  useAsking.setState({ [kind]: true });
  try {
    await run();
  } finally {
    useAsking.setState({ [kind]: false });
  }
}

/** Into the talk with the microphone on, or back to it. */
export function turnMicrophoneOn({ store, actions }: MediaHandle): Promise<void> {
  const { muted, pushToTalk } = store.getState();
  // Who asks for the microphone wants to be heard.
  if (muted && !pushToTalk) actions.setMuted(false);
  return ask('microphone', () => actions.setMicrophone(true));
}

/** Off, on, muted, on again. */
export function pressMicrophone(media: MediaHandle): void {
  const { audio, muted, pushToTalk } = media.store.getState();
  if (!audio) void turnMicrophoneOn(media);
  else if (!pushToTalk) media.actions.setMuted(!muted);
}
export function pressCamera({ store, actions }: MediaHandle): void {
  if (store.getState().video) void actions.setCamera(false);
  else void ask('camera', () => actions.setCamera(true));
}
export function pressScreen({ store, actions }: MediaHandle): void {
  if (store.getState().screen === 'off') void actions.startScreen();
  else actions.stopScreen();
}
export function pressLock({ store, actions }: MediaHandle): void {
  const { locked } = store.getState();
  if (locked || canLock(store.getState())) void actions.setLocked(!locked);
}

/** There is somebody to be alone with: whom one hears and is heard by, where one stands. */
export const canLock = ({ peers, channelId }: ReturnType<MediaHandle['store']['getState']>): boolean =>
  channelId === null && [...peers.values()].some(({ hears, heard }) => hears && heard);

/** Phones share no screens. */
export const canShowScreen = (): boolean => typeof navigator.mediaDevices?.getDisplayMedia === 'function';

/** Keys, while nobody types. */
export function mediaCommands(media: MediaHandle): Record<string, () => void> {
  const inTalk = (act: (media: MediaHandle) => void) => () => {
    if (media.store.getState().phase === 'on') act(media);
  };
  return {
    j: () => {
      const { phase } = media.store.getState();
      if (phase === 'off' || phase === 'failed') void turnMicrophoneOn(media);
      else void media.actions.leave();
    },
    m: inTalk(pressMicrophone),
    v: inTalk(pressCamera),
    g: inTalk(pressScreen),
    l: inTalk(pressLock),
  };
}
