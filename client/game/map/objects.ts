// Things that stand on the map: each is a picture of its own at the depth of its foot, so that people pass behind it.
// Only those near the view exist for the renderer.

import type Phaser from 'phaser';
import type { DocumentObject } from '../../../shared/protocol/maps.ts';
import { DEPTH, type Frame, type System } from '../system.ts';
import { gidOf } from './cells.ts';
import { paintObject } from './painter.ts';
import type { TileCatalog } from './tile-art.ts';

/** Pixels of the map on a side of a cell of the register. */
const CELL = 512;
const MARGIN = 128;
/** The view must move so far before anything can have come near. */
const NOTCH = MARGIN / 2;

export type Thing = { object: DocumentObject; above: boolean; opacity: number };
type Shape = { key: string; originX: number; originY: number };

export class Objects implements System {
  private readonly scene: Phaser.Scene;
  private readonly catalog: TileCatalog;
  private readonly cells = new Map<string, Thing[]>();
  private readonly shown = new Map<string, Phaser.GameObjects.Image[]>();
  private readonly shapes = new Map<string, Shape | null>();
  private readonly name: string;
  /** Where the view was when it was last looked after. */
  private corner = Number.NaN;
  private width = 0;

  constructor(options: { scene: Phaser.Scene; catalog: TileCatalog; things: readonly Thing[]; name: string }) {
    this.scene = options.scene;
    this.catalog = options.catalog;
    this.name = options.name;
    for (const thing of options.things) {
      const key = keyOf(Math.floor(thing.object.x / CELL), Math.floor(thing.object.y / CELL));
      const cell = this.cells.get(key);
      if (cell) cell.push(thing);
      else this.cells.set(key, [thing]);
    }
  }

  update(_frame: Frame): void {
    if (this.cells.size === 0) return;
    const view = this.scene.cameras.main.worldView;
    const corner = Math.floor(view.x / NOTCH) * 65_536 + Math.floor(view.y / NOTCH);
    if (corner === this.corner && view.width === this.width) return;
    this.corner = corner;
    this.width = view.width;
    const near = new Set<string>();
    for (let y = Math.floor((view.y - MARGIN) / CELL); y <= Math.floor((view.bottom + CELL) / CELL); y++) {
      for (let x = Math.floor((view.x - CELL) / CELL); x <= Math.floor((view.right + MARGIN) / CELL); x++)
        near.add(keyOf(x, y));
    }
    for (const key of near) if (!this.shown.has(key)) this.show(key);
    for (const [key, images] of this.shown) {
      if (near.has(key)) continue;
      for (const image of images) image.destroy();
      this.shown.delete(key);
    }
  }

  destroy(): void {
    for (const images of this.shown.values()) for (const image of images) image.destroy();
    for (const shape of this.shapes.values()) if (shape) this.scene.textures.remove(shape.key);
    this.shown.clear();
    this.shapes.clear();
  }

  private show(key: string): void {
    const images: Phaser.GameObjects.Image[] = [];
    for (const { object, above, opacity } of this.cells.get(key) ?? []) {
      const shape = this.shapeOf(object);
      if (!shape) continue;
      const image = this.scene.add.image(object.x, object.y, shape.key).setOrigin(shape.originX, shape.originY);
      image.setDepth(above ? DEPTH.above : DEPTH.STANDING + Math.round(object.y)).setAlpha(opacity);
      images.push(image);
    }
    this.shown.set(key, images);
  }

  /** Objects that look the same share a texture: the picture with its size, flips and turn already in it. */
  private shapeOf(object: DocumentObject): Shape | null {
    const look = `${object.gid} ${object.width} ${object.height} ${object.rotation}`;
    const known = this.shapes.get(look);
    if (known !== undefined) return known;
    const shape = this.drawShape(object, `${this.name}:${look}`);
    this.shapes.set(look, shape);
    return shape;
  }

  private drawShape(object: DocumentObject, key: string): Shape | null {
    const art = this.catalog.find(gidOf(object.gid));
    if (!art || object.width <= 0 || object.height <= 0) return null;
    // Around the foot, about which it is turned.
    const reach = Math.ceil(Math.hypot(object.width + Math.abs(art.offsetX), object.height + Math.abs(art.offsetY)));
    const turned = object.rotation % 360 !== 0 || art.offsetX !== 0 || art.offsetY !== 0;
    const box = turned
      ? { left: reach, top: reach, width: reach * 2, height: reach * 2 }
      : { left: 0, top: Math.ceil(object.height), width: Math.ceil(object.width), height: Math.ceil(object.height) };
    const texture = this.scene.textures.createCanvas(key, box.width, box.height);
    if (!texture) return null;
    texture.context.imageSmoothingEnabled = false;
    const at = { ...object, x: box.left, y: box.top };
    paintObject(texture.context, at, this.catalog, { now: 0, drawn: { count: 0, animated: false } });
    texture.refresh();
    return { key, originX: box.left / box.width, originY: box.top / box.height };
  }
}

const keyOf = (x: number, y: number): string => `${x} ${y}`;
