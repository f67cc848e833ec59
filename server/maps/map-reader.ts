// Reading a map can take more than a second (32 layers of 512 x 512 come in a file of 200 KB), and so long no room would
// tick: it happens on a thread of its own, which starts when it is needed and ends when it has been idle for a while.

import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { AppError, type ErrorData } from '../platform/errors.ts';
import type { MapSource } from './map-store.prepare.ts';
import type { NewMap } from './map-store.repository.ts';
import type { PreviewPicture } from './templates.ts';

export type Job = { kind: 'prepare'; source: MapSource } | { kind: 'preview'; template: string };
export type Outcome =
  | { ok: true; value: unknown }
  | { ok: false; code: ErrorCode; data: ErrorData }
  | { ok: false; error: unknown };

type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void; timer: NodeJS.Timeout };

/** Seconds of work for maps as people make them; whoever comes then is asked to come again. */
const WAITING_MAX = 100;
const RETRY_AFTER_SECONDS = 5;
const IDLE_MS = 60_000;
/** No map that keeps to the limits takes nearly as long: then something is wrong with the thread. */
const PATIENCE_MS = 60_000;

const SCRIPT = new URL('./map-reader.worker.ts', import.meta.url);

export function createMapReader() {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  const settle = (id: number, finish: (job: Waiting) => void): void => {
    const job = waiting.get(id);
    if (!job) return;
    waiting.delete(id);
    clearTimeout(job.timer);
    finish(job);
    if (waiting.size > 0) return;
    // While it has nothing to do it keeps nobody from ending the process.
    worker?.unref();
    clearTimeout(idle);
    idle = setTimeout(drop, IDLE_MS).unref();
  };
  const drop = (): void => {
    void worker?.terminate();
    worker = undefined;
  };
  /** Whoever waits is told to come again; the next one gets a new thread. */
  const fail = (cause: unknown): void => {
    drop();
    for (const id of [...waiting.keys()]) {
      settle(id, ({ reject }) => reject(new AppError('unavailable', { retry_after: RETRY_AFTER_SECONDS }, { cause })));
    }
  };
  const start = (): Worker => {
    const started = new Worker(SCRIPT);
    started.on('message', ({ id, outcome }: { id: number; outcome: Outcome }) => settle(id, finishWith(outcome)));
    started.on('error', (error) => started === worker && fail(error));
    started.on('exit', () => started === worker && fail(new Error('the thread that reads maps has ended')));
    return started;
  };

  const run = (job: Job): Promise<unknown> => {
    if (waiting.size >= WAITING_MAX) {
      return Promise.reject(new AppError('unavailable', { retry_after: RETRY_AFTER_SECONDS }));
    }
    clearTimeout(idle);
    worker ??= start();
    const thread = worker;
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      thread.postMessage({ id, job });
      thread.ref();
      const timer = setTimeout(() => fail(new Error('reading a map took too long')), PATIENCE_MS);
      waiting.set(id, { resolve, reject, timer });
    });
  };

  return {
    /** As `prepareMap`; `unavailable` when too many wait already. */
    prepare: (source: MapSource) => run({ kind: 'prepare', source }) as Promise<NewMap>,
    preview: (template: string) => run({ kind: 'preview', template }) as Promise<PreviewPicture | undefined>,
    end: () => fail(new Error('no more maps are read here')),
  };
}
export type MapReader = ReturnType<typeof createMapReader>;

const finishWith =
  (outcome: Outcome) =>
  ({ resolve, reject }: Waiting): void => {
    if (outcome.ok) resolve(outcome.value);
    else if ('code' in outcome) reject(new AppError(outcome.code, outcome.data));
    else reject(outcome.error);
  };
