import { EllipsisVertical, MicOff, Settings, Video } from 'lucide-react';
import { openPanel } from '../../../state/world-hud.ts';
import type { Device, DeviceKind } from '../../../state/world-media.ts';
import { IconButton } from '../../kit/Button.tsx';
import { Menu, MenuCheck, MenuItem, MenuRadio, MenuSeparator } from '../../kit/Menu.tsx';
import { useMedia, useMediaActions } from './context.ts';

const DEFAULT = 'default';
const KINDS: readonly [kind: DeviceKind, list: 'microphones' | 'cameras' | 'speakers', label: string][] = [
  ['microphone', 'microphones', 'Microphone'],
  ['camera', 'cameras', 'Camera'],
  ['speaker', 'speakers', 'Speaker'],
];

/** What the browser itself calls its default is the first choice of ours. */
export const optionsOf = (list: readonly Device[]): { value: string; label: string }[] => [
  { value: DEFAULT, label: 'As the system' },
  ...list.filter(({ id }) => id !== DEFAULT).map(({ id, label }) => ({ value: id, label })),
];

export function useDeviceChoices() {
  const devices = useMedia((state) => state.devices);
  const { chooseDevice } = useMediaActions();
  return KINDS.map(([kind, list, label]) => {
    const options = optionsOf(devices[list]);
    const chosen = devices.chosen[kind];
    return {
      ...{ kind, label, options },
      // What was chosen and is not plugged in today is the default as well.
      value: options.some(({ value }) => value === chosen) ? chosen! : DEFAULT,
      choose: (value: string): void => void chooseDevice(kind, value === DEFAULT ? null : value),
    };
  });
}

export function DevicesMenu() {
  const choices = useDeviceChoices();
  const audio = useMedia((state) => state.audio);
  const paused = useMedia((state) => state.videoPaused);
  const pushToTalk = useMedia((state) => state.pushToTalk);
  const { setPushToTalk, setMicrophone, resumeVideo, refreshDevices } = useMediaActions();
  return (
    <Menu
      onOpenChange={(open) => {
        if (open) void refreshDevices();
      }}
      trigger={<IconButton icon={EllipsisVertical} label="Devices and more" title="Devices and more" />}
    >
      <MenuCheck checked={pushToTalk} onChange={setPushToTalk}>
        Push to talk (hold Space)
      </MenuCheck>
      {audio && (
        <MenuItem icon={MicOff} onSelect={() => void setMicrophone(false)}>
          Let go of the microphone
        </MenuItem>
      )}
      {paused && (
        <MenuItem icon={Video} onSelect={resumeVideo}>
          Send my camera again
        </MenuItem>
      )}
      {choices
        .filter(({ options }) => options.length > 1)
        .map(({ kind, ...choice }) => (
          <div key={kind}>
            <MenuSeparator />
            <MenuRadio label={choice.label} value={choice.value} onChange={choice.choose} options={choice.options} />
          </div>
        ))}
      <MenuSeparator />
      <MenuItem icon={Settings} onSelect={() => openPanel('voice')}>
        Try microphone and camera…
      </MenuItem>
    </Menu>
  );
}
