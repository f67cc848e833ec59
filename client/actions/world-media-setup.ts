// Voice and video of a stay on what a browser gives them.

import { mediaRoutes } from '../../shared/protocol/media.ts';
import { browserPorts } from '../media/browser.ts';
import { MediaEngine } from '../media/engine.ts';
import { mediaTestHook } from '../media/test-hook.ts';
import { call } from '../net/api.ts';
import type { MediaEars } from '../net/media-events.ts';
import type { WorldRoom } from '../net/world-room.ts';
import { loadMediaSettings } from '../state/media-settings.ts';
import type { WorldSession } from '../state/world.ts';
import { createMediaState, type WorldMediaStore } from '../state/world-media.ts';
import { createMediaActions, type MediaActions } from './world-media.ts';
import { followWorld } from './world-media-follow.ts';
import { returnToTalk } from './world-media-return.ts';

export type MediaSetup = {
  store: WorldMediaStore;
  actions: MediaActions;
  /** The own level, 0 to 1, many times a second: read it while drawing. */
  level: { readonly current: number };
  ears: MediaEars;
  end: () => void;
};

export function setUpMedia({ session, room }: { session: WorldSession; room: () => WorldRoom | null }): MediaSetup {
  const store = createMediaState(loadMediaSettings());
  const params = { server_id: session.serverId };
  const engine = new MediaEngine({
    ...{ ports: browserPorts(), store, world: session, room },
    api: {
      start: (body) => call(mediaRoutes.start, { params, body }),
      state: (body) => call(mediaRoutes.state, { params, body }),
      stop: () => call(mediaRoutes.stop, { params }),
    },
  });
  const actions = createMediaActions({ engine, room });
  const stopFollowing = followWorld(session, engine);
  const stopReturning = returnToTalk({
    ...{ session, store, actions, storage: sessionStorage, now: Date.now },
    isAllowed: async (kind) => {
      const name = kind as PermissionName;
      const status = await navigator.permissions?.query({ name }).catch(() => undefined);
      return status?.state === 'granted';
    },
    onHide: (run) => {
      addEventListener('pagehide', run);
      return () => removeEventListener('pagehide', run);
    },
  });
  const isTest = new URLSearchParams(location.search).get('test') === '1';
  if (isTest) window.atriumMedia = mediaTestHook(engine, actions);
  return {
    ...{ store, actions, ears: engine, level: engine.own.level },
    end: () => {
      stopFollowing();
      stopReturning();
      engine.end();
      if (isTest) window.atriumMedia = undefined;
    },
  };
}
