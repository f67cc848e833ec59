import { useSyncExternalStore } from 'react';

/** Narrow, or lying on its side. */
const PHONE = '(max-width: 639px), (max-height: 480px)';
const COARSE = '(pointer: coarse)';

export const isPhone = (): boolean => matchMedia(PHONE).matches;

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
export const usePhone = (): boolean => useMedia(PHONE);
/** Fingers, not a mouse. */
export const useCoarsePointer = (): boolean => useMedia(COARSE);
