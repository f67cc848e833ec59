// What a tileset says of single tiles: which collide, which are animated, and in a collection, the image of each.
import type { DocumentTileset } from '../protocol/maps.ts';
import { MAP_LIMITS } from './limits.ts';
import type { Size } from './shapes.ts';
import { type Fields, isFields, readFields, readInteger, readList } from './tiled.fields.ts';
import { readImage } from './tiled.images.ts';
import { isMarked } from './tiled.properties.ts';

/** By local id; a map may describe a tile twice. */
export type Tiles = readonly (readonly [id: number, fields: Fields])[];

const ID = { min: 0, max: MAP_LIMITS.last_gid };
const DURATION_MS = { min: 0, max: 2 ** 31 - 1 };

/** A list since Tiled 1.2, an object by id before. */
export function readTiles(tileset: Fields, place: string): Tiles {
  if (isFields(tileset.tiles)) {
    return Object.entries(tileset.tiles).map(([id, tile]) => [
      readKey(id, place),
      readFields(tile, `${place}, tile ${id}`),
    ]);
  }
  return readList(tileset, 'tiles', place, MAP_LIMITS.last_gid).map((entry, index) => {
    const tile = readFields(entry, `${place}, entry ${index + 1} of tiles`);
    return [readInteger(tile, 'id', `${place}, entry ${index + 1} of tiles`, ID), tile];
  });
}

export function readColliding(tileset: Fields, tiles: Tiles, place: string): Set<number> {
  const colliding = new Set<number>();
  for (const [id, tile] of tiles) if (isMarked(tile.properties, 'collides', `${place}, tile ${id}`)) colliding.add(id);
  // Up to Tiled 1.1 they stood apart from the tiles.
  const byId = isFields(tileset.tileproperties) ? tileset.tileproperties : {};
  for (const [key, properties] of Object.entries(byId)) {
    if (isMarked(properties, 'collides', `${place}, tile ${key}`)) colliding.add(readKey(key, place));
  }
  return colliding;
}

export function readAnimations(tiles: Tiles, place: string): DocumentTileset['animations'] {
  const animations: DocumentTileset['animations'] = {};
  for (const [id, tile] of tiles) {
    const at = `${place}, animation of tile ${id}`;
    const frames = readList(tile, 'animation', at, MAP_LIMITS.animation_frames).map((entry) => {
      const frame = readFields(entry, at);
      return { tile: readInteger(frame, 'tileid', at, ID), duration: readInteger(frame, 'duration', at, DURATION_MS) };
    });
    if (frames.length > 0) animations[id] = frames;
  }
  return animations;
}

/** `size` is that of the largest tile, for those whose own is missing. */
export function readTileImages(tiles: Tiles, size: Size, place: string): NonNullable<DocumentTileset['images']> {
  const images: NonNullable<DocumentTileset['images']> = {};
  for (const [id, tile] of tiles) {
    if (tile.image === undefined) continue;
    const named = readImage(tile, `${place}, tile ${id}`);
    images[id] = named.width > 0 ? named : { ...named, ...size };
  }
  return images;
}

function readKey(key: string, place: string): number {
  return readInteger({ id: Number(key) }, 'id', `${place}, a tile`, ID);
}
