import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { ATTACHMENT_BYTES_MAX } from '../../shared/protocol/attachments.ts';
import type { ImageFormat } from '../maps/images.ts';
import { AppError } from '../platform/errors.ts';
import { countGifFrames } from './gif-blocks.ts';
import { redraw } from './pictures.ts';

const FORMATS: readonly ImageFormat[] = ['png', 'jpeg', 'webp', 'gif'];
const plain = (width = 64, height = 32, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 90, alpha } } });
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });
/** Frames of different greys. */
const animation = (format: 'gif' | 'webp', count = 4, width = 40, height = 30): Promise<Buffer> => {
  const frame = width * height * 3;
  const raw = Buffer.alloc(frame * count);
  for (let at = 0; at < raw.length; at++) raw[at] = (Math.floor(at / frame) * 50) % 256;
  const image = sharp(raw, { raw: { width, height: height * count, channels: 3, pageHeight: height } });
  const options = { delay: Array.from({ length: count }, () => 120), loop: 3 };
  return (format === 'gif' ? image.gif(options) : image.webp(options)).toBuffer();
};
const SCRIPT = '<script>alert(document.domain)</script>';

async function refused(bytes: Buffer, format: ImageFormat, code = 'attachments/damaged'): Promise<void> {
  await assert.rejects(redraw(bytes, format), (error) => error instanceof AppError && error.code === code);
}
/** Says another size in the header, with the right checksum. */
function bomb(png: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

describe('pictures that are sent', () => {
  for (const format of FORMATS) {
    it(`[AT5] draws a ${format} anew, of the same kind and size`, async () => {
      const picture = await redraw(await plain().toFormat(format).toBuffer(), format);
      const found = await sharp(picture.bytes).metadata();
      assert.deepEqual([picture.type, picture.width, picture.height], [`image/${format}`, 64, 32]);
      assert.deepEqual([found.format, found.width, found.height], [format, 64, 32]);
    });

    it(`[AT5] leaves out what was put behind a ${format}`, async () => {
      const bytes = Buffer.concat([
        await plain().toFormat(format).toBuffer(),
        Buffer.from(SCRIPT),
        Buffer.from('PK\x05\x06'),
      ]);
      const picture = await redraw(bytes, format);
      assert.equal(picture.bytes.includes(SCRIPT), false);
      assert.equal(picture.bytes.includes('PK\x05\x06'), false);
    });

    it(`[AT8] refuses a ${format} that was cut off or only begins as one`, async () => {
      const whole = await noise(200, 200).toFormat(format).toBuffer();
      await refused(whole.subarray(0, Math.floor(whole.length * 0.6)), format);
      await refused(whole.subarray(0, 20), format);
      await refused(Buffer.concat([whole.subarray(0, 12), Buffer.from(SCRIPT.repeat(50))]), format);
      await refused(whole, format === 'png' ? 'jpeg' : 'png');
    });
  }

  it('[AT5] drops where and when it was taken, and what else was noted, and turns it as it was held', async () => {
    const exif = {
      IFD0: { Make: 'SECRETCAM', ImageDescription: SCRIPT },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' },
    };
    const source = await plain(80, 40).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const tagged = await sharp(source).metadata();
    assert.ok(tagged.exif?.includes('SECRETCAM') && tagged.orientation === 6, 'the picture has what is to be dropped');
    const picture = await redraw(source, 'jpeg');
    const { exif: left, icc, xmp, iptc, orientation, width, height } = await sharp(picture.bytes).metadata();
    assert.deepEqual([left, icc, xmp, iptc, orientation], [undefined, undefined, undefined, undefined, undefined]);
    assert.deepEqual([width, height, picture.width, picture.height], [40, 80, 40, 80]);
    assert.equal(picture.bytes.includes('SECRETCAM') || picture.thumbnail.includes('SECRETCAM'), false);
  });

  it('[AT5] drops the comments of a JPEG, a PNG and a GIF', async () => {
    const jpeg = await plain().jpeg().toBuffer();
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, SCRIPT.length + 2]), Buffer.from(SCRIPT)]);
    const inJpeg = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
    const png = await plain().png().toBuffer();
    const text = Buffer.concat([Buffer.from(`tEXtComment\0${SCRIPT}`)]);
    const chunk = Buffer.alloc(4 + text.length + 4);
    chunk.writeUInt32BE(text.length - 4);
    text.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(text), 4 + text.length);
    const inPng = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
    const gif = await plain().gif().toBuffer();
    const block = Buffer.concat([Buffer.from([0x21, 0xfe, SCRIPT.length]), Buffer.from(SCRIPT), Buffer.from([0])]);
    const inGif = Buffer.concat([gif.subarray(0, -1), block, gif.subarray(-1)]);
    for (const [bytes, format] of [
      [inJpeg, 'jpeg'],
      [inPng, 'png'],
      [inGif, 'gif'],
    ] as const) {
      assert.ok(bytes.includes(SCRIPT));
      assert.equal((await redraw(bytes, format)).bytes.includes(SCRIPT), false, format);
    }
  });

  it('[AT5] keeps what is see-through', async () => {
    for (const format of ['png', 'webp'] as const) {
      const { bytes } = await redraw(await plain(8, 8, 0).toFormat(format).toBuffer(), format);
      assert.equal((await sharp(bytes).ensureAlpha().raw().toBuffer())[3], 0, format);
    }
  });

  for (const format of ['gif', 'webp'] as const) {
    it(`[AT6] keeps a ${format} moving, as a WebP of as many frames at their pace`, async () => {
      const picture = await redraw(await animation(format), format);
      const {
        pages,
        pageHeight,
        delay,
        loop,
        format: found,
      } = await sharp(picture.bytes, { animated: true }).metadata();
      assert.deepEqual([found, pages, pageHeight, loop], ['webp', 4, 30, 3]);
      assert.deepEqual(delay, [120, 120, 120, 120]);
      assert.deepEqual([picture.type, picture.width, picture.height], ['image/webp', 40, 30]);
      assert.equal((await sharp(picture.thumbnail).metadata()).pages ?? 1, 1);
    });

    it(`[AT8] refuses a moving ${format} that was cut off`, async () => {
      const whole = await animation(format, 8, 80, 80);
      await refused(whole.subarray(0, whole.length - 20), format);
    });
  }

  it('[AT7] refuses a bomb of 50,000 x 50,000 pixels before it is decoded', async () => {
    const png = await plain(16, 16).png().toBuffer();
    const before = process.memoryUsage().rss;
    await refused(bomb(png, 50_000, 50_000), 'png');
    await refused(bomb(png, 8_100, 8_100), 'png');
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024);
  });

  it('[AT7] refuses a side that is too long, and takes the longest', async () => {
    await refused(await plain(16_384, 1).png().toBuffer(), 'png');
    const { width, thumbnail } = await redraw(await plain(16_383, 1).png().toBuffer(), 'png');
    assert.equal(width, 16_383);
    const small = await sharp(thumbnail).metadata();
    assert.deepEqual([small.width, small.height], [480, 1]);
  });

  it('[AT7] refuses animations of too many frames or pixels', async () => {
    const gif = await animation('gif', 2, 1, 1);
    const frame = gif.subarray(gif.indexOf(Buffer.from([0x21, 0xf9])), -1);
    const many = Buffer.concat([gif.subarray(0, -1), ...Array.from({ length: 600 }, () => frame), gif.subarray(-1)]);
    assert.ok(countGifFrames(many)! > 1000, String(countGifFrames(many)));
    await refused(many, 'gif');
    const large = Buffer.from(await animation('gif', 600, 8, 8));
    // The canvas of all frames: 600 times 2,000 x 2,000.
    large.writeUInt16LE(2_000, 6);
    large.writeUInt16LE(2_000, 8);
    await refused(large, 'gif');
    await refused(await animation('webp', 9, 2000, 2000), 'webp');
  });

  it('[AT8] counts the frames of a GIF by its blocks, and sees where one has no end', async () => {
    const gif = await animation('gif', 4);
    assert.equal(countGifFrames(gif), 4);
    for (let length = 0; length < gif.length; length += 7) {
      assert.equal(countGifFrames(gif.subarray(0, length)), undefined, String(length));
    }
    assert.equal(countGifFrames(Buffer.from('GIF89a/*\0\0\0\0*/=1;alert(1)')), undefined);
  });

  it('[AT9] makes a small WebP of at most 480 pixels on a side, never a larger one', async () => {
    for (const [width, height, expected] of [
      [1920, 1080, [480, 270]],
      [300, 1200, [120, 480]],
      [20, 10, [20, 10]],
    ] as const) {
      const { thumbnail } = await redraw(await plain(width, height).png().toBuffer(), 'png');
      const found = await sharp(thumbnail).metadata();
      assert.deepEqual([found.format, [found.width, found.height]], ['webp', expected]);
    }
  });

  it('[AT9] makes a WebP of what would be too large as what it was', async () => {
    const png = await noise(2600, 1500).png({ compressionLevel: 0 }).toBuffer();
    assert.ok(png.length > ATTACHMENT_BYTES_MAX);
    const picture = await redraw(png, 'png');
    assert.equal(picture.type, 'image/webp');
    assert.ok(picture.bytes.length <= ATTACHMENT_BYTES_MAX);
    assert.deepEqual([picture.width, picture.height], [2600, 1500]);
  });

  it('[AT10] draws one at a time, goes on with other work, and sends away who comes when the line is full', async () => {
    const bytes = await noise(300, 300).png().toBuffer();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 2);
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => redraw(bytes, 'png')));
    clearInterval(timer);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
    assert.equal(refusals.length, 13, '1 at work and 16 in line');
    assert.deepEqual([...new Set(refusals)], ['unavailable']);
    assert.ok(turns > 10, String(turns));
  });
});
