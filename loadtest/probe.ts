// Someone who stands in a world room with the real SDK and decodes all of its state, as the game does.

import { Callbacks, Client } from '@colyseus/sdk';
import { PROTOCOL_VERSION } from '../shared/protocol/world.ts';
import { type PlayerState, WorldState } from '../shared/state/world.ts';
import type { OnSeen } from './bot.ts';
import type { Place } from './world-bot.ts';

export type Probe = {
  /** How many people its copy of the world holds. */
  players(): number;
  ended(): string | undefined;
  leave(): void;
};

export async function joinProbe({ endpoint, serverId }: Place, token: string, onSeen: OnSeen): Promise<Probe> {
  const client = new Client(endpoint);
  client.auth.token = token;
  const options = { server_id: serverId, protocol: PROTOCOL_VERSION };
  const room = await client.joinOrCreate<InstanceType<typeof WorldState>>('world', options, WorldState);
  room.reconnection.enabled = false;
  let ended: string | undefined;
  room.onLeave((code, reason) => {
    ended = `closed with ${code} ${reason ?? ''}`.trim();
  });
  // Without a listener the SDK warns of each message.
  room.onMessage('*', () => {});
  const callbacks = Callbacks.get(room);
  callbacks.onAdd('players', (player: PlayerState, id: string) => {
    callbacks.onChange(player, () => onSeen(id, player.dir));
  });
  return {
    players: () => room.state.players?.size ?? 0,
    ended: () => ended,
    leave: () => void room.leave(false),
  };
}
