// What lies on the floor for oneself alone: the tile under the pointer, the way one walks, how far one is heard, and
// the ring around somebody who was looked for.

import type Phaser from 'phaser';
import { isBlocked } from '../../../shared/maps/game-map.ts';
import { EARSHOT_TILES } from '../../../shared/rules/earshot.ts';
import { tileOf, UNITS_PER_TILE } from '../../../shared/rules/movement.ts';
import type { LoadedMap } from '../../state/world.ts';
import { prefersReducedMotion, useWorldSettings } from '../../state/world-settings.ts';
import type { GameContext } from '../context.ts';
import { DEPTH, type Frame, type System } from '../system.ts';
import type { CameraEye } from './camera.ts';
import type { People } from './people.ts';
import type { SelfWalk } from './self-walk.ts';

const ACCENT = 0xffc95c;
const FREE = 0xffffff;
const WALL = 0xe4586a;
const PING_MS = 2600;
const BEAT_MS = 900;
const DOT_EVERY = 14;

export class Marks implements System {
  /** The tile under a pointer that hovers; null without one. */
  hovered: { x: number; y: number } | null = null;
  private readonly context: GameContext;
  private readonly map: LoadedMap;
  private readonly walk: SelfWalk;
  private readonly people: People;
  private readonly floor: Phaser.GameObjects.Graphics;
  private readonly earshot: Phaser.GameObjects.Graphics;
  private readonly ring: Phaser.GameObjects.Graphics;
  private ping: { sessionId: string; from: number } | null = null;
  private now = 0;
  private readonly undo: () => void;

  constructor(options: {
    scene: Phaser.Scene;
    context: GameContext;
    map: LoadedMap;
    walk: SelfWalk;
    people: People;
    eye: CameraEye;
  }) {
    const { scene, eye } = options;
    this.context = options.context;
    this.map = options.map;
    this.walk = options.walk;
    this.people = options.people;
    this.floor = scene.add.graphics().setDepth(DEPTH.floorMarks);
    this.earshot = scene.add.graphics().setDepth(DEPTH.floorMarks);
    this.ring = scene.add.graphics().setDepth(DEPTH.signs);
    this.drawEarshot();
    this.undo = this.context.session.events.on('locate', ({ sessionId }) => {
      const shown = this.people.bySession(sessionId);
      if (!shown) return;
      eye.lookAt(shown.avatar.x, shown.avatar.y);
      this.ping = { sessionId, from: this.now };
    });
  }

  update({ now }: Frame): void {
    this.now = now;
    const beat = prefersReducedMotion() ? 0 : Math.sin((now / BEAT_MS) * Math.PI * 2);
    this.floor.clear();
    this.drawHover();
    this.drawWay(beat);
    this.earshot.setVisible(useWorldSettings.getState().earshot);
    this.earshot.setPosition(this.x(this.walk.place.x), this.y(this.walk.place.y));
    this.drawPing(now);
  }

  destroy(): void {
    this.undo();
    this.floor.destroy();
    this.earshot.destroy();
    this.ring.destroy();
  }

  private drawHover(): void {
    const { hovered, floor } = this;
    if (!hovered) return;
    const { tile_width: width, tile_height: height } = this.map.game;
    const [x, y] = [tileOf(hovered.x), tileOf(hovered.y)];
    const free = !isBlocked(this.map.game, x, y);
    floor.lineStyle(1, free ? FREE : WALL, free ? 0.5 : 0.35);
    corners(floor, { x: x * width + 2, y: y * height + 2, width: width - 4, height: height - 4 });
  }

  private drawWay(beat: number): void {
    const { floor, walk } = this;
    const { goal, way } = walk;
    if (!goal) return;
    const { tile_width: width, tile_height: height } = this.map.game;
    floor.fillStyle(ACCENT, 0.8);
    let [x, y] = [this.x(walk.place.x), this.y(walk.place.y)];
    let rest = DOT_EVERY;
    for (const corner of way) {
      const [toX, toY] = [this.x(corner.x), this.y(corner.y)];
      const length = Math.hypot(toX - x, toY - y);
      let at = rest;
      for (; at < length; at += DOT_EVERY) {
        floor.fillRect(
          Math.round(x + ((toX - x) * at) / length) - 1,
          Math.round(y + ((toY - y) * at) / length) - 1,
          3,
          3,
        );
      }
      rest = at - length;
      [x, y] = [toX, toY];
    }
    const inset = 3 + beat * 1.5;
    floor.lineStyle(2, ACCENT, 0.95);
    corners(floor, {
      x: goal.x * width + inset,
      y: goal.y * height + inset,
      width: width - 2 * inset,
      height: height - 2 * inset,
    });
  }

  private drawEarshot(): void {
    const { tile_width: width, tile_height: height } = this.map.game;
    this.earshot.fillStyle(ACCENT, 0.07);
    this.earshot.fillEllipse(0, 0, EARSHOT_TILES * 2 * width, EARSHOT_TILES * 2 * height, 64);
    this.earshot.lineStyle(1.5, ACCENT, 0.45);
    this.earshot.strokeEllipse(0, 0, EARSHOT_TILES * 2 * width, EARSHOT_TILES * 2 * height, 64);
  }

  private drawPing(now: number): void {
    const { ping, ring } = this;
    ring.clear();
    if (!ping) return;
    const shown = this.people.bySession(ping.sessionId);
    const part = (now - ping.from) / PING_MS;
    if (!shown || part >= 1) {
      this.ping = null;
      return;
    }
    const beat = prefersReducedMotion() ? 0.5 : (part * 3) % 1;
    ring.lineStyle(2, ACCENT, (1 - part) * (1 - beat * 0.6));
    ring.strokeEllipse(shown.avatar.x, shown.avatar.y, 24 + beat * 30, 14 + beat * 18, 32);
  }

  private x(units: number): number {
    return (units * this.map.game.tile_width) / UNITS_PER_TILE;
  }
  private y(units: number): number {
    return (units * this.map.game.tile_height) / UNITS_PER_TILE;
  }
}

/** The four corners of a box. */
function corners(
  pen: Phaser.GameObjects.Graphics,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  const arm = Math.min(width, height) / 3.5;
  for (const [cx, cy, sx, sy] of [
    [x, y, 1, 1],
    [x + width, y, -1, 1],
    [x, y + height, 1, -1],
    [x + width, y + height, -1, -1],
  ] as const) {
    pen.lineBetween(cx, cy, cx + sx * arm, cy);
    pen.lineBetween(cx, cy, cx, cy + sy * arm);
  }
}
