import assert from 'node:assert/strict';
import { createRenewalLock } from './renewal-lock.ts';

type Locks = Parameters<typeof createRenewalLock>[0]['locks'];

/** What the browser's own locks do: one holder of a name at a time, the others in line. */
function queueLocks(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, run: () => Promise<unknown>): Promise<unknown> => {
    const mine = last.then(run);
    last = mine.catch(() => undefined);
    return mine;
  };
  return { request } as unknown as Locks;
}

function storageOf(entries = new Map<string, string>()) {
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
}

describe('the lock on renewals', () => {
  it('[UI5] lets one tab renew at a time', async () => {
    const locks = queueLocks();
    const storage = storageOf();
    const tab = () => createRenewalLock({ locks, storage, now: () => 10_000, wait: async () => undefined });
    let inside = 0;
    let most = 0;
    const renew = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all([tab()(renew), tab()(renew), tab()(renew)]);
    assert.equal(most, 1);
  });

  it('[UI5] waits when the page before this one was left in the middle of a renewal', async () => {
    const storage = storageOf();
    let now = 10_000;
    const waits: number[] = [];
    const wait = async (ms: number): Promise<void> => {
      waits.push(ms);
      now += ms;
    };
    const page = () => createRenewalLock({ locks: undefined, storage, now: () => now, wait });
    void page()(() => new Promise(() => undefined));
    now += 400;
    await page()(async () => undefined);
    assert.deepEqual(waits, [1100]);
    await page()(async () => undefined);
    assert.equal(waits.length, 1, 'what ended leaves no mark');
  });

  it('[UI5] takes its mark away when a renewal fails, and does not wait for one from the future', async () => {
    const storage = storageOf();
    const waits: number[] = [];
    const lock = (now: number) =>
      createRenewalLock({ locks: undefined, storage, now: () => now, wait: async (ms) => void waits.push(ms) });
    await assert.rejects(
      lock(5000)(async () => {
        throw new Error('away');
      }),
      /away/,
    );
    await lock(5001)(async () => undefined);
    storage.setItem('atrium.renewing_since', '99999');
    await lock(5002)(async () => undefined);
    assert.deepEqual(waits, []);
  });
});
