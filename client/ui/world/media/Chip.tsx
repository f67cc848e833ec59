import { WifiOff } from 'lucide-react';
import type { MediaPeer } from '../../../state/world-media.ts';
import { cx } from '../../kit/cx.ts';
import { Portrait } from '../../kit/Portrait.tsx';
import { Spinner } from '../../kit/Spinner.tsx';
import { useWorld } from '../context.tsx';
import { glass } from '../glass.ts';
import { useMedia } from './context.ts';
import { PeerMarks } from './PeerMarks.tsx';
import { Sound } from './Sound.tsx';
import { frameOf } from './Tile.tsx';

const STATE = { connected: '', connecting: 'connecting…', failed: 'no connection' } as const;

/** Somebody without a picture: who speaks, or whom we do not reach. */
export function Chip({ peer }: { peer: MediaPeer }) {
  const { userId, username, state } = peer;
  const speaks = useMedia(({ speaking }) => speaking.has(userId));
  const avatarId = useWorld(({ people }) => [...people.values()].find((one) => one.userId === userId)?.avatarId ?? '');
  return (
    <li data-chip={userId} data-speaking={speaks} className="shrink-0">
      <Sound
        userId={userId}
        username={username}
        trigger={
          <button
            type="button"
            className={cx(
              glass,
              frameOf(speaks),
              'flex h-11 max-w-48 items-center gap-2 pr-3 pl-1.5 text-small hover:bg-sunken',
            )}
          >
            <Portrait avatarId={avatarId} size={32} />
            <span className="min-w-0 text-left leading-tight">
              <span className="block truncate font-semibold">{username}</span>
              {STATE[state] && <span className="block text-caption text-ink-soft">{STATE[state]}</span>}
            </span>
            {state === 'connecting' && <Spinner size={14} />}
            {state === 'failed' && <WifiOff size={14} aria-hidden />}
            <PeerMarks peer={peer} />
          </button>
        }
      />
    </li>
  );
}
