// Pictures from strangers are drawn anew: what stood in the file beside the picture (places and dates, pages and
// programs behind its end) is not in the new one.

import sharp, { type Metadata, type Sharp } from 'sharp';
import { ATTACHMENT_BYTES_MAX } from '../../shared/protocol/attachments.ts';
import { createGate } from '../auth/gate.ts';
import type { ImageFormat } from '../maps/images.ts';
import { AppError } from '../platform/errors.ts';
import { countGifFrames } from './gif-blocks.ts';

/** What phones take. */
const PIXELS_MAX = 64_000_000;
/** Of all frames together: drawing an animation costs more than a photograph of as many pixels. */
const ANIMATED_PIXELS_MAX = 32_000_000;
const FRAMES_MAX = 1000;
/** The most that WebP can hold. */
const SIDE_MAX = 16_383;
const THUMBNAIL_SIDE = 480;
/** One at a time, so that everything else has a core left; the others wait, with their bytes in memory. */
const WAITING_MAX = 16;
const PATIENCE_SECONDS = 30;

export type Picture = {
  type: `image/${ImageFormat}`;
  bytes: Buffer;
  width: number;
  height: number;
  /** WebP. */
  thumbnail: Buffer;
};

const gate = createGate({ parallel: 1, waiting: WAITING_MAX });
// Of its threads one for each picture: a second core is for everybody else.
sharp.concurrency(1);

/**
 * Throws `attachments/damaged` for what is too large to open or does not decode to its end, `too_large` for what is
 * larger than a file may be once it is drawn, and `unavailable` when many wait already.
 */
export const redraw = (bytes: Buffer, format: ImageFormat): Promise<Picture> =>
  gate.run(() => redrawNow(bytes, format));

async function redrawNow(bytes: Buffer, format: ImageFormat): Promise<Picture> {
  try {
    // Before the decoder looks for frames itself, of which there may be a million.
    const frames = format === 'gif' ? countGifFrames(bytes) : 1;
    if (frames === undefined || frames > FRAMES_MAX) throw new AppError('attachments/damaged');
    // The header alone: a bomb is refused before anything is decoded.
    const header = await sharp(bytes, { animated: true, limitInputPixels: PIXELS_MAX }).metadata();
    requireBounds(header, format);
    const isAnimated = (header.pages ?? 1) > 1;
    // An animation becomes a WebP: as a GIF it takes twenty times as long.
    const own = isAnimated ? 'webp' : format;
    const first = await drawAs(own, bytes, isAnimated);
    // WebP is smaller than the others.
    const drawn = first ?? (own === 'webp' ? undefined : await drawAs('webp', bytes, isAnimated));
    if (!drawn) throw new AppError('too_large');
    const thumbnail = await sharp(drawn.bytes, { limitInputPixels: PIXELS_MAX })
      .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .timeout({ seconds: PATIENCE_SECONDS })
      .toBuffer();
    return { ...drawn, thumbnail };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('attachments/damaged', {}, { cause: error });
  }
}

function requireBounds(
  { format, width, height, pages = 1, pageHeight = height }: Metadata,
  expected: ImageFormat,
): void {
  const pixels = width * pageHeight * pages;
  const fits =
    width <= SIDE_MAX &&
    pageHeight <= SIDE_MAX &&
    pages <= FRAMES_MAX &&
    pixels <= (pages > 1 ? ANIMATED_PIXELS_MAX : PIXELS_MAX);
  if (format !== expected || !fits) throw new AppError('attachments/damaged');
}

/** Undefined when it would be larger than a file may be. */
async function drawAs(
  format: ImageFormat,
  bytes: Buffer,
  isAnimated: boolean,
): Promise<Omit<Picture, 'thumbnail'> | undefined> {
  const source = sharp(bytes, { animated: isAnimated, limitInputPixels: PIXELS_MAX, failOn: 'error' });
  // Turned as the camera was held, since the note of it goes with the others.
  const upright = isAnimated ? source : source.autoOrient();
  const { data, info } = await encode(upright, format, isAnimated)
    .timeout({ seconds: PATIENCE_SECONDS })
    .toBuffer({ resolveWithObject: true });
  if (data.length > ATTACHMENT_BYTES_MAX) return undefined;
  return { type: `image/${format}`, bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}

function encode(image: Sharp, format: ImageFormat, isAnimated: boolean): Sharp {
  if (format === 'png') return image.png({ compressionLevel: 8 });
  if (format === 'jpeg') return image.jpeg({ quality: 88 });
  if (format === 'gif') return image.gif();
  return image.webp({ quality: isAnimated ? 80 : 88, effort: isAnimated ? 1 : 4 });
}
