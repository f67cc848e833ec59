// What the room's state says, written into the client's own: segments where frames read them, the rest into the store,
// and there only what changed.

import type { ZoneType } from '../../shared/protocol/maps.ts';
import type { PlayerState, ZoneState } from '../../shared/state/world.ts';
import { closedZones, type Person, type WorldSession, type WorldZone } from '../state/world.ts';
import { Track } from '../state/world-track.ts';
import type { RoomState } from './world-room.ts';

/** Called after every patch. Cheap where nothing changed: a handful of comparisons for each person. */
export function syncState(session: WorldSession, state: RoomState): void {
  syncZones(session, state);
  syncPlayers(session, state);
}

/** The ground changes with the map and with zones that close or open; walks go on from where they are. */
export function refreshGround(session: WorldSession): void {
  const { map, zones } = session.store.getState();
  if (!map) return;
  const closed = closedZones(map.game, zones);
  const before = session.ground;
  if (before?.map === map.game && sameBytes(before.closed, closed)) return;
  session.ground = { map: map.game, closed };
  for (const walker of session.walkers.values()) walker.track.setGround(session.ground);
}

/** A session begins anew: nobody of the one before is there. */
export function forgetPeople(session: WorldSession): void {
  session.walkers.clear();
  session.self = { segment: null, version: session.self.version + 1 };
  session.moves.seq = 0;
  session.store.setState({ people: new Map(), zones: new Map() });
}

function syncPlayers(session: WorldSession, state: RoomState): void {
  const { people, sessionId } = session.store.getState();
  let changed: Map<string, Person> | null = null;
  let count = 0;
  for (const [id, player] of state.players) {
    count++;
    if (id === sessionId) syncSelf(session, player);
    else syncWalker(session, id, player);
    const known = people.get(id);
    if (known && isSame(known, player)) continue;
    changed ??= new Map(people);
    changed.set(id, personOf(id, player));
  }
  if (count !== (changed ?? people).size) {
    const here = new Set(Array.from(state.players, ([id]) => id));
    changed ??= new Map(people);
    for (const id of changed.keys()) {
      if (here.has(id)) continue;
      changed.delete(id);
      session.walkers.delete(id);
    }
  }
  if (changed) session.store.setState({ people: changed });
}

function syncSelf(session: WorldSession, { x, y, dir, tick }: PlayerState): void {
  const { segment } = session.self;
  if (segment && segment.x === x && segment.y === y && segment.dir === dir && segment.tick === tick) return;
  session.self.segment = { x, y, dir, tick };
  session.self.version++;
}

/** Without a map nobody walks: they are placed when it is there. */
function syncWalker(session: WorldSession, id: string, { x, y, dir, tick }: PlayerState): void {
  if (!session.ground) return;
  const walker = session.walkers.get(id);
  if (!walker) {
    session.walkers.set(id, { sessionId: id, track: new Track(session.ground, { x, y, dir, tick }), version: 0 });
    return;
  }
  const { segment } = walker.track;
  if (segment.x === x && segment.y === y && segment.dir === dir && segment.tick === tick) return;
  walker.track.follow({ x, y, dir, tick });
  walker.version++;
}

function syncZones(session: WorldSession, state: RoomState): void {
  const { zones } = session.store.getState();
  let changed: Map<string, WorldZone> | null = null;
  let count = 0;
  for (const [id, zone] of state.zones) {
    count++;
    const known = zones.get(id);
    if (known && known.locked === zone.locked && known.occupants === zone.occupants && known.name === zone.name)
      continue;
    changed ??= new Map(zones);
    changed.set(id, zoneOf(id, zone));
  }
  if (count !== (changed ?? zones).size) {
    changed = new Map(Array.from(state.zones, ([id, zone]) => [id, zoneOf(id, zone)]));
  }
  if (!changed) return;
  session.store.setState({ zones: changed });
  refreshGround(session);
}

const personOf = (sessionId: string, player: PlayerState): Person => ({
  sessionId,
  userId: player.user_id,
  username: player.username,
  avatarId: player.avatar_id,
  status: player.status,
  zoneId: player.zone_id,
  media: player.media,
});

const isSame = (person: Person, player: PlayerState): boolean =>
  person.zoneId === player.zone_id &&
  person.status === player.status &&
  person.media === player.media &&
  person.avatarId === player.avatar_id &&
  person.username === player.username &&
  person.userId === player.user_id;

const zoneOf = (id: string, { name, type, locked, occupants }: ZoneState): WorldZone => ({
  id,
  name,
  type: type as ZoneType,
  locked,
  occupants,
});

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
