// One stream for each track, so that what is drawn does not begin anew whenever something else changes.

import type { MediaPorts } from './ports.ts';

export type StreamOf = (track: MediaStreamTrack | null) => MediaStream | null;

export function createStreams({ createStream }: Pick<MediaPorts, 'createStream'>): StreamOf {
  const known = new WeakMap<MediaStreamTrack, MediaStream>();
  return (track) => {
    if (!track) return null;
    const stream = known.get(track) ?? createStream([track]);
    known.set(track, stream);
    return stream;
  };
}
