// Draws a whole Tiled map of ours as a picture, as a player would see it without people.
import { Pixels } from './pixels.ts';
import type { TiledMapJson } from './templates/tiled.ts';
import type { Tileset } from './tileset.ts';

const FLIP_FLAGS = 0xf0000000;

/** Full size: 32 pixels a tile. */
export function renderMap(map: TiledMapJson, tileset: Tileset): Pixels {
  const size = map.tilewidth;
  const pitch = size + tileset.spacing;
  const image = new Pixels(map.width * size, map.height * size);
  const first = map.tilesets[0]?.firstgid ?? 1;
  const cut = new Map<number, Pixels>();
  const show = (gid: number, left: number, top: number): void => {
    const id = (gid & ~FLIP_FLAGS) - first;
    if (id < 0) return;
    let tile = cut.get(id);
    if (!tile) {
      const x = tileset.margin + (id % tileset.columns) * pitch;
      const y = tileset.margin + Math.floor(id / tileset.columns) * pitch;
      tile = tileset.image.crop(x, y, size, size);
      cut.set(id, tile);
    }
    image.paste(tile, left, top);
  };
  for (const layer of map.layers) {
    if (!layer.visible) continue;
    if (layer.type === 'objectgroup') {
      for (const { gid, x, y } of layer.objects) if (gid !== undefined) show(gid, x, y - size);
    } else {
      layer.data.forEach((gid, cell) => {
        show(gid, (cell % map.width) * size, Math.floor(cell / map.width) * size);
      });
    }
  }
  return image;
}
