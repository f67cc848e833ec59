import { Headphones, Mic, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { cx } from '../../kit/cx.ts';
import { Tooltip } from '../../kit/Tooltip.tsx';
import { glass } from '../glass.ts';
import { turnMicrophoneOn } from './asking.ts';
import { Controls, Microphone } from './Controls.tsx';
import { useIsOn, useMedia, useMediaActions, useMediaHandle } from './context.ts';
import { HeardLine, useProgress } from './HeardLine.tsx';
import { useTalkKey } from './useTalkKey.ts';

/** Voice and video: the way in, and what one does in a talk. `compact`: beside a sheet that covers most of the screen. */
export function MediaBar({ compact, className }: { compact: boolean; className?: string }) {
  const isOn = useIsOn();
  useTalkKey();
  return (
    <section aria-label="Voice and video" className={cx(glass, 'flex flex-col', isOn && 'w-78', className)}>
      {isOn ? <InTalk compact={compact} /> : <WayIn />}
    </section>
  );
}

function InTalk({ compact }: { compact: boolean }) {
  const isChoosing = useMedia(({ screen }) => screen === 'asking');
  const audioBlocked = useMedia((state) => state.audioBlocked);
  const { stopScreen, unblockAudio } = useMediaActions();
  return (
    <>
      {audioBlocked && (
        <Button
          variant="lamp"
          size="small"
          icon={Headphones}
          className="m-2 pointer-coarse:h-11"
          onClick={() => void unblockAudio()}
        >
          Click to hear the others
        </Button>
      )}
      <div className={cx('flex items-center', !compact && 'border-line border-b-2 pr-1')}>
        <div className="min-w-0 flex-1">
          <HeardLine />
        </div>
        {isChoosing && (
          <Button variant="quiet" size="small" icon={X} className="pointer-coarse:h-11" onClick={stopScreen}>
            Cancel
          </Button>
        )}
        {compact && <Microphone />}
      </div>
      {!compact && <Controls />}
    </>
  );
}

function WayIn() {
  const media = useMediaHandle();
  const { listen } = useMediaActions();
  const progress = useProgress();
  const [listens, setListens] = useState(false);
  const begin = (onlyListens: boolean): void => {
    setListens(onlyListens);
    if (onlyListens) void listen();
    else void turnMicrophoneOn(media);
  };
  const busy = progress !== null;
  return (
    <div className="flex items-center gap-2 p-2">
      <Tooltip tip="Talk with those near you (J)">
        <Button
          variant="primary"
          size="small"
          icon={Mic}
          busy={busy && !listens}
          className="pointer-coarse:h-11"
          onClick={() => begin(false)}
        >
          Talk
        </Button>
      </Tooltip>
      <Tooltip tip="Hear the others, without a microphone">
        <Button
          variant="quiet"
          size="small"
          icon={Headphones}
          busy={busy && listens}
          className="pointer-coarse:h-11"
          onClick={() => begin(true)}
        >
          Listen only
        </Button>
      </Tooltip>
      <span role="status" className={cx('text-caption text-ink-soft', progress === null && 'sr-only')}>
        {progress}
      </span>
    </div>
  );
}
