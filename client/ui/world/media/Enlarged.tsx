import { MoreVertical, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { enlarge } from '../../../state/world-hud.ts';
import type { MediaPeer } from '../../../state/world-media.ts';
import { IconButton } from '../../kit/Button.tsx';
import { useWorldHandle } from '../context.tsx';
import { Sound } from './Sound.tsx';
import { Caption, Waiting } from './Tile.tsx';
import type { Tile } from './tiles.ts';
import { Video } from './Video.tsx';

/** CSS pixels that voice and video take below: the avatar stands between. */
const BELOW = 150;

/** One picture, large. The avatar comes into view below it. */
export function Enlarged({ tile: { key, kind }, peer }: { tile: Tile; peer: MediaPeer }) {
  const { session } = useWorldHandle();
  const box = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const around = box.current?.parentElement;
    const stand = (): void => {
      // With the other pictures, which stand below it on phones.
      session.view.above = Math.max(0, (around?.getBoundingClientRect().bottom ?? 0) - BELOW);
    };
    stand();
    const observer = new ResizeObserver(stand);
    if (around) observer.observe(around);
    return () => {
      observer.disconnect();
      session.view.above = 0;
    };
  }, [session]);
  useEffect(() => {
    box.current?.querySelector('button')?.focus({ preventScroll: true });
    return () => document.getElementById(`tile-${key}`)?.focus({ preventScroll: true });
  }, [key]);
  const name = kind === 'screen' ? `${peer.username}’s screen` : peer.username;
  const stream = peer.streams[kind];
  return (
    <section
      ref={box}
      aria-label={`${name}, large`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        enlarge(null);
      }}
      className="frame-float pointer-events-auto relative aspect-video max-w-full animate-rise bg-outline [--frame:var(--outline)] max-sm:w-full sm:h-[46dvh]"
    >
      {stream && peer.state === 'connected' ? (
        <Video ref={video} stream={stream} whole={kind === 'screen'} />
      ) : (
        <Waiting peer={peer} />
      )}
      <Caption>{name}</Caption>
      <span className="absolute top-1.5 right-1.5 flex gap-1">
        <IconButton
          icon={X}
          label="Make it small"
          title="Back to its place (Esc)"
          className="bg-surface/90! text-ink"
          onClick={() => enlarge(null)}
        />
        <Sound
          userId={peer.userId}
          username={peer.username}
          video={video}
          trigger={
            <IconButton
              icon={MoreVertical}
              label={`Sound and picture of ${name}`}
              className="-order-1 bg-surface/90! text-ink"
            />
          }
        />
      </span>
    </section>
  );
}
