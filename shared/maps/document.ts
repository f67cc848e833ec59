// The document of a map: all that a client needs to draw it and to walk in it. It is also the form in which a parsed map is stored.
import type { DocumentLayer, DocumentTileset, MapDocument } from '../protocol/maps.ts';
import { decodeBits, encodeBits } from './bits.ts';
import { createGameMap, type GameMap } from './game-map.ts';
import type { Zone } from './zone.ts';

type Drawing = { background: unknown; tilesets: DocumentTileset[]; layers: DocumentLayer[] };

export function encodeDocument(game: GameMap, { background, tilesets, layers }: Drawing): MapDocument {
  return {
    format: 1,
    width: game.width,
    height: game.height,
    tilewidth: game.tile_width,
    tileheight: game.tile_height,
    background_color: colorOf(background),
    tilesets,
    layers,
    blocked: encodeBits(game.blocked),
    zones: game.zones.map(({ tiles, ...zone }) => ({ ...zone, tiles: tiles === undefined ? null : encodeBits(tiles) })),
    spawns: [...game.spawns],
  };
}

/** What the rules read of a document. Throws a RangeError when its bits do not fit its size, which no document of ours does. */
export function decodeDocument(document: MapDocument): GameMap {
  const { width, height } = document;
  return createGameMap({
    width,
    height,
    tile_width: document.tilewidth,
    tile_height: document.tileheight,
    blocked: decodeBits(document.blocked, width * height),
    zones: document.zones.map(decodeZone),
    spawns: document.spawns,
  });
}

function decodeZone({ tiles, ...zone }: MapDocument['zones'][number]): Zone {
  if (tiles === null) return zone;
  return { ...zone, tiles: decodeBits(tiles, zone.bounds.width * zone.bounds.height) };
}

/** Tiled writes `#rrggbb`, or `#aarrggbb` where it is not opaque. */
function colorOf(background: unknown): string | null {
  const digits = typeof background === 'string' ? /^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(background) : null;
  return digits === null ? null : `#${digits[1]!.toLowerCase()}`;
}
