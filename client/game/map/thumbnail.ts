// The map in small, as it really looks, for the HUD's corner: painted a piece at a time while nothing else is to do.

import type { WorldSession } from '../../state/world.ts';
import type { System } from '../system.ts';
import type { Painter } from './painter.ts';

/** Pixels of the map on a side of a piece. */
const PIECE = 256;
/** The longer side of the picture, in its own pixels. */
const SIDE = 720;

export class Thumbnail implements System {
  private readonly session: WorldSession;
  private readonly painters: readonly Painter[];
  private readonly pen: CanvasRenderingContext2D;
  private readonly piece: CanvasRenderingContext2D;
  private readonly scale: number;
  private readonly columns: number;
  private readonly count: number;
  private next = 0;

  /** `painters` bottom to top; `size` of the map in pixels. */
  constructor(options: {
    session: WorldSession;
    painters: readonly Painter[];
    size: { width: number; height: number };
  }) {
    const { width, height } = options.size;
    this.session = options.session;
    this.painters = options.painters;
    this.scale = Math.min(1, SIDE / Math.max(width, height));
    this.columns = Math.ceil(width / PIECE);
    this.count = this.columns * Math.ceil(height / PIECE);
    this.pen = canvasOf(Math.max(1, Math.round(width * this.scale)), Math.max(1, Math.round(height * this.scale)));
    this.pen.imageSmoothingQuality = 'high';
    this.piece = canvasOf(PIECE, PIECE);
    this.session.view.picture = this.pen.canvas;
  }

  update(): void {
    if (this.next >= this.count) return;
    const x = (this.next % this.columns) * PIECE;
    const y = Math.floor(this.next / this.columns) * PIECE;
    this.next++;
    this.piece.clearRect(0, 0, PIECE, PIECE);
    for (const painter of this.painters) painter.paint(this.piece, { x, y, width: PIECE, height: PIECE }, 0);
    const { scale } = this;
    this.pen.drawImage(this.piece.canvas, x * scale, y * scale, PIECE * scale, PIECE * scale);
  }

  destroy(): void {
    if (this.session.view.picture === this.pen.canvas) this.session.view.picture = null;
  }
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d')!;
}
