// Colours are 0xRRGGBB numbers: cheap to pass about and to compare in loops over pixels.
export type Colour = number;

/** Five steps of one material, from the darkest shade to the brightest light. */
export type Ramp = readonly [Colour, Colour, Colour, Colour, Colour];

const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));

export const red = (colour: Colour) => (colour >> 16) & 255;
export const green = (colour: Colour) => (colour >> 8) & 255;
export const blue = (colour: Colour) => colour & 255;

export function rgb(r: number, g: number, b: number): Colour {
  return (clamp(r) << 16) | (clamp(g) << 8) | clamp(b);
}

/** `share` 0 gives `from`, 1 gives `to`. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const between = (a: number, b: number) => a + (b - a) * share;
  return rgb(between(red(from), red(to)), between(green(from), green(to)), between(blue(from), blue(to)));
}

/**
 * Shades drift to violet and lights to yellow, as in daylight; plain darkening looks like plastic.
 * The base is the middle step: keep it of middle brightness, since a pale base clips to white.
 */
export function ramp(base: Colour): Ramp {
  return [step(base, -1), step(base, -0.5), base, step(base, 0.5), step(base, 1)];
}

/** A ramp with less contrast, for skin and for large surfaces. */
export function softRamp(base: Colour): Ramp {
  return [step(base, -0.7), step(base, -0.34), base, step(base, 0.3), step(base, 0.6)];
}

/** `amount` from -1, the deepest shade, to 1, the brightest light. */
export function step(base: Colour, amount: number): Colour {
  if (amount < 0) {
    const factor = 1 + amount * 0.52;
    return rgb(red(base) * factor + amount * 6, green(base) * factor + amount * 10, blue(base) * factor - amount * 16);
  }
  const factor = 1 + amount * 0.26;
  return rgb(red(base) * factor + amount * 22, green(base) * factor + amount * 16, blue(base) * factor - amount * 4);
}

/** The step of a ramp, the nearest end where there is no such step. */
export function tone(of: Ramp, index: number): Colour {
  return of[Math.max(0, Math.min(4, Math.round(index)))] as Colour;
}
