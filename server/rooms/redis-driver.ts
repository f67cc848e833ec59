// Rooms of several processes in Redis, with what the stock driver lacks. A room has a fixed id: inserting it is atomic, or
// two processes that create it at once would both run it; and a process removes only listings of its own, or the late
// removal of a room that ended would take the listing of the one that another process opened since.

import { type IRoomCache, matchMaker } from '@colyseus/core';
import { RedisDriver } from '@colyseus/redis-driver';
import { Redis } from 'ioredis';

/** The framework's key. */
const ROOMS_KEY = 'roomcaches';
const REMOVE_OWN = `
  local listing = redis.call('hget', KEYS[1], ARGV[1])
  if listing and cjson.decode(listing).processId == ARGV[2] then return redis.call('hdel', KEYS[1], ARGV[1]) end
  return 0`;

export class AtomicRedisDriver extends RedisDriver {
  private readonly redis: Redis;

  constructor(url: string) {
    const redis = new Redis(url);
    super(redis);
    this.redis = redis;
  }

  /** False when the id is taken: the framework then joins the one that was first. */
  async insert(room: IRoomCache): Promise<boolean> {
    return (await this.redis.hsetnx(ROOMS_KEY, room.roomId, JSON.stringify(room))) === 1;
  }

  override async remove(roomId: string): Promise<boolean> {
    return (await this.redis.eval(REMOVE_OWN, 1, ROOMS_KEY, roomId, matchMaker.processId)) === 1;
  }
}
