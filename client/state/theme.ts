// Light or dark. Nothing chosen: as the system says, also when it changes its mind. public/theme.js does the first paint.

import { create } from 'zustand';
import { storage } from '../net/storage.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'atrium.theme';
const read = (): ThemeChoice => {
  const stored = storage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};

export const useTheme = create<{ choice: ThemeChoice; dark: boolean }>(() => ({ choice: read(), dark: false }));

export function startTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { choice } = useTheme.getState();
    const dark = choice === 'system' ? system.matches : choice === 'dark';
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#0f191d' : '#e3ece4');
    if (useTheme.getState().dark !== dark) useTheme.setState({ dark });
  };
  system.addEventListener('change', apply);
  useTheme.subscribe((state, before) => {
    if (state.choice !== before.choice) apply();
  });
  apply();
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') storage.removeItem(KEY);
  else storage.setItem(KEY, choice);
  useTheme.setState({ choice });
}
