// Who is near a place: people by cells of 5 tiles, so that a radius of 5 or 6 tiles touches few of them.

import { UNITS_PER_TILE } from '../../shared/rules/movement.ts';

const CELL_UNITS = 5 * UNITS_PER_TILE;
/** Maps have at most 512 x 512 tiles: 103 cells on a side. */
const STRIDE = 128;

export class SpatialHash<T extends { x: number; y: number; cell: number }> {
  private readonly cells = new Map<number, Set<T>>();

  add(item: T): void {
    item.cell = cellAt(item.x, item.y);
    this.members(item.cell).add(item);
  }

  remove(item: T): void {
    const cell = this.cells.get(item.cell);
    if (!cell) return;
    cell.delete(item);
    if (cell.size === 0) this.cells.delete(item.cell);
    item.cell = -1;
  }

  /** After `x` or `y` changed. */
  moved(item: T): void {
    const cell = cellAt(item.x, item.y);
    if (cell === item.cell) return;
    this.remove(item);
    item.cell = cell;
    this.members(cell).add(item);
  }

  /** Everyone in the cells that a square of `reach` units around the place touches: a superset of those within reach. */
  *near(x: number, y: number, reach: number): Generator<T> {
    const fromX = Math.floor((x - reach) / CELL_UNITS);
    const toX = Math.floor((x + reach) / CELL_UNITS);
    const fromY = Math.floor((y - reach) / CELL_UNITS);
    const toY = Math.floor((y + reach) / CELL_UNITS);
    for (let cellY = fromY; cellY <= toY; cellY++) {
      for (let cellX = fromX; cellX <= toX; cellX++) {
        const cell = this.cells.get(cellY * STRIDE + cellX);
        if (cell) yield* cell;
      }
    }
  }

  private members(cell: number): Set<T> {
    let members = this.cells.get(cell);
    if (!members) {
      members = new Set();
      this.cells.set(cell, members);
    }
    return members;
  }
}

const cellAt = (x: number, y: number): number => Math.floor(y / CELL_UNITS) * STRIDE + Math.floor(x / CELL_UNITS);
