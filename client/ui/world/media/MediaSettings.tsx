import { useEffect, useRef, useState } from 'react';
import { type DeviceTest, testDevice } from '../../../actions/world-media-test.ts';
import { useHud } from '../../../state/world-hud.ts';
import type { MediaProblem } from '../../../state/world-media.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorNote } from '../../kit/Feedback.tsx';
import { SelectField } from '../../kit/Field.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useMedia, useMediaActions, useMediaHandle } from './context.ts';
import { useDeviceChoices } from './DevicesMenu.tsx';
import { LevelMeter } from './LevelMeter.tsx';
import { Video } from './Video.tsx';

/** Devices, and a try of them before anybody hears or sees one. */
export function MediaSettings() {
  const choices = useDeviceChoices();
  const pushToTalk = useMedia((state) => state.pushToTalk);
  const { setPushToTalk, refreshDevices } = useMediaActions();
  const title = useRef<HTMLHeadingElement>(null);
  const isWanted = useHud((state) => state.panel === 'voice');
  useEffect(() => void refreshDevices(), [refreshDevices]);
  useEffect(() => {
    if (!isWanted) return;
    // After the dialog has put the focus on its first field.
    const frame = requestAnimationFrame(() => title.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isWanted]);
  return (
    <section aria-labelledby="media-settings" className="flex flex-col gap-4">
      <h3 ref={title} id="media-settings" tabIndex={-1} className="scroll-mt-2 font-display text-lead outline-none">
        Voice and video
      </h3>
      {choices.map(({ kind, label, value, options, choose }) => (
        <div key={kind} className="flex flex-col gap-3">
          <SelectField label={label} value={value} onChange={(event) => choose(event.target.value)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </SelectField>
          {kind !== 'speaker' && <Try key={value} kind={kind} id={value === 'default' ? null : value} />}
        </div>
      ))}
      <label className="flex min-h-10 items-center gap-3 text-small">
        <input
          type="checkbox"
          checked={pushToTalk}
          onChange={(event) => setPushToTalk(event.target.checked)}
          className="size-5 accent-accent"
        />
        <span>
          <span className="font-semibold">Push to talk</span>
          <span className="block text-caption text-ink-soft">You are heard while you hold Space.</span>
        </span>
      </label>
    </section>
  );
}

function Try({ kind, id }: { kind: 'microphone' | 'camera'; id: string | null }) {
  const media = useMediaHandle();
  const inUse = useMedia((state) => (kind === 'microphone' ? state.audio : state.local.camera !== null));
  const camera = useMedia((state) => state.local.camera);
  const [test, setTest] = useState<DeviceTest | null>(null);
  const [problem, setProblem] = useState<MediaProblem | null>(null);
  useEffect(() => () => test?.end(), [test]);
  const begin = useAction(async () => {
    const result = await testDevice(kind, id);
    setTest(result.test);
    setProblem(result.problem);
    // Names of devices are known from now on.
    if (result.test) await media.actions.refreshDevices();
  });
  const stream = inUse ? camera : (test?.stream ?? null);
  const isShown = inUse || test !== null;
  return (
    <div className="flex flex-col items-start gap-3">
      {problem && (
        <ErrorNote>
          <strong className="block font-semibold">{problem.message}</strong>
          {problem.fix}
        </ErrorNote>
      )}
      {isShown && kind === 'microphone' && (
        <div className="flex w-full flex-col gap-1.5">
          <LevelMeter level={() => (inUse ? media.level.current : (test?.level() ?? 0))} className="h-3 w-full" />
          <p className="text-caption text-ink-soft">Say something: the bar moves with your voice.</p>
        </div>
      )}
      {isShown && kind === 'camera' && stream && (
        <div className="frame aspect-video w-full max-w-72 bg-outline">
          <Video stream={stream} mirrored />
        </div>
      )}
      {!inUse && (
        <Button
          size="small"
          busy={begin.busy}
          className="pointer-coarse:h-11"
          onClick={() => (test ? setTest(null) : void begin.run())}
        >
          {begin.busy ? `Asking for your ${kind}…` : test ? 'Stop' : `Try the ${kind}`}
        </Button>
      )}
    </div>
  );
}
