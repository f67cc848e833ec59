import { type Colour, type Ramp, ramp, softRamp } from '../colour.ts';
import { Pixels, SHADOW } from '../pixels.ts';
import { drawArms, drawHead, drawLegs } from './body.ts';
import { drawTorso, sleeveOf, withOwnCloth } from './clothes.ts';
import { drawAccessory, drawEyewear, drawFacialHair } from './extras.ts';
import type { Figure, Palette, Pose } from './figure.ts';
import { drawHair, drawHairBehind } from './hair.ts';
import type { AvatarLook } from './look.ts';
import { AVATAR_FIELDS, type AvatarField } from './options.ts';
import { idlePose, WALK_STEPS, walkPose } from './poses.ts';

/** How to cut the sheet of `drawAvatar`. A frame's number is `row * columns + column`. */
export const AVATAR_FRAMES = {
  /** Pixels. */
  width: 32,
  height: 48,
  columns: 1 + WALK_STEPS,
  rows: { down: 0, left: 1, right: 2, up: 3 },
  idle: 0,
  /** Columns of one walk cycle. */
  walk: [1, 2, 3, 4, 5, 6],
  /** At the walking speed of 5 tiles a second feet do not slide. */
  walk_frames_per_second: 12,
  /** Where the feet stand, as a share of the frame: an avatar at a point of the map is drawn with its feet there. */
  origin: { x: 0.5, y: 45 / 48 },
  /** The top of the hair, in pixels above the feet: where a name tag goes. */
  head_height: 42,
} as const;

/** The whole sheet, a row for each facing, idle first: 224 x 192 pixels. */
export function drawAvatar(look: AvatarLook): Pixels {
  const { width, height, columns, rows } = AVATAR_FRAMES;
  const colours = paletteOf(look);
  const sheet = new Pixels(width * columns, height * 4);
  for (let column = 0; column < columns; column++) {
    const pose = (facing: Pose['facing']) => (column === 0 ? idlePose(facing) : walkPose(facing, column - 1));
    const right = drawFrame(look, colours, pose('right'));
    sheet.paste(drawFrame(look, colours, pose('down')), column * width, rows.down * height);
    sheet.paste(right.mirrored(), column * width, rows.left * height);
    sheet.paste(right, column * width, rows.right * height);
    sheet.paste(drawFrame(look, colours, pose('up')), column * width, rows.up * height);
  }
  return sheet;
}

/** Head and shoulders, 32 x 32 pixels, for lists. */
export function drawPortrait(look: AvatarLook): Pixels {
  return drawStanding(look).crop(0, 0, 32, 32);
}

/** One frame, facing the viewer: much cheaper than a sheet. */
export function drawStanding(look: AvatarLook): Pixels {
  return drawFrame(look, paletteOf(look), idlePose('down'));
}

function drawFrame(look: AvatarLook, colours: Palette, pose: Pose): Pixels {
  const image = new Pixels(AVATAR_FRAMES.width, AVATAR_FRAMES.height);
  const figure: Figure = withOwnCloth({ image, look, colours, pose });
  drawHairBehind(figure);
  drawArms(figure, sleeveOf(figure), true);
  drawLegs(figure);
  drawTorso(figure);
  drawArms(figure, sleeveOf(figure), false);
  drawHead(figure);
  drawFacialHair(figure);
  drawAccessory(figure, true);
  drawHair(figure);
  drawEyewear(figure);
  drawAccessory(figure, false);
  image.outlined();
  return image.under((layer) => layer.ellipse(16, 45, 9, 2.6, SHADOW, 80));
}

function paletteOf(look: AvatarLook): Palette {
  const colour = (key: AvatarField): Colour => {
    const options: readonly { colour?: Colour }[] = AVATAR_FIELDS.find((field) => field.key === key)?.options ?? [];
    return options[look[key]]?.colour ?? 0x8a8d99;
  };
  const cloth = (key: AvatarField): Ramp => ramp(colour(key));
  return {
    skin: softRamp(colour('skin')),
    hair: ramp(colour('hair_color')),
    top: cloth('top_color'),
    bottom: cloth('bottom_color'),
    shoes: cloth('shoes_color'),
    accessory: cloth('accessory_color'),
  };
}
