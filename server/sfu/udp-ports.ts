// Which UDP ports are in use. The library would try them from the first each time, and two that try at once could take
// the same.

import { inTime } from '../platform/in-time.ts';
import { Refused } from './refused.ts';

/** The library waits for ever for a port that something else took in the very same moment. */
const OPEN_WITHIN_MS = 2000;

export function createUdpPorts(min: number, max: number) {
  const used = new Set<number>();
  let last = max;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    /** Throws Refused `unavailable` when there is none left. */
    take(): number {
      for (let tried = min; tried <= max; tried++) {
        last = last >= max ? min : last + 1;
        if (used.has(last)) continue;
        used.add(last);
        return last;
      }
      throw new Refused('unavailable', 'no UDP port is free');
    },
    free: (port: number): void => void used.delete(port),
    /** As the library wants it: two different ports, the second in case something else has the first. */
    range: (port: number): [number, number] => (port < max ? [port, port + 1] : [port - 1, port]),
    /** One at a time. */
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const late = (): Refused => new Refused('unavailable', 'a UDP port does not open');
      const mine = turn.then(() => inTime(OPEN_WITHIN_MS, work(), late));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
export type UdpPorts = ReturnType<typeof createUdpPorts>;
