// How one likes voice and video: kept in this browser.

import { storage } from '../net/storage.ts';

export type MediaSettings = {
  chosen: Record<'microphone' | 'camera' | 'speaker', string | null>;
  pushToTalk: boolean;
  /** By user id, 0 to 1. */
  volumes: Record<string, number>;
  mutedPeople: string[];
};

const KEY = 'atrium.media';
/** People one met long ago are forgotten first. */
const KEPT_MAX = 500;

/** Settings as they were kept, whatever an older version or a stranger wrote there. */
export function readMediaSettings(text: string | null): MediaSettings {
  let kept: Record<string, unknown> = {};
  try {
    kept = Object(JSON.parse(text ?? '{}'));
  } catch {
    // Not ours: the defaults.
  }
  const chosen = Object(kept.chosen) as Record<string, unknown>;
  const id = (name: string): string | null => (typeof chosen[name] === 'string' ? chosen[name] : null);
  const volumes = Object.entries(Object(kept.volumes) as Record<string, unknown>).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0 && entry[1] <= 1,
  );
  const mutedPeople = Array.isArray(kept.mutedPeople) ? kept.mutedPeople : [];
  return {
    chosen: { microphone: id('microphone'), camera: id('camera'), speaker: id('speaker') },
    pushToTalk: kept.pushToTalk === true,
    volumes: Object.fromEntries(volumes.slice(-KEPT_MAX)),
    mutedPeople: mutedPeople.filter((one) => typeof one === 'string').slice(-KEPT_MAX),
  };
}

export const loadMediaSettings = (): MediaSettings => readMediaSettings(storage.getItem(KEY));
export const saveMediaSettings = (settings: MediaSettings): void => storage.setItem(KEY, JSON.stringify(settings));
