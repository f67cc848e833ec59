// The cells of a tile layer, from a list of numbers or from base64 with or without compression.
import { decodeBase64 } from './base64.ts';
import { MapError } from './map-error.ts';
import type { TileTable } from './tile-table.ts';
import { describe } from './tiled.fields.ts';
import type { Block, Frame } from './tiled.frame.ts';

const COMPRESSIONS = ['gzip', 'zlib', 'zstd'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** Must throw rather than give more than `maxBytes`. */
export type Inflate = (bytes: Uint8Array, kind: Compression, maxBytes: number) => Uint8Array;

/** The top bits flip a tile; the lowest of the four turns hexagonal maps only, but is to be cleared in every map. */
export const GID_MASK = 0x0fff_ffff;
const BYTES_PER_CELL = 4;
const HIGHEST_CELL = 0xffff_ffff;

/** Global tile ids with their flip flags, row by row over the frame; each is 0 or exists. */
export function readCells(
  blocks: readonly Block[],
  frame: Frame,
  { tiles, inflate }: { tiles: TileTable; inflate: Inflate },
): Uint32Array {
  const cells = new Uint32Array(frame.width * frame.height);
  for (const block of blocks) {
    const [left, top] = [block.x - frame.x, block.y - frame.y];
    if (left < 0 || top < 0 || left + block.width > frame.width || top + block.height > frame.height) {
      throw new MapError(`${block.place} reaches over the edge of the map.`);
    }
    const data = readData(block, inflate);
    for (let row = 0; row < block.height; row++) {
      for (let column = 0; column < block.width; column++) {
        const cell = data[row * block.width + column]!;
        const gid = cell & GID_MASK;
        if (gid !== 0 && !tiles.has(gid)) {
          throw new MapError(`${block.place}: the tile ${gid} at ${column},${row} is in no tileset.`);
        }
        cells[(top + row) * frame.width + left + column] = cell;
      }
    }
  }
  return cells;
}

function readData(block: Block, inflate: Inflate): Uint32Array {
  const { place, data } = block;
  const count = block.width * block.height;
  if (block.encoding === 'base64') return readEncoded(block, count, inflate);
  if (!Array.isArray(data)) throw new MapError(`${place}: data must be a list, not ${describe(data)}.`);
  if (data.length !== count) throw wrongLength(block, data.length);
  const cells = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const cell: unknown = data[i];
    if (typeof cell !== 'number' || !Number.isInteger(cell) || cell < 0 || cell > HIGHEST_CELL) {
      throw new MapError(`${place}: cell ${i} of data must be a tile id, not ${describe(cell)}.`);
    }
    cells[i] = cell;
  }
  return cells;
}

function readEncoded(block: Block, count: number, inflate: Inflate): Uint32Array {
  const packed = typeof block.data === 'string' ? decodeBase64(block.data) : undefined;
  if (packed === undefined) throw new MapError(`${block.place}: data is not valid base64.`);
  const bytes = decompress(packed, block, { count, inflate });
  if (bytes.length !== count * BYTES_PER_CELL) throw wrongLength(block, bytes.length / BYTES_PER_CELL);
  // The format is little-endian, whatever the machine is.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells = new Uint32Array(count);
  for (let i = 0; i < count; i++) cells[i] = view.getUint32(i * BYTES_PER_CELL, true);
  return cells;
}

function decompress(
  packed: Uint8Array,
  { compression, place }: Block,
  { count, inflate }: { count: number; inflate: Inflate },
): Uint8Array {
  const given = compression ?? '';
  if (given === '') return packed;
  const kind = COMPRESSIONS.find((known) => known === given);
  if (kind === undefined) throw new MapError(`${place}: the compression ${describe(given)} is not known.`);
  try {
    return inflate(packed, kind, count * BYTES_PER_CELL);
  } catch {
    throw new MapError(`${place}: data is damaged, or holds more than the ${count} cells of its size (${kind}).`);
  }
}

function wrongLength({ place, width, height }: Block, cells: number): MapError {
  return new MapError(`${place}: data has ${cells} cells; ${width} x ${height} are ${width * height}.`);
}
