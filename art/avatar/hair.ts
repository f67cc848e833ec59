// Hair, by style. `behind` is drawn before the body, `front` after the head. The order of HAIR is the order of the options.
import { type Ramp, tone } from '../colour.ts';
import { Pixels } from '../pixels.ts';
import type { Facing, Figure } from './figure.ts';

type Brush = {
  image: Pixels;
  hair: Ramp;
  facing: Facing /** The top row of the frame, sunk with the body. */;
  y: number;
};
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

/** The cap of hair over the skull, the base of most styles. */
function cap(brush: Brush, height = 8): void {
  const { image, hair, facing, y } = brush;
  if (facing === 'up') {
    image.roundRect(7, y + 5, 18, 17, 7, hair[2]);
    image.rect(10, y + 20, 12, 2, hair[1]).rect(21, y + 10, 2, 9, hair[1]);
    shine(brush, 10, 8);
    return;
  }
  if (facing === 'right') {
    image.roundRect(7, y + 5, 18, height, 6, hair[2]);
    image.roundRect(7, y + 8, 7, 13, 3, hair[2]);
    image.rect(8, y + 12, 1, 8, hair[1]).rect(12, y + 13, 1, 3, hair[1]);
    shine(brush, 13, 7);
    return;
  }
  image.roundRect(7, y + 5, 18, height, 6, hair[2]);
  image.rect(7, y + 10, 2, 6, hair[2]).rect(23, y + 10, 2, 6, hair[1]);
  shine(brush, 11, 7);
}

function shine({ image, hair, y }: Brush, x: number, top: number): void {
  image
    .rect(x, y + top, 6, 1, hair[3])
    .rect(x - 1, y + top + 1, 5, 1, hair[3])
    .rect(x + 1, y + top, 3, 1, hair[4]);
}

function bald({ image, facing, y }: Brush): void {
  if (facing === 'up') return;
  image.rect(12, y + 9, 3, 1, 0xffffff, 110).rect(11, y + 10, 2, 1, 0xffffff, 80);
}

function short(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  if (facing === 'down') {
    // A fringe of uneven locks.
    image
      .rect(9, y + 12, 4, 2, hair[2])
      .rect(14, y + 12, 3, 1, hair[2])
      .rect(18, y + 12, 5, 2, hair[2]);
    image
      .dot(12, y + 13, hair[1])
      .dot(18, y + 13, hair[1])
      .rect(13, y + 12, 1, 1, hair[1]);
  }
  if (facing === 'right') image.rect(19, y + 11, 5, 3, hair[2]).rect(20, y + 13, 3, 1, hair[1]);
}

function buzz({ image, hair, facing, y }: Brush): void {
  if (facing === 'up') image.roundRect(8, y + 7, 16, 13, 6, hair[2]).rect(11, y + 8, 5, 1, hair[3]);
  else if (facing === 'right') {
    image
      .roundRect(8, y + 7, 16, 5, 5, hair[2])
      .rect(8, y + 11, 6, 7, hair[2])
      .rect(9, y + 12, 1, 5, hair[1]);
    image.rect(13, y + 8, 5, 1, hair[3]);
  } else {
    image
      .roundRect(8, y + 7, 16, 5, 5, hair[2])
      .rect(8, y + 11, 1, 3, hair[1])
      .rect(23, y + 11, 1, 3, hair[1]);
    image.rect(12, y + 8, 5, 1, hair[3]);
  }
}

function sidePart(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  if (facing === 'down') {
    image.rect(13, y + 6, 1, 5, hair[1]);
    for (let row = 0; row < 4; row++) image.rect(14 + row * 2, y + 11 + row, 10 - row * 2, 1, hair[2]);
    image.rect(9, y + 11, 4, 2, hair[2]).rect(16, y + 11, 6, 1, hair[3]);
  }
  if (facing === 'right') {
    image
      .rect(17, y + 11, 7, 2, hair[2])
      .rect(20, y + 13, 4, 2, hair[2])
      .rect(15, y + 10, 8, 1, hair[3]);
  }
}

/** Straight hair that falls behind the head down to a row. */
function curtain(to: number): (brush: Brush) => void {
  return ({ image, hair, facing, y }) => {
    if (facing === 'down') {
      image.roundRect(6, y + 8, 20, to - 6, 5, hair[1]).rect(7, y + 12, 1, to - 14, hair[2]);
    }
  };
}

