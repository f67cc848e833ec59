// Packs every stamp into one image that Tiled, Phaser's tile layers and its GPU layers all read alike: margin equal to spacing,
// each tile extruded by a pixel against bleeding, the corner pixel clear, since empty cells of a GPU layer sample it.
import { Pixels } from './pixels.ts';
import { STAMPS } from './tiles/index.ts';
import { type Draw, type Stamp, TILE } from './tiles/stamp.ts';

export const TILESET_NAME = 'atrium-tiles';
export const TILESET_IMAGE = `${TILESET_NAME}.png`;

const COLUMNS = 32;
/** Pixels around the image and between tiles. */
const GAP = 2;
const EXTRUSION = 1;

/** Where the tiles of one stamp are: local tile ids row by row, -1 where a tile would be empty. */
export type TileBlock = { columns: number; rows: number; ids: readonly number[]; stamp: Stamp };

export type TileProperties = { collides?: true; animation?: { tileid: number; duration: number }[] };

export type Tileset = {
  name: typeof TILESET_NAME;
  image: Pixels;
  tile_size: number;
  columns: number;
  tile_count: number;
  margin: number;
  spacing: number;
  /** By the name of the stamp; what a stamp draws over people is a block `<name>:over`. */
  ids: ReadonlyMap<string, TileBlock>;
  /** By local tile id; tiles without any are absent. */
  properties: ReadonlyMap<number, TileProperties>;
};

/** Takes about a third of a second: keep the result. */
export function drawTileset(): Tileset {
  const shelf = new Shelf();
  const ids = new Map<string, TileBlock>();
  const properties = new Map<number, TileProperties>();
  for (const [name, stamp] of Object.entries(STAMPS)) {
    const block = shelf.add(stamp, stamp.draw);
    ids.set(name, block);
    if (stamp.over) ids.set(`${name}:over`, shelf.add(stamp, stamp.over));
    markSolid(block, properties);
    animate(shelf, block, properties);
  }
  return {
    name: TILESET_NAME,
    image: shelf.pack(),
    tile_size: TILE,
    columns: COLUMNS,
    tile_count: shelf.tileCount,
    margin: GAP,
    spacing: GAP,
    ids,
    properties,
  };
}

function markSolid({ ids, columns, stamp }: TileBlock, properties: Map<number, TileProperties>): void {
  ids.forEach((id, index) => {
    const solid = stamp.solid?.[Math.floor(index / columns)]?.[index % columns] === '#';
    if (solid && id >= 0) properties.set(id, { ...properties.get(id), collides: true });
  });
}

function animate(shelf: Shelf, block: TileBlock, properties: Map<number, TileProperties>): void {
  const { animation } = block.stamp;
  if (!animation) return;
  const frames = [block, ...animation.frames.map((draw) => shelf.add(block.stamp, draw))];
  block.ids.forEach((id, index) => {
    const shown = frames.map((frame) => frame.ids[index] as number).filter((tileid) => tileid >= 0);
    if (id < 0 || shown.length < 2) return;
    const steps = shown.map((tileid) => ({ tileid, duration: animation.milliseconds }));
    properties.set(id, { ...properties.get(id), animation: steps });
  });
}

/** Fills a grid of fixed width: each block takes the first free place that it fits. */
class Shelf {
  private readonly taken: boolean[] = [];
  private readonly pictures = new Map<number, Pixels>();
  private firstFree = 0;

  add(stamp: Stamp, draw: Draw): TileBlock {
    const columns = stamp.columns ?? 1;
    const rows = stamp.rows ?? 1;
    const picture = new Pixels(columns * TILE, rows * TILE);
    draw(picture);
    const corner = this.place(columns, rows);
    const ids = Array.from({ length: columns * rows }, (_, index) => {
      const [x, y] = [index % columns, Math.floor(index / columns)];
      const tile = picture.crop(x * TILE, y * TILE, TILE, TILE);
      const id = corner + y * COLUMNS + x;
      this.taken[id] = true;
      if (tile.isEmpty()) return -1;
      this.pictures.set(id, tile);
      return id;
    });
    return { columns, rows, ids, stamp };
  }

  get tileCount(): number {
    return Math.ceil(this.taken.length / COLUMNS) * COLUMNS;
  }

  pack(): Pixels {
    const pitch = TILE + GAP;
    const image = new Pixels(GAP + COLUMNS * pitch, GAP + (this.tileCount / COLUMNS) * pitch);
    for (const [id, tile] of this.pictures) {
      const x = GAP + (id % COLUMNS) * pitch;
      const y = GAP + Math.floor(id / COLUMNS) * pitch;
      for (let offset = -EXTRUSION; offset <= EXTRUSION; offset += 2 * EXTRUSION) {
        image.paste(tile.crop(0, offset < 0 ? 0 : TILE - 1, TILE, 1), x, offset < 0 ? y - 1 : y + TILE);
        image.paste(tile.crop(offset < 0 ? 0 : TILE - 1, 0, 1, TILE), offset < 0 ? x - 1 : x + TILE, y);
      }
      image.paste(tile, x, y);
    }
    return image;
  }

  private place(columns: number, rows: number): number {
    while (this.taken[this.firstFree]) this.firstFree++;
    for (let corner = this.firstFree; ; corner++) if (this.fits(corner, columns, rows)) return corner;
  }

  private fits(corner: number, columns: number, rows: number): boolean {
    if ((corner % COLUMNS) + columns > COLUMNS) return false;
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) if (this.taken[corner + y * COLUMNS + x]) return false;
    }
    return true;
  }
}
