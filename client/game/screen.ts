// Pixels of three kinds: of the art, of the page (CSS) and of the screen. The canvas has the screen's own, so that text
// is sharp and a pixel of the art is a whole number of the screen's.

import { ZOOM_MAX, ZOOM_MIN } from '../state/world-settings.ts';

/** Beyond three, nobody sees a difference but the graphics card. */
const DENSITY_MAX = 3;
/** The Canvas renderer fills every pixel on the CPU. */
const DENSITY_MAX_CANVAS = 2;

export const densityOf = (devicePixelRatio: number, isCanvas: boolean): number =>
  Math.max(1, Math.min(devicePixelRatio, isCanvas ? DENSITY_MAX_CANVAS : DENSITY_MAX));

/** The zooms that are whole on this screen, in screen pixels for a pixel of the art. */
export function scalesOf(density: number): number[] {
  const scales: number[] = [];
  for (let scale = 1; scale <= Math.round(ZOOM_MAX * density); scale++) {
    if (scale >= ZOOM_MIN * density - 0.01) scales.push(scale);
  }
  return scales;
}

/** The nearest of the whole ones to a zoom in CSS pixels; without one, what suits a page of this size (CSS pixels). */
export function scaleFor(zoom: number | null, density: number, page: { width: number; height: number }): number {
  const wanted = (zoom ?? suiting(page)) * density;
  return scalesOf(density).reduce((best, scale) => (Math.abs(scale - wanted) < Math.abs(best - wanted) ? scale : best));
}

/** One step nearer or further. */
export function stepScale(scale: number, steps: number, density: number): number {
  const scales = scalesOf(density);
  const at = scales.findIndex((other) => other >= scale - 0.01);
  return scales[Math.max(0, Math.min(scales.length - 1, (at < 0 ? scales.length - 1 : at) + steps))]!;
}

function suiting({ width, height }: { width: number; height: number }): number {
  const side = Math.min(width, height);
  if (side < 600) return 1.5;
  return side < 1200 ? 2 : 3;
}
