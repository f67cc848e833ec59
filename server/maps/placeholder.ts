// Stand-ins for pictures that were neither sent nor are built in: tiles that can be seen and told apart, so that such a map is still walked in.
import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import type { DocumentTileset } from '../../shared/protocol/maps.ts';

const compress = promisify(deflate);

// Four colours make two bits a pixel: the largest sheet is 16 MB before it is compressed, not 256.
const CLEAR = 0;
const EDGE = 3;
const PALETTE = [
  [0, 0, 0],
  [158, 150, 190],
  [134, 126, 170],
  [92, 84, 130],
].flat();
const OPACITY = [0];
const PIXELS_PER_BYTE = 4;

type Sheet = {
  width: number;
  height: number;
  tile_width: number;
  tile_height: number;
  margin: number;
  spacing: number;
};

/** A PNG for the one image of a tileset. */
export function placeholderTileset(tileset: DocumentTileset): Promise<Uint8Array> {
  return drawSheet({ ...tileset, width: tileset.image_width, height: tileset.image_height });
}

/** A PNG for a picture of its own: a tile of an image collection, or an image layer. */
export function placeholderImage({ width, height }: { width: number; height: number }): Promise<Uint8Array> {
  return drawSheet({ width, height, tile_width: width, tile_height: height, margin: 0, spacing: 0 });
}

function drawSheet(sheet: Sheet): Promise<Uint8Array> {
  const stride = 1 + Math.ceil(sheet.width / PIXELS_PER_BYTE);
  const raw = new Uint8Array(stride * sheet.height);
  const drawn = new Map<string, Uint8Array>();
  for (let y = 0; y < sheet.height; y++) {
    const down = within(y, sheet.tile_height, sheet);
    const key = down === undefined ? '' : `${down.number % 2} ${down.edge}`;
    const line = drawn.get(key) ?? drawLine(sheet, down);
    drawn.set(key, line);
    // The first byte of a line names its filter: none.
    raw.set(line, y * stride + 1);
  }
  return encodePng(raw, sheet);
}

/** Which tile of its row or column a pixel lies in, if any. */
function within(
  pixel: number,
  length: number,
  { margin, spacing }: Sheet,
): { number: number; edge: boolean } | undefined {
  const from = pixel - margin;
  const offset = from % (length + spacing);
  if (from < 0 || offset >= length) return undefined;
  return { number: Math.floor(from / (length + spacing)), edge: offset === 0 || offset === length - 1 };
}

function drawLine(sheet: Sheet, down: ReturnType<typeof within>): Uint8Array {
  const line = new Uint8Array(Math.ceil(sheet.width / PIXELS_PER_BYTE));
  if (down === undefined) return line;
  for (let x = 0; x < sheet.width; x++) {
    const across = within(x, sheet.tile_width, sheet);
    if (across === undefined) continue;
    // Corners stay clear: renderers on the GPU want the first pixel of a texture to be so.
    const corner = across.edge && down.edge;
    const color = corner ? CLEAR : across.edge || down.edge ? EDGE : 1 + ((across.number + down.number) % 2);
    line[x >> 2]! |= color << (6 - 2 * (x & 3));
  }
  return line;
}

/** https://www.w3.org/TR/png-3/: indexed colours, two bits each. */
async function encodePng(raw: Uint8Array, { width, height }: Sheet): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([2, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(PALETTE)),
    chunk('tRNS', Buffer.from(OPACITY)),
    chunk('IDAT', await compress(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
