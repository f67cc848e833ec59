// One core for the servers, another for those who load them: else they slow each other and the figures tell nothing.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Cores = { server: number; generator: number };

/** Puts this process and what it starts on a core of its own; undefined where the system can not. */
export function takeCores(): Cores | undefined {
  const allowed = allowedCores();
  const [server, generator] = [allowed[0], allowed.at(-1)];
  if (server === undefined || generator === undefined || server === generator) return undefined;
  const { status } = spawnSync('taskset', ['-a', '-cp', String(generator), String(process.pid)]);
  return status === 0 ? { server, generator } : undefined;
}

/** Linux only: `0-3,8` in /proc. */
function allowedCores(): number[] {
  try {
    const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
    return list.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    });
  } catch {
    return [];
  }
}
