import { useEffect } from 'react';
import { EMOTES } from '../../../shared/protocol/world.ts';
import { isForWorld } from '../../actions/world-keys.ts';
import { enlarge, openPanel, showEmotes, showTalk, togglePanel, useHud } from '../../state/world-hud.ts';
import { changeSettings, useWorldSettings } from '../../state/world-settings.ts';
import { useWorldHandle } from './context.tsx';
import { mediaCommands } from './media/asking.ts';
import { isPhone } from './screen.ts';

export const COMPOSER_ID = 'world-composer';

/** One-key commands, while nobody types. Walking itself is the game's. */
export function useShortcuts(): void {
  const { actions, media } = useWorldHandle();
  useEffect(() => {
    const write = (): void => {
      if (isPhone()) openPanel(null);
      showTalk(true);
      changeSettings({ chat: true });
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${COMPOSER_ID} textarea`)?.focus());
    };
    const commands: Record<string, () => void> = {
      '\n': write,
      '?': () => togglePanel('help'),
      p: () => togglePanel('people'),
      t: () => togglePanel('chat'),
      escape: () => (useHud.getState().enlarged ? enlarge(null) : openPanel(null)),
      n: () => changeSettings({ minimap: !useWorldSettings.getState().minimap }),
      h: () => changeSettings({ earshot: !useWorldSettings.getState().earshot }),
      e: () => showEmotes(!useHud.getState().emotes),
      c: () => actions.recentre(),
      '+': () => actions.zoom(1),
      '=': () => actions.zoom(1),
      '-': () => actions.zoom(-1),
      ...mediaCommands(media),
    };
    EMOTES.slice(0, 9).forEach((emote, i) => {
      commands[String(i + 1)] = () => void actions.emote(emote);
    });
    const down = (event: KeyboardEvent): void => {
      if (event.repeat || !isForWorld(event)) return;
      // Enter and space press the button that has the focus.
      if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('button, a')) return;
      const command = commands[event.key === 'Enter' ? '\n' : event.key.toLowerCase()];
      if (!command) return;
      event.preventDefault();
      command();
    };
    addEventListener('keydown', down);
    return () => removeEventListener('keydown', down);
  }, [actions, media]);
}
