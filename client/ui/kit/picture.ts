// Pictures drawn in the browser by our own art, as addresses for <img> and backgrounds. Kept, since lists show them again.

import { decodeLook, drawAvatar, drawPortrait, drawStanding } from '../../../art/avatar/index.ts';
import type { Pixels } from '../../../art/pixels.ts';

/** A portrait is about 1 KB, a sheet 10 KB. */
const KEPT_MAX = 600;
const kept = new Map<string, string>();

/** `key` stands for what `draw` draws. */
export function pictureUrl(key: string, draw: () => Pixels): string {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const { width, height, data } = draw();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const url = canvas.toDataURL();
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value as string);
  kept.set(key, url);
  return url;
}

export const knownPicture = (key: string): string | undefined => kept.get(key);

const waiting: (() => void)[] = [];
function drawNext(): void {
  waiting.shift()?.();
  if (waiting.length > 0) requestAnimationFrame(drawNext);
}

/** The same for large pictures of which many come at once: one a frame. Returns how to forget about it. */
export function pictureSoon(key: string, draw: () => Pixels, done: (url: string) => void): () => void {
  let wanted = true;
  waiting.push(() => wanted && done(pictureUrl(key, draw)));
  if (waiting.length === 1) requestAnimationFrame(drawNext);
  return () => {
    wanted = false;
  };
}

/** 32 x 32 pixels: head and shoulders. */
export const portraitUrl = (avatarId: string): string =>
  pictureUrl(`portrait ${avatarId}`, () => drawPortrait(decodeLook(avatarId)));
/** 32 x 48 pixels: the whole person at rest. */
export const standingUrl = (avatarId: string): string =>
  pictureUrl(`standing ${avatarId}`, () => drawStanding(decodeLook(avatarId)));
/** The whole sheet, see AVATAR_FRAMES. */
export const sheetUrl = (avatarId: string): string =>
  pictureUrl(`sheet ${avatarId}`, () => drawAvatar(decodeLook(avatarId)));
