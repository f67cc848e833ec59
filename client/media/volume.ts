// How loud somebody is: as loud as one likes them, and the softer the farther they stand.

export const NEAR_TILES = 1.5;
export const FAR_TILES = 5;
export const FAR_VOLUME = 0.25;

export function volumeAt(tiles: number): number {
  const part = (tiles - NEAR_TILES) / (FAR_TILES - NEAR_TILES);
  return 1 - Math.min(1, Math.max(0, part)) * (1 - FAR_VOLUME);
}
