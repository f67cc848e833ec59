// What a scene is assembled from. A system undoes in `destroy` all that it did.

/** One picture on the screen. Made once and written over, so that frames leave nothing for the collector. */
export type Frame = {
  /** Monotonic, in ms. */
  now: number;
  /** Since the frame before, in ms; at most 100. */
  elapsed: number;
  /** The world's time: ticks, with a fraction. */
  tick: number;
};

export interface System {
  update?(frame: Frame): void;
  destroy(): void;
}

/** What lies over what. People and furniture stand at their feet's line, counted from `STANDING`. */
export const DEPTH = {
  ground: 0,
  floorMarks: 1,
  STANDING: 10,
  above: 1_000_000,
  veil: 1_000_001,
  signs: 1_000_002,
} as const;
