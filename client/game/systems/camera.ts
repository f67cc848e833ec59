// The eye: follows the own avatar without haste, may be dragged away to look around, and comes back when one walks.

import type Phaser from 'phaser';
import { UNITS_PER_TILE } from '../../../shared/rules/movement.ts';
import { prefersReducedMotion, useWorldSettings } from '../../state/world-settings.ts';
import type { GameContext } from '../context.ts';
import { scaleFor, stepScale } from '../screen.ts';
import type { Frame, System } from '../system.ts';
import type { SelfWalk } from './self-walk.ts';

/** Half of the view within which the avatar walks before the camera does, as a share of the view. */
const DEAD = 0.06;
/** The time in which the camera makes up for most of its distance, in ms. */
const FOLLOW_MS = 170;
const PAN_MS = 260;
const ZOOM_MS = 90;
/** CSS pixels: the height of the bars. */
const BEYOND = 96;
/** Nearer to a whole zoom than this, it is that. */
const WHOLE = 0.01;

type Point = { x: number; y: number };

export class CameraEye implements System {
  private readonly camera: Phaser.Cameras.Scene2D.Camera;
  private readonly context: GameContext;
  private readonly walk: SelfWalk;
  private readonly map: { width: number; height: number; tileWidth: number; tileHeight: number };
  /** What the middle of the view looks at, in pixels of the map. */
  private readonly middle: Point = { x: 0, y: 0 };
  private free: Point | null = null;
  private started = false;
  private readonly page: () => { width: number; height: number };
  /** Screen pixels for a pixel of the art: where the zoom is going. */
  private wanted: number;

  constructor(options: {
    camera: Phaser.Cameras.Scene2D.Camera;
    context: GameContext;
    walk: SelfWalk;
    map: { width: number; height: number; tileWidth: number; tileHeight: number };
    page: () => { width: number; height: number };
  }) {
    this.camera = options.camera;
    this.context = options.context;
    this.walk = options.walk;
    this.map = options.map;
    this.page = options.page;
    this.wanted = scaleFor(useWorldSettings.getState().zoom, this.context.density, this.page());
    this.camera.setZoom(this.wanted);
  }

  get zoom(): number {
    return this.camera.zoom;
  }

  /** Looks at a place of the map, in its pixels, until one walks. */
  lookAt(x: number, y: number): void {
    this.free = { x, y };
  }

  /** By so many pixels of the screen. */
  drag(dx: number, dy: number): void {
    this.free ??= { x: this.middle.x, y: this.middle.y };
    this.free.x -= dx / this.camera.zoom;
    this.free.y -= dy / this.camera.zoom;
    this.hold(this.free);
    // Under a finger nothing may lag.
    this.middle.x = this.free.x;
    this.middle.y = this.free.y;
  }

  recentre(): void {
    this.free = null;
  }

  /** The whole zoom so many steps away from where it is going. */
  step(steps: number): void {
    this.wanted = stepScale(Math.round(this.wanted), steps, this.context.density);
  }

  /** Any zoom while fingers pinch; `settle` makes it a whole one. */
  pinch(factor: number): void {
    this.wanted = Math.max(this.context.density, Math.min(6 * this.context.density, this.wanted * factor));
    this.camera.setZoom(this.wanted);
  }

  settle(): void {
    this.wanted = scaleFor(this.wanted / this.context.density, this.context.density, this.page());
  }

  /** The zoom was set in the settings, or the page has another size. */
  refit(zoom: number | null): void {
    this.wanted = scaleFor(zoom, this.context.density, this.page());
  }

