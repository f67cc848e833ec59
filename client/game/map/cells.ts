// Cells of a tile layer: global tile ids with flip flags in their top bits, as Tiled writes them.

import { decodeBase64 } from '../../../shared/maps/base64.ts';

const FLIP_X = 0x8000_0000;
const FLIP_Y = 0x4000_0000;
const FLIP_DIAGONAL = 0x2000_0000;
/** The fourth flag turns hexagonal maps and means nothing here. */
const GID_MASK = 0x0fff_ffff;

export const gidOf = (cell: number): number => cell & GID_MASK;

/** The turns of a cell as a 2 x 2 matrix (a, b, c, d as a canvas takes them): the diagonal first, then across, then down. */
export type Turn = readonly [a: number, b: number, c: number, d: number];
export function turnOf(cell: number): Turn | null {
  if (cell >>> 29 === 0) return null;
  const across = (cell & FLIP_X) !== 0 ? -1 : 1;
  const down = (cell & FLIP_Y) !== 0 ? -1 : 1;
  return (cell & FLIP_DIAGONAL) !== 0 ? [0, down, across, 0] : [across, 0, 0, down];
}
export const isTurnedOver = (cell: number): boolean => (cell & FLIP_DIAGONAL) !== 0;

/** What is missing, or is no base64, is empty. */
export function decodeCells(data: string, count: number): Uint32Array {
  const bytes = decodeBase64(data) ?? new Uint8Array();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells = new Uint32Array(count);
  for (let i = 0; i < count && i * 4 + 4 <= bytes.byteLength; i++) cells[i] = view.getUint32(i * 4, true);
  return cells;
}
