// Who hears whom: one pure function used by proximity chat, typing, peers, signaling and voice.

import { type Point, UNITS_PER_TILE } from './movement.ts';

export const EARSHOT_TILES = 5;
/** Once connected for media, two part a little later, so that a step to and fro does not cut a talk. */
export const PARTING_TILES = 6;

export type Listener = Point & {
  /** The innermost private zone that it stands in, as an index of the map's zones; -1 outside of all. */
  private_zone: number;
};

/** Both in the same private zone, or neither in one and at most `tiles` apart (centre to centre, inclusive). */
export function inEarshot(a: Listener, b: Listener, tiles: number = EARSHOT_TILES): boolean {
  if (a.private_zone >= 0 || b.private_zone >= 0) return a.private_zone === b.private_zone;
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const reach = tiles * UNITS_PER_TILE;
  return dx * dx + dy * dy <= reach * reach;
}

/** How somebody stands to voice and video. Zones are indices of the map's zones. */
export type MediaPlace = Listener & {
  /** All that it stands in. */
  zones: readonly number[];
  /** In a silent zone, or busy: nothing comes in or goes out. */
  silent: boolean;
  /** The stage that it stands on; -1: none. */
  stage: number;
  /** The zone around that stage; -1: the whole map. */
  hall: number;
  /** The voice channel that it talks in instead of with those nearby. */
  channel_id: string | null;
  /** The bubble that was shut around it. */
  bubble: string | null;
};

/** Whether `listener` hears and sees `speaker`. The only answer that is not the same both ways is that of a stage. */
export function hearsMedia(listener: MediaPlace, speaker: MediaPlace, tiles: number = EARSHOT_TILES): boolean {
  if (listener.silent || speaker.silent) return false;
  if (listener.channel_id !== null || speaker.channel_id !== null) return listener.channel_id === speaker.channel_id;
  if (speaker.stage >= 0 && isAudience(listener, speaker)) return true;
  return listener.bubble === speaker.bubble && inEarshot(listener, speaker, tiles);
}

/** Who stands on the stage stands in its hall. */
const isAudience = ({ zones }: MediaPlace, { hall }: MediaPlace): boolean => hall < 0 || zones.includes(hall);
