// Hair that falls or is tied, and the headscarf.
import { type Brush, cap, plait, ropes, shine } from './hair-brush.ts';

/** Straight hair that falls behind the head down to a row. */
export function curtain(to: number): (brush: Brush) => void {
  return ({ image, hair, facing, y }) => {
    if (facing === 'down') {
      image.roundRect(6, y + 8, 20, to - 6, 5, hair[1]).rect(7, y + 12, 1, to - 14, hair[2]);
    }
  };
}

export function bob(brush: Brush): void {
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

export function long(brush: Brush): void {
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

export function tailBehind({ image, hair, facing, y }: Brush): void {
  if (facing === 'right')
    image
      .roundRect(2, y + 9, 7, 17, 3, hair[2])
      .rect(4, y + 13, 1, 11, hair[1])
      .rect(6, y + 11, 1, 6, hair[3]);
  if (facing === 'down') image.roundRect(22, y + 7, 6, 15, 3, hair[1]);
}

export function ponytail(brush: Brush): void {
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

export function bun(brush: Brush): void {
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

export function braidsBehind(brush: Brush): void {
  if (brush.facing === 'right') plait(brush, 7, 16, 29);
}

export function braids(brush: Brush): void {
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

export function headscarf({ image, hair, facing, y }: Brush): void {
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

export function locsBehind(brush: Brush): void {
  if (brush.facing === 'down') ropes(brush, [5, 7, 23, 25], 10, 29);
  if (brush.facing === 'right') ropes(brush, [4, 6], 12, 28);
}

export function locs(brush: Brush): void {
  cap(brush);
  const { image, hair, facing, y } = brush;
  for (const x of [9, 12, 15, 18, 21]) image.rect(x, y + 6, 1, 5, hair[1]);
  if (facing === 'down') ropes(brush, [8, 10, 13, 18, 21, 22], 9, 14);
  if (facing === 'right') ropes(brush, [6, 8, 10, 12], 14, 29);
  if (facing === 'up') ropes(brush, [6, 8, 10, 12, 14, 16, 18, 20, 22, 24], 12, 30);
}

export function pigtailsBehind({ image, hair, facing, y }: Brush): void {
  if (facing === 'right') return;
  image.roundRect(2, y + 11, 7, 14, 3, hair[2]).roundRect(23, y + 11, 7, 14, 3, hair[1]);
  image.rect(4, y + 13, 1, 9, hair[3]).rect(26, y + 13, 1, 9, hair[2]);
}

export function pigtails(brush: Brush): void {
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
