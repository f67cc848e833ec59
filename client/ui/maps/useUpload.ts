import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../net/api-error.ts';

/** One upload at a time, with how far it has come. `part` is null while the server works on what it got. */
export function useUpload<T>(
  send: (upload: { onProgress: (part: number) => void; signal: AbortSignal }) => Promise<T>,
) {
  const [state, setState] = useState<{ running: boolean; part: number | null; error: string | null }>({
    running: false,
    part: null,
    error: null,
  });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const start = async (onDone: (result: T) => void): Promise<void> => {
    if (abort.current) return;
    const controller = new AbortController();
    abort.current = controller;
    setState({ running: true, part: null, error: null });
    const onProgress = (part: number): void => setState((before) => ({ ...before, part: part < 1 ? part : null }));
    try {
      onDone(await send({ onProgress, signal: controller.signal }));
      setState({ running: false, part: null, error: null });
    } catch (error) {
      setState({ running: false, part: null, error: controller.signal.aborted ? null : messageOf(error) });
    } finally {
      abort.current = null;
    }
  };
  /** The fault is mended, or about to be. */
  const clearError = (): void => setState((before) => ({ ...before, error: null }));
  return { ...state, start, clearError, stop: () => abort.current?.abort() };
}
