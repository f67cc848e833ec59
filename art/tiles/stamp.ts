// A stamp is one thing that a map is built of: a picture of whole tiles, and what it means for those who walk there.
import type { Pixels } from '../pixels.ts';

/** Pixels. */
export const TILE = 32;

/** Paints a picture that is clear to begin with; a returned value is ignored, so that strokes can be chained. */
export type Draw = (image: Pixels) => unknown;

export type Stamp = {
  /** Tiles; 1 unless told. */
  columns?: number;
  rows?: number;
  draw: Draw;
  /**
   * How many of its upper rows are drawn over people. Rows between these and the first that blocks stand among people, who pass
   * before and behind them; the rest lies below people.
   */
  above?: number;
  /** A second picture in the same cells that stands among people: the back of a chair hides who sits in it, not who is behind. */
  over?: Draw;
  /** `#` blocks the cell. A row of text for each row of tiles; nothing blocks unless told. */
  solid?: readonly string[];
  /** Redrawn for each further frame; `milliseconds` is how long one shows. */
  animation?: { milliseconds: number; frames: readonly Draw[] };
};

/** Stamps by their names in kebab case, which are unique over all books. */
export type StampBook = Readonly<Record<string, Stamp>>;

/** Which rows of a stamp stand among people: from the first to the one before the last of these two. */
export function standingRows(stamp: Stamp): { from: number; to: number } {
  const from = stamp.above ?? 0;
  const foot = (stamp.solid ?? []).findIndex((row) => row.includes('#'));
  return { from, to: Math.max(from, foot) };
}

/** Every cell blocks. */
export function solid(columns: number, rows: number): readonly string[] {
  return Array.from({ length: rows }, () => '#'.repeat(columns));
}

/** Only the lowest row blocks. */
export function solidFoot(columns: number, rows: number): readonly string[] {
  return Array.from({ length: rows }, (_, row) => (row === rows - 1 ? '#' : '.').repeat(columns));
}

/** A picture that several stamps are cut from is drawn only once. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
