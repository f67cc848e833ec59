// One stay in one world. What changes rarely is in the store, which the HUD reads; what every frame needs (segments, the
// own place, what the hands want) lies in plain fields beside it. Network writes, frames and the HUD read.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GameMap } from '../../shared/maps/game-map.ts';
import type { MapDocument, ZoneType } from '../../shared/protocol/maps.ts';
import type { VirtualServer } from '../../shared/protocol/servers.ts';
import type { Dir, Ground, Point, Segment } from '../../shared/rules/movement.ts';
import { WorldClock } from '../net/clock.ts';
import { EventHub } from './world-events.ts';
import type { Track } from './world-track.ts';

export type Person = {
  sessionId: string;
  userId: string;
  username: string;
  avatarId: string;
  status: string;
  zoneId: string;
  media: number;
};
export type WorldZone = { id: string; name: string; type: ZoneType; locked: boolean; occupants: number };
export type LoadedMap = { hash: string; document: MapDocument; game: GameMap };
/** Why the stay is over, in plain words. */
export type Ending = {
  title: string;
  message: string;
  /** The word on the button that joins again; null where that can not help. */
  again: 'Come back in' | 'Try again' | null;
  /** The page of the virtual server tells how to become a member. */
  page?: boolean;
};
export type Notice = { id: number; code: string; message: string };

export type WorldPhase = 'joining' | 'live' | 'reconnecting' | 'ended';
export type WorldState = {
  phase: WorldPhase;
  /** Of joining again, counted from 1; 0 while all is well. */
  attempt: number;
  ending: Ending | null;
  server: VirtualServer | null;
  /** The server's tick is known: from now on time can be told. */
  welcomed: boolean;
  /** The own session in the room; another one after joining afresh. */
  sessionId: string | null;
  map: LoadedMap | null;
  /** Of the pictures of the map, from 0 to 1. */
  loaded: number;
  /** Everyone in the world, oneself included, by session. */
  people: ReadonlyMap<string, Person>;
  zones: ReadonlyMap<string, WorldZone>;
  notices: readonly Notice[];
};

/** Someone in the world as frames need it. */
export type Walker = {
  readonly sessionId: string;
  track: Track /** Counts changes of the segment. */;
  version: number;
};
/** What the hands want; the game reads it every frame. */
export type Intent = { stick: Dir; goal: Point | null };
/** What the game last showed, for the minimap: units, the camera's edges in tiles, and the map in small. */
export type View = {
  self: Point;
  camera: { x: number; y: number; width: number; height: number };
  picture: HTMLCanvasElement | null;
  /** CSS pixels below that a sheet of the HUD covers: the avatar stands in the middle of the rest. */
  covered: number;
  /** CSS pixels above that a large picture covers, likewise. */
  above: number;
  /** CSS pixels on the right that a panel covers, likewise. */
  beside: number;
};

export type WorldSession = {
  readonly serverId: string;
  readonly userId: string;
  readonly store: StoreApi<WorldState>;
  readonly events: EventHub;
  readonly clock: WorldClock;
  readonly walkers: Map<string, Walker>;
  /** The own segment as the server has it. */
  self: { segment: Segment | null; version: number };
  /** The last `seq` sent in this session. */
  readonly moves: { seq: number };
  /** Null until the map is there. */
  ground: Ground | null;
  readonly intent: Intent;
  readonly view: View;
};

export function createWorldSession(options: {
  serverId: string;
  userId: string;
  monotonic: () => number;
}): WorldSession {
  return {
    serverId: options.serverId,
    userId: options.userId,
    store: createStore<WorldState>(() => ({
      phase: 'joining',
      attempt: 0,
      ending: null,
      server: null,
      welcomed: false,
      sessionId: null,
      map: null,
      loaded: 0,
      people: new Map(),
      zones: new Map(),
      notices: [],
    })),
    events: new EventHub(),
    clock: new WorldClock(options.monotonic),
    walkers: new Map(),
    self: { segment: null, version: 0 },
    moves: { seq: 0 },
    ground: null,
    intent: { stick: 0, goal: null },
    view: {
      self: { x: 0, y: 0 },
      camera: { x: 0, y: 0, width: 0, height: 0 },
      picture: null,
      covered: 0,
      above: 0,
      beside: 0,
    },
  };
}

export const selfOf = (state: WorldState): Person | undefined =>
  state.sessionId === null ? undefined : state.people.get(state.sessionId);

/** The zones that may not be entered now, as the rules want them; null where all are open. */
export function closedZones(game: GameMap, zones: ReadonlyMap<string, WorldZone>): Uint8Array | null {
  const closed = Uint8Array.from(game.zones, ({ id, locked, capacity }) => {
    const zone = zones.get(id);
    return (zone?.locked ?? locked) || (capacity !== null && (zone?.occupants ?? 0) >= capacity) ? 1 : 0;
  });
  return closed.includes(1) ? closed : null;
}

const NOTICES_MAX = 3;
let lastNotice = 0;
export function addNotice(session: WorldSession, code: string, message: string): number {
  const id = ++lastNotice;
  session.store.setState(({ notices }) => ({
    notices: [...notices.filter((notice) => notice.code !== code), { id, code, message }].slice(-NOTICES_MAX),
  }));
  return id;
}
export const dropNotice = (session: WorldSession, id: number): void =>
  session.store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
