// Who is connected with whom in one world, kept up as people move: only who moved, or whose standing changed, is looked
// at again. Two are connected from five tiles on and part beyond six. One has `max` places; who is connected stays so,
// and free places go to the nearest. In a dense crowd all places are taken: whoever has none left looks only at those
// that it is connected with, so that walking through a crowd costs no more than walking with a few.

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
  /** How many more are in earshot: one of the two has no place left. */
  beyond: number;
  /** Has more around it than a mesh bears; only where there is an exchange. */
  crowded: boolean;
};
export type News<T> = { joined: Set<T>; left: Set<T> };

export type ConnectionsOptions<T> = {
  /** Connections browser to browser. */
  meshMax: number;
  /** Connections in all; the same as `meshMax` without an exchange. */
  max: number;
  /** A superset of who may be in earshot of it, itself left out; each may come more than once. */
  around: (member: T) => Iterable<T>;
  /** Nothing passes between these two. Asked often. */
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
    for (const [other, known] of member.connections) {
      const { hears, heard } = this.between(member, other, PARTING_TILES);
      if (!hears && !heard) this.part(member, other);
      else if (known.hears !== hears || known.heard !== heard) this.connect(member, other, { hears, heard });
    }
    if (member.connections.size < this.options.max) this.fill(member);
  }

  /** Counts who else is in earshot. Dearer than a look in a crowd, so it is done now and then. */
  count(member: T): void {
    const beyond = this.fill(member);
    if (beyond === member.beyond) return;
    member.beyond = beyond;
    // Told, although nobody came or left.
    this.newsOf(member);
  }

  remove(member: T): void {
    for (const other of [...member.connections.keys()]) this.part(member, other);
    this.news.delete(member);
    this.freed.delete(member);
  }

  /** What changed since this was asked last, for each who has to be told. */
  take(): ReadonlyMap<T, News<T>> {
    for (const member of this.freed) this.fill(member);
    this.freed.clear();
    for (const member of [...this.news.keys()]) this.sway(member);
    const news = new Map(this.news);
    this.news.clear();
    return news;
  }

  /** Free places go to the nearest who have one too. Answers how many are left over. */
  private fill(member: T): number {
    const { max, around } = this.options;
    const wanted = new Set<T>();
    const full = new Set<T>();
    const isFull = member.connections.size >= max;
    for (const other of around(member)) {
      if (member.connections.has(other)) continue;
      const { hears, heard } = this.between(member, other, EARSHOT_TILES);
      if (!hears && !heard) continue;
      if (isFull || other.connections.size >= max) full.add(other);
      else wanted.add(other);
    }
    let left = full.size;
    for (const other of [...wanted].sort((a, b) => gap(member, a) - gap(member, b))) {
      if (member.connections.size < max) this.connect(member, other, this.between(member, other, EARSHOT_TILES));
      else left += 1;
    }
    return left;
  }

  private between(member: T, other: T, tiles: number): { hears: boolean; heard: boolean } {
    if (this.options.areApart(member, other)) return { hears: false, heard: false };
    return { hears: hearsMedia(member.place, other.place, tiles), heard: hearsMedia(other.place, member.place, tiles) };
  }

  private connect(member: T, other: T, { hears, heard }: { hears: boolean; heard: boolean }): void {
    const via = member.crowded || other.crowded ? 'sfu' : 'mesh';
    member.connections.set(other, { hears, heard, via });
    other.connections.set(member, { hears: heard, heard: hears, via });
    this.tell(member, other);
  }

  private part(member: T, other: T): void {
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

  /** From browser to browser, or through the exchange: whichever this many bear. */
  private sway(member: T): void {
    const { meshMax, max } = this.options;
    if (max <= meshMax) return;
    const size = member.connections.size;
    const crowded = member.crowded ? size > Math.max(1, meshMax - CROWD_SLACK) : size > meshMax;
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
      news = { joined: new Set(), left: new Set() };
      this.news.set(member, news);
    }
    return news;
  }
}

const gap = (a: Pick<Member<never>, 'place'>, b: Pick<Member<never>, 'place'>): number =>
  (a.place.x - b.place.x) ** 2 + (a.place.y - b.place.y) ** 2;
