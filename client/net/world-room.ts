// The world room over the SDK, typed by the registry of messages. Errors of requests become ApiError, as on REST.

import { Client, type Room as SdkRoom } from '@colyseus/sdk';
import type { AnswerOfMessage, DownNames, HeardBody, SentBody, UpNames } from '../../shared/protocol/message.ts';
import type { WorldRoomMessages } from '../../shared/protocol/registry.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import type { PlayerState, WorldState, ZoneState } from '../../shared/state/world.ts';
import { refusal, rejection } from './room-errors.ts';

type M = WorldRoomMessages;
type Commands = { [K in UpNames<M>]: M[K]['kind'] extends 'command' ? K : never }[UpNames<M>];
type Requests = Exclude<UpNames<M>, Commands>;
type Down = { [K in DownNames<M>]: HeardBody<M[K]> };

export type RoomState = { players: Iterable<[string, PlayerState]>; zones: Iterable<[string, ZoneState]> };
/** What is used of a room, so that tests can stand in for it. */
export type WorldRoom = {
  readonly sessionId: string;
  /** Undefined until the first state came. */
  state(): RoomState | undefined;
  send<K extends Commands>(type: K, body: SentBody<M[K]>): void;
  /** Rejects with ApiError. */
  request<K extends Requests>(type: K, body: SentBody<M[K]>): Promise<AnswerOfMessage<M[K]>>;
  on<K extends DownNames<M>>(type: K, listener: (body: Down[K]) => void): void;
  onState(listener: () => void): void;
  /** The line broke; the SDK tries to resume the same session. */
  onDrop(listener: () => void): void;
  onResume(listener: () => void): void;
  /** It is over, with the close code. */
  onLeave(listener: (code: number) => void): void;
  leave(): void;
};

/** Within these tries, some 16 s, a seat that the server keeps for 20 s is taken again. */
const RESUME_TRIES = 7;

export type JoinOptions = { endpoint: string; serverId: string; accessToken: string };

/** Rejects with ApiError: `status` 0 where no server answered. */
export async function joinWorldRoom({ endpoint, serverId, accessToken }: JoinOptions): Promise<WorldRoom> {
  const client = new Client(endpoint);
  client.auth.token = accessToken;
  const room = await client
    .joinOrCreate<WorldState>('world', { server_id: serverId, protocol: PROTOCOL_VERSION })
    .catch((cause: unknown) => {
      throw refusal(cause);
    });
  room.reconnection.maxRetries = RESUME_TRIES;
  // A connection that breaks in its first seconds is resumed as well.
  room.reconnection.minUptime = 0;
  return wrap(room);
}

function wrap(room: SdkRoom<unknown, WorldState>): WorldRoom {
  return {
    sessionId: room.sessionId,
    state: () => (room.state?.players ? room.state : undefined),
    send: (type, body) => room.send(type, body),
    request: (type, body) =>
      room.request(type, body).catch((cause: unknown) => {
        throw rejection(cause);
      }) as Promise<never>,
    on: (type, listener) => void room.onMessage(type, listener),
    onState: (listener) => void room.onStateChange(listener),
    onDrop: (listener) => void room.onDrop(listener),
    onResume: (listener) => void room.onReconnect(listener),
    onLeave: (listener) => void room.onLeave(listener),
    leave: () => void room.leave(),
  };
}
