import { PNG } from 'pngjs';
import type { Pixels } from './pixels.ts';

export function encodePng(pixels: Pixels): Uint8Array {
  const png = new PNG({ width: pixels.width, height: pixels.height });
  png.data = Buffer.from(pixels.data.buffer, pixels.data.byteOffset, pixels.data.byteLength);
  return new Uint8Array(PNG.sync.write(png, { deflateLevel: 9 }));
}
