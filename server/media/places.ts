// How a body in the world stands to voice and video, as the rule of earshot wants to know it.

import type { GameMap } from '../../shared/maps/game-map.ts';
import { forEachTile, zoneArea } from '../../shared/maps/zone.ts';
import type { MediaPlace } from '../../shared/rules/earshot.ts';
import type { Body } from '../world/world.ts';

type Around = { stages: ReadonlySet<number>; silent: ReadonlySet<number>; halls: ReadonlyMap<number, number> };
const known = new WeakMap<GameMap, Around>();

export type Standing = { busy: boolean; channel_id: string | null; bubble: string | null };

export function placeOf(map: GameMap, body: Body, { busy, channel_id, bubble }: Standing): MediaPlace {
  const { stages, silent, halls } = around(map);
  const { x, y, zones, private_zone } = body;
  const stage = zones.find((zone) => stages.has(zone)) ?? -1;
  return {
    ...{ x, y, zones, private_zone, stage, channel_id, bubble },
    hall: halls.get(stage) ?? -1,
    silent: busy || zones.some((zone) => silent.has(zone)),
  };
}

function around(map: GameMap): Around {
  let found = known.get(map);
  if (!found) {
    const of = (type: string) => map.zones.flatMap((zone, index) => (zone.type === type ? [index] : []));
    const stages = of('STAGE');
    const halls = new Map(stages.map((stage) => [stage, hallOf(map, stage)]));
    found = { stages: new Set(stages), silent: new Set(of('SILENT')), halls };
    known.set(map, found);
  }
  return found;
}

/** The smallest other zone that holds every tile of the stage; -1: none. */
function hallOf(map: GameMap, stage: number): number {
  const tiles = new Set<number>();
  forEachTile(map.zones[stage]!, (x, y) => tiles.add(y * map.width + x));
  let hall = -1;
  let area = Number.POSITIVE_INFINITY;
  for (const [index, zone] of map.zones.entries()) {
    if (index === stage || zone.type === 'STAGE' || zoneArea(zone) >= area) continue;
    let held = 0;
    forEachTile(zone, (x, y) => {
      if (tiles.has(y * map.width + x)) held += 1;
    });
    if (held < tiles.size) continue;
    hall = index;
    area = zoneArea(zone);
  }
  return hall;
}
