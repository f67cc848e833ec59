import { PictureInPicture2, Volume2, VolumeX } from 'lucide-react';
import { type ReactNode, type RefObject, useId } from 'react';
import { toast } from '../../../state/toasts.ts';
import { Button } from '../../kit/Button.tsx';
import { Popover } from '../../kit/Popover.tsx';
import { useMedia, useMediaActions } from './context.ts';

type Props = {
  userId: string;
  username: string;
  trigger: ReactNode;
  /** The picture that may leave the page. */
  video?: RefObject<HTMLVideoElement | null>;
};

/** How one wants to hear and see somebody: for oneself alone. */
export function Sound({ userId, username, trigger, video }: Props) {
  const id = useId();
  const volume = useMedia(({ volumes }) => volumes[userId] ?? 1);
  const muted = useMedia(({ mutedPeople }) => mutedPeople.has(userId));
  const { setVolume, mutePerson } = useMediaActions();
  const percent = Math.round(volume * 100);
  return (
    <Popover trigger={trigger} label={`How you hear ${username}`}>
      <div className="flex flex-col gap-2">
        <label htmlFor={id} className="flex justify-between gap-3 font-semibold">
          <span className="truncate">Volume of {username}</span>
          <span className="font-normal text-ink-soft tabular-nums">{percent} %</span>
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          disabled={muted}
          aria-valuetext={`${percent} percent`}
          onChange={(event) => setVolume(userId, Number(event.target.value) / 100)}
          className="h-8 w-full accent-accent pointer-coarse:h-11"
        />
        <Button
          size="small"
          icon={muted ? VolumeX : Volume2}
          aria-pressed={muted}
          className="pointer-coarse:h-11"
          onClick={() => mutePerson(userId, !muted)}
        >
          {muted ? 'Hear again' : 'Mute for me'}
        </Button>
        {video && document.pictureInPictureEnabled && (
          <Button
            size="small"
            icon={PictureInPicture2}
            className="pointer-coarse:h-11"
            onClick={() => void floatOut(video.current)}
          >
            Picture in picture
          </Button>
        )}
      </div>
    </Popover>
  );
}

async function floatOut(video: HTMLVideoElement | null): Promise<void> {
  try {
    if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
    else await video?.requestPictureInPicture();
  } catch {
    toast('The picture can not leave the page now.', { tone: 'error' });
  }
}
