// The list of the rooms of all processes, in Redis. The stock driver overwrites a room of the same id, reads the whole
// list for every join, and never answers again after one failure. Here
// - a room is listed once: of two processes that create it at the same moment one is told that it lost;
// - each process writes and removes what is its own only, and puts it back when Redis has forgotten it;
// - nobody opens a room in a list that has just been lost before all others could put theirs back;
// - a room whose place in the list went to another process all the same is told so, and gives way.

import { setTimeout as sleep } from 'node:timers/promises';
import { type IRoomCache, initializeRoomCache, type MatchMakerDriver, type SortOptions } from '@colyseus/core';
import type { Redis } from 'ioredis';
import type { Logger } from '../platform/logger.ts';
import { roomIdOf } from './room-id.ts';

const ROOMS_KEY = 'roomcaches';
/** While it is there, the list is whole. */
const WHOLE_KEY = 'roomcaches:whole';
const KEEP_MS = 1_000;
/** By then every process has noticed that the list was lost, has connected again (at most 1 s), and put its rooms back. */
const LOST_LIST_MS = 2_500;

/** Sets, or removes when ARGV[3] is empty, what nobody holds or the owner (its mark is ARGV[2]) holds: 1, else 0. */
const OWN_ENTRY = `
  local held = redis.call('hget', KEYS[1], ARGV[1])
  if held and not string.find(held, ARGV[2], 1, true) then return 0 end
  if ARGV[3] == '' then return redis.call('hdel', KEYS[1], ARGV[1]) end
  redis.call('hset', KEYS[1], ARGV[1], ARGV[3])
  return 1
`;

type Conditions = Record<string, unknown>;
const markOf = (processId: string): string => `"processId":${JSON.stringify(processId)}`;

export class AtomicRedisDriver implements MatchMakerDriver {
  private readonly redis: Redis;
  private readonly logger: Logger;
  private readonly onLost: (roomId: string) => void;
  /** The rooms of this process. */
  private readonly own = new Map<string, IRoomCache>();
  /** Rooms of this process that ended while Redis could not be told. */
  private readonly ended = new Map<string, string>();
  private keeping: NodeJS.Timeout | undefined;
  /** Since when (monotonic milliseconds) the list is known to be lost. */
  private lostSince: number | undefined;

  constructor(options: { redis: Redis; logger: Logger; onLost: (roomId: string) => void }) {
    this.redis = options.redis;
    this.logger = options.logger;
    this.onLost = options.onLost;
    this.redis.on('close', () => {
      this.lostSince = undefined;
    });
    this.redis.on('ready', () => void this.calmly(this.keep()));
    void this.calmly(this.keep());
    this.keepAgain();
  }

  /** False when the id is taken: the framework then joins the one that was first. */
  async insert(room: IRoomCache): Promise<boolean> {
    await this.wholeList();
    const first = (await this.redis.hsetnx(ROOMS_KEY, room.roomId, JSON.stringify(room))) === 1;
    if (first) this.noteOwn(room);
    return first;
  }

  async persist(room: IRoomCache): Promise<boolean> {
    if (!room.roomId) return false;
    this.noteOwn(room);
    return this.calmly(this.write(room));
  }

  /** The numbers in the list are for people who look; a seat does not wait for them. */
  async update(
    room: IRoomCache,
    { $set, $inc }: { $set?: Partial<IRoomCache>; $inc?: Partial<IRoomCache> },
  ): Promise<boolean> {
    const fields = room as unknown as Record<string, unknown>;
    Object.assign(fields, $set);
    for (const [name, by] of Object.entries($inc ?? {})) fields[name] = Number(fields[name] ?? 0) + Number(by);
    return this.own.has(room.roomId) && this.calmly(this.write(room));
  }

  async remove(roomId: string): Promise<boolean> {
    const room = this.own.get(roomId);
    if (!room) return false;
    this.own.delete(roomId);
    this.ended.set(roomId, room.processId);
    return this.calmly(this.erase(roomId, room.processId));
  }

  async has(roomId: string): Promise<boolean> {
    return (await this.redis.hexists(ROOMS_KEY, roomId)) === 1;
  }

