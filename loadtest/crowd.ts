// Bots that walk by the workload, all together or none.

import type { Bot } from './bot.ts';
import type { Sightings } from './sightings.ts';
import { NO_TRAFFIC, type Traffic } from './socket.ts';
import { turnsOf } from './workload.ts';

export class Crowd {
  readonly bots: readonly Bot[];
  private readonly sightings: Sightings;
  private readonly timers = new Map<Bot, NodeJS.Timeout>();
  private readonly walking = new Set<Bot>();
  private turns = 0;

  constructor(bots: readonly Bot[], sightings: Sightings) {
    this.bots = bots;
    this.sightings = sightings;
  }

  /** The turns sent so far. */
  get turnsSent(): number {
    return this.turns;
  }

  /** The same walks for the same seed. */
  walk(seed: number): void {
    this.bots.forEach((bot, index) => {
      const turns = turnsOf(seed * 65_537 + index);
      let due = performance.now();
      const next = (): void => {
        const { wait, dir } = turns.next().value;
        // From the time it was due, not from now: late timers must not thin the workload out.
        due += wait;
        const act = (): void => {
          this.turn(bot, dir);
          next();
        };
        this.timers.set(bot, setTimeout(act, Math.max(0, due - performance.now())));
      };
      next();
    });
  }

  rest(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    for (const bot of [...this.walking]) this.turn(bot, 0);
  }

  traffic(): Traffic {
    return this.bots
      .map((bot) => bot.traffic())
      .reduce(
        (sum, one) => ({
          bytesDown: sum.bytesDown + one.bytesDown,
          bytesUp: sum.bytesUp + one.bytesUp,
          messagesDown: sum.messagesDown + one.messagesDown,
        }),
        NO_TRAFFIC,
      );
  }

  private turn(bot: Bot, dir: number): void {
    if (dir === 0) this.walking.delete(bot);
    else this.walking.add(bot);
    this.turns += 1;
    this.sightings.sent(bot.id, dir, performance.now());
    bot.turn(dir);
  }
}
