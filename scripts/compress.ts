// Lays compressed forms beside the text files of the built game, once, so that the server has nothing to compress.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = new Set(['.css', '.html', '.js', '.json', '.svg']);
/** Below this a compressed form saves no packet. */
const BYTES_MIN = 1024;
/** The last two levels take many times as long for a few parts in a hundred. */
const BROTLI_QUALITY = 9;

const FORMS = {
  '.br': (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  '.gz': (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

export async function compressFolder(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((file) => TEXT.has(path.extname(file)))) {
    const file = path.join(folder, name);
    const bytes = await readFile(file);
    if (bytes.length < BYTES_MIN) continue;
    await Promise.all(
      Object.entries(FORMS).map(async ([suffix, compress]) => writeFile(file + suffix, await compress(bytes))),
    );
  }
}
