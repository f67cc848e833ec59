// What a test in a browser may see of the game, on `window.atrium` of pages opened with `?test=1`. Read only.

import { type Point, tileOf } from '../../shared/rules/movement.ts';

export type ShownPlayer = { session_id: string; username: string; x: number; y: number; tile: Point };
export type AtriumTest = {
  /** The world is drawn and the own avatar stands in it. */
  ready: boolean;
  /** Where the own avatar is drawn: units, and the tile. */
  self(): { x: number; y: number; tile: Point } | null;
  /** Everyone else, where they are drawn. */
  players(): ShownPlayer[];
  /** Speech and emotes over people's heads. */
  signs(): { user_id: string; text: string }[];
  /** User ids of those around whom a ring is drawn, since they speak. */
  speakers(): string[];
  corrections: number;
  frames: number;
  /** Frames between the last key that set the avatar off and the first frame that drew it elsewhere; null while it waits. */
  framesToMove: number | null;
  /** What drawing and computing a frame took of the page's time, in ms: the mean of the last 120. */
  frameCost: number;
  zoom: number;
};

/** Filled by the systems; the window sees it as `AtriumTest`. */
export class TestHook {
  readonly seen: AtriumTest = {
    ready: false,
    self: () => (this.place ? { ...this.place, tile: tileOfPlace(this.place) } : null),
    players: () => this.others().map((other) => ({ ...other, tile: tileOfPlace(other) })),
    signs: () => this.signs(),
    speakers: () => this.speakers(),
    corrections: 0,
    frames: 0,
    framesToMove: null,
    frameCost: 0,
    zoom: 1,
  };
  others: () => Omit<ShownPlayer, 'tile'>[] = () => [];
  signs: AtriumTest['signs'] = () => [];
  speakers: AtriumTest['speakers'] = () => [];
  private place: Point | null = null;
  private pressedAt: { frame: number; place: Point } | null = null;

  /** A key set the own avatar off. */
  pressed(): void {
    if (!this.place) return;
    this.pressedAt = { frame: this.seen.frames, place: { ...this.place } };
    this.seen.framesToMove = null;
  }

  /** A frame drew the own avatar at `place`, in units. */
  drew(place: Point): void {
    this.seen.frames++;
    this.place = { x: place.x, y: place.y };
    const { pressedAt } = this;
    if (!pressedAt || Math.hypot(place.x - pressedAt.place.x, place.y - pressedAt.place.y) < 1) return;
    this.seen.framesToMove = this.seen.frames - pressedAt.frame;
    this.pressedAt = null;
  }

  cost(ms: number): void {
    this.seen.frameCost += (ms - this.seen.frameCost) / 120;
  }
}

const tileOfPlace = ({ x, y }: Point): Point => ({ x: tileOf(x), y: tileOf(y) });
