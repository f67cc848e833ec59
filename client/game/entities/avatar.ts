// One person on the map: the frame of its sheet that fits where it is and which way it goes.

import type Phaser from 'phaser';
import { AVATAR_FRAMES } from '../../../art/avatar/index.ts';
import type { Dir } from '../../../shared/rules/movement.ts';
import { DEPTH } from '../system.ts';
import type { AvatarArt } from './avatar-art.ts';

const { rows, columns, walk, idle, origin, walk_frames_per_second: rate } = AVATAR_FRAMES;
/** The row for each direction; on diagonals one is seen from the side. */
const ROW_OF = [rows.down, rows.up, rows.right, rows.right, rows.right, rows.down, rows.left, rows.left, rows.left];
const FRAME_MS = 1000 / rate;
/** Of a step, in pixels of the art: less is standing. */
const STILL = 0.02;

export class Avatar {
  /** Pixels of the map, where the feet stand. */
  x = 0;
  y = 0;
  private avatarId: string;
  private readonly art: AvatarArt;
  private readonly image: Phaser.GameObjects.Image;
  private texture: string | null = null;
  private shownFrame = -1;
  private facing: number = rows.down;
  private movedAt = Number.NEGATIVE_INFINITY;
  private began = 0;

  constructor(scene: Phaser.Scene, art: AvatarArt, avatarId: string) {
    this.art = art;
    this.avatarId = avatarId;
    art.use(avatarId);
    this.image = scene.add.image(0, 0, '__DEFAULT').setOrigin(origin.x, origin.y).setVisible(false);
  }

  setLook(avatarId: string): void {
    if (avatarId === this.avatarId) return;
    this.art.use(avatarId);
    this.art.release(this.avatarId);
    this.avatarId = avatarId;
  }

  setAlpha(alpha: number): void {
    if (this.image.alpha !== alpha) this.image.setAlpha(alpha);
  }

  /** `scale` is the camera's: positions are whole pixels of the screen. `now` in ms. */
  show(options: { x: number; y: number; dir: Dir; now: number; scale: number }): void {
    const { x, y, dir, now, scale } = options;
    const moved = Math.abs(x - this.x) > STILL || Math.abs(y - this.y) > STILL;
    // One slow frame is no rest.
    if (moved) this.movedAt = now;
    const walks = dir !== 0 && now - this.movedAt < FRAME_MS * 2;
    if (dir !== 0) this.facing = ROW_OF[dir] ?? rows.down;
    if (!walks) this.began = now;
    this.x = x;
    this.y = y;
    this.image.x = Math.round(x * scale) / scale;
    this.image.y = Math.round(y * scale) / scale;
    const depth = DEPTH.STANDING + Math.round(y);
    if (this.image.depth !== depth) this.image.setDepth(depth);
    const step = walks ? walk[Math.floor((now - this.began) / FRAME_MS) % walk.length]! : idle;
    this.setFrame(this.facing * columns + step);
  }

  setVisible(visible: boolean): void {
    this.image.visible = visible && this.texture !== null;
  }

  destroy(): void {
    this.image.destroy();
    this.art.release(this.avatarId);
  }

  private setFrame(frame: number): void {
    const texture = this.art.textureOf(this.avatarId);
    if (texture === null || (texture === this.texture && frame === this.shownFrame)) return;
    if (texture !== this.texture) {
      this.image.setTexture(texture, frame).setOrigin(origin.x, origin.y);
      this.texture = texture;
    } else this.image.setFrame(frame, false, false);
    this.shownFrame = frame;
  }
}
