// What a server process uses.

import { readFile } from 'node:fs/promises';
import { type Histogram, readHistogram, readValue } from './statistics.ts';

export type Usage = { cpuSeconds: number; rssBytes: number };
export type Meter = () => Promise<Usage>;

/** Of /proc/<pid>/stat: the kernel counts processor time in this many ticks a second on every platform of today. */
const CLOCK_TICKS = 100;
/** Fields after the name in brackets, from 0: utime and stime. */
const UTIME = 11;
const STIME = 12;

/** Linux only; elsewhere it reads NaN. */
export function meterOfProcess(pid: number): Meter {
  return async () => {
    try {
      const [stat, status] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8'),
        readFile(`/proc/${pid}/status`, 'utf8'),
      ]);
      // The name may hold spaces and brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const kibibytes = Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? Number.NaN);
      return {
        cpuSeconds: (Number(fields[UTIME]) + Number(fields[STIME])) / CLOCK_TICKS,
        rssBytes: kibibytes * 1024,
      };
    } catch {
      return { cpuSeconds: Number.NaN, rssBytes: Number.NaN };
    }
  };
}

/** For a server that somebody else started: by what it says of itself. */
export function meterOfMetrics(url: string): Meter {
  return async () => {
    const text = await readMetrics(url);
    return {
      cpuSeconds: readValue(text, 'atrium_process_cpu_seconds_total'),
      rssBytes: readValue(text, 'atrium_process_resident_memory_bytes'),
    };
  };
}

export async function readTicks(url: string): Promise<Histogram> {
  return readHistogram(await readMetrics(url), 'atrium_tick_seconds');
}

/** Of a gauge or counter without labels. */
export const readMetric = async (url: string, name: string): Promise<number> => readValue(await readMetrics(url), name);

async function readMetrics(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${url}/metrics answered ${response.status}`);
  return response.text();
}
