// What every part of the HUD reaches: the stay, its chat, and what one can do.

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { WorldActions } from '../../actions/world.ts';
import type { WorldSession, WorldState } from '../../state/world.ts';
import type { ChatState, ChatStore } from '../../state/world-chat.ts';

export type WorldHandle = { session: WorldSession; chat: ChatStore; actions: WorldActions };
const Context = createContext<WorldHandle | null>(null);
export const WorldProvider = Context.Provider;

export function useWorldHandle(): WorldHandle {
  const handle = useContext(Context);
  if (!handle) throw new Error('The HUD was drawn outside of a world.');
  return handle;
}
export const useWorld = <T,>(select: (state: WorldState) => T): T => useStore(useWorldHandle().session.store, select);
export const useChat = <T,>(select: (state: ChatState) => T): T => useStore(useWorldHandle().chat, select);
export const useActions = (): WorldActions => useWorldHandle().actions;
