import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { DocumentTileset } from '../../shared/protocol/maps.ts';
import { AppError } from '../platform/errors.ts';
import { checkImage, formatOf, placeholderImage, placeholderTileset } from './images.ts';

const picture = (width = 64, height = 32) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 90, alpha: 1 } } });

async function refused(bytes: Uint8Array, expected: RegExp): Promise<void> {
  await assert.rejects(checkImage(bytes, 'tiles.png'), (error: unknown) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'maps/image_invalid');
    assert.match(error.message, /^Invalid Map: image "tiles\.png" /);
    assert.match(error.message, expected);
    return true;
  });
}

describe('images of maps', () => {
  it('[MP20] takes PNG, JPEG, WebP and GIF by their bytes, whatever the name says', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      const bytes = await picture().toFormat(format).toBuffer();
      assert.deepEqual(await checkImage(bytes, 'tiles.txt'), { mime: `image/${format}`, width: 64, height: 32 });
    }
  });

  it('[MP20] refuses SVG, pages, other formats and nothing at all', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const tiff = await picture().tiff().toBuffer();
    for (const bytes of [
      Buffer.from(svg),
      Buffer.from(`<?xml version="1.0"?>${svg}`),
      Buffer.from('<html>'),
      tiff,
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7'),
    ]) {
      await refused(bytes, /is not a PNG, JPEG, WebP or GIF picture/);
    }
  });

  it('[MP20] refuses what only begins as a picture', async () => {
    const whole = await picture(256, 256).png({ compressionLevel: 0 }).toBuffer();
    await refused(whole.subarray(0, whole.length / 2), /is damaged or too large/);
    await refused(whole.subarray(0, 8), /is damaged/);
    const flipped = Buffer.from(whole);
    flipped.fill(0xff, 100, 4000);
    await refused(flipped, /is damaged/);
    await refused(Buffer.concat([Buffer.from('GIF89a'), Buffer.from('<script>alert(1)</script>')]), /is damaged/);
  });

  it('[MP20] refuses a picture of more pixels than allowed before it is decoded', async () => {
    const bomb = Buffer.from(await placeholderImage({ width: 16, height: 16 }));
    // The header's size, and its checksum with it, as a bomb of 50,000 x 50,000 has them.
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    const { crc32 } = await import('node:zlib');
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const before = process.memoryUsage().rss;
    await refused(bomb, /is damaged or too large/);
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024);
    const long = await picture(17_000, 1).png().toBuffer();
    await refused(long, /is 17000 x 1 pixels; 16384 on a side are allowed/);
  });

  it('[MP20] tells formats by their first bytes only', () => {
    assert.equal(formatOf(Buffer.from('RIFF\0\0\0\0WEBPVP8 ')), 'webp');
    assert.equal(formatOf(Buffer.from('RIFF\0\0\0\0WAVEfmt ')), undefined);
    assert.equal(formatOf(Buffer.from(' \x89PNG\r\n\x1a\n', 'latin1')), undefined);
  });
});

describe('placeholders', () => {
  const tileset = {
    image_width: 2 + 3 * 16 + 2 * 2 + 2,
    image_height: 2 + 2 * 16 + 2 + 2,
    tile_width: 16,
    tile_height: 16,
    margin: 2,
    spacing: 2,
  } as DocumentTileset;

  it('[MP21] draws tiles that can be seen and told apart, and leaves the gaps between them clear', async () => {
    const bytes = await placeholderTileset(tileset);
    assert.equal((await checkImage(bytes, 'p.png')).mime, 'image/png');
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [tileset.image_width, tileset.image_height]);
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)];
    for (const [x, y] of [
      [0, 0],
      [18, 10],
      [10, 19],
      [2, 2],
      [57, 0],
    ] as const)
      assert.equal(at(x, y)[3], 0, `${x},${y}`);
    assert.equal(at(10, 10)[3], 255);
    assert.notDeepEqual(at(10, 10), at(28, 10));
    assert.deepEqual(at(10, 10), at(28, 28));
    assert.notDeepEqual(at(10, 10), at(2, 10));
  });

  it('[MP21] draws one picture of its own size, and the largest sheet in little memory', async () => {
    const { width, height } = await sharp(await placeholderImage({ width: 33, height: 65 })).metadata();
    assert.deepEqual([width, height], [33, 65]);
    const sheet = { ...tileset, image_width: 8192, image_height: 8192 };
    const bytes = await placeholderTileset(sheet);
    assert.ok(bytes.length < 1024 * 1024, String(bytes.length));
  });
});
