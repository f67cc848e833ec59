// One avatar in one pose: what every part of the body is given to draw with.
import type { Ramp } from '../colour.ts';
import type { Pixels } from '../pixels.ts';
import type { AvatarLook } from './look.ts';

/** `left` is `right` mirrored, so no part draws it. */
export type Facing = 'down' | 'right' | 'up';

/** Pixels, seen from the side: how far a limb reaches forward, and how high its foot is lifted. */
export type Limb = { reach: number; lift: number };

export type Pose = {
  facing: Facing;
  /** How far the upper body has sunk, in pixels. */
  bob: number;
  left: Limb;
  right: Limb;
};

export type Palette = {
  skin: Ramp;
  hair: Ramp;
  top: Ramp;
  bottom: Ramp;
  shoes: Ramp;
  accessory: Ramp;
};

export type Figure = { image: Pixels; look: AvatarLook; colours: Palette; pose: Pose };
