// Pictures, boards, screens and signs on walls.
import {
  CORAL,
  CREAM,
  CRIMSON,
  DARK,
  GLASS,
  GOLD,
  INDIGO,
  LEAF,
  LILAC,
  METAL,
  PINE,
  SCREEN,
  TEAL,
  WALNUT,
} from '../palette.ts';
import { Pixels, SHADOW } from '../pixels.ts';
import { framed, hung } from './hung.ts';
import type { Stamp, StampBook } from './stamp.ts';

type Paint = (image: Pixels) => void;

function poster(paint: Paint): Stamp {
  return hung(1, (image) => {
    framed(image, { x: 5, y: 7, width: 22, height: 30 }, 0xf6f2e8);
    paint(image);
  });
}

function painting(columns: number, paint: (image: Pixels, width: number) => void): Stamp {
  return hung(columns, (image) => {
    const width = columns * 32 - 12;
    framed(image, { x: 6, y: 8, width, height: 30 }, GOLD[2]);
    image.rect(7, 9, width - 2, 1, GOLD[4]).rect(7, 36, width - 2, 1, GOLD[1]);
    paint(image, width);
  });
}

const BOARD = hung(3, (image) => {
  framed(image, { x: 5, y: 6, width: 86, height: 36 }, METAL[3]);
  image.rect(7, 8, 82, 31, 0xf7f8fb).rect(7, 8, 82, 2, 0xdde1ea).rect(30, 41, 36, 2, METAL[1]);
  for (const [x, y, width, colour] of [
    [11, 13, 20, SCREEN[2]],
    [11, 17, 14, SCREEN[2]],
    [11, 21, 17, CRIMSON[2]],
  ] as const)
    image.rect(x, y, width, 1, colour);
  image
    .frame(38, 13, 13, 9, TEAL[1])
    .frame(60, 13, 13, 9, TEAL[1])
    .rect(51, 17, 9, 1, DARK[2])
    .frame(49, 27, 13, 9, CORAL[1])
    .line(45, 22, 50, 27, DARK[2])
    .line(65, 22, 60, 27, DARK[2]);
  image
    .rect(77, 12, 9, 8, GOLD[3])
    .rect(77, 22, 9, 8, 0x9fdcd2)
    .rect(12, 27, 9, 8, 0xf5b7c4)
    .rect(22, 28, 9, 8, GOLD[4])
    .rect(34, 40, 5, 2, CRIMSON[2])
    .rect(42, 40, 5, 2, SCREEN[2])
    .rect(52, 40, 8, 2, DARK[2]);
});

const TELEVISION: Stamp = hung(3, (image) => {
  image.rect(9, 10, 80, 34, SHADOW, 70).roundRect(8, 6, 80, 36, 2, DARK[0]).rect(10, 8, 76, 31, SCREEN[0]);
  for (let row = 0; row < 31; row++)
    image.rect(10, 8 + row, 76, 1, row < 12 ? 0x35436e : row < 22 ? 0x3f5486 : 0x4a689c);
  image
    .rect(16, 13, 26, 3, 0xffffff)
    .rect(16, 19, 34, 1, GLASS[3])
    .rect(16, 22, 28, 1, GLASS[3])
    .rect(16, 25, 31, 1, GLASS[3]);
  [6, 11, 8, 15].forEach((height, index) => {
    image.rect(58 + index * 6, 34 - height, 4, height, [CORAL[3], GOLD[3], TEAL[3], LILAC[3]][index] as number);
  });
  image.rect(56, 34, 26, 1, 0xffffff).dot(84, 40, LEAF[4]);
});

const NOTICES = hung(2, (image) => {
  framed(image, { x: 5, y: 8, width: 54, height: 32 }, WALNUT[2]);
  image.rect(8, 11, 48, 26, PINE[3]).rect(8, 11, 48, 1, PINE[1]);
  for (const [x, y, width, height, colour] of [
    [11, 14, 10, 12, 0xf6f2e8],
    [24, 13, 9, 8, GOLD[4]],
    [36, 15, 8, 10, 0x9fdcd2],
    [24, 24, 12, 10, 0xf5b7c4],
    [46, 14, 8, 8, 0xf6f2e8],
    [40, 27, 12, 8, 0xf6f2e8],
  ] as const) {
    image
      .rect(x, y + 1, width, height, SHADOW, 60)
      .rect(x, y, width, height, colour)
      .dot(x + width / 2, y, CRIMSON[2])
      .rect(x + 2, y + 3, width - 4, 1, SHADOW, 90)
      .rect(x + 2, y + 5, width - 5, 1, SHADOW, 90);
  }
});

