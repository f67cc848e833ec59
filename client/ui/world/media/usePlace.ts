import { useEffect, useState } from 'react';
import { zonesAt } from '../../../../shared/maps/game-map.ts';
import { tileOf } from '../../../../shared/rules/movement.ts';
import { selfOf, type WorldSession } from '../../../state/world.ts';
import { useWorldHandle } from '../context.tsx';
import type { Place } from './heard.ts';

const EVERY_MS = 400;

/** What the place where one stands does to voice and video. */
export function usePlace(): Place {
  const { session } = useWorldHandle();
  const [place, setPlace] = useState(() => placeOf(session));
  useEffect(() => {
    const look = (): void =>
      setPlace((before) => {
        const now = placeOf(session);
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [session]);
  return place;
}

function placeOf({ store, ground, view }: WorldSession): Place {
  if (selfOf(store.getState())?.status === 'busy') return { kind: 'busy' };
  if (!ground) return { kind: 'open' };
  const zones = zonesAt(ground.map, tileOf(view.self.x), tileOf(view.self.y)).map((index) => ground.map.zones[index]!);
  if (zones.some(({ type }) => type === 'SILENT')) return { kind: 'silent' };
  const stage = zones.findIndex(({ type }) => type === 'STAGE');
  if (stage < 0) return { kind: 'open' };
  // The innermost comes first, so the hall is what comes after the stage.
  return { kind: 'stage', hall: zones.slice(stage).find(({ type }) => type !== 'STAGE')?.name ?? null };
}
