// The port through which features see a world room: never the room itself, never a socket.

import type { DownNames, HeardBody } from '../../shared/protocol/message.ts';
import type { WorldRoomMessages } from '../../shared/protocol/registry.ts';
import type { PlayerState } from '../../shared/state/world.ts';
import type { World } from '../world/world.ts';

export type DownName = DownNames<WorldRoomMessages>;
export type DownBody<K extends DownName> = HeardBody<WorldRoomMessages[K]>;

/** Who speaks: from the session, never from the payload. */
export type Sender = { sessionId: string; userId: string; player: PlayerState };

export type RoomPort = {
  readonly serverId: string;
  readonly world: World;
  /** The tick of this moment. */
  now(): number;
  send<K extends DownName>(sessionId: string, type: K, body: DownBody<K>): void;
  broadcast<K extends DownName>(type: K, body: DownBody<K>): void;
  /** A turn wants to be seen at once where the room is small enough to afford it. */
  flushSoon(): void;
};
