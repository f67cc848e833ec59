// When a connection that was lost is tried again. A line that is only disturbed gets two seconds to come back by itself; after that, or
// when it has failed, ICE is restarted, five times with growing waits, and then a fresh connection is made.

import type { Clock } from './ports.ts';

const DISTURBED_MS = 2000;
const WAITS_MS = [1000, 2000, 4000, 8000, 8000];
/** How long a connection may take that has not stood yet. */
const PATIENCE_MS = 15_000;

type Deps = { clock: Clock; restart: () => void; fresh: () => void };

export class RestartPolicy {
  private readonly deps: Deps;
  private state: RTCPeerConnectionState = 'new';
  private tries = 0;
  private held = false;
  private cancel: (() => void) | null = null;

  constructor(deps: Deps) {
    this.deps = deps;
    this.wait(PATIENCE_MS);
  }

  hear(state: RTCPeerConnectionState): void {
    this.state = state;
    if (state === 'connected') {
      this.tries = 0;
      this.stop();
    } else if (this.tries === 0) {
      if (state === 'failed') this.next();
      else if (state === 'disconnected') this.wait(DISTURBED_MS);
    }
  }

  /** The network is another one: what stood on the old one is lost, even if nobody noticed yet. */
  online(): void {
    this.tries = 0;
    this.next();
  }

  /** Nothing can be said to the other side while the line to the server is down. */
  hold(held: boolean): void {
    if (this.held === held) return;
    this.held = held;
    this.stop();
    this.tries = 0;
    if (held || this.state === 'connected') return;
    if (this.state === 'new' || this.state === 'connecting') this.wait(PATIENCE_MS);
    else this.next();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private next(): void {
    this.stop();
    if (this.held) return;
    const wait = WAITS_MS[this.tries];
    if (wait === undefined) {
      this.tries = 0;
      this.state = 'new';
      this.wait(PATIENCE_MS);
      this.deps.fresh();
      return;
    }
    this.tries++;
    this.wait(wait);
    this.deps.restart();
  }

  private wait(ms: number): void {
    this.stop();
    if (this.held) return;
    this.cancel = this.deps.clock.after(ms, () => this.next());
  }
}
