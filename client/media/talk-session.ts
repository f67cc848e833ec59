// The media session on the server: begun, told what is sent, renewed before its credentials end. All calls go one after
// the other, so that the last word is the last that arrives.

import type { MediaStarted, MediaState } from '../../shared/protocol/media.ts';
import { ApiError } from '../net/api-error.ts';
import type { MediaPorts } from './ports.ts';

export type MediaApi = {
  start(body: MediaState & { channel_id: string | null }): Promise<MediaStarted>;
  state(body: MediaState): Promise<void>;
  stop(): Promise<void>;
};
type Deps = {
  ports: Pick<MediaPorts, 'clock' | 'timeOfDay' | 'random'>;
  api: MediaApi;
  /** What is sent now, asked just before it is told. */
  state: () => MediaState;
  channelId: () => string | null;
  onStarted: (started: MediaStarted) => void;
  /** The server has no such session any more, or refuses what is sent. */
  onRefused: (error: ApiError) => void;
};

const RENEW_AT = 0.8;
const LIFE_MIN_MS = 60_000;
/** Where the clock of the system is wrong, a day is long enough. */
const LIFE_MAX_MS = 24 * 3600_000;
const RETRY_MS = 5000;
const RETRY_MAX_MS = 60_000;
/** A relay that refuses us for another reason is not asked all the time. */
const UNAUTHORIZED_MS = 5_000;
/** Push to talk changes often. */
const STATE_GAP_MS = 300;

export class TalkSession {
  private readonly deps: Deps;
  private line: Promise<unknown> = Promise.resolve();
  private on = false;
  private told: MediaState | null = null;
  private toldAt = Number.NEGATIVE_INFINITY;
  private cancelRenewal: (() => void) | null = null;
  private cancelState: (() => void) | null = null;
  /** New credentials are on their way. */
  private isRefused = false;
  private renewedAt = Number.NEGATIVE_INFINITY;
  private failures = 0;
  /** Grows with every beginning and end. */
  private turn = 0;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  /** Rejects with ApiError. Also for another voice channel. */
  async start(): Promise<void> {
    this.on = true;
    const turn = ++this.turn;
    try {
      await this.begin(turn);
    } catch (error) {
      if (turn === this.turn && this.told === null) this.on = false;
      throw error;
    }
  }

  /** Begins again by itself, until it stands: what was there before went with the session in the room. */
  restart(): void {
    if (!this.on) return;
    this.told = null;
    this.renew(++this.turn);
  }

  /** What is sent may have changed. */
  tell(): void {
    if (!this.on || this.told === null || this.cancelState) return;
    const { clock } = this.deps.ports;
    const wait = Math.max(0, this.toldAt + STATE_GAP_MS - clock.now());
    this.cancelState = clock.after(wait, () => {
      this.cancelState = null;
      void this.say();
    });
  }

  /** The relay did not take our credentials. */
  unauthorized(): void {
    if (!this.on || this.isRefused) return;
    this.isRefused = true;
    const { clock } = this.deps.ports;
    this.cancelRenewal?.();
    const wait = Math.max(0, this.renewedAt + UNAUTHORIZED_MS - clock.now());
    this.cancelRenewal = clock.after(wait, () => this.renew(this.turn));
  }

  /** `isTold`: the server ended it, or knows. */
  async stop(isTold = false): Promise<void> {
    this.forget();
    if (isTold) return;
    await this.after(() => this.deps.api.stop()).catch(() => {});
  }
  /** Nothing is said any more, also not that it ends. */
  forget(): void {
    this.turn++;
    this.on = false;
    this.told = null;
    this.cancelRenewal?.();
    this.cancelState?.();
    this.cancelState = null;
  }

  private begin(turn: number): Promise<void> {
    return this.after(async () => {
      if (turn !== this.turn) return;
      const { api, state, channelId, ports, onStarted } = this.deps;
      const body = state();
      const started = await api.start({ ...body, channel_id: channelId() });
      if (turn !== this.turn) return;
      this.told = body;
      this.failures = 0;
      this.isRefused = false;
      this.renewedAt = ports.clock.now();
      const left = Date.parse(started.expires_at) - ports.timeOfDay();
      const life = Math.min(LIFE_MAX_MS, Math.max(LIFE_MIN_MS, left));
      this.cancelRenewal?.();
      this.cancelRenewal = ports.clock.after(life * RENEW_AT, () => this.renew(this.turn));
      onStarted(started);
      this.tell();
    });
  }

  private renew(turn: number): void {
    this.cancelRenewal?.();
    this.begin(turn).catch((error: unknown) => {
      if (turn !== this.turn) return;
      if (isFinal(error)) return this.deps.onRefused(error);
      const { clock, random } = this.deps.ports;
      const wait = Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** this.failures++) * (0.75 + random() / 4);
      this.cancelRenewal = clock.after(wait, () => this.renew(turn));
    });
  }

  private async say(): Promise<void> {
    const { turn } = this;
    await this.after(async () => {
      const state = this.deps.state();
      if (turn !== this.turn || this.told === null || isSame(state, this.told)) return;
      this.toldAt = this.deps.ports.clock.now();
      await this.deps.api.state(state);
      this.told = state;
    }).catch((error: unknown) => {
      if (turn !== this.turn) return;
      if (error instanceof ApiError && error.code === 'media/not_started') this.restart();
      else if (isFinal(error)) this.deps.onRefused(error);
      else
        this.cancelState ??= this.deps.ports.clock.after(RETRY_MS, () => {
          this.cancelState = null;
          void this.say();
        });
    });
  }

  private after<T>(call: () => Promise<T>): Promise<T> {
    const done = this.line.then(call);
    this.line = done.catch(() => {});
    return done;
  }
}

const isSame = (a: MediaState, b: MediaState): boolean =>
  a.audio === b.audio && a.video === b.video && a.screen === b.screen && a.is_muted === b.is_muted;
/** Refused for good; `media/not_in_world` passes, when the line is up again. */
const isFinal = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 429 &&
  error.code !== 'media/not_in_world';
