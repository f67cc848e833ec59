// A look at oneself before anybody else has one: the microphone and the camera, for the settings. Sends nothing.

import { browserPorts } from '../media/browser.ts';
import { cameraConstraints, microphoneConstraints } from '../media/devices.ts';
import { insecure, problemOf } from '../media/problems.ts';
import type { MediaProblem } from '../state/world-media.ts';

export type DeviceTest = { stream: MediaStream /** 0 to 1. */; level: () => number; end: () => void };
export type TestResult = { test: DeviceTest; problem: null } | { test: null; problem: MediaProblem };

/** `id`: null is the default of the system. */
export async function testDevice(kind: 'microphone' | 'camera', id: string | null): Promise<TestResult> {
  const ports = browserPorts();
  try {
    if (!ports.devices) throw insecure();
    const constraints = kind === 'microphone' ? microphoneConstraints(id) : cameraConstraints(id);
    const stream = await ports.devices.getUserMedia(constraints);
    const meter = kind === 'microphone' ? ports.createMeter(stream) : null;
    const end = (): void => {
      meter?.close();
      for (const track of stream.getTracks()) track.stop();
    };
    return { test: { stream, level: () => meter?.level() ?? 0, end }, problem: null };
  } catch (error) {
    return { test: null, problem: problemOf(kind, error) };
  }
}
