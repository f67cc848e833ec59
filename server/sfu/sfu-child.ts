// One life of the process of the exchange, as the server sees it.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import type { Order, Report, RequestName, Requests } from './sfu.ipc.ts';

const SCRIPT = new URL('./sfu.process.ts', import.meta.url);
const PATIENCE_MS = 5000;
const END_WITHIN_MS = 2000;
const RETRY_AFTER_SECONDS = 5;

export const unavailable = (reason: string): AppError =>
  new AppError('unavailable', { retry_after: RETRY_AFTER_SECONDS }, { cause: new Error(reason) });

type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void };

export function startChild(handlers: {
  onReport: (report: Exclude<Report, { op: 'done' | 'refused' }>) => void;
  /** It ended without being told to. */
  onGone: (reason: string) => void;
}) {
  // Without the environment: what speaks with the whole world need not know the keys of the database.
  const child: ChildProcess = fork(SCRIPT, { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isOver = false;

  const over = (reason: string): void => {
    if (isOver) return;
    isOver = true;
    for (const { reject } of waiting.values()) reject(unavailable(reason));
    waiting.clear();
    handlers.onGone(reason);
  };
  child.on('message', (report: Report) => {
    if (report.op !== 'done' && report.op !== 'refused') return handlers.onReport(report);
    const request = waiting.get(report.id);
    waiting.delete(report.id);
    if (report.op === 'done') request?.resolve(report.value);
    else request?.reject(new AppError(report.code, {}, { cause: new Error(report.reason) }));
  });
  child.on('error', (error) => over(String(error)));
  child.on('exit', (code, signal) => over(`ended with ${signal ?? code}`));
  child.on('disconnect', () => child.kill('SIGKILL'));
  const tell = (order: Order): void => {
    // Between its end and the event that says so: that event follows.
    if (child.connected) child.send(order, () => undefined);
  };

  return {
    pid: child.pid,
    tell,
    /** Throws AppError `unavailable` after 5 s, or what the process refuses with. */
    ask<Name extends RequestName>(op: Name, order: Requests[Name]['order']): Promise<Requests[Name]['answer']> {
      if (isOver || !child.connected) return Promise.reject(unavailable('no process'));
      const id = ++lastId;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      tell({ op, id, ...order } as unknown as Order);
      return inTime(PATIENCE_MS, answer, () => {
        waiting.delete(id);
        return unavailable(`no answer to ${op} in time`);
      }) as Promise<Requests[Name]['answer']>;
    },
    async end(): Promise<void> {
      for (const { reject } of waiting.values()) reject(unavailable('the exchange is being closed'));
      waiting.clear();
      const isGone = isOver || child.exitCode !== null || child.signalCode !== null;
      isOver = true;
      if (isGone) return;
      const exit = once(child, 'exit');
      child.removeAllListeners('disconnect');
      if (child.connected) child.disconnect();
      await inTime(END_WITHIN_MS, exit, () => new Error('does not end')).catch(async () => {
        child.kill('SIGKILL');
        await exit;
      });
    },
  };
}
export type SfuChild = ReturnType<typeof startChild>;
