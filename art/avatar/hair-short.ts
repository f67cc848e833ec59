// Short hair and none, and what stands up by itself.
import { type Brush, cap, puffs } from './hair-brush.ts';

export function bald({ image, facing, y }: Brush): void {
  if (facing === 'up') return;
  image.rect(12, y + 9, 3, 1, 0xffffff, 110).rect(11, y + 10, 2, 1, 0xffffff, 80);
}

export function short(brush: Brush): void {
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

export function buzz({ image, hair, facing, y }: Brush): void {
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

export function sidePart(brush: Brush): void {
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

export function spiky(brush: Brush): void {
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

export function mohawk(brush: Brush): void {
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

export function curly(brush: Brush): void {
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

export function afroBack({ image, hair, y, facing }: Brush): void {
  if (facing === 'down') image.ellipse(16, y + 12, 13.5, 11, hair[1]);
  if (facing === 'right') image.ellipse(14, y + 12, 12.5, 11, hair[1]);
}

export function afro({ image, hair, facing, y }: Brush): void {
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
