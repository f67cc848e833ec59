import { useCallback, useRef, useState } from 'react';
import { messageOf } from '../../net/api-error.ts';
import { toast } from '../../state/toasts.ts';

/** Something that takes a while, once at a time. What it throws is told in a toast, unless `onError` takes it. */
export function useAction<A extends unknown[]>(
  action: (...args: A) => Promise<unknown>,
  onError: (error: unknown) => void = (error) => toast(messageOf(error), { tone: 'error' }),
): { run: (...args: A) => Promise<void>; busy: boolean } {
  const [busy, setBusy] = useState(false);
  const latest = useRef({ action, onError });
  latest.current = { action, onError };
  const running = useRef(false);
  const run = useCallback(async (...args: A) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      await latest.current.action(...args);
    } catch (error) {
      latest.current.onError(error);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { run, busy };
}
