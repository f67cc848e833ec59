// Pictures from strangers: looked at before they are kept. They are kept as they were sent, and served so that nothing in them can run.
import sharp from 'sharp';
import { MAP_LIMITS } from '../../shared/maps/limits.ts';
import { quote } from '../../shared/maps/map-error.ts';
import { AppError } from '../platform/errors.ts';

export { placeholderImage, placeholderTileset } from './placeholder.ts';

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'gif';
export type CheckedImage = { mime: `image/${ImageFormat}`; width: number; height: number };

/** Throws `maps/image_invalid` for what is no picture, is too large, or does not decode to its last line. */
export async function checkImage(bytes: Uint8Array, filename: string): Promise<CheckedImage> {
  const format = formatOf(bytes);
  // Drawings of other kinds, SVG above all, are programs more than pictures.
  if (format === undefined) throw invalid(filename, 'is not a PNG, JPEG, WebP or GIF picture');
  const input = { limitInputPixels: MAP_LIMITS.image_pixels, failOn: 'error' } as const;
  try {
    const { format: found, width, height } = await sharp(bytes, input).metadata();
    if (found !== format) throw invalid(filename, `is not the ${format} picture that it begins as`);
    if (width > MAP_LIMITS.image_side || height > MAP_LIMITS.image_side) {
      throw invalid(filename, `is ${width} x ${height} pixels; ${MAP_LIMITS.image_side} on a side are allowed`);
    }
    // The header alone proves little: this decodes all of it, line by line, into one pixel.
    await sharp(bytes, input).resize(1, 1, { kernel: 'nearest', fastShrinkOnLoad: false }).raw().toBuffer();
    return { mime: `image/${format}`, width, height };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid(filename, 'is damaged or too large', error);
  }
}

/** By the bytes that each format begins with; neither the name nor what the sender says counts. */
export function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  const at = (offset: number, text: string) =>
    [...text].every((letter, index) => bytes[offset + index] === letter.charCodeAt(0));
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (at(0, '\xff\xd8\xff')) return 'jpeg';
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'gif';
  return at(0, 'RIFF') && at(8, 'WEBP') ? 'webp' : undefined;
}

function invalid(filename: string, fault: string, cause?: unknown): AppError {
  return new AppError('maps/image_invalid', { message: `Invalid Map: image ${quote(filename)} ${fault}.` }, { cause });
}
