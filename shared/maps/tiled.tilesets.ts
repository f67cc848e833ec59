// Tilesets: one image cut into a grid, or a collection of images.
import type { DocumentTileset } from '../protocol/maps.ts';
import { MAP_LIMITS } from './limits.ts';
import { MapError, quote } from './map-error.ts';
import type { Size } from './shapes.ts';
import { type Fields, isFields, readFields, readInteger, readList, readNumber, readText } from './tiled.fields.ts';
import { readImage, refuseHuge } from './tiled.images.ts';
import { readAnimations, readColliding, readTileImages, readTiles, type Tiles } from './tiled.tiles.ts';

export type Tileset = {
  drawn: DocumentTileset;
  place: string;
  /** As fractions of a tile object's size: the point of it that its x and y name. */
  anchor: { x: number; y: number };
  colliding: ReadonlySet<number>;
};

type Cut = Pick<DocumentTileset, 'tile_width' | 'tile_height' | 'margin' | 'spacing'>;
type Picture = Pick<DocumentTileset, 'image' | 'image_width' | 'image_height' | 'columns' | 'tile_count' | 'images'>;

const SIZE = { min: 1, max: MAP_LIMITS.tile_side };
const COUNT = { min: 0, max: MAP_LIMITS.last_gid };
const GAP = { min: 0, max: MAP_LIMITS.tile_side, fallback: 0 };
/** Of tile objects in orthogonal maps; `unspecified` means the bottom left. */
const ANCHORS = new Map([
  ['topleft', { x: 0, y: 0 }],
  ['top', { x: 0.5, y: 0 }],
  ['topright', { x: 1, y: 0 }],
  ['left', { x: 0, y: 0.5 }],
  ['center', { x: 0.5, y: 0.5 }],
  ['right', { x: 1, y: 0.5 }],
  ['bottom', { x: 0.5, y: 1 }],
  ['bottomright', { x: 1, y: 1 }],
]);
const BOTTOM_LEFT = { x: 0, y: 1 };

/** In the order of their first ids. */
export function readTilesets(map: Fields): Tileset[] {
  const tilesets = readList(map, 'tilesets', 'the map', MAP_LIMITS.tilesets).map(readTileset);
  tilesets.sort((a, b) => a.drawn.first_gid - b.drawn.first_gid);
  for (const [index, tileset] of tilesets.entries()) {
    if (tileset.drawn.first_gid === tilesets[index + 1]?.drawn.first_gid) {
      throw new MapError(`${tileset.place} and ${tilesets[index + 1]!.place} have the same firstgid.`);
    }
  }
  return tilesets;
}

function readTileset(entry: unknown, index: number): Tileset {
  const unnamed = `tileset ${index + 1}`;
  const fields = readFields(entry, unnamed);
  refuseExternal(fields);
  const name = readText(fields, 'name', unnamed);
  const place = name === '' ? unnamed : `tileset ${quote(name)}`;
  const cut = {
    tile_width: readInteger(fields, 'tilewidth', place, SIZE),
    tile_height: readInteger(fields, 'tileheight', place, SIZE),
    margin: readInteger(fields, 'margin', place, GAP),
    spacing: readInteger(fields, 'spacing', place, GAP),
  };
  const tiles = readTiles(fields, place);
  const drawn = {
    name,
    first_gid: readInteger(fields, 'firstgid', place, { min: 1, max: MAP_LIMITS.last_gid }),
    ...cut,
    ...(typeof fields.image === 'string' ? readSheet(fields, cut, place) : readCollection(tiles, cut, place)),
    offset: readOffset(fields.tileoffset, place),
    animations: readAnimations(tiles, place),
  };
  const anchor = ANCHORS.get(String(fields.objectalignment)) ?? BOTTOM_LEFT;
  return { drawn, place, anchor, colliding: readColliding(fields, tiles, place) };
}

function refuseExternal(fields: Fields): void {
  if (typeof fields.source !== 'string') return;
  throw new MapError(
    `tileset ${quote(fields.source)} is a file of its own. Embed it in the map: in Tiled, with "Embed Tileset" below the tileset, or with the export option "Embed tilesets".`,
  );
}

function readOffset(value: unknown, place: string): { x: number; y: number } {
  const fields = isFields(value) ? value : {};
  const at = `${place}: tileoffset`;
  return { x: readNumber(fields, 'x', at, { fallback: 0 }), y: readNumber(fields, 'y', at, { fallback: 0 }) };
}

function readSheet(fields: Fields, cut: Cut, place: string): Picture {
  const named = readImage(fields, place);
  const columns =
    readInteger(fields, 'columns', place, { ...COUNT, fallback: 0 }) || fitting(named.width, cut.tile_width, cut);
  const rows = fitting(named.height, cut.tile_height, cut);
  const tile_count = readInteger(fields, 'tilecount', place, { ...COUNT, fallback: columns * rows });
  if (columns === 0 || tile_count === 0) {
    throw new MapError(`${place}: its columns and tilecount are missing, and no tile fits into its image.`);
  }
  const size = named.width > 0 ? named : sheetSize(columns, Math.ceil(tile_count / columns), cut);
  refuseHuge(size, place);
  return { image: named.image, image_width: size.width, image_height: size.height, columns, tile_count };
}

function sheetSize(columns: number, rows: number, { tile_width, tile_height, margin, spacing }: Cut): Size {
  const along = (count: number, tile: number) => 2 * margin + count * (tile + spacing) - spacing;
  return { width: along(columns, tile_width), height: along(rows, tile_height) };
}

function fitting(length: number, tile: number, { margin, spacing }: Cut): number {
  return Math.max(0, Math.floor((length - margin + spacing) / (tile + spacing)));
}

/** Tiles keep their ids when others are removed, so there may be gaps; `tile_count` reaches over the last one. */
function readCollection(tiles: Tiles, { tile_width, tile_height }: Cut, place: string): Picture {
  const images = readTileImages(tiles, { width: tile_width, height: tile_height }, place);
  const tile_count = Object.keys(images).reduce((count, id) => Math.max(count, Number(id) + 1), 0);
  if (tile_count === 0) throw new MapError(`${place} has no image.`);
  return { image: null, image_width: 0, image_height: 0, columns: 0, tile_count, images };
}
