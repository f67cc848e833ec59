// How the rest of the product reaches the talks of a world, in whichever process that world runs.

import type { MediaState, Peer } from '../../shared/protocol/media.ts';

export type StartBody = MediaState & { channel_id: string | null };
export type MediaPort = {
  /** Answers with the peer id. Throws `media/not_in_world`. */
  start(serverId: string, userId: string, body: StartBody): Promise<string>;
  /** Throws `media/not_started`. */
  state(serverId: string, userId: string, state: MediaState): Promise<void>;
  /** Nothing where there is nothing to stop. */
  stop(serverId: string, userId: string): Promise<void>;
  /** Throws `media/not_in_world`, `media/position_mismatch`. */
  peers(serverId: string, userId: string, at: { x?: number | undefined; y?: number | undefined }): Promise<Peer[]>;
};
