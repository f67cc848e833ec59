// Rooms of several processes in Redis, with the atomic insert that the stock driver lacks: a room has a fixed id, and
// without it two processes that create it at once would both run it.

import type { IRoomCache } from '@colyseus/core';
import { RedisDriver } from '@colyseus/redis-driver';
import { Redis } from 'ioredis';

const ROOMS_KEY = 'roomcaches';

export class AtomicRedisDriver extends RedisDriver {
  private readonly redis: Redis;

  constructor(url: string) {
    super(url);
    this.redis = new Redis(url);
  }

  /** False when the id is taken: the framework then joins the one that was first. */
  async insert(room: IRoomCache): Promise<boolean> {
    return (await this.redis.hsetnx(ROOMS_KEY, room.roomId, JSON.stringify(room))) === 1;
  }

  override async shutdown(): Promise<void> {
    await this.redis.quit();
    await super.shutdown();
  }
}
