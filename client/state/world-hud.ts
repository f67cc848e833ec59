// What of the HUD is open.

import { create } from 'zustand';
import type { TalkTab } from './world-chat.ts';

/** One at a time. `voice` is the part of the settings about voice and video; `chat` holds channels and direct messages; what is said around one is the overlay's. */
export type HudPanel = 'people' | 'chat' | 'settings' | 'voice' | 'help' | 'manage';
type Hud = {
  panel: HudPanel | null;
  emotes: boolean;
  /** Whether the overlay of talk is open, and with which tab. */
  talk: boolean;
  tab: TalkTab;
  /** The key of the picture of somebody that is shown large. */
  enlarged: string | null;
};
const CLOSED: Hud = { panel: null, emotes: false, talk: false, tab: 'nearby', enlarged: null };
export const useHud = create<Hud>(() => CLOSED);

export const openPanel = (panel: HudPanel | null): void => useHud.setState({ panel, emotes: false });
export const togglePanel = (panel: HudPanel): void =>
  useHud.setState((state) => ({ panel: state.panel === panel ? null : panel, emotes: false }));
export const showEmotes = (emotes: boolean): void => useHud.setState({ emotes });
export const showTalk = (talk: boolean): void => useHud.setState({ talk });
export const showTab = (tab: TalkTab): void => useHud.setState({ tab });
export const enlarge = (enlarged: string | null): void => useHud.setState({ enlarged });
export const closeHud = (): void => useHud.setState(CLOSED);