function bob(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  if (facing === 'up') image.roundRect(6, y + 8, 20, 16, 5, hair[2]).rect(22, y + 11, 2, 11, hair[1]);
  if (facing === 'right') image.roundRect(6, y + 8, 10, 16, 4, hair[2]).rect(8, y + 12, 1, 10, hair[1]);
  if (facing === 'right') image.rect(18, y + 11, 6, 3, hair[2]);
  if (facing === 'down') {
    image.rect(6, y + 11, 3, 11, hair[2]).rect(23, y + 11, 3, 11, hair[1]);
    image.rect(9, y + 11, 14, 3, hair[2]).rect(9, y + 13, 14, 1, hair[1]);
  }
  shine(brush, facing === 'right' ? 13 : 11, 7);
}

function long(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  if (facing === 'up') {
    image.roundRect(6, y + 8, 20, 24, 5, hair[2]).rect(22, y + 12, 2, 17, hair[1]);
    for (const x of [11, 15, 19]) image.rect(x, y + 18, 1, 12, hair[1]);
    shine(brush, 10, 9);
  } else if (facing === 'right') {
    image
      .roundRect(5, y + 8, 10, 23, 4, hair[2])
      .rect(7, y + 13, 1, 15, hair[1])
      .rect(11, y + 16, 1, 12, hair[1]);
    image.rect(17, y + 11, 6, 2, hair[2]);
    shine(brush, 13, 7);
  } else {
    image.rect(6, y + 11, 3, 16, hair[2]).rect(23, y + 11, 3, 16, hair[1]);
    image.rect(15, y + 6, 1, 5, hair[1]);
    image
      .rect(9, y + 11, 5, 2, hair[2])
      .rect(18, y + 11, 5, 2, hair[2])
      .rect(9, y + 13, 2, 2, hair[2])
      .rect(21, y + 13, 2, 2, hair[2]);
  }
}

function puffs({ image, hair, y }: Brush, places: readonly (readonly [number, number])[]): void {
  for (const [x, row] of places) {
    image.ellipse(x + 0.5, y + row + 0.5, 3.6, 3.4, hair[2]);
    image
      .dot(x - 1, y + row - 2, hair[4])
      .dot(x, y + row - 2, hair[3])
      .dot(x - 2, y + row - 1, hair[3]);
    image.dot(x + 2, y + row + 2, hair[1]).dot(x + 1, y + row + 2, hair[1]);
  }
}

function curly(brush: Brush): void {
  cap(brush, 7);
  const { facing } = brush;
  if (facing === 'down') {
    puffs(brush, [
      [8, 15],
      [23, 15],
      [7, 11],
      [24, 11],
      [9, 8],
      [22, 8],
      [13, 6],
      [18, 6],
      [11, 11],
      [20, 11],
      [16, 10],
    ]);
  } else if (facing === 'right') {
    puffs(brush, [
      [8, 19],
      [12, 17],
      [7, 14],
      [12, 13],
      [8, 10],
      [11, 7],
      [16, 6],
      [20, 7],
      [23, 10],
      [18, 10],
    ]);
  } else {
    puffs(brush, [
      [8, 19],
      [13, 21],
      [18, 21],
      [23, 19],
      [7, 14],
      [24, 14],
      [9, 9],
      [22, 9],
      [13, 6],
      [18, 6],
      [12, 14],
      [19, 14],
      [16, 18],
      [15, 10],
    ]);
  }
}

function afroBack({ image, hair, y, facing }: Brush): void {
  if (facing === 'down') image.ellipse(16, y + 12, 13.5, 11, hair[1]);
  if (facing === 'right') image.ellipse(14, y + 12, 12.5, 11, hair[1]);
}

function afro({ image, hair, facing, y }: Brush): void {
  if (facing === 'up') image.ellipse(16, y + 12, 13.5, 11.5, hair[2]).ellipse(18, y + 15, 10, 8, hair[1], 90);
  else if (facing === 'right') {
    image
      .ellipse(14, y + 7, 11, 6.5, hair[2])
      .ellipse(8, y + 14, 6.5, 8, hair[2])
      .rect(18, y + 10, 5, 2, hair[2]);
  } else {
    image
      .ellipse(16, y + 6.5, 12, 5.8, hair[2])
      .ellipse(6, y + 13, 3.5, 7, hair[2])
      .ellipse(26, y + 13, 3.5, 7, hair[1]);
    image.rect(10, y + 11, 12, 1, hair[1]);
  }
  for (const [x, row] of [
    [9, 4],
    [13, 2],
    [18, 3],
    [6, 8],
    [12, 6],
    [21, 6],
  ] as const) {
    image.rect(x, y + row, 2, 1, hair[3]).dot(x + 1, y + row + 2, hair[1]);
  }
}

