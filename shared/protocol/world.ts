// The world room: contract section 4.

import { z } from 'zod';
import { Id } from './common.ts';
import { command, event, request } from './message.ts';
import { Status } from './users.ts';

/** Bumped when an older client could not follow the wire any more. */
export const PROTOCOL_VERSION = 1;
export const TICK_RATE = 20;
export const TICK_MS = 1000 / TICK_RATE;

export const EMOTES = ['👋', '😀', '😂', '😍', '🤔', '😮', '👍', '👏', '🎉', '❤️', '☕', '❓'] as const;

export const WorldJoinOptions = z.object({ server_id: z.guid(), protocol: z.number().int() });

/** 0 resting, 1 up, 2 up-right, 3 right ... 8 up-left. */
export const Dir = z.number().int().min(0).max(8);
const Tick = z.number().int().min(0).max(0xffffffff);
const TileNumber = z.number().int().min(0).max(0xffff);

export const worldMessages = {
  'world:move': command(z.object({ seq: Tick, dir: Dir, step: Tick })),
  'world:walk_to': request(z.object({ x: TileNumber, y: TileNumber }), z.object({ tiles: z.number().int() })),
  'world:status': request(z.object({ status: Status.exclude(['offline']) }), z.object({ status: Status })),
  'world:emote': request(z.object({ emote: z.enum(EMOTES) }), z.object({})),

  'world:welcome': event(
    z.object({
      tick: Tick,
      tick_rate: z.number(),
      session_id: z.string(),
      position: z.object({ x: z.number().int(), y: z.number().int() }),
      map_hash: z.string(),
    }),
  ),
  'world:zone_entered': event(z.object({ user_id: Id, zone_id: Id })),
  'world:zone_left': event(z.object({ user_id: Id, zone_id: Id })),
  'world:emoted': event(z.object({ user_id: Id, emote: z.enum(EMOTES) })),
  'world:notice': event(z.object({ code: z.string(), message: z.string() })),
};
