// The hub over the SDK, typed by the registry of messages: chat of all virtual servers of an account, outside of the world.

import { Client, type Room as SdkRoom } from '@colyseus/sdk';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import { CHAT_EVENTS, type ChatCarrier, type ChatEvent, type ChatEventBody } from './chat-carrier.ts';
import { refusal, rejection } from './room-errors.ts';

/** What is used of a room, so that tests can stand in for it. */
export type HubRoom = Pick<ChatCarrier, 'request'> & {
  onEvent(listener: <K extends ChatEvent>(type: K, body: ChatEventBody<K>) => void): void;
  /** The line broke; the SDK tries to resume the same session. */
  onDrop(listener: () => void): void;
  onResume(listener: () => void): void;
  /** It is over, with the close code. */
  onLeave(listener: (code: number) => void): void;
  leave(): void;
};

/** Within these tries, some 16 s, a seat that the server keeps for 20 s is taken again. */
const RESUME_TRIES = 7;

/** Rejects with ApiError: `status` 0 where no server answered. */
export async function joinHubRoom(options: { endpoint: string; accessToken: string }): Promise<HubRoom> {
  const client = new Client(options.endpoint);
  client.auth.token = options.accessToken;
  const room = await client.joinOrCreate('hub', { protocol: PROTOCOL_VERSION }).catch((cause: unknown) => {
    throw refusal(cause);
  });
  room.reconnection.maxRetries = RESUME_TRIES;
  // A connection that breaks in its first seconds is resumed as well.
  room.reconnection.minUptime = 0;
  return wrap(room);
}

function wrap(room: SdkRoom): HubRoom {
  return {
    request: (type, body) =>
      room.request(type, body).catch((cause: unknown) => {
        throw rejection(cause);
      }) as Promise<never>,
    onEvent: (listener) => {
      for (const type of CHAT_EVENTS) room.onMessage(type, (body) => listener(type, body as never));
    },
    onDrop: (listener) => void room.onDrop(listener),
    onResume: (listener) => void room.onReconnect(listener),
    onLeave: (listener) => void room.onLeave(listener),
    leave: () => void room.leave(),
  };
}
