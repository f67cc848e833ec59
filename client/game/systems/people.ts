// Everybody on the map: oneself as predicted, the others as their segments say.

import type Phaser from 'phaser';
import { type Point, UNITS_PER_TILE } from '../../../shared/rules/movement.ts';
import type { Person, Walker } from '../../state/world.ts';
import { Blend } from '../blend.ts';
import type { GameContext } from '../context.ts';
import { Avatar } from '../entities/avatar.ts';
import { AvatarArt } from '../entities/avatar-art.ts';
import type { Frame, System } from '../system.ts';
import type { SelfWalk } from './self-walk.ts';

/** Those whose connection is being restored, or whose own is. */
const FADED = 0.55;
/** Beyond the view, in pixels: tall people, and bubbles of those just outside. */
const MARGIN = 96;

export type Shown = {
  readonly sessionId: string;
  person: Person;
  readonly avatar: Avatar;
  /** In or near the view in this frame. */
  near: boolean;
};
type Other = Shown & { walker: Walker; version: number; blend: Blend; last: Point };

export class People implements System {
  readonly others = new Map<string, Other>();
  self: Shown | null = null;
  /** Everyone, oneself included. */
  all: readonly Shown[] = [];
  private readonly users = new Map<string, Shown>();
  private readonly scene: Phaser.Scene;
  private readonly context: GameContext;
  private readonly walk: SelfWalk;
  private readonly art: AvatarArt;
  private readonly tile: { width: number; height: number };
  private known: ReadonlyMap<string, Person> | null = null;
  private readonly place: Point = { x: 0, y: 0 };

  constructor(options: {
    scene: Phaser.Scene;
    context: GameContext;
    walk: SelfWalk;
    tile: { width: number; height: number };
  }) {
    this.scene = options.scene;
    this.context = options.context;
    this.walk = options.walk;
    this.tile = options.tile;
    this.art = new AvatarArt(options.scene);
    if (this.context.test) this.context.test.others = () => this.shownPlaces();
  }

  /** By account: an account has one avatar. */
  byUser(userId: string): Shown | null {
    return this.users.get(userId) ?? null;
  }

  bySession(sessionId: string): Shown | null {
    return this.self?.sessionId === sessionId ? this.self : (this.others.get(sessionId) ?? null);
  }

  update(frame: Frame): void {
    this.art.update(frame);
    const { people } = this.context.session.store.getState();
    if (people !== this.known) this.sync(people);
    const camera = this.scene.cameras.main;
    this.showSelf(frame, camera.zoom);
    const view = camera.worldView;
    for (const other of this.others.values()) this.showOther(other, frame, camera.zoom, view);
  }

  destroy(): void {
    for (const { avatar } of this.all) avatar.destroy();
    this.others.clear();
    this.self = null;
    this.art.destroy();
  }

  private showSelf({ now }: Frame, scale: number): void {
    const { self } = this;
    if (!self) return;
    const { place, dir } = this.walk;
    self.avatar.show({ x: this.pixelsX(place.x), y: this.pixelsY(place.y), dir, now, scale });
    self.avatar.setAlpha(this.context.session.store.getState().phase === 'live' ? 1 : FADED);
    self.avatar.setVisible(true);
  }

  private showOther(other: Other, { now, tick }: Frame, scale: number, view: Phaser.Geom.Rectangle): void {
    const { track } = other.walker;
    const { place } = this;
    track.sample(tick, place);
    if (other.version !== other.walker.version) {
      other.version = other.walker.version;
      other.blend.begin(other.last, place, tick);
    }
    other.blend.apply(place, tick);
    other.last.x = place.x;
    other.last.y = place.y;
    const x = this.pixelsX(place.x);
    const y = this.pixelsY(place.y);
    other.near = x > view.x - MARGIN && x < view.right + MARGIN && y > view.y - MARGIN && y < view.bottom + MARGIN;
    if (other.near) other.avatar.show({ x, y, dir: track.segment.dir, now, scale });
    else {
      other.avatar.x = x;
      other.avatar.y = y;
    }
    other.avatar.setVisible(other.near);
  }

  private sync(people: ReadonlyMap<string, Person>): void {
    this.known = people;
    const selfId = this.context.session.store.getState().sessionId;
    if (this.self && !people.has(this.self.sessionId)) {
      this.self.avatar.destroy();
      this.self = null;
    }
    for (const [id, other] of this.others) {
      if (people.has(id)) continue;
      other.avatar.destroy();
      this.others.delete(id);
    }
    for (const person of people.values()) this.meet(person, selfId);
    this.all = this.self ? [this.self, ...this.others.values()] : [...this.others.values()];
    this.users.clear();
    for (const shown of this.all) this.users.set(shown.person.userId, shown);
  }

  private meet(person: Person, selfId: string | null): void {
    const known = this.bySession(person.sessionId);
    if (known) {
      known.person = person;
      known.avatar.setLook(person.avatarId);
      return;
    }
    if (person.sessionId === selfId) {
      const avatar = new Avatar(this.scene, this.art, person.avatarId);
      this.self = { sessionId: person.sessionId, person, avatar, near: true };
      return;
    }
    const walker = this.context.session.walkers.get(person.sessionId);
    if (!walker) return;
    const avatar = new Avatar(this.scene, this.art, person.avatarId);
    const last = { x: walker.track.segment.x, y: walker.track.segment.y };
    const { sessionId } = person;
    const blend = new Blend();
    this.others.set(sessionId, {
      sessionId,
      person,
      avatar,
      near: false,
      walker,
      version: walker.version,
      blend,
      last,
    });
  }

  private pixelsX(units: number): number {
    return (units * this.tile.width) / UNITS_PER_TILE;
  }
  private pixelsY(units: number): number {
    return (units * this.tile.height) / UNITS_PER_TILE;
  }

  private shownPlaces() {
    return Array.from(this.others.values(), ({ sessionId, person, last }) => ({
      session_id: sessionId,
      username: person.username,
      x: last.x,
      y: last.y,
    }));
  }
}
