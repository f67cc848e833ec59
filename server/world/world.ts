// The simulation of one world: bodies, segments, zones. It knows neither sockets nor the database; a room drives it with
// messages and ticks and listens to its events. Time is the tick number: the monotonic clock divided by 50 ms.

import type { GameMap } from '../../shared/maps/game-map.ts';
import { isBlocked, zonesAt } from '../../shared/maps/game-map.ts';
import { findPath } from '../../shared/maps/path.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { EARSHOT_TILES, inEarshot } from '../../shared/rules/earshot.ts';
import {
  centreOf,
  closedZoneAhead,
  type Move,
  mayEnter,
  type Point,
  planWalk,
  type Segment,
  STRAIGHT_UNITS,
  tileOf,
  turn,
  UNITS_PER_TILE,
  walk,
} from '../../shared/rules/movement.ts';
import { Gates, type SyncedZone } from './gates.ts';
import { SpatialHash } from './spatial-hash.ts';

/** The synced part of a player that the simulation writes; it changes only when the walker turns or is corrected. */
export type SyncedBody = { x: number; y: number; dir: number; tick: number; zone_id: string };

export type Body = {
  readonly id: string;
  readonly userId: string;
  readonly synced: SyncedBody;
  segment: Segment;
  /** The highest `seq` taken. */
  seq: number;
  /** Where it is at `at`, the last tick computed. */
  x: number;
  y: number;
  at: number;
  cell: number;
  /** Indices of the zones that it stands in, the innermost first. */
  zones: readonly number[];
  private_zone: number;
  /** Turns to come of a walk that the server steers. */
  plan: Segment[];
  /** A closed zone's refusal is told once a segment. */
  refused: boolean;
};

export type WorldEvents = {
  zoneEntered(body: Body, zone: number): void;
  zoneLeft(body: Body, zone: number): void;
  refused(body: Body, code: ErrorCode, zone: number): void;
};

const NOWHERE: readonly number[] = [];

export class World {
  private gates: Gates;
  private readonly bodies = new Map<string, Body>();
  private readonly walkers = new Set<Body>();
  private readonly hash = new SpatialHash<Body>();
  private readonly events: WorldEvents;

  constructor(options: { map: GameMap; zones: readonly SyncedZone[]; events: WorldEvents }) {
    this.events = options.events;
    this.gates = this.gatesOf(options.map, options.zones);
  }

  get map(): GameMap {
    return this.gates.map;
  }
  get size(): number {
    return this.bodies.size;
  }
  get walking(): number {
    return this.walkers.size;
  }
  body(id: string): Body | undefined {
    return this.bodies.get(id);
  }
  all(): IterableIterator<Body> {
    return this.bodies.values();
  }

  /** Puts a body on the map, at `place` (units) where one can stand, else at a spawn. */
  add(options: { id: string; userId: string; synced: SyncedBody; place?: Point; now: number }): Body {
    const { id, userId, synced, now } = options;
    const place = options.place && this.canStand(options.place) ? options.place : this.spawn(userId);
    const body: Body = {
      id,
      userId,
      synced,
      segment: { ...place, dir: 0, tick: now },
      seq: 0,
      ...place,
      at: now,
      cell: -1,
      zones: NOWHERE,
      private_zone: -1,
      plan: [],
      refused: false,
    };
    this.bodies.set(id, body);
    this.hash.add(body);
    this.setSegment(body, body.segment);
    this.look(body);
    return body;
  }

  remove(id: string): void {
    const body = this.bodies.get(id);
    if (!body) return;
    this.bodies.delete(id);
    this.walkers.delete(body);
    this.hash.remove(body);
    this.changeZones(body, NOWHERE);
  }

  /** `world:move`. */
  move(id: string, move: Move, now: number): void {
    const body = this.bodies.get(id);
    if (!body) return;
    const segment = turn(this.gates.ground, body, move, now);
    if (move.seq > body.seq) {
      body.seq = move.seq;
      // Who takes the helm ends a walk that the server steers.
      body.plan = [];
    }
    if (segment) this.setSegment(body, segment);
  }

  /** `world:walk_to`: the number of tiles on the way, or null where there is none. */
  walkTo(id: string, goal: Point, now: number): number | null {
    const body = this.bodies.get(id);
    if (!body) return null;
    this.advanceBody(body, now);
    const from = { x: tileOf(body.x), y: tileOf(body.y) };
    const { ground } = this.gates;
    const passable = ground.closed ? (x: number, y: number) => mayEnter(ground, from, { x, y }) : undefined;
    const path = findPath(this.map, from, goal, passable);
    if (!path) return null;
    body.plan = planWalk({ x: body.x, y: body.y, dir: 0, tick: now }, path);
    this.followPlan(body, now);
    return path.length;
  }

  /** Stops where it is: a dropped connection does not walk on. */
  rest(body: Body, now: number): void {
    this.advanceBody(body, now);
    body.plan = [];
    this.setSegment(body, { x: body.x, y: body.y, dir: 0, tick: now });
  }

