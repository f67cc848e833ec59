// A line between the pages and the server that is slow and uneven in both directions, and can be cut. The order stays, as
// on TCP.

import { once } from 'node:events';
import net from 'node:net';
import type { Random } from '../../art/random.ts';

export type SlowLine = {
  /** For the pages, in place of the server's own address. */
  url: string;
  /** Breaks all that is open, and lets nobody through until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};
type Options = {
  /** Milliseconds one way; every piece of data takes something between none and this. */
  most: number;
  random: Random;
};

export async function slowLine(serverUrl: string, { most, random }: Options): Promise<SlowLine> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<net.Socket>();
  let whole = true;
  const breakAll = (): void => {
    for (const end of open) end.destroy();
  };
  const carry = (from: net.Socket, to: net.Socket): void => {
    // Timers are not exact to the order; the queue is.
    const waiting: (() => void)[] = [];
    let last = 0;
    const later = (deliver: () => void): void => {
      const now = performance.now();
      last = Math.max(last, now + random() * most);
      waiting.push(deliver);
      setTimeout(() => waiting.shift()!(), last - now);
    };
    from.on('data', (chunk) => later(() => to.write(chunk)));
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => open.delete(from));
    open.add(from);
  };
  const line = net.createServer({ allowHalfOpen: true }, (near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = net.connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    for (const end of [near, far]) end.setNoDelay(true);
    carry(near, far);
    carry(far, near);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return {
    url: `http://127.0.0.1:${(line.address() as net.AddressInfo).port}`,
    cut() {
      whole = false;
      breakAll();
    },
    mend() {
      whole = true;
    },
    async close() {
      breakAll();
      line.close();
      await once(line, 'close');
    },
  };
}
