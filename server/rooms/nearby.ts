// What only the room of a world knows, for those outside of it: asked in whichever process that room runs.

import { matchMaker } from '@colyseus/core';
import type { ErrorCode, ErrorObject } from '../../shared/protocol/errors.ts';
import type { NearbyPort, WhereaboutsPort } from '../chat/ports.ts';
import { AppError } from '../platform/errors.ts';
import { roomIdOf } from './room-id.ts';
import type { NearbyAnswer, TypingAnswer } from './world-room.ts';

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

export const nearbyByRoom: NearbyPort = {
  async say(serverId, userId, body) {
    const answer = await ask<NearbyAnswer>(serverId, 'sayNearby', [userId, body]);
    if (!answer) throw new AppError('chat/not_in_world');
    if ('message' in answer) return answer.message;
    throw again(answer.error);
  },
  async setTyping(serverId, userId, isTyping) {
    const answer = await ask<TypingAnswer>(serverId, 'typeNearby', [userId, isTyping]);
    if (!answer) throw new AppError('chat/not_in_world');
    if (answer.error) throw again(answer.error);
  },
};

export const whereaboutsByRoom: WhereaboutsPort = {
  zonesOf: async (serverId, userId) => (await ask<string[]>(serverId, 'zonesOf', [userId])) ?? [],
};