  update({ elapsed }: Frame): void {
    if (!this.walk.isReady) return;
    const { middle } = this;
    this.zoomOn(elapsed);
    if (this.walk.dir !== 0) this.free = null;
    const { place } = this.walk;
    const aim =
      this.free ??
      this.aimOf(
        (place.x * this.map.tileWidth) / UNITS_PER_TILE + this.beside() / 2,
        // The body, not the feet, is in the middle.
        (place.y * this.map.tileHeight) / UNITS_PER_TILE -
          this.map.tileHeight * 0.6 +
          (this.covered() - this.above()) / 2,
      );
    this.hold(aim);
    const share =
      this.started && !prefersReducedMotion() ? 1 - Math.exp(-elapsed / (this.free ? PAN_MS : FOLLOW_MS)) : 1;
    middle.x += (aim.x - middle.x) * share;
    middle.y += (aim.y - middle.y) * share;
    this.hold(middle);
    this.started = true;
    this.aimCamera();
    this.tell();
  }

  destroy(): void {
    this.free = null;
  }

  private zoomOn(elapsed: number): void {
    const { camera } = this;
    if (camera.zoom === this.wanted) return;
    const share = prefersReducedMotion() ? 1 : 1 - Math.exp(-elapsed / ZOOM_MS);
    const next = camera.zoom + (this.wanted - camera.zoom) * share;
    camera.setZoom(Math.abs(next - this.wanted) < WHOLE ? this.wanted : next);
  }

  /** In pixels of the map. */
  private covered(): number {
    return (this.context.session.view.covered * this.context.density) / this.camera.zoom;
  }

  private above(): number {
    return (this.context.session.view.above * this.context.density) / this.camera.zoom;
  }

  private beside(): number {
    return (this.context.session.view.beside * this.context.density) / this.camera.zoom;
  }

  private readonly aim: Point = { x: 0, y: 0 };
  private aimOf(x: number, y: number): Point {
    const { aim, middle, camera } = this;
    const deadX = this.started ? (camera.width * DEAD) / camera.zoom : 0;
    const deadY = this.started ? (camera.height * DEAD) / camera.zoom : 0;
    aim.x = x - Math.max(-deadX, Math.min(deadX, x - middle.x));
    aim.y = y - Math.max(-deadY, Math.min(deadY, y - middle.y));
    return aim;
  }

  /** On whole pixels of the screen. The engine zooms about the middle, and sets `worldView` only when it draws. */
  private aimCamera(): void {
    const { camera, middle } = this;
    const { width, height, zoom } = camera;
    const left = Math.round(middle.x * zoom - width / 2) / zoom;
    const top = Math.round(middle.y * zoom - height / 2) / zoom;
    camera.scrollX = left + (width / 2) * (1 / zoom - 1);
    camera.scrollY = top + (height / 2) * (1 / zoom - 1);
    camera.worldView.setTo(left, top, width / zoom, height / zoom);
  }

  /** Keeps the view on the map, and a little beyond: who stands at its edge must not stand under the HUD. A map smaller than the view stands in its middle. */
  private hold(point: Point): void {
    const { camera, map } = this;
    const beyond = (BEYOND * this.context.density) / camera.zoom;
    const covered = this.covered();
    const above = this.above();
    const beside = this.beside();
    // As if the view ended where the panel and the sheet begin.
    point.x =
      within(point.x - beside / 2, { size: map.width, view: camera.width / camera.zoom - beside, beyond }) + beside / 2;
    const down = (covered - above) / 2;
    const height = camera.height / camera.zoom - covered - above;
    point.y = within(point.y - down, { size: map.height, view: height, beyond }) + down;
  }

  private tell(): void {
    const { camera, map } = this;
    const { view } = this.context.session;
    const { worldView } = camera;
    view.camera.x = worldView.x / map.tileWidth;
    view.camera.y = worldView.y / map.tileHeight;
    view.camera.width = worldView.width / map.tileWidth;
    view.camera.height = worldView.height / map.tileHeight;
    if (this.context.test) this.context.test.seen.zoom = camera.zoom;
  }
}

function within(middle: number, { size, view, beyond }: { size: number; view: number; beyond: number }): number {
  if (size + 2 * beyond <= view) return size / 2;
  return Math.max(view / 2 - beyond, Math.min(size - view / 2 + beyond, middle));
}
