// An RGBA picture and the strokes that all of our art is drawn with. No DOM and no Node: the server draws tilesets with it and
// the browser draws avatars. Strokes take plain coordinates in the order x, y, width, height, colour, alpha, like a canvas.
import { blue, type Colour, green, mix, red } from './colour.ts';

/** The colour of all shadows: violet, as the shade of the ramps. */
export const SHADOW: Colour = 0x1e1432;

/** What outlines are mixed with. */
const OUTLINE: Colour = 0x160c28;

export class Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly data: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(width * height * 4);
  }

  /** Alpha 0 to 255. On what is already painted a translucent dot is blended; alone it stays translucent. */
  dot(x: number, y: number, colour: Colour, alpha = 255): this {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return this;
    const at = (row * this.width + column) * 4;
    const data = this.data;
    const under = data[at + 3] as number;
    if (alpha >= 255 || under === 0) {
      data[at] = red(colour);
      data[at + 1] = green(colour);
      data[at + 2] = blue(colour);
      data[at + 3] = alpha;
      return this;
    }
    // Source over destination, both with alpha.
    const over = alpha / 255;
    const rest = (under / 255) * (1 - over);
    const sum = over + rest;
    data[at] = (red(colour) * over + (data[at] as number) * rest) / sum;
    data[at + 1] = (green(colour) * over + (data[at + 1] as number) * rest) / sum;
    data[at + 2] = (blue(colour) * over + (data[at + 2] as number) * rest) / sum;
    data[at + 3] = Math.round(sum * 255);
    return this;
  }

  erase(x: number, y: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.data.fill(0, (y * this.width + x) * 4, (y * this.width + x) * 4 + 4);
  }

  alphaAt(x: number, y: number): number {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return 0;
    return this.data[(y * this.width + x) * 4 + 3] as number;
  }

  colourAt(x: number, y: number): Colour {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return 0;
    const at = (y * this.width + x) * 4;
    return ((this.data[at] as number) << 16) | ((this.data[at + 1] as number) << 8) | (this.data[at + 2] as number);
  }

  rect(x: number, y: number, width: number, height: number, colour: Colour, alpha = 255): this {
    if (alpha < 255) {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) this.dot(x + column, y + row, colour, alpha);
      }
      return this;
    }
    // Nearly all painting ends here, so the opaque case goes past `dot`.
    const left = Math.max(0, Math.floor(x));
    const right = Math.min(this.width, Math.floor(x + Math.ceil(width)));
    const bottom = Math.min(this.height, Math.floor(y + Math.ceil(height)));
    const [r, g, b] = [red(colour), green(colour), blue(colour)];
    for (let row = Math.max(0, Math.floor(y)); row < bottom; row++) {
      for (let at = (row * this.width + left) * 4, end = (row * this.width + right) * 4; at < end; at += 4) {
        this.data[at] = r;
        this.data[at + 1] = g;
        this.data[at + 2] = b;
        this.data[at + 3] = 255;
      }
    }
    return this;
  }

  /** Only the border, one pixel wide. */
  frame(x: number, y: number, width: number, height: number, colour: Colour, alpha = 255): this {
    this.rect(x, y, width, 1, colour, alpha).rect(x, y + height - 1, width, 1, colour, alpha);
    return this.rect(x, y + 1, 1, height - 2, colour, alpha).rect(x + width - 1, y + 1, 1, height - 2, colour, alpha);
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number, colour: Colour, alpha = 255): this {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const dx = Math.max(radius - column - 0.5, column + 0.5 - (width - radius), 0);
        const dy = Math.max(radius - row - 0.5, row + 0.5 - (height - radius), 0);
        if (dx * dx + dy * dy <= radius * radius + 0.3) this.dot(x + column, y + row, colour, alpha);
      }
    }
    return this;
  }

  ellipse(centreX: number, centreY: number, radiusX: number, radiusY: number, colour: Colour, alpha = 255): this {
    for (let y = Math.floor(centreY - radiusY); y <= centreY + radiusY; y++) {
      for (let x = Math.floor(centreX - radiusX); x <= centreX + radiusX; x++) {
        const u = (x + 0.5 - centreX) / radiusX;
        const v = (y + 0.5 - centreY) / radiusY;
        if (u * u + v * v <= 1) this.dot(x, y, colour, alpha);
      }
    }
    return this;
  }

  line(fromX: number, fromY: number, toX: number, toY: number, colour: Colour, alpha = 255): this {
    const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1);
    for (let index = 0; index <= steps; index++) {
      const x = fromX + ((toX - fromX) * index) / steps;
      const y = fromY + ((toY - fromY) * index) / steps;
      this.dot(Math.round(x), Math.round(y), colour, alpha);
    }
    return this;
  }

  /** Paints only where something is painted already. */
  tint(x: number, y: number, width: number, height: number, colour: Colour, alpha: number): this {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        if (this.alphaAt(column, row) > 0) this.dot(column, row, colour, alpha);
      }
    }
    return this;
  }

  /** Text drawn with one character a pixel; `.` and space stay as they are. */
  glyph(x: number, y: number, rows: readonly string[], colours: Readonly<Record<string, Colour>>): this {
    rows.forEach((row, j) => {
      for (let i = 0; i < row.length; i++) {
        const colour = colours[row[i] as string];
        if (colour !== undefined) this.dot(x + i, y + j, colour);
      }
    });
    return this;
  }

  paste(source: Pixels, x: number, y: number): this {
    const left = Math.max(0, -x);
    const right = Math.min(source.width, this.width - x);
    const bottom = Math.min(source.height, this.height - y);
    for (let row = Math.max(0, -y); row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const from = (row * source.width + column) * 4;
        const alpha = source.data[from + 3] as number;
        if (alpha === 0) continue;
        const to = ((y + row) * this.width + x + column) * 4;
        if (alpha === 255 || this.data[to + 3] === 0) {
          for (let channel = 0; channel < 4; channel++) this.data[to + channel] = source.data[from + channel] as number;
        } else this.dot(x + column, y + row, source.colourAt(column, row), alpha);
      }
    }
    return this;
  }

  crop(x: number, y: number, width: number, height: number): Pixels {
    return new Pixels(width, height).paste(this, -x, -y);
  }

  mirrored(): Pixels {
    const result = new Pixels(this.width, this.height);
    const from = new Uint32Array(this.data.buffer);
    const to = new Uint32Array(result.data.buffer);
    for (let row = 0; row < from.length; row += this.width) {
      for (let x = 0; x < this.width; x++) to[row + this.width - 1 - x] = from[row + x] as number;
    }
    return result;
  }

  /**
   * A selective outline: every clear pixel beside a solid one takes a deep shade of that neighbour's own colour,
   * which binds a thing together without the hardness of black.
   */
  outlined(strength = 0.6): this {
    const { width, height, data } = this;
    const rim: number[] = [];
    const isSolid = (pixel: number) => (data[pixel * 4 + 3] as number) > 200;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const pixel = y * width + x;
        if (isSolid(pixel)) continue;
        if (y + 1 < height && isSolid(pixel + width)) rim.push(pixel, pixel + width);
        else if (x + 1 < width && isSolid(pixel + 1)) rim.push(pixel, pixel + 1);
        else if (x > 0 && isSolid(pixel - 1)) rim.push(pixel, pixel - 1);
        else if (y > 0 && isSolid(pixel - width)) rim.push(pixel, pixel - width);
      }
    }
    const neighbours = rim.map((pixel) => this.colourAt(pixel % width, Math.floor(pixel / width)));
    for (let at = 0; at < rim.length; at += 2) {
      const pixel = rim[at] as number;
      this.dot(pixel % width, Math.floor(pixel / width), mix(neighbours[at + 1] as number, OUTLINE, strength));
    }
    return this;
  }

  /** Puts a layer of shade behind all that is painted. */
  under(paint: (layer: Pixels) => unknown): this {
    const layer = new Pixels(this.width, this.height);
    paint(layer);
    layer.paste(this, 0, 0);
    this.data.set(layer.data);
    return this;
  }

  isEmpty(): boolean {
    for (let at = 3; at < this.data.length; at += 4) if (this.data[at] !== 0) return false;
    return true;
  }

  /** Each pixel `times` wide and high. */
  enlarged(times: number): Pixels {
    const result = new Pixels(this.width * times, this.height * times);
    const from = new Uint32Array(this.data.buffer);
    const to = new Uint32Array(result.data.buffer);
    for (let y = 0; y < result.height; y++) {
      for (let x = 0; x < result.width; x++) {
        to[y * result.width + x] = from[Math.floor(y / times) * this.width + Math.floor(x / times)] as number;
      }
    }
    return result;
  }
}
