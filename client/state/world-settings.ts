// How one likes the game: kept in this browser.

import { create } from 'zustand';
import { storage } from '../net/storage.ts';

export type Motion = 'system' | 'full' | 'reduced';
export type WorldSettings = {
  motion: Motion;
  /** How large the art is on the screen, in CSS pixels for each of its own; null: as suits the screen. */
  zoom: number | null;
  minimap: boolean;
  chat: boolean;
  earshot: boolean;
};

const KEY = 'atrium.world';
const DEFAULTS: WorldSettings = { motion: 'system', zoom: null, minimap: true, chat: true, earshot: false };
export const ZOOM_MIN = 1;
export const ZOOM_MAX = 6;

/** Settings as they were kept, whatever an older version or a stranger wrote there. */
export function readSettings(text: string | null): WorldSettings {
  let kept: Partial<Record<keyof WorldSettings, unknown>> = {};
  try {
    kept = Object(JSON.parse(text ?? '{}'));
  } catch {
    // Not ours: the defaults.
  }
  const flag = (name: 'minimap' | 'chat' | 'earshot'): boolean =>
    typeof kept[name] === 'boolean' ? kept[name] : DEFAULTS[name];
  const { zoom, motion } = kept;
  return {
    motion: motion === 'full' || motion === 'reduced' ? motion : 'system',
    zoom: typeof zoom === 'number' && zoom >= ZOOM_MIN && zoom <= ZOOM_MAX ? zoom : DEFAULTS.zoom,
    minimap: flag('minimap'),
    chat: flag('chat'),
    earshot: flag('earshot'),
  };
}

export const useWorldSettings = create<WorldSettings>(() => readSettings(storage.getItem(KEY)));

export function changeSettings(change: Partial<WorldSettings>): void {
  useWorldSettings.setState(change);
  storage.setItem(KEY, JSON.stringify(useWorldSettings.getState()));
}

let system: MediaQueryList | null = null;
/** Asked many times a frame. */
export function prefersReducedMotion(): boolean {
  const { motion } = useWorldSettings.getState();
  if (motion !== 'system') return motion === 'reduced';
  system ??= matchMedia('(prefers-reduced-motion: reduce)');
  return system.matches;
}
