import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';
import type { Tileset } from './tiled.tilesets.ts';

const EXISTS = 1;
const COLLIDES = 2;

/** Every tile of a map by its global id, in one byte each. */
export class TileTable {
  private readonly marks: Uint8Array;
  private readonly tilesets: readonly Tileset[];

  /** The tilesets are in the order of their first ids; where two overlap, an id belongs to the later. */
  constructor(tilesets: readonly Tileset[]) {
    this.tilesets = tilesets;
    const ends = tilesets.map(({ drawn }, index) =>
      Math.min(drawn.first_gid + drawn.tile_count, tilesets[index + 1]?.drawn.first_gid ?? Infinity),
    );
    const end = Math.max(1, ...ends);
    if (end > MAP_LIMITS.last_gid) throw new MapError(`its tilesets have more than ${MAP_LIMITS.last_gid} tiles.`);
    this.marks = new Uint8Array(end);
    for (const [index, { drawn, colliding }] of tilesets.entries()) {
      const { first_gid, images } = drawn;
      for (let gid = first_gid; gid < ends[index]!; gid++) {
        const id = gid - first_gid;
        if (images !== undefined && !Object.hasOwn(images, id)) continue;
        this.marks[gid] = EXISTS | (colliding.has(id) ? COLLIDES : 0);
      }
    }
  }

  has(gid: number): boolean {
    return gid < this.marks.length && this.marks[gid] !== 0;
  }

  collides(gid: number): boolean {
    return gid < this.marks.length && (this.marks[gid]! & COLLIDES) !== 0;
  }

  tilesetOf(gid: number): Tileset | undefined {
    return this.has(gid) ? this.tilesets.findLast(({ drawn }) => drawn.first_gid <= gid) : undefined;
  }
}
