// Proximity talk over REST: said in the room where the speaker stands, in whichever process that runs.

import { matchMaker } from '@colyseus/core';
import type { SendBody } from '../../shared/protocol/chat.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import type { SayNearby } from '../chat/chat.routes.ts';
import { AppError } from '../platform/errors.ts';
import { roomIdOf } from './room-id.ts';
import type { NearbyAnswer } from './world-room.ts';

/** Undefined where no process runs the room. */
async function ask(roomId: string, args: [userId: string, body: SendBody]): Promise<NearbyAnswer | undefined> {
  try {
    const here = matchMaker.getLocalRoomById(roomId) !== undefined;
    if (!here && !(await matchMaker.getRoomById(roomId))) return undefined;
    return (await matchMaker.remoteRoomCall(roomId, 'sayNearby', args)) as NearbyAnswer;
  } catch (error) {
    // Redis is away, or the process that runs the room is.
    throw new AppError('unavailable', { retry_after: 1 }, { cause: error });
  }
}

export function sayNearbyByRoom(): SayNearby {
  return async (serverId, userId, body) => {
    const roomId = roomIdOf(serverId);
    const answer = await ask(roomId, [userId, body]);
    if (!answer) throw new AppError('chat/not_in_world');
    if ('message' in answer) return answer.message;
    const { code, message, retry_after } = answer.error;
    throw new AppError(code as ErrorCode, { message, ...(retry_after !== undefined && { retry_after }) });
  };
}
