// Hair, by style. `behind` is drawn before the body, `front` after the head. The order of HAIR is the order of the options.
import { Pixels } from '../pixels.ts';
import type { Figure } from './figure.ts';
import type { Brush } from './hair-brush.ts';
import {
  bob,
  braids,
  braidsBehind,
  bun,
  curtain,
  headscarf,
  locs,
  locsBehind,
  long,
  pigtails,
  pigtailsBehind,
  ponytail,
  tailBehind,
} from './hair-long.ts';
import { afro, afroBack, bald, buzz, curly, mohawk, short, sidePart, spiky } from './hair-short.ts';

type Style = { behind?: (brush: Brush) => void; front?: (brush: Brush) => void };

const HAIR: readonly Style[] = [
  { front: bald },
  { front: short },
  { front: buzz },
  { front: sidePart },
  { behind: curtain(21), front: bob },
  { behind: curtain(31), front: long },
  { front: curly },
  { behind: afroBack, front: afro },
  { behind: tailBehind, front: ponytail },
  { front: bun },
  { behind: braidsBehind, front: braids },
  { front: headscarf },
  { behind: locsBehind, front: locs },
  { front: spiky },
  { front: mohawk },
  { behind: pigtailsBehind, front: pigtails },
];

/** Cap, beanie and straw hat, by their places among the accessories. */
const HATS: ReadonlySet<number> = new Set([1, 2, 7]);

/** The row of the head that a hat reaches down to. */
const HAT_BRIM = 8;

const brushOf = (figure: Figure): Brush => ({
  image: figure.image,
  hair: figure.colours.hair,
  facing: figure.pose.facing,
  y: figure.pose.bob,
});

export function drawHairBehind(figure: Figure): void {
  draw(figure, HAIR[figure.look.hair_style]?.behind);
}

export function drawHair(figure: Figure): void {
  draw(figure, HAIR[figure.look.hair_style]?.front);
}

/** Under a hat hair lies flat: what would rise through it is left out. */
function draw(figure: Figure, paint: ((brush: Brush) => void) | undefined): void {
  if (!HATS.has(figure.look.accessory)) {
    paint?.(brushOf(figure));
    return;
  }
  const { width, height } = figure.image;
  const layer = new Pixels(width, height);
  paint?.({ ...brushOf(figure), image: layer });
  const brim = figure.pose.bob + HAT_BRIM;
  figure.image.paste(layer.crop(0, brim, width, height - brim), 0, brim);
}
