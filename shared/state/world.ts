// The synced state of a world room: fields only, the narrowest type that fits, new ones at the end.
// What only one person may know, or what is history, is never here.

import { type SchemaType, schema, t } from '@colyseus/schema';

export const PlayerState = schema(
  {
    user_id: t.string().default(''),
    username: t.string().default(''),
    avatar_id: t.string().default(''),
    /** Where the player was at `tick`, in 1/64 tile. */
    x: t.uint16().default(0),
    y: t.uint16().default(0),
    /** Which way it has walked since: 0 resting, 1 up, 2 up-right ... 8 up-left. */
    dir: t.uint8().default(0),
    tick: t.uint32().default(0),
    /** The innermost zone, or empty. */
    zone_id: t.string().default(''),
    status: t.string().default('online'),
    /** 1 audio, 2 video, 4 screen, 8 muted. */
    media: t.uint8().default(0),
  },
  'PlayerState',
);
export type PlayerState = SchemaType<typeof PlayerState>;

export const ZoneState = schema(
  {
    name: t.string().default(''),
    type: t.string().default('PUBLIC'),
    /** In tiles. */
    x: t.uint16().default(0),
    y: t.uint16().default(0),
    width: t.uint16().default(0),
    height: t.uint16().default(0),
    locked: t.boolean().default(false),
    occupants: t.uint16().default(0),
  },
  'ZoneState',
);
export type ZoneState = SchemaType<typeof ZoneState>;

export const WorldState = schema({ players: t.map(PlayerState), zones: t.map(ZoneState) }, 'WorldState');
export type WorldState = SchemaType<typeof WorldState>;
