// How much one sends to each: the more people there are, the less for everybody. Voices come first.

import { PAUSED, STEPS } from './ladder.ts';
import type { Slot } from './slots.ts';

export type Limit = { maxBitrate: number; scale: number; framerate?: number; priority: RTCPriorityType };

const HEIGHT = 360;

/**
 * In bit/s; over 600 the picture of a camera of 640 x 360 does not get better. Everybody has to draw all the others, also
 * where each is sent once only.
 */
export function cameraLimit(peers: number): { maxBitrate: number; scale: number; framerate: number } {
  if (peers <= 2) return { maxBitrate: 600_000, scale: 1, framerate: 24 };
  if (peers <= 4) return { maxBitrate: 300_000, scale: 1.5, framerate: 20 };
  if (peers <= 8) return { maxBitrate: 150_000, scale: 2, framerate: 15 };
  return { maxBitrate: 90_000, scale: 3, framerate: 10 };
}

/** `height` of what the camera gives: some give no less than 720 lines, however few one asks for. */
export function limitOf(slot: Slot, peers: number, rung: number, height = HEIGHT): Limit {
  if (slot === 'audio') return { maxBitrate: 40_000, scale: 1, priority: 'high' };
  if (slot === 'screen_audio') return { maxBitrate: 64_000, scale: 1, priority: 'medium' };
  // Words on a screen must stay readable: it loses pictures, not sharpness.
  if (slot === 'screen') return { maxBitrate: peers <= 2 ? 1_500_000 : 700_000, scale: 1, priority: 'low' };
  const { maxBitrate, scale, framerate } = cameraLimit(peers);
  const step = STEPS[Math.min(rung, PAUSED - 1)]!;
  const sharpness = scale * step * Math.max(1, height / HEIGHT);
  return { maxBitrate: maxBitrate / step, scale: sharpness, framerate, priority: 'low' };
}

/** Changes nothing where nothing is to be changed: each change makes the encoder begin anew. */
export async function applyLimit(sender: RTCRtpSender, slot: Slot, limit: Limit): Promise<void> {
  const parameters = sender.getParameters();
  const encoding = parameters.encodings?.[0];
  // Not negotiated yet.
  if (!encoding) return;
  const isSame = encoding.maxBitrate === limit.maxBitrate && (encoding.scaleResolutionDownBy ?? 1) === limit.scale;
  if (isSame && encoding.maxFramerate === limit.framerate && encoding.priority === limit.priority) return;
  encoding.maxBitrate = limit.maxBitrate;
  encoding.priority = limit.priority;
  encoding.networkPriority = limit.priority;
  if (limit.framerate !== undefined) encoding.maxFramerate = limit.framerate;
  if (slot === 'video' || slot === 'screen') encoding.scaleResolutionDownBy = limit.scale;
  await sender.setParameters(parameters).catch(() => {});
}
