// Six steps of a walk: contact, down, passing, and the same for the other foot. While one leg carries, it travels back over
// the ground; the other swings forward in the air.
import type { Facing, Limb, Pose } from './figure.ts';

const CARRYING: readonly Limb[] = [
  { reach: 5, lift: 0 },
  { reach: 2, lift: 0 },
  { reach: -1, lift: 0 },
];
const SWINGING: readonly Limb[] = [
  { reach: -5, lift: 1 },
  { reach: -2, lift: 3 },
  { reach: 2, lift: 2 },
];
const SINKS = [1, 1, 0] as const;

export const WALK_STEPS = 6;

const REST: Limb = { reach: 0, lift: 0 };

export function idlePose(facing: Facing): Pose {
  return { facing, bob: 0, left: REST, right: REST };
}

export function walkPose(facing: Facing, step: number): Pose {
  const phase = step % 3;
  const carrying = CARRYING[phase] as Limb;
  const swinging = SWINGING[phase] as Limb;
  const bob = SINKS[phase] as number;
  return step < 3 ? { facing, bob, left: swinging, right: carrying } : { facing, bob, left: carrying, right: swinging };
}
