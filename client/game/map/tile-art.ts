// Where the picture of each tile lies: in its tileset's image, or in an image of its own.

import type { DocumentTileset, MapDocument } from '../../../shared/protocol/maps.ts';

export type Picture = CanvasImageSource & { width: number; height: number };
export type TileArt = {
  picture: Picture;
  /** The part of the picture, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Of everything drawn with this tileset. */
  offsetX: number;
  offsetY: number;
  animation: TileAnimation | null;
};
export type TileAnimation = { frames: readonly { gid: number; until: number }[]; total: number };

/** The gid that an animated tile shows at `now` (ms). */
export function frameAt({ frames, total }: TileAnimation, now: number): number {
  const at = now % total;
  for (const { gid, until } of frames) if (at < until) return gid;
  return frames[0]!.gid;
}

/** Looks tiles up by gid, each once. */
export class TileCatalog {
  private readonly tilesets: readonly DocumentTileset[];
  private readonly pictures: ReadonlyMap<string, Picture>;
  private readonly known = new Map<number, TileArt | null>();

  /** `pictures` by the address that the document names. */
  constructor(document: Pick<MapDocument, 'tilesets'>, pictures: ReadonlyMap<string, Picture>) {
    this.tilesets = [...document.tilesets].sort((a, b) => b.first_gid - a.first_gid);
    this.pictures = pictures;
  }

  /** Null for what no tileset or picture has. */
  find(gid: number): TileArt | null {
    let art = this.known.get(gid);
    if (art === undefined) {
      art = this.look(gid);
      this.known.set(gid, art);
    }
    return art;
  }

  private look(gid: number): TileArt | null {
    const tileset = this.tilesets.find(({ first_gid }) => first_gid <= gid);
    if (!tileset || gid === 0) return null;
    const local = gid - tileset.first_gid;
    const part = tileset.images ? this.ownPicture(tileset, local) : this.cut(tileset, local);
    if (!part) return null;
    return { ...part, offsetX: tileset.offset.x, offsetY: tileset.offset.y, animation: animationOf(tileset, local) };
  }

  private ownPicture(tileset: DocumentTileset, local: number) {
    const own = tileset.images?.[String(local)];
    const picture = own && this.pictures.get(own.image);
    return picture ? { picture, x: 0, y: 0, width: own.width, height: own.height } : null;
  }

  private cut(tileset: DocumentTileset, local: number) {
    const picture = tileset.image === null ? undefined : this.pictures.get(tileset.image);
    if (!picture || local >= tileset.tile_count || tileset.columns === 0) return null;
    const { tile_width: width, tile_height: height, columns, margin, spacing } = tileset;
    const x = margin + (local % columns) * (width + spacing);
    const y = margin + Math.floor(local / columns) * (height + spacing);
    return { picture, x, y, width, height };
  }
}

function animationOf({ animations, first_gid }: DocumentTileset, local: number): TileAnimation | null {
  const frames = animations[String(local)];
  if (!frames || frames.length === 0) return null;
  let until = 0;
  const timed = frames.map(({ tile, duration }) => {
    until += Math.max(1, duration);
    return { gid: first_gid + tile, until };
  });
  return { frames: timed, total: until };
}

/** The address of every picture that a document names. */
export function picturesOf(document: MapDocument): Set<string> {
  const addresses = new Set<string>();
  for (const { image, images } of document.tilesets) {
    if (image !== null) addresses.add(image);
    for (const own of Object.values(images ?? {})) addresses.add(own.image);
  }
  for (const layer of document.layers) if (layer.kind === 'image') addresses.add(layer.image);
  return addresses;
}
