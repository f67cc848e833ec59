// Drives the own walk every frame: hands, goals and the server's answers go in, the place to draw comes out.

import { type Dir, type Ground, type Point, tileOf } from '../../../shared/rules/movement.ts';
import type { GameContext } from '../context.ts';
import { OwnWalk } from '../own-walk.ts';
import { findRoute, tileAt } from '../route.ts';
import type { Frame, System } from '../system.ts';
import type { Keys } from './keys.ts';

export class SelfWalk implements System {
  /** Where the own avatar is drawn, in units. */
  readonly place: Point = { x: 0, y: 0 };
  /** The tile that a click leads to, while one walks there. */
  goal: Point | null = null;
  private readonly context: GameContext;
  private readonly keys: Keys;
  private walk: OwnWalk | null = null;
  private version = -1;
  private ground: Ground | null = null;
  private sessionId: string | null = null;
  private isLive = false;
  /** The first answer after the line was cut tells where the server let us rest, not how the clocks stand. */
  private resumed = false;
  private readonly undo: (() => void)[];

  constructor(context: GameContext, keys: Keys) {
    this.context = context;
    this.keys = keys;
    // The picture may be late by a frame, the walk need not be.
    keys.onChange = () => this.steer(true);
    const stop = (): void => this.halt();
    document.addEventListener('visibilitychange', stop);
    this.undo = [() => document.removeEventListener('visibilitychange', stop)];
  }

  get dir(): Dir {
    return this.walk?.dir ?? 0;
  }
  get isReady(): boolean {
    return this.walk !== null;
  }

  update({ tick }: Frame): void {
    this.listen(tick);
    if (!this.walk) return;
    this.takeGoal(tick);
    this.steer(false);
    this.walk.sample(tick, this.place);
    const { view } = this.context.session;
    view.self.x = this.place.x;
    view.self.y = this.place.y;
    if (!this.walk.route) this.goal = null;
    const { test } = this.context;
    if (!test) return;
    test.drew(this.place);
    test.seen.corrections = this.walk.corrections;
  }

  destroy(): void {
    for (const undo of this.undo) undo();
    this.keys.onChange = null;
  }

  /** The way that is left, in units: for the path marker. */
  get way(): readonly Point[] {
    return this.walk?.route?.corners ?? [];
  }

  private steer(isKey: boolean): void {
    const { session, test } = this.context;
    if (!this.walk || !this.isLive || document.hidden) return;
    const hands = this.keys.dir || session.intent.stick;
    if (isKey && hands !== 0 && this.walk.dir === 0) test?.pressed();
    this.walk.steer(hands, session.clock.now());
  }

  private takeGoal(tick: number): void {
    const { session } = this.context;
    const { goal } = session.intent;
    if (!goal || !this.walk || !session.ground || !this.isLive) return;
    session.intent.goal = null;
    const found = findRoute(session.ground, tileAt(this.walk.place(Math.floor(tick) + 1)), goal);
    this.walk.route = found?.route ?? null;
    this.goal = found?.goal ?? null;
  }

  /** What the network wrote since the last frame. */
  private listen(tick: number): void {
    const { session } = this.context;
    const { phase, sessionId } = session.store.getState();
    if (sessionId !== this.sessionId) {
      this.sessionId = sessionId;
      this.walk = null;
    }
    const wasLive = this.isLive;
    this.isLive = phase === 'live';
    if (wasLive && !this.isLive) this.walk?.halt(tick);
    if (!wasLive && this.isLive) this.resumed = true;
    const { segment, version } = session.self;
    if (!segment || !session.ground) return;
    if (!this.walk) {
      const { ground, moves } = session;
      const nextSeq = (): number => ++moves.seq;
      this.walk = new OwnWalk({ ground, segment, nextSeq, send: this.context.actions.move });
    } else if (version !== this.version) this.answer(segment, tick);
    this.version = version;
    if (session.ground !== this.ground) this.walk.setGround(session.ground);
    this.ground = session.ground;
    if (this.isLive) this.walk.settle(segment, tick);
  }

  private answer(segment: NonNullable<GameContext['session']['self']['segment']>, tick: number): void {
    const { clock } = this.context.session;
    const verdict = this.walk!.reconcile(segment, tick);
    if (verdict.kind === 'known') clock.confirm();
    else if (!this.resumed) clock.learn(verdict.movedBy);
    this.resumed = false;
  }

  /** Nobody steers a page that is out of sight, so it must not walk on. */
  private halt(): void {
    const { session } = this.context;
    session.intent.stick = 0;
    this.keys.letGo();
    if (!this.walk || !this.isLive) return;
    this.walk.route = null;
    this.walk.steer(0, session.clock.now());
  }

  get tile(): Point {
    return { x: tileOf(this.place.x), y: tileOf(this.place.y) };
  }
}