  async findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    const rows = roomIds.length > 0 ? await this.redis.hmget(ROOMS_KEY, ...roomIds) : [];
    return new Map(rows.flatMap((row) => (row ? [read(row)] : [])).map((room) => [room.roomId, room]));
  }

  async findOne(conditions: Conditions, sort?: SortOptions): Promise<IRoomCache> {
    // A world's room is known by its server: the other rooms need not be read.
    const id = conditions.roomId ?? (conditions.server_id ? roomIdOf(String(conditions.server_id)) : undefined);
    const found =
      id === undefined ? (await this.query(conditions, sort))[0] : (await this.findByIds([String(id)])).get(String(id));
    // Typed by the framework as always there, and asked by it whether it is.
    return (found && matches(found, conditions) ? found : undefined) as IRoomCache;
  }

  async query(conditions: Conditions, sort?: SortOptions): Promise<IRoomCache[]> {
    const rooms = Object.values(await this.redis.hgetall(ROOMS_KEY)).map(read);
    return sorted(
      rooms.filter((room) => matches(room, conditions)),
      sort,
    );
  }

  /** Of a process that died. */
  async cleanup(processId: string): Promise<void> {
    await this.calmly(
      (async () => {
        for (const { roomId } of await this.query({ processId })) await this.erase(roomId, processId);
        return true;
      })(),
    );
  }

  async clear(): Promise<void> {
    await this.redis.del(ROOMS_KEY);
  }

  shutdown(): void {
    clearTimeout(this.keeping);
  }

  private noteOwn(room: IRoomCache): void {
    this.own.set(room.roomId, room);
    this.ended.delete(room.roomId);
  }

  private keepAgain(): void {
    this.keeping = setTimeout(async () => {
      await this.calmly(this.keep());
      this.keepAgain();
    }, KEEP_MS).unref();
  }

  private async keep(): Promise<boolean> {
    if (this.redis.status !== 'ready') return false;
    await this.isWhole();
    for (const [roomId, processId] of this.ended) await this.erase(roomId, processId);
    for (const [roomId, room] of this.own) {
      if ((await this.write(room)) || this.own.get(roomId) !== room) continue;
      this.own.delete(roomId);
      this.logger.warn({ room_id: roomId }, 'another process runs this room now');
      this.onLost(roomId);
    }
    return true;
  }

  private async isWhole(): Promise<boolean> {
    if ((await this.redis.exists(WHOLE_KEY)) === 1) {
      this.lostSince = undefined;
      return true;
    }
    this.lostSince ??= performance.now();
    if (performance.now() - this.lostSince < LOST_LIST_MS) return false;
    await this.redis.set(WHOLE_KEY, '1');
    return true;
  }

  private async wholeList(): Promise<void> {
    while (!(await this.isWhole())) await sleep(100);
  }

  private async write(room: IRoomCache): Promise<boolean> {
    const entry = [room.roomId, markOf(room.processId), JSON.stringify(room)];
    return (await this.redis.eval(OWN_ENTRY, 1, ROOMS_KEY, ...entry)) === 1;
  }

  private async erase(roomId: string, processId: string): Promise<boolean> {
    const erased = (await this.redis.eval(OWN_ENTRY, 1, ROOMS_KEY, roomId, markOf(processId), '')) === 1;
    this.ended.delete(roomId);
    return erased;
  }

  /** The list is put right by `keep`; a room goes on meanwhile. */
  private async calmly(work: Promise<boolean>): Promise<boolean> {
    try {
      return await work;
    } catch (error) {
      this.logger.debug({ err: error }, 'the list of rooms could not be reached');
      return false;
    }
  }
}

const read = (row: string): IRoomCache => initializeRoomCache(JSON.parse(row));
const matches = (room: IRoomCache, conditions: Conditions): boolean =>
  Object.entries(conditions).every(([name, value]) => (room as unknown as Conditions)[name] === value);

function sorted(rooms: IRoomCache[], sort: SortOptions = {}): IRoomCache[] {
  const keys = Object.entries(sort);
  return rooms.sort((one, other) => {
    for (const [name, order] of keys) {
      const [a, b] = [one, other].map((room) => Number((room as unknown as Conditions)[name]));
      if (a !== b) return (a! < b! ? -1 : 1) * (order === 1 || /^asc/.test(String(order)) ? 1 : -1);
    }
    return 0;
  });
}
