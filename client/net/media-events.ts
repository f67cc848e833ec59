// What comes down the line of a world about voice and video, and who hears it.

import type { mediaMessages } from '../../shared/protocol/media.ts';
import type { DownNames, HeardBody } from '../../shared/protocol/message.ts';

type M = typeof mediaMessages;
export type MediaEvent = DownNames<M>;
export type MediaEventBody<K extends MediaEvent> = HeardBody<M[K]>;

/** All that comes down, so that the line leaves none out. */
export const MEDIA_EVENTS = [
  'signal:offer',
  'signal:answer',
  'signal:ice',
  'media:peers',
  'media:stopped',
  'sfu:offer',
] as const satisfies readonly MediaEvent[];
/** Does not compile when one is missing above. */
export type Unheard = Exclude<MediaEvent, (typeof MEDIA_EVENTS)[number]>;
true satisfies Unheard extends never ? true : false;

export type MediaEars = {
  heard<K extends MediaEvent>(type: K, body: MediaEventBody<K>): void;
  /** The line stands. `isFresh`: in another session of the room, where nothing has been started yet. */
  onLive(isFresh: boolean): void;
  onDown(): void;
};
