// What of the HUD is open.

import { create } from 'zustand';

export type HudPanel = 'people' | 'settings' | 'help' | 'manage';
export const useHud = create<{ panel: HudPanel | null; emotes: boolean }>(() => ({ panel: null, emotes: false }));

export const openPanel = (panel: HudPanel | null): void => useHud.setState({ panel, emotes: false });
export const togglePanel = (panel: HudPanel): void =>
  useHud.setState((state) => ({ panel: state.panel === panel ? null : panel, emotes: false }));
export const showEmotes = (emotes: boolean): void => useHud.setState({ emotes });
