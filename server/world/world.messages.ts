// The socket edge of the world.

import type { Status } from '../../shared/protocol/users.ts';
import type { worldMessages } from '../../shared/protocol/world.ts';
import { type Bucket, takeToken } from '../../shared/rules/token-bucket.ts';
import type { Config } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import type { Handlers } from '../rooms/dispatch.ts';
import type { RoomPort, Sender } from '../rooms/room-port.ts';

/** Path searches cost up to milliseconds, emotes a message to everybody: each socket has its own small allowance. */
export function worldHandlers(
  room: RoomPort,
  deps: { config: Config; monotonic: () => number; keepStatus: (userId: string, status: Status) => Promise<void> },
): Handlers<typeof worldMessages, Sender> {
  const { config, monotonic } = deps;
  const walks = new Allowance(config.rateLimits ? config.limits.LIMIT_WALK_TO_PER_MINUTE : Infinity, monotonic);
  const emotes = new Allowance(config.rateLimits ? config.limits.LIMIT_EMOTES_PER_MINUTE : Infinity, monotonic);
  return {
    'world:move': ({ sessionId }, move) => {
      room.world.move(sessionId, move, room.now());
      room.flushSoon();
    },
    'world:walk_to': ({ sessionId }, goal) => {
      walks.take(sessionId);
      const tiles = room.world.walkTo(sessionId, goal, room.now());
      if (tiles === null) throw new AppError('world/unreachable');
      return { tiles };
    },
    'world:status': async ({ sessionId, userId, player }, { status }) => {
      emotes.take(sessionId);
      player.status = status;
      await deps.keepStatus(userId, status);
      return { status };
    },
    'world:emote': ({ sessionId, userId }, { emote }) => {
      emotes.take(sessionId);
      room.broadcast('world:emoted', { user_id: userId, emote });
      return {};
    },
  };
}

class Allowance {
  private readonly buckets = new Map<string, Bucket>();
  private readonly perMinute: number;
  private readonly monotonic: () => number;
  constructor(perMinute: number, monotonic: () => number) {
    this.perMinute = perMinute;
    this.monotonic = monotonic;
  }
  take(sessionId: string): void {
    if (this.perMinute === Infinity) return;
    const shape = { capacity: Math.max(1, this.perMinute / 6), perMinute: this.perMinute };
    const taken = takeToken(this.buckets.get(sessionId), shape, this.monotonic());
    if (this.buckets.size > 10_000) this.buckets.clear();
    this.buckets.set(sessionId, taken.bucket);
    if (!taken.allowed) throw new AppError('rate_limited', { retry_after: Math.ceil(taken.retryAfterMs / 1000) });
  }
}
