// Floors. A theme has variants `name-1`, `name-2` ... and `name-east`, the right half of a tile, for where two floors
// meet under a wall.
import type { Colour, Ramp } from '../colour.ts';
import { CRIMSON, GOLD, OAK, PAVING, PINE, SLATE, STONE, TEAL, WALNUT } from '../palette.ts';
import { Pixels } from '../pixels.ts';
import { between, pick, type Random, randomFrom } from '../random.ts';
import { grassTexture } from './grass.ts';
import { type Stamp, type StampBook, TILE } from './stamp.ts';

type Texture = (image: Pixels, random: Random) => void;

/** Four boards; the staggered joints fit those of the neighbours in any order of variants. */
function planks(wood: Ramp): Texture {
  return (image, random) => {
    for (let board = 0; board < 4; board++) {
      const y = board * 8;
      const shade = random() < 0.3 ? wood[3] : random() < 0.2 ? wood[1] : wood[2];
      image.rect(0, y, TILE, 8, wood[2]).rect(0, y, TILE, 8, shade, shade === wood[1] ? 45 : 70);
      image.rect(0, y, TILE, 1, wood[3]).rect(0, y + 7, TILE, 1, wood[1]);
      const joint = ((board % 2) * 16 + between(random, 0, 2) * 4 + 4) % TILE;
      image.rect(joint, y, 1, 7, wood[1]).rect(joint + 1, y + 1, 1, 6, wood[3], 130);
      for (let grain = 0; grain < 2; grain++) {
        image.rect(between(random, 0, 24), y + between(random, 2, 5), between(random, 3, 8), 1, wood[1], 80);
      }
    }
  };
}

function herringbone(wood: Ramp): Texture {
  return (image) => {
    for (let y = 0; y < TILE; y++) {
      for (let x = 0; x < TILE; x++) {
        const left = x % 16 < 8;
        const along = left ? x + y : x - y + 64;
        const band = Math.floor(along / 8) % 4;
        const shade = ([2, 3, 2, 1] as const)[band] as 1 | 2 | 3;
        image.dot(x, y, wood[2]).dot(x, y, wood[shade], left ? 120 : 170);
        if (along % 8 === 0) image.dot(x, y, wood[1], 170);
        if (x % 8 === 0) image.dot(x, y, wood[1], 150);
      }
    }
  };
}

/** Carpet laid in squares, with a soft weave. */
function carpet(yarn: Ramp): Texture {
  return (image, random) => {
    image.rect(0, 0, TILE, TILE, yarn[2]);
    for (let y = 0; y < TILE; y++) {
      for (let x = 0; x < TILE; x++) {
        if ((x + y * 2) % 4 === 0) image.dot(x, y, yarn[3], 60);
        if ((x * 2 + y) % 8 === 3) image.dot(x, y, yarn[1], 50);
        if (random() < 0.02) image.dot(x, y, pick(random, [yarn[1], yarn[3]]), 120);
      }
    }
    image.rect(0, 0, TILE, 1, yarn[1], 45).rect(0, 0, 1, TILE, yarn[1], 45);
  };
}

function checker(light: Colour, dark: Colour, line: Colour): Texture {
  return (image) => {
    for (let row = 0; row < 2; row++) {
      for (let column = 0; column < 2; column++) {
        image.rect(column * 16, row * 16, 16, 16, (row + column) % 2 ? light : dark);
        image.rect(column * 16, row * 16, 16, 1, 0xffffff, 70).rect(column * 16, row * 16, 1, 16, 0xffffff, 50);
        image.rect(column * 16, row * 16 + 15, 16, 1, line, 70).rect(column * 16 + 15, row * 16, 1, 16, line, 70);
      }
    }
  };
}

function slabs(stone: Ramp): Texture {
  return (image, random) => {
    image.rect(0, 0, TILE, TILE, stone[2]);
    if (random() < 0.4) image.rect(0, 0, TILE, TILE, stone[3], 70);
    image.rect(0, 0, TILE, 1, stone[3]).rect(0, 0, 1, TILE, stone[3]);
    image.rect(0, TILE - 1, TILE, 1, stone[1], 170).rect(TILE - 1, 0, 1, TILE, stone[1], 170);
    for (let speck = 0; speck < 10; speck++) {
      image.dot(between(random, 2, 29), between(random, 2, 29), pick(random, [stone[1], stone[3], stone[4]]), 110);
    }
  };
}

/** Warm and pale, so that the chips carry the colour. */
const TERRAZZO = 0xd6cbb8;

function terrazzo(image: Pixels, random: Random): void {
  image.rect(0, 0, TILE, TILE, TERRAZZO);
  const chips = [STONE[1], PAVING[1], TEAL[3], CRIMSON[3], GOLD[3], STONE[4]];
  for (let chip = 0; chip < 22; chip++) {
    const x = between(random, 0, 30);
    const y = between(random, 0, 30);
    image.rect(x, y, between(random, 1, 2), 1, pick(random, chips), 130).dot(x, y + 1, pick(random, chips), 90);
  }
}

const THEMES: Readonly<Record<string, { variants: number; texture: Texture }>> = {
  oak: { variants: 5, texture: planks(OAK) },
  walnut: { variants: 5, texture: planks(WALNUT) },
  parquet: { variants: 1, texture: herringbone(OAK) },
  'carpet-slate': { variants: 2, texture: carpet(SLATE) },
  'carpet-teal': { variants: 2, texture: carpet(TEAL) },
  'carpet-crimson': { variants: 2, texture: carpet(CRIMSON) },
  kitchen: { variants: 1, texture: checker(0xe9e2d2, 0xbfcabf, STONE[0]) },
  slabs: { variants: 4, texture: slabs(STONE) },
  terrazzo: { variants: 4, texture: terrazzo },
  stage: { variants: 4, texture: planks(PINE) },
  grass: { variants: 6, texture: grassTexture },
};

/** How many variants each floor theme has. */
export const FLOOR_VARIANTS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(THEMES).map(([name, { variants }]) => [name, variants]),
);

export const FLOORS: StampBook = Object.fromEntries(
  Object.entries(THEMES).flatMap(([name, theme], index) => floorStamps(name, theme, index * 100)),
);

function floorStamps(name: string, theme: { variants: number; texture: Texture }, seed: number): [string, Stamp][] {
  const stamps = Array.from({ length: theme.variants }, (_, variant): [string, Stamp] => [
    `${name}-${variant + 1}`,
    { draw: (image) => theme.texture(image, randomFrom(seed + variant + 1)) },
  ]);
  const east: Stamp = {
    draw: (image) => {
      const whole = new Pixels(TILE, TILE);
      theme.texture(whole, randomFrom(seed + 1));
      image.paste(whole.crop(TILE / 2, 0, TILE / 2, TILE), TILE / 2, 0);
    },
  };
  return [...stamps, [`${name}-east`, east]];
}
