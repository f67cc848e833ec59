// What only the room of a world knows, for those outside of it: asked in whichever process that room runs.

import { matchMaker } from '@colyseus/core';
import type { ErrorCode, ErrorObject } from '../../shared/protocol/errors.ts';
import type { NearbyPort, WhereaboutsPort } from '../chat/ports.ts';
import type { MediaPort } from '../media/ports.ts';
import { AppError } from '../platform/errors.ts';
import { roomIdOf } from './room-id.ts';
import type { Answer } from './world-room.ts';

/** Undefined where no process runs the room. Throws `unavailable` where that can not be found out. */
async function ask<T>(serverId: string, method: string, args: unknown[]): Promise<T | undefined> {
  const roomId = roomIdOf(serverId);
  try {
    const here = matchMaker.getLocalRoomById(roomId) !== undefined;
    if (!here && !(await matchMaker.getRoomById(roomId))) return undefined;
    return (await matchMaker.remoteRoomCall(roomId, method as never, args as never)) as T;
  } catch (error) {
    // Redis is away, or the process that runs the room is.
    throw new AppError('unavailable', { retry_after: 1 }, { cause: error });
  }
}

function again({ code, message, retry_after }: ErrorObject): AppError {
  return new AppError(code as ErrorCode, { message, ...(retry_after !== undefined && { retry_after }) });
}

/** Throws what the room threw, or `unless` where nobody runs it. */
async function call<T>(serverId: string, method: string, args: unknown[], unless: ErrorCode): Promise<T> {
  const answer = await ask<Answer<T>>(serverId, method, args);
  if (!answer) throw new AppError(unless);
  if (answer.error) throw again(answer.error);
  return answer.value as T;
}

export const nearbyByRoom: NearbyPort = {
  say: (serverId, userId, body) => call(serverId, 'sayNearby', [userId, body], 'chat/not_in_world'),
  setTyping: (serverId, userId, isTyping) => call(serverId, 'typeNearby', [userId, isTyping], 'chat/not_in_world'),
};

export const mediaByRoom: MediaPort = {
  start: (serverId, userId, body) => call(serverId, 'startMedia', [userId, body], 'media/not_in_world'),
  state: (serverId, userId, state) => call(serverId, 'setMedia', [userId, state], 'media/not_started'),
  stop: async (serverId, userId) => void (await ask(serverId, 'stopMedia', [userId])),
  peers: (serverId, userId, at) => call(serverId, 'mediaPeers', [userId, at], 'media/not_in_world'),
};

export const whereaboutsByRoom: WhereaboutsPort = {
  zonesOf: async (serverId, userId) => (await ask<string[]>(serverId, 'zonesOf', [userId])) ?? [],
};