/** "CAFÉ" in light tubes on a dark board. */
const NEON_LETTERS = [
  '...............##....',
  '..............##.....',
  '.###..###..####.####.',
  '#....#...#.#....#....',
  '#....#####.###..###..',
  '#....#...#.#....#....',
  '.###.#...#.#....####.',
];

const NEON_CUP = [
  '.#..#...',
  '..#..#..',
  '.#..#...',
  '........',
  '######..',
  '#....###',
  '#....#.#',
  '#....##.',
  '.####...',
];

const NEON = hung(3, (image) => {
  framed(image, { x: 8, y: 8, width: 80, height: 28 }, 0x2c2440);
  for (let ring = 5; ring > 0; ring--)
    image.roundRect(12 + ring, 9 + ring, 72 - ring * 2, 26 - ring * 2, 5, 0xff8fa8, 14);
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    for (const [y, row] of NEON_LETTERS.entries()) {
      for (const [x, mark] of [...row].entries())
        if (mark === '#') image.dot(36 + x * 2 + dx, 14 + y * 2 + dy, 0xffd9de);
    }
    for (const [y, row] of NEON_CUP.entries()) {
      for (const [x, mark] of [...row].entries())
        if (mark === '#') image.dot(16 + x * 2 + dx, 13 + y * 2 + dy, 0xffe9a8);
    }
  }
});

const BANNER = hung(1, (image) => {
  image
    .rect(4, 5, 24, 2, GOLD[2])
    .rect(6, 7, 20, 34, INDIGO[2])
    .rect(6, 7, 3, 34, INDIGO[3])
    .rect(24, 7, 2, 34, INDIGO[1]);
  for (let row = 0; row < 6; row++) image.rect(6 + row, 41 + row, 20 - row * 2, 1, INDIGO[2]);
  image
    .ellipse(16, 25, 7, 8, GOLD[3])
    .ellipse(16, 26, 4.4, 6, INDIGO[2])
    .rect(8, 26, 16, 8, INDIGO[2])
    .rect(9, 26, 14, 1, GOLD[3]);
});

const MENU = hung(2, (image) => {
  framed(image, { x: 5, y: 6, width: 54, height: 36 }, WALNUT[2]);
  image.rect(8, 9, 48, 30, 0x2f3a3c);
  image.rect(22, 11, 20, 2, 0xfff0d0);
  for (const [y, width] of [
    [17, 18],
    [21, 15],
    [25, 20],
    [29, 13],
    [33, 17],
  ] as const)
    image.rect(11, y, width, 1, 0xd8dccf).rect(46, y, 6, 1, GOLD[3]);
});

export const PICTURES: StampBook = {
  whiteboard: BOARD,
  television: TELEVISION,
  notices: NOTICES,
  'neon-cafe': NEON,
  banner: BANNER,
  'menu-board': MENU,
  'poster-sun': poster((image) =>
    image
      .rect(7, 9, 18, 26, 0xf3c98b)
      .ellipse(16, 19, 6, 6, 0xd9675f)
      .rect(7, 26, 18, 9, INDIGO[2])
      .rect(7, 28, 18, 1, LILAC[3])
      .rect(9, 31, 12, 1, LILAC[3]),
  ),
  'poster-leaf': poster((image) =>
    image
      .rect(7, 9, 18, 26, 0xe7ead6)
      .ellipse(13, 18, 4, 7, LEAF[2])
      .ellipse(19, 22, 4, 7, LEAF[3])
      .line(16, 33, 13, 14, LEAF[0])
      .line(16, 33, 19, 18, LEAF[1]),
  ),
  'poster-type': poster((image) =>
    image
      .rect(7, 9, 18, 26, TEAL[1])
      .rect(9, 12, 14, 3, 0xfff3da)
      .rect(9, 17, 10, 3, 0xfff3da)
      .rect(9, 22, 12, 3, GOLD[3])
      .rect(9, 30, 8, 1, 0xfff3da),
  ),
  'painting-hills': painting(2, (image, width) => {
    const canvas = new Pixels(width - 6, 24).rect(0, 0, width, 24, 0xa8d4e6).ellipse(35, 5, 4, 4, 0xfff0b0);
    canvas.ellipse(11, 25, 18, 12, LILAC[2]).ellipse(35, 27, 18, 12, LEAF[2]).ellipse(17, 29, 20, 10, LEAF[3]);
    image.paste(canvas, 9, 11);
  }),
  'painting-abstract': painting(1, (image, width) => {
    image
      .rect(9, 11, width - 6, 24, CREAM[3])
      .rect(9, 11, 7, 12, CRIMSON[2])
      .rect(17, 24, 7, 11, INDIGO[2])
      .rect(9, 30, 6, 5, GOLD[3])
      .rect(16, 11, 1, 24, DARK[1])
      .rect(9, 23, 15, 1, DARK[1]);
  }),
};
