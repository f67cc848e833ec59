// What the bare minimum sends. Up: one turn. Down: all turns of a tick, each with the number of its walker.

import type { Dir } from '../shared/rules/movement.ts';

/** `seq` and `step` as 32 bits, `dir` as 8. */
export const TURN_BYTES = 9;
/** The walker's number as 16 bits and its turn. */
export const RECORD_BYTES = 2 + TURN_BYTES;
const DIR_AT = 4;

export function writeTurn({ seq, dir, step }: { seq: number; dir: Dir; step: number }): Buffer {
  const turn = Buffer.allocUnsafe(TURN_BYTES);
  turn.writeUInt32LE(seq, 0);
  turn.writeUInt8(dir, DIR_AT);
  turn.writeUInt32LE(step, DIR_AT + 1);
  return turn;
}

/** Puts the record of one turn at `offset` of a frame's bytes. */
export function writeRecord(frame: Buffer, offset: number, record: { walker: number; turn: Buffer }): void {
  frame.writeUInt16LE(record.walker, offset);
  record.turn.copy(frame, offset + 2);
}

export function readRecords(frame: Buffer, each: (walker: number, dir: Dir) => void): void {
  for (let offset = 0; offset + RECORD_BYTES <= frame.byteLength; offset += RECORD_BYTES) {
    each(frame.readUInt16LE(offset), frame.readUInt8(offset + 2 + DIR_AT));
  }
}
