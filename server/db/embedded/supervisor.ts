// Starts PostgreSQL again when it dies, whether it is our child or one that we adopted.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../platform/logger.ts';
import type { Layout } from './layout.ts';
import { isPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts';

const WATCH_MS = 1000;
const RESTART_DELAY_MS = 500;
const RESTART_DELAY_MAX_MS = 30_000;

export class Supervisor {
  #layout: Layout;
  #logger: Logger;
  #launch: (onExit: () => void) => Promise<Postmaster>;
  #postmaster: Postmaster | undefined;
  #stopping = new AbortController();
  #watch: NodeJS.Timeout | undefined;
  #restart: Promise<void> = Promise.resolve();

  constructor(layout: Layout, logger: Logger, launch: (onExit: () => void) => Promise<Postmaster>) {
    this.#layout = layout;
    this.#logger = logger;
    this.#launch = launch;
  }

  get pid(): number {
    return this.#postmaster?.pid ?? 0;
  }

  async start(): Promise<void> {
    this.#postmaster = await this.#launch(() => this.#died());
  }

  /** No exit is reported for a process that is not our child, so it is looked at now and then. */
  adopt(postmaster: Postmaster): void {
    this.#postmaster = postmaster;
    const look = async () => {
      if (await isPostmaster(postmaster.pid, this.#layout)) this.#watch = setTimeout(look, WATCH_MS).unref();
      else this.#died();
    };
    this.#watch = setTimeout(look, WATCH_MS).unref();
  }

  #died(): void {
    if (this.#stopping.signal.aborted) return;
    this.#logger.error({ log: this.#layout.log }, 'the embedded database ended by itself; starting it again');
    this.#restart = this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    const { signal } = this.#stopping;
    for (let delay = RESTART_DELAY_MS; !signal.aborted; delay = Math.min(delay * 2, RESTART_DELAY_MAX_MS)) {
      try {
        await this.start();
        this.#logger.warn('the embedded database runs again');
        return;
      } catch (error) {
        this.#logger.error({ err: error, retry_ms: delay }, 'the embedded database does not start');
        await sleep(delay, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#watch);
    await this.#restart;
    if (this.#postmaster) await stopPostmaster(this.#postmaster, this.#layout);
    this.#postmaster = undefined;
  }
}