function tailBehind({ image, hair, facing, y }: Brush): void {
  if (facing === 'right')
    image
      .roundRect(2, y + 9, 7, 17, 3, hair[2])
      .rect(4, y + 13, 1, 11, hair[1])
      .rect(6, y + 11, 1, 6, hair[3]);
  if (facing === 'down') image.roundRect(22, y + 7, 6, 15, 3, hair[1]);
}

function ponytail(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  if (facing === 'down')
    image
      .rect(9, y + 11, 8, 2, hair[2])
      .rect(9, y + 13, 4, 1, hair[2])
      .rect(20, y + 11, 3, 2, hair[2]);
  if (facing === 'right') image.rect(6, y + 10, 3, 3, 0xd9675f).rect(18, y + 11, 5, 2, hair[2]);
  if (facing === 'up') {
    image
      .roundRect(13, y + 11, 7, 19, 3, hair[1])
      .roundRect(13, y + 11, 5, 18, 3, hair[2])
      .rect(14, y + 14, 1, 12, hair[3]);
    image.rect(13, y + 10, 6, 3, 0xd9675f);
  }
}

function bun(brush: Brush): void {
  const { image, hair, facing, y } = brush;
  const x = facing === 'right' ? 9 : 16;
  image
    .ellipse(x, y + 4, 5, 4.2, hair[2])
    .ellipse(x + 1, y + 5, 4, 3, hair[1])
    .ellipse(x - 0.5, y + 3.5, 3.5, 2.6, hair[2]);
  image.rect(x - 2, y + 2, 3, 1, hair[4]);
  cap(brush);
  if (facing === 'down')
    image
      .rect(9, y + 11, 6, 2, hair[2])
      .rect(18, y + 11, 5, 2, hair[2])
      .rect(15, y + 7, 1, 4, hair[1]);
  if (facing === 'right') image.rect(18, y + 11, 5, 2, hair[2]);
}

/** A rope of plaits with a coloured tie at its end. */
function plait({ image, hair, y }: Brush, x: number, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const knot = (row - from) % 4;
    image.rect(
      x + (knot === 3 ? 1 : 0),
      y + row,
      knot === 3 ? 2 : 4,
      1,
      tone(hair, knot === 0 ? 3 : knot === 3 ? 0 : 2),
    );
  }
  image.rect(x, y + to, 3, 2, 0xe2b85a).rect(x, y + to + 2, 3, 1, hair[2]);
}

function braidsBehind(brush: Brush): void {
  if (brush.facing === 'right') plait(brush, 7, 16, 29);
}

function braids(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  for (const x of [11, 15, 19]) image.rect(x, y + 6, 1, facing === 'up' ? 14 : 4, hair[1]);
  if (facing === 'down') {
    image.rect(9, y + 11, 14, 1, hair[2]);
    plait(brush, 5, 14, 29);
    plait(brush, 23, 14, 29);
  } else if (facing === 'up') {
    plait(brush, 7, 18, 30);
    plait(brush, 21, 18, 30);
  } else plait(brush, 9, 16, 30);
}

function headscarf({ image, hair, facing, y }: Brush): void {
  if (facing === 'up') {
    image
      .roundRect(7, y + 5, 18, 22, 8, hair[2])
      .rect(21, y + 10, 2, 14, hair[1])
      .rect(11, y + 9, 6, 1, hair[3]);
    image.line(9, y + 20, 16, y + 25, hair[1]).line(22, y + 20, 16, y + 25, hair[1]);
    return;
  }
  if (facing === 'right') {
    image.roundRect(7, y + 5, 18, 8, 6, hair[2]).roundRect(7, y + 8, 8, 18, 4, hair[2]);
    image
      .roundRect(10, y + 22, 13, 6, 3, hair[2])
      .rect(12, y + 25, 9, 1, hair[1])
      .rect(13, y + 9, 1, 12, hair[1]);
    image.rect(12, y + 7, 7, 1, hair[4]).rect(20, y + 12, 4, 1, hair[1]);
    return;
  }
  image
    .roundRect(7, y + 5, 18, 8, 7, hair[2])
    .rect(7, y + 11, 3, 12, hair[2])
    .rect(22, y + 11, 3, 12, hair[1]);
  image.rect(9, y + 12, 14, 1, hair[1]).rect(9, y + 13, 1, 8, hair[1]);
  image
    .roundRect(8, y + 22, 16, 6, 3, hair[2])
    .line(10, y + 23, 16, y + 26, hair[1])
    .line(21, y + 23, 15, y + 26, hair[1]);
  image.rect(11, y + 7, 7, 1, hair[4]).rect(10, y + 8, 5, 1, hair[3]);
}

