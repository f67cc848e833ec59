// Starts the game in an element of the page, and keeps the canvas in the screen's own pixels.

import Phaser from 'phaser';
import type { WorldActions } from '../actions/world.ts';
import type { WorldSession } from '../state/world.ts';
import type { WorldMediaStore } from '../state/world-media.ts';
import type { GameContext } from './context.ts';
import { BootScene } from './scenes/boot-scene.ts';
import { SignsScene } from './scenes/signs-scene.ts';
import { WorldScene } from './scenes/world-scene.ts';
import { densityOf } from './screen.ts';
import { type AtriumTest, TestHook } from './test-hook.ts';

declare global {
  interface Window {
    /** Only in pages opened with `?test=1`. */
    atrium?: AtriumTest;
  }
}

/** `?r=canvas` draws without the graphics card: what tests without one use. */
const wantsCanvas = (search: URLSearchParams): boolean => search.get('r') === 'canvas';

/** Answers how to end it. */
export function startGame(options: {
  parent: HTMLElement;
  session: WorldSession;
  actions: WorldActions;
  media: WorldMediaStore;
  pixelRatio: number;
}): () => void {
  const { parent, session, actions, media, pixelRatio } = options;
  const search = new URLSearchParams(location.search);
  const type = wantsCanvas(search) ? Phaser.CANVAS : Phaser.AUTO;
  const density = densityOf(pixelRatio, type === Phaser.CANVAS);
  const test = search.get('test') === '1' ? new TestHook() : null;
  if (test) window.atrium = test.seen;
  const context: GameContext = { session, actions, media, density, test };

  const size = () => ({
    width: Math.max(1, Math.round(parent.clientWidth * density)),
    height: Math.max(1, Math.round(parent.clientHeight * density)),
  });
  const game = new Phaser.Game({
    type,
    parent,
    ...size(),
    pixelArt: true,
    banner: false,
    disableContextMenu: true,
    audio: { noAudio: true },
    // The pages' own listeners serve keys and pointers: they know what is typed and what lies over the map.
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    scale: { mode: Phaser.Scale.NONE, zoom: 1 / density },
    scene: [new BootScene(context), new WorldScene(context), new SignsScene()],
  });
  game.events.once(Phaser.Core.Events.READY, () => {
    game.canvas.setAttribute('aria-hidden', 'true');
    game.canvas.style.touchAction = 'none';
    game.scene.start('signs');
    game.scene.bringToTop('signs');
  });
  const observer = new ResizeObserver(() => {
    const { width, height } = size();
    game.scale.resize(width, height);
  });
  observer.observe(parent);
  return () => {
    observer.disconnect();
    if (test) window.atrium = undefined;
    game.destroy(true);
  };
}
