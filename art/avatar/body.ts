// Legs, shoes, arms and the head without hair.
import { mix, type Ramp } from '../colour.ts';
import type { Figure, Limb } from './figure.ts';

const EYE = 0x2a2138;

/** Rows of leg that cloth covers, from the hip down, by kind of bottom; skirts are drawn over the legs. */
const COVERED = [8, 4, 0, 0] as const;

export function drawLegs(figure: Figure): void {
  if (figure.pose.facing === 'right') {
    drawSideLeg(figure, figure.pose.left, true);
    drawSideLeg(figure, figure.pose.right, false);
  } else {
    drawFrontLeg(figure, 11, figure.pose.left);
    drawFrontLeg(figure, 16, figure.pose.right);
  }
}

function legColours(figure: Figure, row: number): Ramp {
  const covered = COVERED[figure.look.bottom] ?? COVERED[0];
  return row < covered ? figure.colours.bottom : figure.colours.skin;
}

/** Seen from the front a leg that swings is shorter and one that reaches forward a little longer. */
function drawFrontLeg(figure: Figure, x: number, limb: Limb): void {
  const { image, colours, pose } = figure;
  const toward = pose.facing === 'down' ? 1 : -1;
  const lift = limb.lift - (limb.reach * toward > 3 ? 1 : 0) + (limb.reach * toward < -3 && limb.lift === 0 ? 1 : 0);
  for (let row = 0; row < 8 - Math.max(0, lift); row++) {
    const ramp = legColours(figure, row);
    const y = 35 + row;
    image.rect(x, y, 5, 1, ramp[2]);
    image.dot(x === 11 ? 15 : 20, y, ramp[1]);
    image.dot(x, y, x === 11 ? ramp[3] : ramp[1]);
  }
  const ground = 42 - lift;
  image.rect(x, ground, 5, 3, colours.shoes[2]);
  image.rect(x, ground + 2, 5, 1, colours.shoes[0]);
  if (pose.facing === 'down') image.rect(x + 1, ground, 2, 1, colours.shoes[4]);
}

function drawSideLeg(figure: Figure, limb: Limb, far: boolean): void {
  const { image, colours } = figure;
  const shade = far ? 1 : 2;
  const length = 8 - limb.lift;
  for (let row = 0; row < length; row++) {
    const ramp = legColours(figure, row);
    const x = 13 + Math.round((limb.reach * row) / 7);
    image.rect(x, 35 + row, 6, 1, ramp[shade]);
    image.dot(x, 35 + row, ramp[shade - 1] as number);
    if (!far) image.dot(x + 4, 35 + row, ramp[3]);
  }
  const heel = 13 + limb.reach;
  const ground = 42 - limb.lift;
  // A foot in the air behind the body points down.
  const tilt = limb.lift > 0 && limb.reach < 0;
  const width = tilt ? 5 : 8;
  image.roundRect(heel, ground, width, 3, 1, colours.shoes[shade]);
  image.rect(heel, ground + 2, width, 1, colours.shoes[0]);
  if (!far && !tilt) image.rect(heel + 5, ground, 2, 1, colours.shoes[4]);
}

export function drawHead({ image, look, colours, pose }: Figure): void {
  const { skin } = colours;
  // On dark skin the eyes need more light to be seen.
  const glint = look.skin > 5 ? 2 : 1;
  const y = pose.bob;
  image.rect(13, y + 22, 6, 4, skin[1]);
  if (pose.facing === 'right') {
    image.roundRect(8, y + 8, 16, 16, 6, skin[2]);
    image.rect(24, y + 18, 1, 2, skin[2]);
    image.rect(12, y + 23, 9, 1, skin[1]);
    image.rect(12, y + 16, 3, 4, skin[1]);
    image.rect(13, y + 17, 1, 2, skin[0]);
    image.rect(20, y + 15, 2, 4, EYE).rect(20, y + 15, 1, glint, 0xffffff);
    image.rect(18, y + 19, 2, 2, 0xe06a72, 80);
    image.rect(21, y + 21, 2, 1, mix(skin[0], 0x9c3b46, 0.4));
    return;
  }
  image.rect(7, y + 15, 1, 4, skin[2]).rect(24, y + 15, 1, 4, skin[1]);
  image.roundRect(8, y + 8, 16, 16, 6, skin[2]);
  image.rect(11, y + 23, 10, 1, skin[1]);
  if (pose.facing === 'up') {
    image.rect(10, y + 21, 12, 2, skin[1]);
    return;
  }
  image.rect(9, y + 11, 2, 7, skin[3], 150);
  for (const x of [11, 19]) image.rect(x, y + 15, 2, 4, EYE).rect(x, y + 15, 1, glint, 0xffffff);
  image.rect(9, y + 19, 2, 2, 0xe06a72, 90).rect(21, y + 19, 2, 2, 0xe06a72, 90);
  image.dot(15, y + 19, skin[1]).dot(16, y + 19, skin[1]);
  const lips = mix(skin[0], 0x9c3b46, 0.4);
  image
    .rect(14, y + 21, 4, 1, lips)
    .dot(13, y + 20, lips, 190)
    .dot(18, y + 20, lips, 190);
}

/** An arm in a sleeve of `sleeve` rows; what is left of it is bare. */
export function drawArms(figure: Figure, sleeve: number, behind: boolean): void {
  const { pose, colours } = figure;
  if (pose.facing === 'right') {
    // Arms swing against the legs.
    if (behind) drawSideArm(figure, -pose.left.reach, { sleeve, shade: 1 });
    else drawSideArm(figure, -pose.right.reach, { sleeve, shade: 2 });
    return;
  }
  if (behind) return;
  const toward = pose.facing === 'down' ? 1 : -1;
  const forward = (limb: Limb) => (Math.abs(limb.reach) > 1 ? Math.sign(limb.reach) * toward : 0);
  for (const [x, limb, inner] of [
    [7, pose.right, 9],
    [22, pose.left, 22],
  ] as const) {
    // The arm goes with the leg of the other side.
    const shift = forward(limb);
    const y = 25 + pose.bob;
    for (let row = 0; row < 10 + shift; row++) {
      const ramp = row < sleeve ? colours.top : colours.skin;
      figure.image.rect(x, y + row, 3, 1, ramp[row === 0 ? 3 : 2]);
      figure.image.dot(inner, y + row, ramp[1]);
    }
    figure.image.rect(x, y + 9 + shift, 3, 2, colours.skin[2]).dot(x === 7 ? 9 : 22, y + 10 + shift, colours.skin[1]);
  }
}

function drawSideArm(figure: Figure, reach: number, style: { sleeve: number; shade: 1 | 2 }): void {
  const { image, colours, pose } = figure;
  const y = 26 + pose.bob;
  const end = Math.round(reach * 1.1);
  const rise = Math.abs(end) > 3 ? 1 : 0;
  for (let row = 0; row < 9 - rise; row++) {
    const ramp = row < style.sleeve ? colours.top : colours.skin;
    const x = 14 + Math.round((end * row) / 8);
    image.rect(x, y + row, 4, 1, ramp[style.shade]);
    image.dot(x, y + row, ramp[style.shade - 1] as number);
    if (style.shade === 2 && row === 0) image.rect(x + 1, y, 2, 1, ramp[3]);
  }
  image.rect(14 + end, y + 9 - rise, 4, 2, colours.skin[style.shade]);
}
