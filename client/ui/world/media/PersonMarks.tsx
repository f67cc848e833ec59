import { Lock, Mic, MicOff, MonitorUp, Video } from 'lucide-react';
import { MEDIA } from '../../../../shared/protocol/media.ts';
import { useMedia } from './context.ts';
import { Mark } from './PeerMarks.tsx';

/** In the list of people: who talks, and how. */
export function PersonMarks({ userId, media }: { userId: string; media: number }) {
  const speaks = useMedia(({ speaking }) => speaking.has(userId));
  if (media === 0) return null;
  const has = (bit: number): boolean => (media & bit) !== 0;
  return (
    <span data-testid="person-marks" className="flex shrink-0 items-center gap-1 text-ink-soft">
      {has(MEDIA.AUDIO) &&
        (has(MEDIA.MUTED) ? (
          <Mark icon={MicOff} label="microphone muted" />
        ) : (
          <Mark
            icon={Mic}
            label={speaks ? 'speaks' : 'microphone on'}
            className={speaks ? 'shrink-0 text-accent-text' : 'shrink-0'}
          />
        ))}
      {has(MEDIA.VIDEO) && <Mark icon={Video} label="camera on" />}
      {has(MEDIA.SCREEN) && <Mark icon={MonitorUp} label="shows a screen" />}
      {has(MEDIA.LOCKED) && <Mark icon={Lock} label="in a shut bubble" />}
    </span>
  );
}
