// Asks a virus scanner of the network: INSTREAM of clamd's own protocol (man 8 clamd), one connection a file.

import { connect } from 'node:net';
import type { Address } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';

/** Of silence; a scan of 10 MiB takes a second or two. */
const SILENCE_MS = 20_000;
const RETRY_SECONDS = 10;
const CHUNK_BYTES = 64 * 1024;
/** An answer is one short line. */
const ANSWER_BYTES_MAX = 4096;

/** Throws `unavailable` when the scanner did not say anything definite. */
export type Scan = (bytes: Uint8Array) => Promise<'clean' | 'infected'>;

export function createScanner({ host, port }: Address): Scan {
  return async (bytes) => {
    const answer = await ask({ host, port }, bytes).catch((error) => {
      throw unavailable(error);
    });
    if (answer === 'stream: OK') return 'clean';
    if (/^stream: .+ FOUND$/.test(answer)) return 'infected';
    throw unavailable(new Error(`the virus scanner answered: ${answer}`));
  };
}

function ask({ host, port }: Address, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let answer = '';
    socket.setEncoding('utf8');
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('the virus scanner is silent')));
    socket.on('data', (text) => {
      answer += text;
      if (answer.length > ANSWER_BYTES_MAX) socket.destroy(new Error('the virus scanner says too much'));
      else if (answer.includes('\0')) {
        resolve(answer.slice(0, answer.indexOf('\0')));
        socket.destroy();
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the virus scanner hung up')));
    socket.write('zINSTREAM\0');
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const chunk = bytes.subarray(at, at + CHUNK_BYTES);
      socket.write(lengthOf(chunk.length));
      socket.write(chunk);
    }
    socket.write(lengthOf(0));
  });
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

const unavailable = (cause: unknown): AppError =>
  new AppError(
    'unavailable',
    {
      message: 'Files can not be checked for viruses just now. Please try again in a moment.',
      retry_after: RETRY_SECONDS,
    },
    { cause },
  );
