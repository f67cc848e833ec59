import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;

/** Waits until `look` finds something. Throws after `patience` milliseconds: a condition, not a guess at a duration. */
export async function eventually<T>(look: () => T | undefined | false | null, patience = 10_000): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`waited ${patience} ms in vain for ${look}`);
    await sleep(LOOK_EVERY_MS);
  }
}
