import { SHADOW } from '../pixels.ts';
import type { Draw, Stamp } from './stamp.ts';

/** What every free-standing thing gets in the end: an outline in its own colours and a soft shade on the floor. */
export function standing(draw: Draw, shade: Draw): Draw {
  return (image) => {
    draw(image);
    image.outlined();
    image.under(shade);
  };
}

/** A shade in the form of an ellipse. */
export function pool(x: number, y: number, radiusX: number, radiusY: number): Draw {
  return (layer) => layer.ellipse(x, y, radiusX, radiusY, SHADOW, 74);
}

/** A shade in the form of a box that leans a little to the east, away from the light. */
export function slab(x: number, y: number, width: number, height: number): Draw {
  return (layer) => layer.roundRect(x, y, width + 3, height, 2, SHADOW, 64);
}

/** The same stamp seen in a mirror. */
export function mirror(stamp: Stamp): Stamp {
  const { draw, over, animation } = stamp;
  const flipped =
    (paint: Draw): Draw =>
    (image) => {
      const { width, height } = image;
      const picture = image.crop(0, 0, width, height);
      paint(picture);
      image.data.set(picture.mirrored().data);
    };
  return {
    ...stamp,
    draw: flipped(draw),
    ...(over ? { over: flipped(over) } : {}),
    ...(animation ? { animation: { ...animation, frames: animation.frames.map(flipped) } } : {}),
  };
}
