// A small sign over the map: drawn once in the screen's own pixels, so that it is sharp at every zoom, and used again.

import type Phaser from 'phaser';

export type Pen = CanvasRenderingContext2D;
export type Plate = { readonly image: Phaser.GameObjects.Image; readonly texture: Phaser.Textures.CanvasTexture };

/** The fonts that signs are written in; the boot scene waits for them. */
export const SIGN_FONT =
  '"Inter Variable", "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", system-ui, sans-serif';

let serial = 0;

export class Plates {
  private readonly scene: Phaser.Scene;
  private readonly spare: Plate[] = [];
  private readonly all = new Set<Plate>();
  /** Pixels of the screen for one of CSS. */
  readonly density: number;
  private readonly ruler: Pen;

  constructor(scene: Phaser.Scene, density: number) {
    this.scene = scene;
    this.density = density;
    this.ruler = document.createElement('canvas').getContext('2d')!;
  }

  /** Of one line, in CSS pixels. */
  measure(text: string, font: string): number {
    this.ruler.font = font;
    return this.ruler.measureText(text).width;
  }

  /** Sizes in CSS pixels; `paint` draws in them too. The image's origin is the middle of its foot. */
  make(width: number, height: number, paint: (pen: Pen) => void): Plate {
    const plate = this.spare.pop() ?? this.create();
    this.repaint(plate, { width, height, paint });
    plate.image.setOrigin(0.5, 1).setAlpha(1).setScale(1).setVisible(true).setActive(true);
    return plate;
  }

  repaint(plate: Plate, { width, height, paint }: { width: number; height: number; paint: (pen: Pen) => void }): void {
    const { texture, image } = plate;
    const { density } = this;
    texture.setSize(Math.max(1, Math.ceil(width * density)), Math.max(1, Math.ceil(height * density)));
    const pen = texture.context;
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.clearRect(0, 0, width, height);
    paint(pen);
    texture.refresh();
    image.setTexture(texture.key);
  }

  release(plate: Plate): void {
    plate.image.setVisible(false).setActive(false);
    this.spare.push(plate);
  }

  destroy(): void {
    for (const { image, texture } of this.all) {
      image.destroy();
      this.scene.textures.remove(texture.key);
    }
    this.all.clear();
    this.spare.length = 0;
  }

  private create(): Plate {
    const texture = this.scene.textures.createCanvas(`plate:${++serial}`, 1, 1)!;
    const plate = { texture, image: this.scene.add.image(0, 0, texture) };
    this.all.add(plate);
    return plate;
  }
}

/** A rectangle whose corners are left out, as everything of ours has them. */
export function pixelBox(pen: Pen, box: { x: number; y: number; width: number; height: number; corner: number }): void {
  const { x, y, width, height, corner } = box;
  pen.fillRect(x + corner, y, width - 2 * corner, height);
  pen.fillRect(x, y + corner, width, height - 2 * corner);
}
