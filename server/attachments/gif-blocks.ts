// Walks the blocks of a GIF (GIF89a, CompuServe 1990): its decoder takes one that was cut off for a shorter animation.

const EXTENSION = 0x21;
const FRAME = 0x2c;
const END = 0x3b;

/** How many frames there are until its end; undefined where it has none. */
export function countGifFrames(bytes: Uint8Array): number | undefined {
  const byteAt = (at: number): number => bytes[at] ?? 0;
  /** Of the table that the packed field at `at` speaks of. */
  const coloursAt = (at: number): number => (byteAt(at) & 0x80 ? 3 * 2 ** ((byteAt(at) & 0x07) + 1) : 0);
  /** Where the chain of sub-blocks that begins at `at` is over. */
  const afterBlocks = (at: number): number => {
    while (at < bytes.length && byteAt(at) !== 0) at += byteAt(at) + 1;
    return at + 1;
  };

  let frames = 0;
  let at = 13 + coloursAt(10);
  while (at < bytes.length) {
    const kind = byteAt(at);
    if (kind === END) return frames;
    if (kind === EXTENSION) at = afterBlocks(at + 2);
    else if (kind === FRAME) {
      frames += 1;
      // Its place and size, its colours, the width of its codes, its pixels.
      at = afterBlocks(at + 11 + coloursAt(at + 9));
    } else return undefined;
  }
  return undefined;
}
