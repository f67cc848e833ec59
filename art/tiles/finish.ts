import { type Pixels, SHADOW } from '../pixels.ts';
import type { Stamp } from './stamp.ts';

/** What every free-standing thing gets in the end: an outline in its own colours and a soft shade on the floor. */
export function standing(draw: (image: Pixels) => void, shade: (layer: Pixels) => void): (image: Pixels) => void {
  return (image) => {
    draw(image);
    image.outlined();
    image.under(shade);
  };
}

/** A shade in the form of an ellipse. */
export function pool(x: number, y: number, radiusX: number, radiusY: number): (layer: Pixels) => void {
  return (layer) => layer.ellipse(x, y, radiusX, radiusY, SHADOW, 74);
}

/** A shade in the form of a box that leans a little to the east, away from the light. */
export function slab(x: number, y: number, width: number, height: number): (layer: Pixels) => void {
  return (layer) => layer.roundRect(x, y, width + 3, height, 2, SHADOW, 64);
}

/** The same stamp seen in a mirror. */
export function mirror(stamp: Stamp): Stamp {
  const { draw, over } = stamp;
  const flipped = (paint: (image: Pixels) => void) => (image: Pixels) => {
    const { width, height } = image;
    const picture = image.crop(0, 0, width, height);
    paint(picture);
    image.data.set(picture.mirrored().data);
  };
  return { ...stamp, draw: flipped(draw), ...(over ? { over: flipped(over) } : {}) };
}
