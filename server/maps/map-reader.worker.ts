// The other end of map-reader.ts: the same work as anywhere, on a thread of its own.

import { parentPort } from 'node:worker_threads';
import { isAppError } from '../platform/errors.ts';
import type { Job, Outcome } from './map-reader.ts';
import { prepareMap } from './map-store.prepare.ts';
import { createTemplates } from './templates.ts';

const templates = createTemplates();

async function run(job: Job): Promise<Outcome> {
  try {
    if (job.kind === 'prepare') return { ok: true, value: await prepareMap(job.source, templates) };
    return { ok: true, value: templates.preview(job.template) };
  } catch (error) {
    // Classes do not survive the way between threads.
    if (isAppError(error)) return { ok: false, code: error.code, data: { ...error.data, message: error.message } };
    return { ok: false, error };
  }
}

parentPort?.on('message', async ({ id, job }: { id: number; job: Job }) => {
  parentPort?.postMessage({ id, outcome: await run(job) });
});
