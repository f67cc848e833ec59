// Proximity talk over REST: said in the room where the speaker stands, in whichever process that runs.

import { matchMaker } from '@colyseus/core';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import type { SayNearby } from '../chat/chat.routes.ts';
import { AppError } from '../platform/errors.ts';
import { type NearbyAnswer, roomIdOf } from './world-room.ts';

export function sayNearbyByRoom(): SayNearby {
  return async (serverId, userId, body) => {
    const roomId = roomIdOf(serverId);
    const [listing] = await matchMaker.query({ roomId });
    if (!listing) throw new AppError('chat/not_in_world');
    const answer = (await matchMaker.remoteRoomCall(roomId, 'sayNearby', [userId, body])) as NearbyAnswer;
    if ('message' in answer) return answer.message;
    const { code, message, retry_after } = answer.error;
    throw new AppError(code as ErrorCode, { message, ...(retry_after !== undefined && { retry_after }) });
  };
}
