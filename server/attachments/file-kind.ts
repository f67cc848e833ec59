// What a file is, found from its bytes alone: neither its name nor what the sender says counts.

import { isUtf8 } from 'node:buffer';
import { setImmediate as otherWork } from 'node:timers/promises';
import { formatOf, type ImageFormat } from '../maps/images.ts';

export type FileKind = { kind: 'image'; format: ImageFormat } | { kind: 'pdf' } | { kind: 'text' };

/** Bytes that are looked at in one go: about a millisecond. */
const SLICE = 1024 * 1024;

export async function kindOf(bytes: Buffer): Promise<FileKind | undefined> {
  const format = formatOf(bytes);
  if (format) return { kind: 'image', format };
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return { kind: 'pdf' };
  return (await isText(bytes)) ? { kind: 'text' } : undefined;
}

/** UTF-8 without control characters, but for tabs and ends of lines and pages. */
async function isText(bytes: Buffer): Promise<boolean> {
  if (!isUtf8(bytes)) return false;
  for (let at = 0; at < bytes.length; at += SLICE) {
    // One more, or a character of two bytes would be missed where two slices meet.
    if (hasControls(bytes.subarray(at, at + SLICE + 1))) return false;
    await otherWork();
  }
  return true;
}

function hasControls(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) return true;
    if (byte === 0x7f) return true;
    // U+0080 to U+009F are C2 80 to C2 9F.
    if (byte === 0xc2 && (bytes[at + 1] ?? 0xff) < 0xa0) return true;
  }
  return false;
}

/** Of an archive's last record, without the comment that may follow it. */
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_MAX = 0xffff;
const PDF_TAIL = 1024;

/** A PDF that is whole and nothing else besides: no archive, program or page was put behind it. */
export function isPlainPdf(bytes: Buffer): boolean {
  const tail = bytes.subarray(-PDF_TAIL).toString('latin1');
  return /%%EOF[\s\0]*$/.test(tail) && !endsAsZip(bytes);
}

/** Archives are read from their end, so that a comment in them may look like the end of something else. */
function endsAsZip(bytes: Buffer): boolean {
  const first = Math.max(0, bytes.length - ZIP_END_BYTES - ZIP_COMMENT_MAX);
  for (let at = bytes.indexOf('PK\x05\x06', first); at >= 0; at = bytes.indexOf('PK\x05\x06', at + 1)) {
    if (at + ZIP_END_BYTES > bytes.length) return false;
    if (at + ZIP_END_BYTES + bytes.readUInt16LE(at + 20) <= bytes.length) return true;
  }
  return false;
}
