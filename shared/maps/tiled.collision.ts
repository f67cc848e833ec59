// What tile layers say besides their picture: which tiles of the map are blocked, and where people start.

import { GID_MASK } from './tiled.cells.ts';
import { type Layer, START } from './tiled.layers.ts';
import type { MapGrid } from './tiled.objects.ts';

type CellsOfLayers = ReadonlyMap<Layer, Uint32Array>;

/** One byte for each tile: 1 where a collision layer has a cell, or any layer a tile that collides. */
export function readBlocked(cells: CellsOfLayers, grid: MapGrid): Uint8Array {
  const blocked = new Uint8Array(grid.frame.width * grid.frame.height);
  for (const [layer, gids] of cells) {
    forEachCell(gids, { layer, grid }, (tile, gid) => {
      if (layer.blocks || grid.tiles.collides(gid)) blocked[tile] = 1;
    });
  }
  return blocked;
}

/** Positions in the map's rows. */
export function readStarts(cells: CellsOfLayers, grid: MapGrid): number[] {
  const starts: number[] = [];
  for (const [layer, gids] of cells) {
    if (START.test(layer.name)) forEachCell(gids, { layer, grid }, (tile) => starts.push(tile));
  }
  return starts;
}

/** Visits the cells that are not empty where they are seen: a layer may be drawn some pixels off, and so some tiles off. */
function forEachCell(
  cells: Uint32Array,
  { layer, grid }: { layer: Layer; grid: MapGrid },
  visit: (tile: number, gid: number) => void,
): void {
  const { width, height } = grid.frame;
  const right = Math.round(layer.offset.x / grid.tile_width);
  const down = Math.round(layer.offset.y / grid.tile_height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const gid = cells[row * width + column]! & GID_MASK;
      const x = column + right;
      const y = row + down;
      if (gid !== 0 && x >= 0 && y >= 0 && x < width && y < height) visit(y * width + x, gid);
    }
  }
}
