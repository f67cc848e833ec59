// Who is connected with whom in one world, kept up as people move: only who moved, or whose standing changed, is looked
// at again. Two are connected from five tiles on and part beyond six. One has `max` places; who is connected stays so,
// and free places go to the nearest.

import type { MediaPlace } from '../../shared/rules/earshot.ts';
import { EARSHOT_TILES, hearsMedia, PARTING_TILES } from '../../shared/rules/earshot.ts';

/** Seen from one of the two. */
export type Connection = {
  hears: boolean;
  heard: boolean;
  via: 'mesh' | 'sfu';
};
export type Member<T> = {
  readonly id: string;
  place: MediaPlace;
  readonly connections: Map<T, Connection>;
  /** In earshot, but one of the two has no place left. */
  readonly waiting: Set<T>;
  /** Has more around it than a mesh bears; only where there is an exchange. */
  crowded: boolean;
};
export type News<T> = { joined: Set<T>; left: Set<T>; counted: boolean };

export type ConnectionsOptions<T> = {
  /** Connections browser to browser. */
  meshMax: number;
  /** Connections in all; the same as `meshMax` without an exchange. */
  max: number;
  /** A superset of who may be in earshot of it, itself left out. */
  around: (member: T) => Iterable<T>;
  /** Nothing passes between these two. */
  areApart: (a: T, b: T) => boolean;
};

/** A crowd that shrinks goes back to a mesh a little later, so that one more or less does not rebuild everything. */
const CROWD_SLACK = 2;

export class Connections<T extends Member<T>> {
  private readonly options: ConnectionsOptions<T>;
  private readonly news = new Map<T, News<T>>();
  /** A place became free at these. */
  private readonly freed = new Set<T>();

  constructor(options: ConnectionsOptions<T>) {
    this.options = options;
  }

  /** After its place or standing changed. */
  look(member: T): void {
    const others = new Set([...member.connections.keys(), ...member.waiting, ...this.options.around(member)]);
    const wanted: T[] = [];
    for (const other of others) {
      const known = member.connections.get(other);
      const tiles = known ? PARTING_TILES : EARSHOT_TILES;
      const apart = this.options.areApart(member, other);
      const hears = !apart && hearsMedia(member.place, other.place, tiles);
      const heard = !apart && hearsMedia(other.place, member.place, tiles);
      if (!hears && !heard) this.part(member, other);
      else if (!known) wanted.push(other);
      else if (known.hears !== hears || known.heard !== heard) this.connect(member, other, { hears, heard });
    }
    wanted.sort((a, b) => gap(member, a) - gap(member, b));
    for (const other of wanted) this.admit(member, other);
  }

  remove(member: T): void {
    for (const other of [...member.connections.keys(), ...member.waiting]) this.part(member, other);
    this.news.delete(member);
    this.freed.delete(member);
  }

  /** What changed since this was asked last, for each who has to be told. */
  take(): ReadonlyMap<T, News<T>> {
    for (let rounds = 0; this.freed.size > 0 && rounds < 4; rounds += 1) {
      const freed = [...this.freed];
      this.freed.clear();
      for (const member of freed) if (member.waiting.size > 0) this.look(member);
    }
    for (const member of [...this.news.keys()]) this.sway(member);
    const news = new Map(this.news);
    this.news.clear();
    return news;
  }

  private admit(member: T, other: T): void {
    const { max } = this.options;
    if (member.connections.size < max && other.connections.size < max) {
      const hears = hearsMedia(member.place, other.place);
      const heard = hearsMedia(other.place, member.place);
      this.stopWaiting(member, other);
      this.connect(member, other, { hears, heard });
    } else if (!member.waiting.has(other)) {
      member.waiting.add(other);
      other.waiting.add(member);
      this.newsOf(member).counted = true;
      this.newsOf(other).counted = true;
    }
  }

  private connect(member: T, other: T, { hears, heard }: { hears: boolean; heard: boolean }): void {
    const via = member.crowded || other.crowded ? 'sfu' : 'mesh';
    member.connections.set(other, { hears, heard, via });
    other.connections.set(member, { hears: heard, heard: hears, via });
    this.tell(member, other);
  }

  private part(member: T, other: T): void {
    this.stopWaiting(member, other);
    if (!member.connections.delete(other)) return;
    other.connections.delete(member);
    for (const [one, gone] of [
      [member, other],
      [other, member],
    ] as const) {
      const news = this.newsOf(one);
      news.joined.delete(gone);
      news.left.add(gone);
      this.freed.add(one);
    }
  }

  private stopWaiting(member: T, other: T): void {
    if (!member.waiting.delete(other)) return;
    other.waiting.delete(member);
    this.newsOf(member).counted = true;
    this.newsOf(other).counted = true;
  }

  /** From browser to browser, or through the exchange: whichever this many bear. */
  private sway(member: T): void {
    const { meshMax, max } = this.options;
    if (max <= meshMax) return;
    const size = member.connections.size;
    const crowded = member.crowded ? size > meshMax - CROWD_SLACK : size > meshMax;
    if (crowded === member.crowded) return;
    member.crowded = crowded;
    for (const [other, connection] of member.connections) {
      const via = member.crowded || other.crowded ? 'sfu' : 'mesh';
      if (connection.via === via) continue;
      connection.via = via;
      other.connections.get(member)!.via = via;
      this.tell(member, other);
    }
  }

  private tell(member: T, other: T): void {
    for (const [one, another] of [
      [member, other],
      [other, member],
    ] as const) {
      const news = this.newsOf(one);
      news.left.delete(another);
      news.joined.add(another);
    }
  }

  private newsOf(member: T): News<T> {
    let news = this.news.get(member);
    if (!news) {
      news = { joined: new Set(), left: new Set(), counted: false };
      this.news.set(member, news);
    }
    return news;
  }
}

const gap = (a: Pick<Member<never>, 'place'>, b: Pick<Member<never>, 'place'>): number =>
  (a.place.x - b.place.x) ** 2 + (a.place.y - b.place.y) ** 2;
