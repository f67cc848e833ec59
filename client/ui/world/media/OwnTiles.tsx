import { MonitorUp } from 'lucide-react';
import { useSession } from '../../../state/session.ts';
import { cx } from '../../kit/cx.ts';
import { useMedia } from './context.ts';
import { Caption, frameOf } from './Tile.tsx';
import { Video } from './Video.tsx';

const SMALL = 'frame relative h-18 w-24 shrink-0 overflow-hidden bg-outline sm:h-24 sm:w-32';

/** What one shows oneself, small: the camera as in a mirror. */
export function OwnTiles() {
  const { camera, screen } = useMedia((state) => state.local);
  const paused = useMedia((state) => state.videoPaused);
  const speaks = useSpeaks();
  return (
    <>
      {camera && (
        <li data-tile="own:camera" className={cx(SMALL, frameOf(speaks))}>
          <Video stream={camera} mirrored />
          <Caption>{paused ? 'You, paused' : 'You'}</Caption>
        </li>
      )}
      {screen && (
        <li data-tile="own:screen" className={cx(SMALL, frameOf(false))}>
          <Video stream={screen} whole />
          <Caption>
            <MonitorUp size={14} aria-hidden className="shrink-0" />
            Your screen
          </Caption>
        </li>
      )}
    </>
  );
}

function useSpeaks(): boolean {
  const userId = useSession((state) => state.userId);
  return useMedia(({ speaking }) => userId !== null && speaking.has(userId));
}
