// Mouse and fingers on the map: a tap walks, a drag looks around, the wheel and two fingers zoom.

import type Phaser from 'phaser';
import { UNITS_PER_TILE } from '../../../shared/rules/movement.ts';
import type { GameContext } from '../context.ts';
import type { System } from '../system.ts';
import type { CameraEye } from './camera.ts';
import type { Marks } from './marks.ts';

/** A finger that moved less than this, in CSS pixels, tapped. */
const SLIP = 10;
const TAP_MS = 600;
/** What a notch of a wheel scrolls; trackpads send many small ones. */
const NOTCH = 80;

type Touch = { startX: number; startY: number; x: number; y: number; at: number; dragged: boolean };

export class Pointer implements System {
  private readonly context: GameContext;
  private readonly eye: CameraEye;
  private readonly marks: Marks;
  private readonly canvas: HTMLCanvasElement;
  private readonly camera: Phaser.Cameras.Scene2D.Camera;
  private readonly tile: { width: number; height: number };
  private readonly touches = new Map<number, Touch>();
  private pinched = false;
  private scrolled = 0;
  private readonly undo: (() => void)[] = [];

  constructor(options: {
    canvas: HTMLCanvasElement;
    camera: Phaser.Cameras.Scene2D.Camera;
    context: GameContext;
    eye: CameraEye;
    marks: Marks;
    tile: { width: number; height: number };
  }) {
    this.context = options.context;
    this.eye = options.eye;
    this.marks = options.marks;
    this.canvas = options.canvas;
    this.camera = options.camera;
    this.tile = options.tile;
    this.listen('pointerdown', (event) => this.down(event));
    this.listen('pointermove', (event) => this.move(event));
    this.listen('pointerup', (event) => this.up(event));
    this.listen('pointercancel', (event) => this.cancel(event));
    this.listen('pointerleave', () => {
      this.marks.hovered = null;
    });
    this.listen('wheel', (event) => this.wheel(event), { passive: false });
    this.listen('contextmenu', (event) => event.preventDefault());
  }

  destroy(): void {
    for (const undo of this.undo) undo();
    this.marks.hovered = null;
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    // Whoever plays does not type: keys are for walking again.
    if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body) {
      document.activeElement.blur();
    }
    this.canvas.setPointerCapture(event.pointerId);
    const { clientX: x, clientY: y } = event;
    this.touches.set(event.pointerId, { startX: x, startY: y, x, y, at: event.timeStamp, dragged: false });
    if (this.touches.size > 1) this.pinched = true;
  }

  private move(event: PointerEvent): void {
    if (event.pointerType === 'mouse') this.marks.hovered = this.unitsAt(event);
    const touch = this.touches.get(event.pointerId);
    if (!touch) return;
    const before = this.spread();
    const [dx, dy] = [event.clientX - touch.x, event.clientY - touch.y];
    touch.x = event.clientX;
    touch.y = event.clientY;
    if (this.touches.size === 2) {
      const after = this.spread();
      if (before > 0 && after > 0) this.eye.pinch(after / before);
      return;
    }
    if (this.pinched) return;
    touch.dragged ||= Math.hypot(touch.x - touch.startX, touch.y - touch.startY) > SLIP;
    if (touch.dragged) this.eye.drag(dx * this.context.density, dy * this.context.density);
  }

  private up(event: PointerEvent): void {
    const touch = this.touches.get(event.pointerId);
    this.touches.delete(event.pointerId);
    if (!touch) return;
    if (this.pinched) {
      if (this.touches.size > 0) return;
      this.pinched = false;
      this.eye.settle();
      return;
    }
    if (touch.dragged || event.timeStamp - touch.at > TAP_MS) return;
    const { x, y } = this.unitsAt(event);
    this.context.actions.walkTo(Math.floor(x / UNITS_PER_TILE), Math.floor(y / UNITS_PER_TILE));
  }

  private cancel(event: PointerEvent): void {
    this.touches.delete(event.pointerId);
    if (this.touches.size === 0 && this.pinched) {
      this.pinched = false;
      this.eye.settle();
    }
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    // A trackpad's pinch comes as a wheel with the control key, in small steps.
    this.scrolled += event.ctrlKey ? event.deltaY * 8 : event.deltaY;
    if (Math.abs(this.scrolled) < NOTCH) return;
    this.eye.step(this.scrolled < 0 ? 1 : -1);
    this.scrolled = 0;
  }

  /** The distance of two fingers, in CSS pixels. */
  private spread(): number {
    const [a, b] = [...this.touches.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }

  private unitsAt({ clientX, clientY }: PointerEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    const { density } = this.context;
    const x = ((clientX - box.left) * density) / this.camera.zoom + this.camera.worldView.x;
    const y = ((clientY - box.top) * density) / this.camera.zoom + this.camera.worldView.y;
    return { x: (x * UNITS_PER_TILE) / this.tile.width, y: (y * UNITS_PER_TILE) / this.tile.height };
  }

  private listen<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    this.canvas.addEventListener(type, listener, options);
    this.undo.push(() => this.canvas.removeEventListener(type, listener, options));
  }
}
