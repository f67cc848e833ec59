import { useEffect, useState } from 'react';
import { privateZoneAt } from '../../../shared/maps/game-map.ts';
import { inEarshot } from '../../../shared/rules/earshot.ts';
import { type Point, tileOf } from '../../../shared/rules/movement.ts';
import type { WorldSession } from '../../state/world.ts';
import { useWorldHandle } from './context.tsx';

const EVERY_MS = 500;

/** How many people hear what one says nearby. */
export function useHearing(): number {
  const { session } = useWorldHandle();
  const [count, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setCount(countHearing(session)), EVERY_MS);
    return () => clearInterval(timer);
  }, [session]);
  return count;
}

function countHearing({ ground, view, walkers, clock }: WorldSession): number {
  if (!ground) return 0;
  const listener = ({ x, y }: Point) => ({ x, y, private_zone: privateZoneAt(ground.map, tileOf(x), tileOf(y)) });
  const self = listener(view.self);
  const now = clock.now();
  const place = { x: 0, y: 0 };
  let count = 0;
  for (const { track } of walkers.values()) {
    track.sample(now, place);
    if (inEarshot(self, listener(place))) count++;
  }
  return count;
}