  /** Brings everyone who walks to tick `now`; several ticks at once after a stall. */
  tick(now: number): void {
    const failures: unknown[] = [];
    for (const body of this.walkers) {
      try {
        this.advanceBody(body, now);
        if (body.plan.length > 0) this.followPlan(body, now);
      } catch (error) {
        failures.push(error);
        this.strand(body, now);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some could not be moved');
  }

  /** Whoever can not be moved stays where it is, so that everybody else walks on. */
  private strand(body: Body, now: number): void {
    body.plan = [];
    body.at = now;
    body.segment = { x: body.x, y: body.y, dir: 0, tick: now };
    Object.assign(body.synced, body.segment);
    this.walkers.delete(body);
  }

  /** Everyone who hears what `body` says, itself included. */
  earshotOf(body: Body): Body[] {
    if (body.private_zone >= 0) return [...this.bodies.values()].filter((other) => inEarshot(body, other));
    const heard: Body[] = [];
    for (const other of this.hash.near(body.x, body.y, EARSHOT_TILES * UNITS_PER_TILE)) {
      if (inEarshot(body, other)) heard.push(other);
    }
    return heard;
  }

  /** Some more than those within `tiles` of it, itself included. */
  near(body: Body, tiles: number): Iterable<Body> {
    return this.hash.near(body.x, body.y, tiles * UNITS_PER_TILE);
  }

  occupantsOf(zone: number): Body[] {
    return [...this.bodies.values()].filter((body) => body.zones.includes(zone));
  }

  /** A new map: everybody is put at a spawn of it. */
  replaceMap(map: GameMap, zones: readonly SyncedZone[], now: number): void {
    for (const body of this.bodies.values()) this.changeZones(body, NOWHERE);
    this.gates = this.gatesOf(map, zones);
    for (const body of this.bodies.values()) {
      body.plan = [];
      body.at = now;
      Object.assign(body, this.spawn(body.userId));
      this.setSegment(body, { x: body.x, y: body.y, dir: 0, tick: now });
      this.look(body);
    }
  }

  private advanceBody(body: Body, now: number): void {
    const { segment } = body;
    if (now <= body.at && body.at >= segment.tick) return;
    // A turn at an earlier tick than the last computed one begins again at its own start.
    if (body.at < segment.tick) {
      body.x = segment.x;
      body.y = segment.y;
      body.at = segment.tick;
    }
    const ticks = now - body.at;
    if (ticks <= 0 || segment.dir === 0) {
      body.at = Math.max(body.at, now);
      return;
    }
    const { x, y } = body;
    walk(this.gates.ground, body, segment.dir, ticks);
    body.at = now;
    if (body.x === x && body.y === y) this.tellRefusal(body);
    this.look(body);
  }

  private setSegment(body: Body, segment: Segment): void {
    body.segment = segment;
    body.refused = false;
    const { synced } = body;
    synced.x = segment.x;
    synced.y = segment.y;
    synced.dir = segment.dir;
    synced.tick = segment.tick;
    const now = body.at;
    body.x = segment.x;
    body.y = segment.y;
    body.at = segment.tick;
    if (segment.dir === 0) this.walkers.delete(body);
    else this.walkers.add(body);
    // A late turn is replayed up to the tick that everybody else is at.
    if (now > segment.tick) this.advanceBody(body, now);
    this.look(body);
  }

  private followPlan(body: Body, now: number): void {
    while (body.plan.length > 0) {
      const next = body.plan[0]!;
      if (next.tick > now) return;
      const at = { x: body.segment.x, y: body.segment.y };
      walk(this.gates.ground, at, body.segment.dir, next.tick - body.segment.tick);
      // What closed on the way stopped it short: the plan leads elsewhere, so it ends here.
      if (Math.abs(at.x - next.x) > STRAIGHT_UNITS || Math.abs(at.y - next.y) > STRAIGHT_UNITS) {
        this.rest(body, now);
        return;
      }
      body.plan.shift();
      body.at = Math.max(body.at, now);
      this.setSegment(body, next);
    }
  }

  /** After it moved: its cell, its zones. */
  private look(body: Body): void {
    this.hash.moved(body);
    const zones = zonesAt(this.map, tileOf(body.x), tileOf(body.y));
    if (zones !== body.zones) this.changeZones(body, zones);
  }

  private changeZones(body: Body, zones: readonly number[]): void {
    const before = body.zones;
    body.zones = zones;
    body.private_zone = zones.find((zone) => this.map.zones[zone]?.type === 'PRIVATE') ?? -1;
    body.synced.zone_id = this.map.zones[zones[0] ?? -1]?.id ?? '';
    for (const zone of before) {
      if (zones.includes(zone)) continue;
      this.gates.count(zone, -1);
      this.events.zoneLeft(body, zone);
    }
    for (const zone of zones) {
      if (before.includes(zone)) continue;
      this.gates.count(zone, 1);
      this.events.zoneEntered(body, zone);
    }
  }

  private gatesOf(map: GameMap, synced: readonly SyncedZone[]): Gates {
    return new Gates({ map, synced, beforeChange: () => this.rebase() });
  }

  /** Everybody's way was computed with the zones as they were: it is fixed up to here, and goes on under the new rule. */
  private rebase(): void {
    for (const body of this.walkers) {
      if (body.at <= body.segment.tick) continue;
      body.segment = { x: body.x, y: body.y, dir: body.segment.dir, tick: body.at };
      body.synced.x = body.x;
      body.synced.y = body.y;
      body.synced.tick = body.at;
    }
  }

  private tellRefusal(body: Body): void {
    if (body.refused || !this.gates.ground.closed) return;
    const zone = closedZoneAhead(this.gates.ground, body, body.segment.dir);
    if (zone < 0) return;
    body.refused = true;
    this.events.refused(body, this.map.zones[zone]?.locked ? 'world/zone_locked' : 'world/zone_full', zone);
  }

  private canStand(place: Point): boolean {
    const x = tileOf(place.x);
    const y = tileOf(place.y);
    return !isBlocked(this.map, x, y) && !zonesAt(this.map, x, y).some((zone) => this.gates.isClosed(zone));
  }

  /** Always the same for one person, so that friends spread over the spawns. */
  private spawn(userId: string): Point {
    const { spawns } = this.map;
    let hash = 0;
    for (const char of userId) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
    const spawn = spawns[hash % spawns.length]!;
    return { x: centreOf(spawn.x), y: centreOf(spawn.y) };
  }
}
