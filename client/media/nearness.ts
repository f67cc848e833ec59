// How far people stand from oneself, for how loud they are.

import { type GameMap, zonesAt } from '../../shared/maps/game-map.ts';
import { type Point, tileOf, UNITS_PER_TILE } from '../../shared/rules/movement.ts';
import type { WorldSession } from '../state/world.ts';
import { volumeAt } from './volume.ts';

const innermost = (map: GameMap, { x, y }: Point, type: string): number =>
  zonesAt(map, tileOf(x), tileOf(y)).find((zone) => map.zones[zone]?.type === type) ?? -1;

/** Factors of volume by user id; who is not there is as loud as anybody near. */
export function nearness(session: WorldSession, userIds: Iterable<string>): Map<string, number> {
  const { people, map } = session.store.getState();
  const wanted = new Set(userIds);
  const factors = new Map<string, number>();
  const own = session.view.self;
  const place = { x: 0, y: 0 };
  for (const { sessionId, userId } of people.values()) {
    const walker = wanted.has(userId) ? session.walkers.get(sessionId) : undefined;
    if (!walker) continue;
    walker.track.sample(session.clock.now(), place);
    factors.set(userId, isClose(map?.game ?? null, own, place) ? 1 : volumeAt(tilesBetween(own, place)));
  }
  return factors;
}

const tilesBetween = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y) / UNITS_PER_TILE;

/** In a room of one's own, and from a stage, everybody is heard as if they stood beside one. */
function isClose(map: GameMap | null, own: Point, other: Point): boolean {
  if (!map) return true;
  if (innermost(map, other, 'STAGE') >= 0) return true;
  const room = innermost(map, own, 'PRIVATE');
  return room >= 0 && room === innermost(map, other, 'PRIVATE');
}
