// Multipart bodies: bounded in parts, names and bytes, held in memory (nothing is written before it was checked).

import busboy from 'busboy';
import type { Request } from 'express';
import { ATTACHMENT_BYTES_MAX } from '../../shared/protocol/attachments.ts';
import { AppError } from './errors.ts';

export type Part = { field: string; filename: string; mime: string; bytes: Buffer };

export const MAP_BYTES_MAX = 10 * 1024 * 1024;
export const IMAGE_BYTES_MAX = 8 * 1024 * 1024;
/** Of one file, by its field; of every other field `IMAGE_BYTES_MAX`. */
const BYTES_MAX: Readonly<Record<string, number>> = { map: MAP_BYTES_MAX, file: ATTACHMENT_BYTES_MAX };
const LARGEST = Math.max(...Object.values(BYTES_MAX), IMAGE_BYTES_MAX);
const IMAGES_MAX = 64;
const TOTAL_BYTES_MAX = 48 * 1024 * 1024;

/** Field `map` is parsed as JSON, whether it came as a file or as text; every other text field stays text. */
export function readMultipart(
  req: Request,
  fileFields: readonly string[],
): Promise<{ fields: Record<string, unknown>; files: Part[] }> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, unknown> = Object.create(null);
    const files: Part[] = [];
    let total = 0;
    let failed = false;
    const fail = (error: AppError) => {
      if (failed) return;
      failed = true;
      req.unpipe(parser);
      // The rest is read and thrown away, so that the client gets to read the answer.
      req.resume();
      reject(error);
    };
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: req.headers,
        // As browsers write the names of files.
        defParamCharset: 'utf8',
        // One byte more: the parser takes a file that just fits for one that was cut.
        limits: { files: IMAGES_MAX + 1, fileSize: LARGEST + 1, fields: 32, fieldSize: MAP_BYTES_MAX, parts: 128 },
      });
    } catch (error) {
      reject(new AppError('invalid', { message: 'The multipart body can not be read.' }, { cause: error }));
      return;
    }
    parser.on('field', (name, value, info) => {
      if (info.valueTruncated || info.nameTruncated) return fail(new AppError('too_large'));
      fields[name] = value;
    });
    parser.on('file', (field, stream, info) => {
      const chunks: Buffer[] = [];
      const cap = Object.hasOwn(BYTES_MAX, field) ? (BYTES_MAX[field] as number) : IMAGE_BYTES_MAX;
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        total += chunk.length;
        if (size > cap || total > TOTAL_BYTES_MAX) {
          stream.resume();
          return fail(tooLarge(field, info.filename));
        }
        chunks.push(chunk);
      });
      stream.on('limit', () => fail(tooLarge(field, info.filename)));
      stream.on('end', () => {
        if (!fileFields.includes(field)) {
          return fail(new AppError('invalid', { message: `body.${field.slice(0, 64)}: no file is expected here` }));
        }
        files.push({ field, filename: info.filename ?? '', mime: info.mimeType, bytes: Buffer.concat(chunks) });
      });
    });
    parser.on('filesLimit', () => fail(new AppError('too_large', { message: 'Too many files in one call.' })));
    parser.on('partsLimit', () => fail(new AppError('too_large', { message: 'Too many parts in one call.' })));
    parser.on('error', (error) =>
      fail(new AppError('invalid', { message: 'The multipart body is broken.' }, { cause: error })),
    );
    parser.on('close', () => {
      if (failed) return;
      try {
        takeMap(fields, files);
        resolve({ fields: { ...fields }, files });
      } catch (error) {
        reject(error);
      }
    });
    req.on('aborted', () => fail(new AppError('invalid', { message: 'The upload was broken off.' })));
    req.pipe(parser);
  });
}

function takeMap(fields: Record<string, unknown>, files: Part[]): void {
  const index = files.findIndex((file) => file.field === 'map');
  const text = index >= 0 ? files.splice(index, 1)[0]?.bytes.toString('utf8') : fields.map;
  if (text === undefined) return;
  try {
    fields.map = JSON.parse(String(text));
  } catch (error) {
    throw new AppError('maps/invalid', { message: 'Invalid Map: the file is not JSON.' }, { cause: error });
  }
}

const tooLarge = (field: string, filename: string | undefined): AppError =>
  new AppError('too_large', {
    message: `The file ${filename ? `"${filename.slice(0, 80)}" ` : ''}in "${field}" is too large.`,
  });
