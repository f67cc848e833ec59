// Paints any part of a map's layers onto a canvas: every encoding, flip, offset and size that a map may have comes out
// the same on every renderer, and a part of the map costs one picture on the screen however many layers it has.

import type { DocumentLayer, DocumentObject, MapDocument } from '../../../shared/protocol/maps.ts';
import { decodeCells, gidOf, isTurnedOver, turnOf } from './cells.ts';
import { frameAt, type Picture, type TileArt, type TileCatalog } from './tile-art.ts';

/** In pixels of the map. */
export type Area = { x: number; y: number; width: number; height: number };
export type Pen = CanvasRenderingContext2D;
/** What was drawn: nothing, still pictures only, or moving ones as well. */
export type Drawn = { count: number; animated: boolean };

type TilesLayer = Extract<DocumentLayer, { kind: 'tiles' }> & { cells: Uint32Array };
type Layer = TilesLayer | Exclude<DocumentLayer, { kind: 'tiles' }>;

export class Painter {
  private readonly document: MapDocument;
  private readonly catalog: TileCatalog;
  private readonly pictures: ReadonlyMap<string, Picture>;
  private readonly layers: readonly Layer[];
  /** How far beyond its own cell a tile may reach, in pixels. */
  private readonly reach: number;

  constructor(options: {
    document: MapDocument;
    layers: readonly DocumentLayer[];
    catalog: TileCatalog;
    pictures: ReadonlyMap<string, Picture>;
  }) {
    const { document } = options;
    this.document = document;
    this.catalog = options.catalog;
    this.pictures = options.pictures;
    this.layers = options.layers.map((layer) =>
      layer.kind === 'tiles' ? { ...layer, cells: decodeCells(layer.data, document.width * document.height) } : layer,
    );
    this.reach = Math.max(0, ...document.tilesets.map(reachOf));
  }

  /** Draws what lies in `area`; its corner comes to the corner of the canvas. `now` in ms picks the frames of moving tiles. */
  paint(pen: Pen, area: Area, now: number): Drawn {
    const drawn: Drawn = { count: 0, animated: false };
    pen.imageSmoothingEnabled = false;
    for (const layer of this.layers) {
      if (layer.opacity === 0) continue;
      pen.save();
      pen.globalAlpha = layer.opacity;
      pen.translate(-area.x, -area.y);
      if (layer.kind === 'tiles') this.paintTiles(pen, layer, { area, now, drawn });
      else if (layer.kind === 'image') this.paintImage(pen, layer, { area, drawn });
      else
        for (const object of layer.objects)
          if (touches(object, area)) paintObject(pen, object, this.catalog, { now, drawn });
      pen.restore();
    }
    return drawn;
  }

  private paintTiles(
    pen: Pen,
    layer: TilesLayer,
    { area, now, drawn }: { area: Area; now: number; drawn: Drawn },
  ): void {
    const { width, height, tilewidth, tileheight } = this.document;
    const { reach } = this;
    const left = Math.max(0, Math.floor((area.x - layer.offset.x - reach) / tilewidth));
    const right = Math.min(width, Math.ceil((area.x + area.width - layer.offset.x + reach) / tilewidth));
    const top = Math.max(0, Math.floor((area.y - layer.offset.y - reach) / tileheight));
    const bottom = Math.min(height, Math.ceil((area.y + area.height - layer.offset.y + reach) / tileheight));
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const cell = layer.cells[row * width + column]!;
        if (cell === 0) continue;
        const found = this.catalog.find(gidOf(cell));
        if (!found) continue;
        const art = shown(found, this.catalog, now, drawn);
        const x = column * tilewidth + layer.offset.x + art.offsetX;
        const baseline = (row + 1) * tileheight + layer.offset.y + art.offsetY;
        drawTile(pen, art, { x, baseline, cell });
        drawn.count++;
      }
    }
  }

  private paintImage(
    pen: Pen,
    layer: Extract<DocumentLayer, { kind: 'image' }>,
    { area, drawn }: { area: Area; drawn: Drawn },
  ): void {
    const picture = this.pictures.get(layer.image);
    if (!picture || picture.width === 0 || picture.height === 0) return;
    const startX = layer.repeat_x ? backTo(layer.offset.x, area.x, picture.width) : layer.offset.x;
    const startY = layer.repeat_y ? backTo(layer.offset.y, area.y, picture.height) : layer.offset.y;
    const endX = layer.repeat_x ? area.x + area.width : startX + 1;
    const endY = layer.repeat_y ? area.y + area.height : startY + 1;
    for (let y = startY; y < endY; y += picture.height) {
      for (let x = startX; x < endX; x += picture.width) {
        pen.drawImage(picture, x, y);
        drawn.count++;
      }
    }
  }
}

/** An object's picture: its foot stands at x, y, about which it is turned, and it fills its own width and height. */
export function paintObject(
  pen: Pen,
  object: DocumentObject,
  catalog: TileCatalog,
  { now, drawn }: { now: number; drawn: Drawn },
): void {
  const found = catalog.find(gidOf(object.gid));
  if (!found) return;
  const art = shown(found, catalog, now, drawn);
  pen.save();
  pen.translate(object.x, object.y);
  pen.rotate((object.rotation * Math.PI) / 180);
  pen.scale(object.width / art.width || 1, object.height / art.height || 1);
  drawTile(pen, art, { x: art.offsetX, baseline: art.offsetY, cell: object.gid });
  pen.restore();
  drawn.count++;
}

function shown(art: TileArt, catalog: TileCatalog, now: number, drawn: Drawn): TileArt {
  if (!art.animation) return art;
  drawn.animated = true;
  return catalog.find(frameAt(art.animation, now)) ?? art;
}

/** Tiles larger than the grid stand on the lower left corner of their cell. */
function drawTile(pen: Pen, art: TileArt, { x, baseline, cell }: { x: number; baseline: number; cell: number }): void {
  const { picture, width, height } = art;
  const turn = turnOf(cell);
  if (!turn) {
    pen.drawImage(picture, art.x, art.y, width, height, x, baseline - height, width, height);
    return;
  }
  const across = isTurnedOver(cell) ? height : width;
  const down = isTurnedOver(cell) ? width : height;
  pen.save();
  pen.translate(x + across / 2, baseline - down / 2);
  pen.transform(turn[0], turn[1], turn[2], turn[3], 0, 0);
  pen.drawImage(picture, art.x, art.y, width, height, -width / 2, -height / 2, width, height);
  pen.restore();
}

const backTo = (from: number, to: number, step: number): number => from + Math.floor((to - from) / step) * step;

/** By a circle around the foot that holds the picture at any turn. */
function touches({ x, y, width, height }: DocumentObject, area: Area): boolean {
  const reach = Math.hypot(width, height);
  return (
    x + reach >= area.x && x - reach <= area.x + area.width && y + reach >= area.y && y - reach <= area.y + area.height
  );
}

function reachOf(tileset: MapDocument['tilesets'][number]): number {
  const own = Object.values(tileset.images ?? {});
  const width = Math.max(tileset.tile_width, ...own.map((image) => image.width));
  const height = Math.max(tileset.tile_height, ...own.map((image) => image.height));
  return Math.max(width, height) + Math.max(Math.abs(tileset.offset.x), Math.abs(tileset.offset.y));
}
