import type { GameMap } from '../../shared/maps/game-map.ts';
import { type WorldState, ZoneState } from '../../shared/state/world.ts';

/** Puts the map's zones into the synced state; answers them in the map's order. */
export function syncZones(state: WorldState, map: GameMap): ZoneState[] {
  state.zones.clear();
  return map.zones.map(({ id, name, type, bounds, locked }) => {
    const zone = new ZoneState();
    zone.assign({ name, type, ...bounds, locked });
    state.zones.set(id, zone);
    return zone;
  });
}
