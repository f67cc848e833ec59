// The sheets of avatars as textures, drawn in the browser when somebody of that look first comes into view: a few each
// frame, so that a crowd which comes at once does not stop the picture.

import type Phaser from 'phaser';
import { AVATAR_FRAMES, decodeLook, drawAvatar } from '../../../art/avatar/index.ts';
import type { Frame, System } from '../system.ts';

/** What drawing may take of a frame, in ms; at least one is drawn. */
const BUDGET_MS = 5;
/** Looks nobody wears any more that are kept for when they come back. */
const SPARE_MAX = 48;

type Sheet = { key: string; users: number; drawn: boolean };

export class AvatarArt implements System {
  private readonly scene: Phaser.Scene;
  private readonly sheets = new Map<string, Sheet>();
  private readonly waiting = new Set<string>();

  constructor(scene: Phaser.Scene) {
    this.scene = scene;
  }

  /** Begins to use a look; `release` ends it. */
  use(avatarId: string): void {
    const sheet = this.sheets.get(avatarId) ?? { key: `avatar:${avatarId}`, users: 0, drawn: false };
    sheet.users++;
    this.sheets.set(avatarId, sheet);
  }

  /** The texture; null while it is not drawn, which asking for it brings about, first asked first drawn. */
  textureOf(avatarId: string): string | null {
    const sheet = this.sheets.get(avatarId);
    if (sheet?.drawn) return sheet.key;
    this.waiting.add(avatarId);
    return null;
  }

  release(avatarId: string): void {
    const sheet = this.sheets.get(avatarId);
    if (!sheet) return;
    sheet.users--;
    if (sheet.users > 0) return;
    // Last used, last in line.
    this.sheets.delete(avatarId);
    this.sheets.set(avatarId, sheet);
    this.dropSpares();
  }

  update(_frame: Frame): void {
    if (this.waiting.size === 0) return;
    const began = performance.now();
    for (const avatarId of this.waiting) {
      this.waiting.delete(avatarId);
      const sheet = this.sheets.get(avatarId);
      if (sheet && !sheet.drawn) this.draw(avatarId, sheet);
      if (performance.now() - began > BUDGET_MS) return;
    }
  }

  destroy(): void {
    for (const { key, drawn } of this.sheets.values()) if (drawn) this.scene.textures.remove(key);
    this.sheets.clear();
    this.waiting.clear();
  }

  private draw(avatarId: string, sheet: Sheet): void {
    const { width, height, data } = drawAvatar(decodeLook(avatarId));
    const texture = this.scene.textures.createCanvas(sheet.key, width, height)!;
    texture.context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
    texture.refresh();
    const { columns, width: across, height: down } = AVATAR_FRAMES;
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < columns; column++) {
        texture.add(row * columns + column, 0, column * across, row * down, across, down);
      }
    }
    sheet.drawn = true;
  }

  private dropSpares(): void {
    let spares = 0;
    for (const { users } of this.sheets.values()) if (users === 0) spares++;
    for (const [avatarId, sheet] of this.sheets) {
      if (spares <= SPARE_MAX) return;
      if (sheet.users > 0) continue;
      if (sheet.drawn) this.scene.textures.remove(sheet.key);
      this.waiting.delete(avatarId);
      this.sheets.delete(avatarId);
      spares--;
    }
  }
}
