// Talking from outside of the room: REST calls, for members alone, answered by the room in whichever process it runs.

import type { MediaStarted, MediaState, Peer } from '../../shared/protocol/media.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Caller } from '../platform/http.ts';
import { iceServersFor } from './ice-servers.ts';
import type { MediaPort, StartBody } from './ports.ts';

export type MediaServiceDeps = {
  config: Config;
  clock: Clock;
  /** Throws `servers/not_found`, `servers/not_a_member`. */
  requireMember: (serverId: string, caller: Caller) => Promise<unknown>;
  port: MediaPort;
};

export function createMediaService({ config, clock, requireMember, port }: MediaServiceDeps) {
  return {
    async start(caller: Caller, serverId: string, body: StartBody): Promise<MediaStarted> {
      await requireMember(serverId, caller);
      const peer_id = await port.start(serverId, caller.userId, body);
      const { stun, turn, expiresAt } = iceServersFor(config, caller.userId, clock.now());
      return {
        peer_id,
        stun_servers: stun,
        turn_servers: turn,
        expires_at: expiresAt.toISOString(),
        mesh_max: config.meshMax,
        sfu: config.sfu !== undefined,
      };
    },
    async state(caller: Caller, serverId: string, state: MediaState): Promise<void> {
      await requireMember(serverId, caller);
      await port.state(serverId, caller.userId, state);
    },
    async stop(caller: Caller, serverId: string): Promise<void> {
      await requireMember(serverId, caller);
      await port.stop(serverId, caller.userId);
    },
    async peers(
      caller: Caller,
      serverId: string,
      at: { x?: number | undefined; y?: number | undefined },
    ): Promise<{ peers: Peer[] }> {
      await requireMember(serverId, caller);
      return { peers: await port.peers(serverId, caller.userId, at) };
    },
  };
}
export type MediaService = ReturnType<typeof createMediaService>;
