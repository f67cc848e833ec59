// The still layers of a map as large pictures of parts of it, painted when they come near the view and re-used when
// they are far away. However large a map is, what lies on the card is a few screens of it.

import type Phaser from 'phaser';
import type { Frame, System } from '../system.ts';
import type { Painter } from './painter.ts';

/** Pixels of the map on a side. */
const SIDE = 512;
/** Painted this far beyond the view. */
const MARGIN = 192;
/** Far chunks that are kept, in case one turns back. */
const SPARE_MAX = 12;
/** What painting may take of a frame, in ms. */
const BUDGET_MS = 4;
/** Moving tiles are painted again so often; art seldom moves faster. */
const ANIMATION_MS = 100;

type Chunk = {
  column: number;
  row: number;
  texture: Phaser.Textures.CanvasTexture;
  image: Phaser.GameObjects.Image;
  animated: boolean;
  /** False: nothing lies here, and nothing is shown. */
  filled: boolean;
  paintedAt: number;
  seenAt: number;
};

export type Size = { width: number; height: number };

export class Chunks implements System {
  private readonly scene: Phaser.Scene;
  private readonly painter: Painter;
  private readonly size: Size;
  private readonly depth: number;
  private readonly chunks = new Map<number, Chunk>();
  private readonly columns: number;
  private readonly rows: number;
  private readonly name: string;
  private frames = 0;
  private readonly moves: () => boolean;

  /** `size` of the map in pixels. `moves`: whether moving tiles move. */
  constructor(options: {
    scene: Phaser.Scene;
    painter: Painter;
    size: Size;
    depth: number;
    name: string;
    moves: () => boolean;
  }) {
    this.scene = options.scene;
    this.painter = options.painter;
    this.size = options.size;
    this.depth = options.depth;
    this.name = options.name;
    this.moves = options.moves;
    this.columns = Math.ceil(options.size.width / SIDE);
    this.rows = Math.ceil(options.size.height / SIDE);
  }

  update({ now }: Frame): void {
    this.frames++;
    const view = this.scene.cameras.main.worldView;
    const left = Math.max(0, Math.floor((view.x - MARGIN) / SIDE));
    const right = Math.min(this.columns - 1, Math.floor((view.right + MARGIN) / SIDE));
    const top = Math.max(0, Math.floor((view.y - MARGIN) / SIDE));
    const bottom = Math.min(this.rows - 1, Math.floor((view.bottom + MARGIN) / SIDE));
    const began = performance.now();
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const key = row * this.columns + column;
        const chunk = this.chunks.get(key);
        if (chunk) {
          chunk.seenAt = this.frames;
          continue;
        }
        // What can be seen is painted at any price; what is only near can wait.
        if (performance.now() - began > BUDGET_MS && !overlaps(view, column, row)) continue;
        this.chunks.set(key, this.open(column, row, now));
      }
    }
    this.hideFar();
    if (this.moves()) this.paintMoving(now, began);
  }

  destroy(): void {
    for (const chunk of this.chunks.values()) this.close(chunk);
    this.chunks.clear();
  }

  private open(column: number, row: number, now: number): Chunk {
    const chunk = this.takeSpare() ?? this.make();
    chunk.column = column;
    chunk.row = row;
    chunk.seenAt = this.frames;
    chunk.image.setPosition(column * SIDE, row * SIDE);
    this.paint(chunk, now);
    return chunk;
  }

  private make(): Chunk {
    const { textures } = this.scene;
    let serial = this.chunks.size;
    while (textures.exists(`${this.name}:${serial}`)) serial++;
    const texture = textures.createCanvas(`${this.name}:${serial}`, SIDE, SIDE)!;
    const image = this.scene.add.image(0, 0, texture).setOrigin(0).setDepth(this.depth);
    return { column: 0, row: 0, texture, image, animated: false, filled: false, paintedAt: 0, seenAt: this.frames };
  }

  /** The one that was out of sight the longest, once there are enough of those. */
  private takeSpare(): Chunk | undefined {
    let spare: [number, Chunk] | undefined;
    let count = 0;
    for (const entry of this.chunks) {
      if (entry[1].seenAt === this.frames || entry[1].seenAt === this.frames - 1) continue;
      count++;
      if (!spare || entry[1].seenAt < spare[1].seenAt) spare = entry;
    }
    if (!spare || count < SPARE_MAX) return undefined;
    this.chunks.delete(spare[0]);
    return spare[1];
  }

  private paint(chunk: Chunk, now: number): void {
    const { texture, column, row } = chunk;
    const area = {
      x: column * SIDE,
      y: row * SIDE,
      width: Math.min(SIDE, this.size.width - column * SIDE),
      height: Math.min(SIDE, this.size.height - row * SIDE),
    };
    const pen = texture.context;
    pen.clearRect(0, 0, SIDE, SIDE);
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, area.width, area.height);
    pen.clip();
    const { count, animated } = this.painter.paint(pen, area, now);
    pen.restore();
    texture.refresh();
    chunk.animated = animated;
    chunk.filled = count > 0;
    chunk.paintedAt = now;
  }

  private hideFar(): void {
    for (const { image, filled, seenAt } of this.chunks.values()) image.visible = filled && seenAt === this.frames;
  }

  private paintMoving(now: number, began: number): void {
    const view = this.scene.cameras.main.worldView;
    for (const chunk of this.chunks.values()) {
      if (!chunk.animated || chunk.seenAt !== this.frames || now - chunk.paintedAt < ANIMATION_MS) continue;
      if (!overlaps(view, chunk.column, chunk.row)) continue;
      if (performance.now() - began > BUDGET_MS) return;
      this.paint(chunk, now);
    }
  }

  private close({ image, texture }: Chunk): void {
    image.destroy();
    this.scene.textures.remove(texture.key);
  }
}

function overlaps(view: Phaser.Geom.Rectangle, column: number, row: number): boolean {
  const x = column * SIDE;
  const y = row * SIDE;
  return x < view.right && x + SIDE > view.x && y < view.bottom && y + SIDE > view.y;
}
