// Waits until there is a map to draw, its pictures are loaded and the fonts of the signs are there; then the world begins.

import Phaser from 'phaser';
import type { LoadedMap } from '../../state/world.ts';
import type { GameContext } from '../context.ts';
import { loadPictures } from '../map/pictures.ts';
import { WORLD, type WorldData } from './world-scene.ts';

export const BOOT = 'boot';
/** A font that does not come must not keep anyone out. */
const FONT_PATIENCE_MS = 2500;

export class BootScene extends Phaser.Scene {
  private readonly context: GameContext;
  private unsubscribe: (() => void) | null = null;

  constructor(context: GameContext) {
    super(BOOT);
    this.context = context;
  }

  create(): void {
    const { store } = this.context.session;
    let begun: string | null = null;
    const look = (): void => {
      const { map, welcomed } = store.getState();
      // Building a world keeps the page busy: a welcome that waited for that would tell a time long past.
      if (!map || !welcomed || map.hash === begun) return;
      begun = map.hash;
      void this.prepare(map);
    };
    this.unsubscribe = store.subscribe(look);
    this.events.once(Phaser.Scenes.Events.DESTROY, () => this.unsubscribe?.());
    look();
  }

  private async prepare(map: LoadedMap): Promise<void> {
    const { store } = this.context.session;
    const progress = (loaded: number): void => {
      // Full only when the world stands.
      if (store.getState().map === map) store.setState({ loaded: Math.min(loaded, 0.99) });
    };
    const [pictures] = await Promise.all([loadPictures(map.document, progress), fonts()]);
    // Left, or another map came meanwhile.
    if (store.getState().map !== map || !this.sys.isActive()) return;
    const data: WorldData = { map, pictures };
    this.scene.stop(WORLD);
    this.scene.launch(WORLD, data);
  }
}

async function fonts(): Promise<void> {
  const wanted = Promise.all(
    ['500', '600', '700'].map((weight) => document.fonts.load(`${weight} 14px "Inter Variable"`)),
  );
  const patience = new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE_MS));
  await Promise.race([wanted, patience]).catch(() => {});
}
