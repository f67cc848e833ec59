// Renewals of the session, one at a time among all tabs of this browser. A refresh token that is sent twice ends the
// session, so two must never be on their way with the same cookie.

export type RenewalLockOptions = {
  locks: Pick<LockManager, 'request'> | undefined;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Wall clock in ms: it is compared between page loads. */
  now: () => number;
  wait: (ms: number) => Promise<void>;
};

const KEY = 'atrium.renewing_since';
/** A page that is reloaded in the middle of a renewal gives up the lock before the new cookie has come. */
const SETTLE_MS = 1500;

export function createRenewalLock({ locks, storage, now, wait }: RenewalLockOptions) {
  const marked = async <T>(run: () => Promise<T>): Promise<T> => {
    const since = now() - Number(storage.getItem(KEY) ?? 0);
    if (since >= 0 && since < SETTLE_MS) await wait(SETTLE_MS - since);
    storage.setItem(KEY, String(now()));
    try {
      return await run();
    } finally {
      storage.removeItem(KEY);
    }
  };
  return <T>(run: () => Promise<T>): Promise<T> =>
    locks ? (locks.request('atrium.renewal', () => marked(run)) as Promise<T>) : marked(run);
}
