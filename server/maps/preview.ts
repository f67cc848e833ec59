// A small picture of a map: every tile averaged down once, then laid out layer by layer.

import { decodeBase64 } from '../../shared/maps/base64.ts';
import { GID_MASK } from '../../shared/maps/tiled.cells.ts';
import type { DocumentTileset, MapDocument } from '../../shared/protocol/maps.ts';

/** RGBA, row by row. */
export type Raster = { width: number; height: number; data: Uint8Array };

/** How tiles are turned, and how objects are stretched, is left out: at this size it does not show. `side` is of a tile in the preview, in pixels; `sheet` finds the picture of a tileset. */
export function renderPreview(
  map: MapDocument,
  { side, sheet }: { side: number; sheet: (tileset: DocumentTileset) => Raster | undefined },
): Raster {
  const out: Raster = { width: map.width * side, height: map.height * side, data: new Uint8Array(0) };
  out.data = new Uint8Array(out.width * out.height * 4);
  const small = new Map<number, Raster | undefined>();
  const tileOf = (gid: number): Raster | undefined => {
    if (!small.has(gid)) small.set(gid, reduceTile(map, gid, { side, sheet }));
    return small.get(gid);
  };
  for (const layer of map.layers) {
    if (layer.kind === 'objects') {
      for (const object of layer.objects) {
        const tile = tileOf(object.gid & GID_MASK);
        const x = Math.round((object.x / map.tilewidth) * side);
        const bottom = Math.round((object.y / map.tileheight) * side);
        if (tile) blend(out, tile, { x, y: bottom - tile.height, opacity: layer.opacity });
      }
    }
    if (layer.kind !== 'tiles') continue;
    const bytes = decodeBase64(layer.data) ?? new Uint8Array(map.width * map.height * 4);
    const cells = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0; index < map.width * map.height; index++) {
      const gid = cells.getUint32(index * 4, true) & GID_MASK;
      const tile = gid === 0 ? undefined : tileOf(gid);
      if (!tile) continue;
      const x = (index % map.width) * side;
      const bottom = (Math.floor(index / map.width) + 1) * side;
      blend(out, tile, { x, y: bottom - tile.height, opacity: layer.opacity });
    }
  }
  return out;
}

function reduceTile(
  map: MapDocument,
  gid: number,
  { side, sheet }: { side: number; sheet: (tileset: DocumentTileset) => Raster | undefined },
): Raster | undefined {
  const tileset = map.tilesets.findLast(({ first_gid }) => first_gid <= gid);
  const picture = tileset && sheet(tileset);
  if (!picture || gid - tileset.first_gid >= tileset.tile_count) return undefined;
  const { tile_width, tile_height, columns, margin, spacing } = tileset;
  const local = gid - tileset.first_gid;
  const left = margin + (local % columns) * (tile_width + spacing);
  const top = margin + Math.floor(local / columns) * (tile_height + spacing);
  const width = Math.max(1, Math.round((tile_width / map.tilewidth) * side));
  const height = Math.max(1, Math.round((tile_height / map.tileheight) * side));
  const reduced: Raster = { width, height, data: new Uint8Array(width * height * 4) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const box = {
        x0: left + Math.floor((x * tile_width) / width),
        x1: left + Math.floor(((x + 1) * tile_width) / width),
        y0: top + Math.floor((y * tile_height) / height),
        y1: top + Math.floor(((y + 1) * tile_height) / height),
      };
      reduced.data.set(average(picture, box), (y * width + x) * 4);
    }
  }
  return reduced;
}

/** Colours count by their opacity, or see-through pixels would darken every edge. */
function average(picture: Raster, { x0, x1, y0, y1 }: { x0: number; x1: number; y0: number; y1: number }): number[] {
  const sum = [0, 0, 0, 0];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const at = (y * picture.width + x) * 4;
      const alpha = picture.data[at + 3] ?? 0;
      for (let channel = 0; channel < 3; channel++) sum[channel]! += (picture.data[at + channel] ?? 0) * alpha;
      sum[3]! += alpha;
    }
  }
  const [red, green, blue, alpha] = sum as [number, number, number, number];
  if (alpha === 0) return [0, 0, 0, 0];
  return [red / alpha, green / alpha, blue / alpha, alpha / ((x1 - x0) * (y1 - y0))].map(Math.round);
}

function blend(out: Raster, tile: Raster, { x, y, opacity }: { x: number; y: number; opacity: number }): void {
  for (let row = Math.max(0, -y); row < tile.height; row++) {
    for (let column = Math.max(0, -x); column < tile.width && x + column < out.width; column++) {
      const from = (row * tile.width + column) * 4;
      const to = ((y + row) * out.width + x + column) * 4;
      const over = ((tile.data[from + 3] ?? 0) / 255) * opacity;
      const rest = ((out.data[to + 3] ?? 0) / 255) * (1 - over);
      const sum = over + rest;
      if (sum === 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        const mixed = (tile.data[from + channel] ?? 0) * over + (out.data[to + channel] ?? 0) * rest;
        out.data[to + channel] = Math.round(mixed / sum);
      }
      out.data[to + 3] = Math.round(sum * 255);
    }
  }
}
