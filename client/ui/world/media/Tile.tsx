import { MoreVertical, WifiOff } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { enlarge } from '../../../state/world-hud.ts';
import type { MediaPeer } from '../../../state/world-media.ts';
import { IconButton } from '../../kit/Button.tsx';
import { cx } from '../../kit/cx.ts';
import { Spinner } from '../../kit/Spinner.tsx';
import { useMedia } from './context.ts';
import { PeerMarks } from './PeerMarks.tsx';
import { Sound } from './Sound.tsx';
import type { Tile as Shown } from './tiles.ts';
import { Video } from './Video.tsx';

export const frameOf = (speaks: boolean): string =>
  speaks ? '[--frame-width:4px] [--frame:var(--speak)]' : '[--frame:var(--outline)]';
/** CSS pixels; a screen needs more to be read at all. */
const SIZE = {
  camera: 'h-18 w-32 sm:h-24 sm:w-42.5',
  screen: 'h-18 w-32 sm:h-40 sm:w-71',
} as const;

/** The picture of somebody. A click shows it large. */
export function Tile({ tile, peer, small }: { tile: Shown; peer: MediaPeer; small: boolean }) {
  const { key, kind, userId } = tile;
  const video = useRef<HTMLVideoElement>(null);
  const speaks = useMedia(({ speaking }) => kind === 'camera' && speaking.has(userId));
  const stream = peer.streams[kind];
  const { username } = peer;
  const name = kind === 'screen' ? `${username}’s screen` : username;
  return (
    <li
      data-tile={key}
      data-speaking={speaks}
      className={cx('group frame relative shrink-0 bg-outline', SIZE[small ? 'camera' : kind], frameOf(speaks))}
    >
      <button
        type="button"
        id={`tile-${key}`}
        aria-label={`Show ${name} large`}
        onClick={() => enlarge(key)}
        className="absolute inset-0 cursor-zoom-in"
      >
        {stream && peer.state === 'connected' ? (
          <Video ref={video} stream={stream} whole={kind === 'screen'} />
        ) : (
          <Waiting peer={peer} />
        )}
      </button>
      <Caption>
        <span className="truncate">{name}</span>
        {kind === 'camera' && <PeerMarks peer={peer} />}
      </Caption>
      {/* Too small for a finger on phones: there it is beside the large picture. */}
      <span className="absolute top-0 right-0 opacity-0 max-sm:hidden focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
        <Sound
          userId={userId}
          username={username}
          video={video}
          trigger={
            <IconButton
              icon={MoreVertical}
              label={`Sound and picture of ${name}`}
              size="small"
              className="bg-surface/90! text-ink pointer-coarse:size-11"
            />
          }
        />
      </span>
    </li>
  );
}

export const Caption = ({ children }: { children: ReactNode }) => (
  <span className="pointer-events-none absolute bottom-0 left-0 flex max-w-full items-center gap-1.5 bg-[#0f191d]/85 px-2 py-0.5 font-semibold text-[#f6faf5] text-caption">
    {children}
  </span>
);

export function Waiting({ peer }: { peer: MediaPeer }) {
  const failed = peer.state === 'failed';
  return (
    <span className="flex size-full flex-col items-center justify-center gap-1 bg-[#0f191d] px-2 pb-4 text-[#c9d6cf] text-caption">
      {failed ? <WifiOff size={18} aria-hidden /> : <Spinner size={18} />}
      {failed ? 'No connection' : 'Connecting…'}
    </span>
  );
}
