// Where the page is: keeps the address bar and the state in step.

import { create } from 'zustand';

export type Place = { path: string; search: URLSearchParams; hash: string };
const here = (): Place => ({
  path: location.pathname,
  search: new URLSearchParams(location.search),
  hash: location.hash,
});

export const usePlace = create<Place>(here);

/** Follow the back and forward buttons. Called once. */
export function startRouter(): void {
  addEventListener('popstate', () => usePlace.setState(here()));
}

/** Something unsaved may ask before the page is left; see `holdLeaving`. */
let hold: (() => boolean) | undefined;

export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (hold && !hold()) return;
  history[options.replace ? 'replaceState' : 'pushState'](null, '', to);
  usePlace.setState(here());
  scrollTo(0, 0);
}

/** `mayLeave` is asked before every way out; returns how to let go. */
export function holdLeaving(mayLeave: () => boolean): () => void {
  const unload = (event: BeforeUnloadEvent): void => event.preventDefault();
  hold = mayLeave;
  addEventListener('beforeunload', unload);
  return () => {
    hold = undefined;
    removeEventListener('beforeunload', unload);
  };
}
