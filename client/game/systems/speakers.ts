// A ring around the feet of whoever speaks.

import type Phaser from 'phaser';
import { prefersReducedMotion } from '../../state/world-settings.ts';
import type { GameContext } from '../context.ts';
import { DEPTH, type Frame, type System } from '../system.ts';
import type { People } from './people.ts';

const GLOW = 0x5ff0b5;
/** Keeps the ring apart from bright floors and from lawns. */
const EDGE = 0x0f2a20;
const BEAT_MS = 1100;
/** Between two words the ring fades rather than flickers. */
const FADE_MS = 220;
const WIDTH = 30;
const HEIGHT = 16;
/** Pixels of the map: how far the outer ring goes. */
const SPREAD = 12;

export class Speakers implements System {
  private readonly context: GameContext;
  private readonly people: People;
  private readonly pen: Phaser.GameObjects.Graphics;
  /** How much of the ring is there, from 0 to 1, by user id. */
  private readonly shown = new Map<string, number>();

  constructor(options: { scene: Phaser.Scene; context: GameContext; people: People }) {
    this.context = options.context;
    this.people = options.people;
    this.pen = options.scene.add.graphics().setDepth(DEPTH.floorMarks);
    if (this.context.test) this.context.test.speakers = () => [...this.shown.keys()];
  }

  update({ now, elapsed }: Frame): void {
    const { speaking } = this.context.media.getState();
    const { pen, shown } = this;
    if (speaking.size === 0 && shown.size === 0) return;
    const isStill = prefersReducedMotion();
    for (const userId of speaking) if (!shown.has(userId)) shown.set(userId, 0);
    pen.clear();
    for (const [userId, before] of shown) {
      const wanted = speaking.has(userId) ? 1 : 0;
      const step = isStill ? 1 : elapsed / FADE_MS;
      const part = wanted > before ? Math.min(1, before + step) : Math.max(0, before - step);
      const person = this.people.byUser(userId);
      if ((part === 0 && wanted === 0) || !person) shown.delete(userId);
      else {
        shown.set(userId, part);
        if (person.near) this.draw(person.avatar, part, isStill ? null : (now % BEAT_MS) / BEAT_MS);
      }
    }
  }

  destroy(): void {
    this.pen.destroy();
    this.shown.clear();
  }

  /** `beat` from 0 to 1; null: nothing moves. */
  private draw({ x, y }: { x: number; y: number }, part: number, beat: number | null): void {
    const { pen } = this;
    pen.fillStyle(GLOW, 0.28 * part).fillEllipse(x, y, WIDTH, HEIGHT, 32);
    pen.lineStyle(3.5, EDGE, 0.45 * part).strokeEllipse(x, y, WIDTH, HEIGHT, 32);
    pen.lineStyle(2, GLOW, part).strokeEllipse(x, y, WIDTH, HEIGHT, 32);
    if (beat === null) return;
    pen
      .lineStyle(2, GLOW, part * (1 - beat) * 0.8)
      .strokeEllipse(x, y, WIDTH + beat * SPREAD * 2, HEIGHT + beat * SPREAD, 32);
  }
}
