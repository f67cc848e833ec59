// Where someone on a round trip is at a time: pure, so that the scene only has to draw.

import type { Facing } from '../kit/Portrait.tsx';

/** Tiles a second: slower than in the world, nobody here is in a hurry. */
const SPEED = 2.2;
/** Seconds at each stop. */
const REST = 3.5;

export type Leg = readonly (readonly [x: number, y: number])[];
export type Position = {
  x: number;
  y: number;
  facing: Facing;
  walking: boolean /** Number of the stop, growing for ever. */;
  stop: number;
};

const distance = (from: readonly [number, number], to: readonly [number, number]): number =>
  Math.hypot(to[0] - from[0], to[1] - from[1]);
const lengthOf = (leg: Leg): number =>
  leg.reduce((sum, point, index) => sum + (index === 0 ? 0 : distance(leg[index - 1] as [number, number], point)), 0);

/** `seconds` since the start; the trip begins anew for ever. */
export function strollAt(legs: readonly Leg[], seconds: number): Position {
  const times = legs.map((leg) => lengthOf(leg) / SPEED + REST);
  const round = times.reduce((sum, time) => sum + time, 0);
  const rounds = Math.floor(seconds / round);
  let left = seconds - rounds * round;
  let stop = rounds * legs.length;
  for (const [index, leg] of legs.entries()) {
    const time = times[index] as number;
    if (left < time) return onLeg(leg, left * SPEED, stop);
    left -= time;
    stop++;
  }
  return onLeg(legs[0] as Leg, 0, stop);
}

function onLeg(leg: Leg, walked: number, stop: number): Position {
  let left = walked;
  for (let index = 1; index < leg.length; index++) {
    const from = leg[index - 1] as [number, number];
    const to = leg[index] as [number, number];
    const far = distance(from, to);
    if (left < far) {
      const share = left / far;
      const x = from[0] + (to[0] - from[0]) * share;
      const y = from[1] + (to[1] - from[1]) * share;
      return { x, y, facing: facingOf(from, to), walking: true, stop };
    }
    left -= far;
  }
  const [x, y] = leg.at(-1) as [number, number];
  return { x, y, facing: 'down', walking: false, stop };
}

function facingOf(from: readonly [number, number], to: readonly [number, number]): Facing {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (Math.abs(dx) >= Math.abs(dy)) return dx < 0 ? 'left' : 'right';
  return dy < 0 ? 'up' : 'down';
}
