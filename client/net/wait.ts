// Waiting before another try to connect.

const BACKOFF_MS = 500;
const BACKOFF_MAX_MS = 15_000;

/** Full jitter: a server that comes back is not met by everyone at once. */
export const backoff = (attempt: number, random: () => number): number =>
  Math.round(Math.min(BACKOFF_MAX_MS, BACKOFF_MS * 2 ** attempt) * (0.5 + random() / 2));

/** A wait ends when the network comes back: nobody sits out a timer then. */
export function waitOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}
