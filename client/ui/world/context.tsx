// What every part of the HUD reaches: the stay and what one can do. Its chat is reached as everywhere, by
// `ui/chat/context.tsx`.

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { WorldActions } from '../../actions/world.ts';
import type { Stay } from '../../actions/world-stay.ts';
import type { WorldSession, WorldState } from '../../state/world.ts';

export type WorldHandle = { session: WorldSession; actions: WorldActions; chat: Stay['chat']; media: Stay['media'] };
const Context = createContext<WorldHandle | null>(null);
export const WorldProvider = Context.Provider;

export function useWorldHandle(): WorldHandle {
  const handle = useContext(Context);
  if (!handle) throw new Error('The HUD was drawn outside of a world.');
  return handle;
}
export const useWorld = <T,>(select: (state: WorldState) => T): T => useStore(useWorldHandle().session.store, select);
export const useActions = (): WorldActions => useWorldHandle().actions;
