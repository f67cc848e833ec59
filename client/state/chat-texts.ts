// What was begun to be written, kept in this browser until it is sent.

import { storage } from '../net/storage.ts';

type Texts = Readonly<Record<string, string>>;
/** Of one person: another one who signs in here does not find them. */
const keyOf = (userId: string): string => `atrium.chat_texts.${userId}`;
const KEPT_MAX = 100;
const LENGTH_MAX = 8000;

export function readTexts(userId: string): Texts {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(userId)) ?? '{}');
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
    return Object.fromEntries(
      Object.entries(kept)
        .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
        .slice(-KEPT_MAX),
    );
  } catch {
    return {};
  }
}

export function writeTexts(userId: string, texts: Texts): void {
  const kept = Object.entries(texts)
    .filter(([, text]) => text !== '')
    .slice(-KEPT_MAX)
    .map(([key, text]) => [key, text.slice(0, LENGTH_MAX)]);
  if (kept.length === 0) storage.removeItem(keyOf(userId));
  else storage.setItem(keyOf(userId), JSON.stringify(Object.fromEntries(kept)));
}