function ropes({ image, hair, y }: Brush, columns: readonly number[], from: number, to: number): void {
  columns.forEach((x, index) => {
    const end = to - (index % 3);
    for (let row = from; row < end; row++)
      image.rect(x, y + row, 2, 1, tone(hair, row % 3 === 0 ? 3 : index % 2 ? 2 : 1));
  });
}

function locsBehind(brush: Brush): void {
  if (brush.facing === 'down') ropes(brush, [5, 7, 23, 25], 10, 29);
  if (brush.facing === 'right') ropes(brush, [4, 6], 12, 28);
}

function locs(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  for (const x of [9, 12, 15, 18, 21]) image.rect(x, y + 6, 1, 5, hair[1]);
  if (facing === 'down') ropes(brush, [8, 10, 13, 18, 21, 22], 9, 14);
  if (facing === 'right') ropes(brush, [6, 8, 10, 12], 14, 29);
  if (facing === 'up') ropes(brush, [6, 8, 10, 12, 14, 16, 18, 20, 22, 24], 12, 30);
}

function spiky(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  for (const [x, height] of [
    [8, 3],
    [11, 5],
    [15, 6],
    [19, 5],
    [22, 3],
  ] as const) {
    for (let row = 0; row < height; row++)
      image.rect(x - 1 + (row >> 1), y + 6 - row, Math.max(1, 4 - row), 1, hair[row > 2 ? 3 : 2]);
  }
  if (facing === 'down') {
    for (const x of [9, 13, 17, 21])
      image
        .rect(x, y + 12, 3, 1, hair[2])
        .rect(x, y + 13, 2, 1, hair[2])
        .dot(x, y + 14, hair[1]);
  }
  if (facing === 'right') image.rect(18, y + 11, 6, 3, hair[2]).rect(23, y + 13, 2, 2, hair[2]);
}

function mohawk(brush: Brush): void {
  buzzSides(brush);
  const { image, hair, facing, y } = brush;
  if (facing === 'right') {
    for (let x = 6; x < 25; x++) {
      const height = Math.round(6 - Math.abs(x - 15) * 0.35 - (x % 3 === 0 ? 1 : 0));
      image.rect(x, y + 8 - height, 1, height + 2, hair[x % 3 === 0 ? 3 : 2]);
    }
    image.rect(6, y + 9, 3, 10, hair[2]);
    return;
  }
  image.roundRect(13, y + 1, 6, facing === 'up' ? 22 : 12, 2, hair[2]);
  image.rect(14, y + 2, 1, facing === 'up' ? 18 : 9, hair[4]).rect(17, y + 3, 1, facing === 'up' ? 18 : 9, hair[1]);
}

function buzzSides({ image, hair, facing, y }: Brush): void {
  const shade = hair[1];
  if (facing === 'up') image.roundRect(8, y + 8, 16, 12, 6, shade, 110);
  else if (facing === 'right') image.roundRect(8, y + 8, 15, 5, 5, shade, 110).rect(8, y + 12, 5, 6, shade, 110);
  else image.roundRect(8, y + 8, 16, 4, 4, shade, 110);
}

function pigtailsBehind({ image, hair, facing, y }: Brush): void {
  if (facing === 'right') return;
  image.roundRect(2, y + 11, 7, 14, 3, hair[2]).roundRect(23, y + 11, 7, 14, 3, hair[1]);
  image.rect(4, y + 13, 1, 9, hair[3]).rect(26, y + 13, 1, 9, hair[2]);
}

function pigtails(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  const tie = 0x5bb0b8;
  if (facing === 'right') {
    image
      .roundRect(7, y + 14, 7, 13, 3, hair[2])
      .rect(9, y + 17, 1, 8, hair[3])
      .rect(8, y + 13, 5, 2, tie)
      .rect(17, y + 11, 6, 2, hair[2]);
    return;
  }
  image.rect(6, y + 11, 2, 3, tie).rect(24, y + 11, 2, 3, tie);
  image.rect(16, y + 6, 1, facing === 'up' ? 14 : 5, hair[1]);
  if (facing === 'down') image.rect(9, y + 11, 6, 2, hair[2]).rect(18, y + 11, 5, 2, hair[2]);
}
