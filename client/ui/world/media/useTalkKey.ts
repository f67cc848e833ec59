import { useEffect } from 'react';
import { isForWorld } from '../../../actions/world-keys.ts';
import { useMediaHandle } from './context.ts';

/** Push to talk: Space is held. It still presses the button that one came to by keyboard. */
export function useTalkKey(): void {
  const { store, actions } = useMediaHandle();
  useEffect(() => {
    /** Was clicked, and has the focus by that alone. */
    let clicked: Element | null = null;
    const isWanted = (event: KeyboardEvent): boolean => {
      const { phase, audio, pushToTalk } = store.getState();
      if (event.code !== 'Space' || phase !== 'on' || !audio || !pushToTalk || !isForWorld(event)) return false;
      const button = event.target instanceof Element ? event.target.closest('button, a, summary') : null;
      return button === null || button === clicked;
    };
    const down = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') clicked = null;
      if (!isWanted(event)) return;
      event.preventDefault();
      if (!event.repeat) actions.talk(true);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || !store.getState().talking) return;
      event.preventDefault();
      actions.talk(false);
    };
    const press = (event: PointerEvent): void => {
      clicked = event.target instanceof Element ? event.target.closest('button, a, summary') : null;
    };
    // A field that takes the focus, or another window, never tells when the key goes up.
    const away = (event: FocusEvent): void => {
      if (event.type === 'blur' || (event.target instanceof Element && event.target.matches('input, textarea')))
        actions.talk(false);
    };
    addEventListener('keydown', down);
    addEventListener('keyup', up, { capture: true });
    // Before the click changes what is drawn in the button.
    addEventListener('pointerdown', press, { capture: true });
    addEventListener('blur', away);
    document.addEventListener('focusin', away);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up, { capture: true });
      removeEventListener('pointerdown', press, { capture: true });
      removeEventListener('blur', away);
      document.removeEventListener('focusin', away);
      actions.talk(false);
    };
  }, [store, actions]);
}
