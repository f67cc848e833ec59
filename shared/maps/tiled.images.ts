// What a map says of an image file. Only its base name counts: images are sent beside the map, and nothing is ever fetched.
import { MAP_LIMITS } from './limits.ts';
import { MapError, quote } from './map-error.ts';
import type { Size } from './shapes.ts';
import { type Fields, readInteger, readText } from './tiled.fields.ts';

/** `C:/art/tiles.png` is a path: a scheme has two letters or more. */
const ADDRESS = /^([a-z][a-z0-9+.-]+:|\/\/)/i;
const SIDE = { min: 1, max: MAP_LIMITS.image_side };

export type NamedImage = { image: string; width: number; height: number };

/** A size of 0 x 0 where the map does not say it. */
export function readImage(fields: Fields, place: string): NamedImage {
  const image = readBaseName(fields, place);
  if (!fields.imagewidth && !fields.imageheight) return { image, width: 0, height: 0 };
  const width = readInteger(fields, 'imagewidth', place, SIDE);
  const height = readInteger(fields, 'imageheight', place, SIDE);
  refuseHuge({ width, height }, place);
  return { image, width, height };
}

/** What a map says of an image is not checked against the image, and placeholders are drawn by it. */
export function refuseHuge({ width, height }: Size, place: string): void {
  if (width <= SIDE.max && height <= SIDE.max && width * height <= MAP_LIMITS.image_pixels) return;
  throw new MapError(`${place}: an image of ${width} x ${height} pixels is too large.`);
}

export function readBaseName(fields: Fields, place: string): string {
  const path = typeof fields.image === 'string' ? fields.image.trim() : '';
  if (ADDRESS.test(path)) {
    throw new MapError(`${place}: its image is an address, ${quote(path)}. Send the image along with the map instead.`);
  }
  const name = readText({ image: path.split(/[/\\]/).at(-1) }, 'image', place);
  if (name === '' || name === '.' || name === '..') throw new MapError(`${place}: its image has no file name.`);
  return name;
}
