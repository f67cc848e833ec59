// The world on the screen: assembly only. Each system does one thing and undoes it.

import Phaser from 'phaser';
import type { LoadedMap } from '../../state/world.ts';
import { prefersReducedMotion, useWorldSettings } from '../../state/world-settings.ts';
import type { GameContext } from '../context.ts';
import { Plates } from '../entities/plate.ts';
import type { Picture } from '../map/tile-art.ts';
import { createMapSystems } from '../map/world-map.ts';
import type { Frame, System } from '../system.ts';
import { CameraEye } from '../systems/camera.ts';
import { Keys } from '../systems/keys.ts';
import { Marks } from '../systems/marks.ts';
import { People } from '../systems/people.ts';
import { Pointer } from '../systems/pointer.ts';
import { SelfWalk } from '../systems/self-walk.ts';
import { Signs } from '../systems/signs.ts';
import { Speakers } from '../systems/speakers.ts';
import { Zones } from '../systems/zones.ts';
import { SIGNS } from './signs-scene.ts';

export const WORLD = 'world';
export type WorldData = { map: LoadedMap; pictures: ReadonlyMap<string, Picture> };

/** After a long pause nothing should leap. */
const ELAPSED_MAX_MS = 100;

export class WorldScene extends Phaser.Scene {
  private readonly context: GameContext;
  private systems: System[] = [];
  private undo: (() => void)[] = [];
  private readonly frame: Frame = { now: 0, elapsed: 0, tick: 0 };
  private walk: SelfWalk | null = null;

  constructor(context: GameContext) {
    super(WORLD);
    this.context = context;
  }

  create({ map, pictures }: WorldData): void {
    const { context } = this;
    const { document, hash } = map;
    const camera = this.cameras.main;
    camera.setBackgroundColor(document.background_color ?? '#1c2a2f');
    const tile = { width: document.tilewidth, height: document.tileheight };
    const size = {
      width: document.width * tile.width,
      height: document.height * tile.height,
      tileWidth: tile.width,
      tileHeight: tile.height,
    };
    const page = () => ({ width: this.scale.width / context.density, height: this.scale.height / context.density });

    const keys = new Keys();
    const walk = new SelfWalk(context, keys);
    const eye = new CameraEye({ camera, context, walk, map: size, page });
    const people = new People({ scene: this, context, walk, tile });
    const plates = new Plates(this.scene.get(SIGNS), context.density);
    const marks = new Marks({ scene: this, context, map, walk, people, eye });
    const pointer = new Pointer({ canvas: this.game.canvas, camera, context, eye, marks, tile });
    this.walk = walk;
    this.systems = [
      walk,
      eye,
      ...createMapSystems({
        scene: this,
        session: context.session,
        document,
        pictures,
        moves: () => !prefersReducedMotion(),
        name: hash,
      }),
      people,
      new Zones({ scene: this, context, map, plates }),
      marks,
      new Speakers({ scene: this, context, people }),
      new Signs({ context, people, plates, camera }),
      pointer,
      keys,
    ];
    const { events } = context.session;
    const refit = (): void => eye.refit(useWorldSettings.getState().zoom);
    this.scale.on(Phaser.Scale.Events.RESIZE, refit);
    this.undo = [
      events.on('zoom', ({ steps }) => eye.step(steps)),
      events.on('recentre', () => eye.recentre()),
      useWorldSettings.subscribe((now, before) => {
        if (now.zoom !== before.zoom) eye.refit(now.zoom);
      }),
      () => this.scale.off(Phaser.Scale.Events.RESIZE, refit),
      () => plates.destroy(),
    ];
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, () => this.close());
    camera.fadeIn(prefersReducedMotion() ? 0 : 350, 15, 25, 29);
  }

  override update(_time: number, delta: number): void {
    const began = performance.now();
    const { frame, context } = this;
    frame.now = began;
    frame.elapsed = Math.min(delta, ELAPSED_MAX_MS);
    frame.tick = context.session.clock.now();
    for (const system of this.systems) system.update?.(frame);
    this.announce();
    context.test?.cost(performance.now() - began);
  }

  /** Everything is drawn and the own avatar stands in it. */
  private announce(): void {
    const { store } = this.context.session;
    if (!this.walk?.isReady) return;
    if (this.context.test) this.context.test.seen.ready = true;
    if (store.getState().loaded !== 1) store.setState({ loaded: 1 });
  }

  private close(): void {
    if (this.context.test) this.context.test.seen.ready = false;
    for (const system of this.systems.splice(0)) system.destroy();
    for (const undo of this.undo.splice(0)) undo();
    this.walk = null;
  }
}
