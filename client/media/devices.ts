// Which microphones, cameras and speakers there are, and what happens when one is unplugged.

import type { Device, DeviceKind, Devices } from '../state/world-media.ts';
import type { CaptureDevices } from './ports.ts';

const KINDS: Record<DeviceKind, MediaDeviceKind> = {
  microphone: 'audioinput',
  camera: 'videoinput',
  speaker: 'audiooutput',
};
const NAMES: Record<DeviceKind, string> = { microphone: 'Microphone', camera: 'Camera', speaker: 'Speaker' };

export type DeviceLists = Pick<Devices, 'microphones' | 'cameras' | 'speakers'>;

export async function listDevices(devices: CaptureDevices): Promise<DeviceLists> {
  const all = await devices.enumerateDevices().catch(() => []);
  const of = (kind: DeviceKind): Device[] =>
    all
      // Before one was allowed they have neither id nor name.
      .filter((one) => one.kind === KINDS[kind] && one.deviceId !== '')
      .map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${NAMES[kind]} ${index + 1}` }));
  return { microphones: of('microphone'), cameras: of('camera'), speakers: of('speaker') };
}

/** Of a chosen device; one that is not there any more is left out. */
export const idConstraint = (id: string | null): { deviceId: ConstrainDOMString } | Record<string, never> =>
  id === null ? {} : { deviceId: { exact: id } };

export const microphoneConstraints = (id: string | null): MediaStreamConstraints => ({
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...idConstraint(id) },
});
export const cameraConstraints = (id: string | null): MediaStreamConstraints => ({
  video: {
    width: { ideal: 640, max: 1280 },
    height: { ideal: 360, max: 720 },
    frameRate: { ideal: 24, max: 24 },
    ...idConstraint(id),
  },
});
export const SCREEN_CONSTRAINTS: DisplayMediaStreamOptions = { video: { frameRate: { max: 15 } }, audio: true };

/** Whether the device that a track comes from is gone. */
export function isGone(track: MediaStreamTrack, lists: DeviceLists): boolean {
  if (track.readyState === 'ended') return true;
  const id = track.getSettings().deviceId;
  const list = track.kind === 'audio' ? lists.microphones : lists.cameras;
  return id !== undefined && list.length > 0 && !list.some((device) => device.id === id);
}
