import { gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Inflate } from '../../shared/maps/tiled.cells.ts';

const DECOMPRESS = { gzip: gunzipSync, zlib: inflateSync, zstd: zstdDecompressSync };

/** Stops with an error as soon as there would be more than `maxBytes`, so a bomb never unfolds. */
export const inflate: Inflate = (bytes, kind, maxBytes) => DECOMPRESS[kind](bytes, { maxOutputLength: maxBytes });
