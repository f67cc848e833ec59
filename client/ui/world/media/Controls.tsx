import { Lock, LockOpen, Mic, MicOff, MonitorUp, PhoneOff, Video, VideoOff } from 'lucide-react';
import { IconButton } from '../../kit/Button.tsx';
import { cx } from '../../kit/cx.ts';
import { Tooltip } from '../../kit/Tooltip.tsx';
import { canLock, canShowScreen, pressCamera, pressLock, pressMicrophone, pressScreen } from './asking.ts';
import { useMedia, useMediaActions, useMediaHandle } from './context.ts';
import { DevicesMenu } from './DevicesMenu.tsx';
import { LevelMeter } from './LevelMeter.tsx';

const PRESSED = 'aria-pressed:bg-accent-wash aria-pressed:text-accent-text!';
const SILENT = 'bg-danger-wash! text-danger-text!';

export function Controls() {
  const { leave } = useMediaActions();
  return (
    <div className="flex items-center justify-between p-0.5">
      <Microphone />
      <Camera />
      {canShowScreen() && <Screen />}
      <LockButton />
      <DevicesMenu />
      <Tooltip tip="Leave the talk (J)">
        <IconButton
          icon={PhoneOff}
          label="Leave the talk"
          className="text-danger-text! hover:bg-danger-wash"
          onClick={() => void leave()}
        />
      </Tooltip>
    </div>
  );
}

export function Microphone() {
  const media = useMediaHandle();
  const audio = useMedia((state) => state.audio);
  const muted = useMedia((state) => state.muted);
  const pushToTalk = useMedia((state) => state.pushToTalk);
  const isHeld = audio && pushToTalk;
  const isOpen = audio && !muted;
  const hold = (held: boolean) => (): void => {
    if (isHeld) media.actions.talk(held);
  };
  const label = !audio ? 'Microphone: off' : isHeld ? 'Hold to talk' : muted ? 'Microphone: muted' : 'Microphone: on';
  const tip = !audio
    ? 'Turn your microphone on (M)'
    : isHeld
      ? 'Hold this, or Space'
      : muted
        ? 'Unmute (M)'
        : 'Mute (M)';
  return (
    <span className="relative">
      <Tooltip tip={tip}>
        <IconButton
          icon={isOpen ? Mic : MicOff}
          label={label}
          aria-pressed={isOpen}
          className={cx(PRESSED, audio && !isOpen && !isHeld && SILENT, isHeld && 'touch-none')}
          onClick={() => pressMicrophone(media)}
          onPointerDown={(event) => {
            if (!isHeld || event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            hold(true)();
          }}
          onPointerUp={hold(false)}
          onPointerCancel={hold(false)}
          onLostPointerCapture={hold(false)}
        />
      </Tooltip>
      {isOpen && (
        <LevelMeter level={() => media.level.current} className="pointer-events-none absolute inset-x-2 bottom-1 h-1" />
      )}
    </span>
  );
}

function Camera() {
  const media = useMediaHandle();
  const video = useMedia((state) => state.video);
  const paused = useMedia((state) => state.videoPaused);
  const label = !video ? 'Camera: off' : paused ? 'Camera: paused' : 'Camera: on';
  return (
    <Tooltip tip={video ? 'Turn your camera off (V)' : 'Turn your camera on (V)'}>
      <IconButton
        icon={video && !paused ? Video : VideoOff}
        label={label}
        aria-pressed={video}
        className={cx(PRESSED, paused && 'bg-lamp-wash! text-lamp-text!')}
        onClick={() => pressCamera(media)}
      />
    </Tooltip>
  );
}

function Screen() {
  const media = useMediaHandle();
  const screen = useMedia((state) => state.screen);
  return (
    <Tooltip tip={screen === 'on' ? 'Stop showing your screen (G)' : 'Show your screen (G)'}>
      <IconButton
        icon={MonitorUp}
        label={screen === 'on' ? 'Screen: shown' : 'Screen: not shown'}
        aria-pressed={screen === 'on'}
        className={PRESSED}
        onClick={() => pressScreen(media)}
      />
    </Tooltip>
  );
}

function LockButton() {
  const media = useMediaHandle();
  const locked = useMedia((state) => state.locked);
  const can = useMedia(canLock);
  const tip = locked
    ? 'Open the bubble: others can join (L)'
    : can
      ? 'Shut the bubble: nobody else can join (L)'
      : 'Shut the bubble: with somebody near you';
  return (
    <Tooltip tip={tip}>
      <IconButton
        icon={locked ? Lock : LockOpen}
        label={locked ? 'Bubble: shut' : 'Bubble: open'}
        aria-pressed={locked}
        aria-disabled={!locked && !can}
        className="aria-pressed:bg-lamp-wash aria-pressed:text-lamp-text!"
        onClick={() => pressLock(media)}
      />
    </Tooltip>
  );
}
