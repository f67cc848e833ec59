// A stage: its front edge and steps, the curtain, the big screen.
import { CORAL, CRIMSON, DARK, GLASS, GOLD, LEAF, MAHOGANY, PINE, SCREEN } from '../palette.ts';
import { SHADOW } from '../pixels.ts';
import { mirror } from './finish.ts';
import { type Stamp, type StampBook, solid, TILE } from './stamp.ts';

/** The front edge of the stage: a lip and boards, with a lamp here and there. One cannot step over it. */
function edge(part: 'left' | 'middle' | 'right' | 'lamp'): Stamp {
  return {
    solid: solid(1, 1),
    draw: (image) => {
      image
        .rect(0, 0, TILE, 6, PINE[3])
        .rect(0, 5, TILE, 1, PINE[4])
        .rect(0, 6, TILE, 22, MAHOGANY[1])
        .rect(0, 6, TILE, 3, SHADOW, 90);
      for (let x = 0; x < TILE; x += 8) image.rect(x, 9, 7, 17, MAHOGANY[2]).rect(x, 9, 1, 17, MAHOGANY[3]);
      image.rect(0, 26, TILE, 2, MAHOGANY[0]).rect(0, 28, TILE, 4, SHADOW, 70);
      if (part === 'lamp') image.roundRect(10, 1, 12, 5, 2, DARK[1]).rect(12, 1, 8, 2, 0xfff3c0);
      if (part === 'left') image.rect(0, 0, 2, 28, MAHOGANY[0]);
      if (part === 'right') image.rect(30, 0, 2, 28, MAHOGANY[0]);
    },
  };
}

/** Three steps down from the stage, walked over. */
const STEPS: Stamp = {
  draw: (image) => {
    for (let step = 0; step < 4; step++) {
      image
        .rect(0, step * 8, TILE, 8, PINE[step === 0 ? 3 : 2])
        .rect(0, step * 8, TILE, 1, PINE[4])
        .rect(0, step * 8 + 6, TILE, 2, MAHOGANY[step > 2 ? 0 : 1]);
    }
    image.rect(0, 30, TILE, 2, SHADOW, 90);
  },
};

/** Heavy cloth from the ceiling: three rows. An end is drawn aside by a cord. */
function curtain(end: boolean): Stamp {
  return {
    rows: 3,
    solid: solid(1, 3),
    draw: (image) => {
      for (let y = 8; y < 88; y++) {
        // The cord holds the cloth in at row 56.
        const width = end ? Math.round(31 - 15 * Math.exp(-(((y - 56) / 20) ** 2)) - (y > 56 ? 3 : 0)) : TILE;
        for (let x = 0; x < width; x++) {
          const fold = Math.sin((x / (width / TILE) / 8) * Math.PI * 2);
          image.dot(x, y, fold > 0.6 ? CRIMSON[3] : fold > -0.2 ? CRIMSON[2] : fold > -0.8 ? CRIMSON[1] : CRIMSON[0]);
        }
        if (end) image.dot(width - 1, y, CRIMSON[0]);
        if (y > 83) image.rect(0, y, width, 1, y === 84 ? GOLD[3] : GOLD[1]);
        if (y === 87) image.rect(0, y + 1, width, 4, SHADOW, 70);
      }
      if (end)
        image
          .rect(0, 54, 18, 5, GOLD[2])
          .rect(0, 54, 18, 1, GOLD[4])
          .rect(14, 59, 3, 7, GOLD[2])
          .rect(13, 66, 5, 4, GOLD[3]);
      image
        .rect(0, 6, TILE, 3, GOLD[1])
        .rect(0, 6, TILE, 1, GOLD[3])
        .rect(0, 9, end ? 30 : TILE, 8, SHADOW, 60);
    },
  };
}

/** The scalloped strip that hides where the curtain hangs; drawn over people on the stage. */
const VALANCE: Stamp = {
  solid: solid(1, 1),
  draw: (image) => {
    image.rect(0, 0, TILE, 18, CRIMSON[1]).rect(0, 0, TILE, 3, GOLD[2]).rect(0, 0, TILE, 1, GOLD[4]);
    for (let x = 0; x < TILE; x++) {
      const drop = Math.round(8 * Math.sin(((x + 0.5) / TILE) * Math.PI));
      image
        .rect(x, 18, 1, drop, CRIMSON[1])
        .rect(x, 17 + drop, 1, 2, GOLD[2])
        .rect(x, 4, 1, 10 + drop, CRIMSON[x % 16 < 8 ? 2 : 1]);
    }
  },
};

const SCREEN_BIG: Stamp = {
  columns: 8,
  rows: 3,
  solid: solid(8, 3),
  draw: (image) => {
    image.roundRect(6, 10, 248, 80, 2, SHADOW, 90).roundRect(4, 4, 248, 82, 3, DARK[0]).rect(7, 7, 242, 76, SCREEN[0]);
    for (let y = 7; y < 83; y++) image.rect(7, y, 242, 1, y < 30 ? 0x39457a : y < 56 ? 0x43538c : 0x4f66a0);
    // The opening slide: the arch of the house, a title, the date.
    image
      .ellipse(58, 52, 27, 30, GOLD[3])
      .ellipse(58, 54, 20, 24, 0x43538c)
      .rect(28, 56, 62, 27, 0x4f66a0)
      .rect(28, 56, 62, 2, GOLD[3]);
    for (const x of [40, 50, 64, 74]) image.rect(x, 58, 3, 16, GOLD[2]);
    image
      .rect(106, 22, 112, 9, 0xffffff)
      .rect(106, 36, 86, 9, 0xffffff)
      .rect(106, 55, 64, 3, GLASS[3])
      .rect(106, 62, 78, 3, GLASS[3])
      .rect(106, 69, 40, 3, CORAL[3]);
    for (let step = 0; step < 40; step++) image.rect(210 + step / 2, 82 - step, 14, 1, 0xffffff, 14);
    image.rect(120, 86, 16, 3, DARK[1]).dot(128, 87, LEAF[4]);
  },
};

const SPOTLIGHT: Stamp = {
  columns: 3,
  rows: 3,
  draw: (image) => {
    for (let ring = 0; ring < 6; ring++) image.ellipse(48, 52, 44 - ring * 5, 36 - ring * 4, 0xfff2c0, 15);
  },
};

export const STAGE: StampBook = {
  'stage-edge-left': edge('left'),
  'stage-edge': edge('middle'),
  'stage-edge-lamp': edge('lamp'),
  'stage-edge-right': edge('right'),
  'stage-steps': STEPS,
  curtain: curtain(false),
  'curtain-left': curtain(true),
  'curtain-right': mirror(curtain(true)),
  valance: VALANCE,
  'screen-big': SCREEN_BIG,
  spotlight: SPOTLIGHT,
};
