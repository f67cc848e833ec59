import { PNG } from 'pngjs';
import type { Pixels } from './pixels.ts';

export function encodePng(pixels: Pixels): Uint8Array {
  const png = new PNG({ width: pixels.width, height: pixels.height });
  png.data = Buffer.from(pixels.data.buffer, pixels.data.byteOffset, pixels.data.byteLength);
  // Flat colours repeat as they are: filtered, as photographs want it, they take three times the room.
  return new Uint8Array(PNG.sync.write(png, { deflateLevel: 9, deflateStrategy: 0, filterType: 0 }));
}
