// What every system of the scenes is given.

import type { WorldActions } from '../actions/world.ts';
import type { WorldSession } from '../state/world.ts';
import type { WorldMediaStore } from '../state/world-media.ts';
import type { TestHook } from './test-hook.ts';

export type GameContext = {
  session: WorldSession;
  actions: WorldActions;
  media: WorldMediaStore;
  /** Pixels of the screen for a pixel of CSS. */
  density: number;
  /** Only in pages opened for tests. */
  test: TestHook | null;
};
