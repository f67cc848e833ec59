// Signals on their way to others. The server closes a socket that sends more than 60 messages a second, so a crowd that
// gathers at once must not make us send hundreds.

import type { mediaMessages } from '../../shared/protocol/media.ts';
import type { SentBody } from '../../shared/protocol/message.ts';
import { ApiError } from '../net/api-error.ts';
import type { Clock } from './ports.ts';

type M = typeof mediaMessages;
export type SignalType = 'signal:offer' | 'signal:answer' | 'signal:ice';
export type Signal = { [K in SignalType]: { type: K; body: SentBody<M[K]> } }[SignalType];

/** Leaves more than half of the limit for walking and chat. */
export const SIGNALS_PER_SECOND = 25;
const AGAIN_MS = 1000;

type Deps = {
  clock: Clock;
  /** Rejects with ApiError. */
  send: (signal: Signal) => Promise<unknown>;
  /** The other side is not in earshot any more. */
  onRefused: (target: string) => void;
};

export class Outbox {
  private readonly deps: Deps;
  /** Descriptions go first: without them the candidates that wait are of no use. */
  private descriptions: Signal[] = [];
  private candidates: Signal[] = [];
  private sent: number[] = [];
  private held = false;
  private cancel: (() => void) | null = null;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  push(signal: Signal): void {
    if (signal.type === 'signal:ice') this.candidates.push(signal);
    else {
      // Only the newest of a kind says how things are.
      const { target } = signal.body;
      this.descriptions = this.descriptions.filter((one) => one.type !== signal.type || one.body.target !== target);
      this.descriptions.push(signal);
    }
    this.flush();
  }

  /** What waits for somebody who left is not sent any more. */
  drop(target: string): void {
    this.descriptions = this.descriptions.filter(({ body }) => body.target !== target);
    this.candidates = this.candidates.filter(({ body }) => body.target !== target);
  }

  /** While the line is down everything waits. */
  hold(held: boolean): void {
    this.held = held;
    if (!held) this.flush();
  }

  clear(): void {
    this.cancel?.();
    this.cancel = null;
    this.descriptions = [];
    this.candidates = [];
  }

  private flush(): void {
    const { clock } = this.deps;
    while (!this.held && this.descriptions.length + this.candidates.length > 0) {
      const now = clock.now();
      this.sent = this.sent.filter((at) => now - at < 1000);
      if (this.sent.length >= SIGNALS_PER_SECOND) {
        this.later(1000 - (now - this.sent[0]!));
        return;
      }
      const signal = (this.descriptions.shift() ?? this.candidates.shift()) as Signal;
      this.sent.push(now);
      this.deps.send(signal).catch((error: unknown) => this.failed(signal, error));
    }
  }

  private failed(signal: Signal, error: unknown): void {
    const { target } = signal.body;
    if (!(error instanceof ApiError)) return;
    if (error.code === 'media/not_in_earshot') {
      this.drop(target);
      this.deps.onRefused(target);
      return;
    }
    if (error.status !== 0 && error.status !== 429) return;
    // The line broke, or was too busy: once more, unless something newer waits already.
    const list = signal.type === 'signal:ice' ? this.candidates : this.descriptions;
    const isOld = list.some((one) => one.type === signal.type && one.body.target === target);
    if (signal.type === 'signal:ice' || !isOld) list.unshift(signal);
    this.later(AGAIN_MS);
  }

  private later(ms: number): void {
    if (this.cancel) return;
    this.cancel = this.deps.clock.after(ms, () => {
      this.cancel = null;
      this.flush();
    });
  }
}
