// A page that is loaded anew goes on with the talk that it was in: nobody has left it.

import type { WorldSession, WorldState } from '../state/world.ts';
import type { WorldMediaStore } from '../state/world-media.ts';
import type { MediaActions } from './world-media.ts';

const KEY = 'atrium.talk';
/** A tab that is restored on another day begins silent. */
const FRESH_MS = 60_000;

type Talk = { serverId: string; at: number; audio: boolean; video: boolean; muted: boolean; channelId: string | null };
type Deps = {
  session: WorldSession;
  store: WorldMediaStore;
  actions: Pick<MediaActions, 'setMicrophone' | 'setCamera' | 'setMuted' | 'joinVoice' | 'listen'>;
  /** Of this tab alone. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** In ms since 1970. */
  now: () => number;
  /** Whether it may be used without asking. */
  isAllowed: (kind: 'microphone' | 'camera') => Promise<boolean>;
  onHide: (run: () => void) => () => void;
};

export function returnToTalk(deps: Deps): () => void {
  const { session, store, storage, now, onHide } = deps;
  const talk = read(storage.getItem(KEY));
  storage.removeItem(KEY);
  const stopHiding = onHide(() => {
    const { phase, audio, video, muted, channelId } = store.getState();
    if (phase !== 'on') return;
    const kept: Talk = { serverId: session.serverId, at: now(), audio, video, muted, channelId };
    storage.setItem(KEY, JSON.stringify(kept));
  });
  if (talk?.serverId !== session.serverId || now() - talk.at > FRESH_MS) return stopHiding;
  let cancel = (): void => {};
  // Only who is in the world can talk.
  const look = ({ phase, welcomed }: WorldState): void => {
    if (phase !== 'live' || !welcomed) return;
    cancel();
    void goOn(talk, deps);
  };
  cancel = session.store.subscribe(look);
  look(session.store.getState());
  return () => {
    cancel();
    stopHiding();
  };
}

async function goOn({ audio, video, muted, channelId }: Talk, { store, actions, isAllowed }: Deps): Promise<void> {
  if (store.getState().phase !== 'off') return;
  if (muted) actions.setMuted(true);
  if (channelId !== null) await actions.joinVoice(channelId);
  else await actions.listen();
  // Nobody is asked by a page that they have not touched.
  if (audio && (await isAllowed('microphone'))) await actions.setMicrophone(true);
  if (video && (await isAllowed('camera'))) await actions.setCamera(true);
}

function read(text: string | null): Talk | null {
  try {
    const { serverId, at, audio, video, muted, channelId } = JSON.parse(text ?? '') as Record<string, unknown>;
    if (typeof serverId !== 'string' || typeof at !== 'number') return null;
    return {
      ...{ serverId, at, audio: audio === true, video: video === true, muted: muted !== false },
      channelId: typeof channelId === 'string' ? channelId : null,
    };
  } catch {
    return null;
  }
}
