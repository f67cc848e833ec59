import { useRef } from 'react';

/** Radix gives the focus back to a trigger of its own only; ours are opened by links, menus and keys as well. */
export function useFocusBack() {
  const opener = useRef<Element | null>(null);
  return {
    /** For `onOpenAutoFocus`: the focus is still where it was. */
    remember: (): void => {
      opener.current = document.activeElement;
    },
    /** For `onCloseAutoFocus`. */
    giveBack: (): void => {
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
  };
}
