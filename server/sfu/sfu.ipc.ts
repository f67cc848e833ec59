// What the server and the process of the exchange say to each other.

import type { SfuTrack } from '../../shared/protocol/media.ts';
import type { SfuConfig, SfuFigures, SfuLine } from './sfu-port.ts';

/** What is answered, by the id of the request. */
export type Requests = {
  publish: { order: { peer: string; token: string; sdp: string; tracks: readonly SfuTrack[] }; answer: string };
  answer: { order: { peer: string; sdp: string }; answer: null };
  figures: { order: Record<never, never>; answer: SfuFigures };
};
export type RequestName = keyof Requests;
export type Request = { [Name in RequestName]: { op: Name; id: number } & Requests[Name]['order'] }[RequestName];

/** Down to the process. `start` comes first, and once. */
export type Order =
  | { op: 'start'; secret: string; config: SfuConfig }
  | { op: 'enter'; peer: string }
  | { op: 'listen'; peer: string; owners: string[] }
  | { op: 'leave'; peer: string }
  | Request;

export type SfuRefusal = 'media/token_invalid' | 'media/sdp_refused' | 'unavailable';

/** Up to the server. */
export type Report =
  | { op: 'done'; id: number; value: Requests[RequestName]['answer'] }
  | { op: 'refused'; id: number; code: SfuRefusal; reason: string }
  | { op: 'offer'; peer: string; sdp: string; lines: SfuLine[] }
  | { op: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; message: string; peer?: string };
