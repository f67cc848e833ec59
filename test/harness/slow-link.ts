// A line between a client and the server that can stop: while it is paused nobody reads what the server sends, as with
// a phone in a tunnel, and the server's buffers fill.

import { once } from 'node:events';
import net from 'node:net';

export type SlowLink = {
  /** For the client, in place of the server's own address. */
  url: string;
  /** From here on nothing that the server sends is read. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
};

export async function slowLink(serverUrl: string): Promise<SlowLink> {
  const { hostname, port } = new URL(serverUrl);
  const lines = new Set<{ near: net.Socket; far: net.Socket }>();
  let paused = false;
  const link = net.createServer((near) => {
    const far = net.connect({ host: hostname, port: Number(port) });
    const line = { near, far };
    lines.add(line);
    near.pipe(far);
    // Not a pipe: that would read on by itself when the client is ready for more.
    far.on('data', (chunk) => near.write(chunk));
    if (paused) far.pause();
    for (const end of [near, far]) {
      end.on('error', () => end.destroy());
      end.on('close', () => {
        near.destroy();
        far.destroy();
        lines.delete(line);
      });
    }
    far.on('end', () => near.end());
  });
  link.listen(0, '127.0.0.1');
  await once(link, 'listening');
  return {
    url: `http://127.0.0.1:${(link.address() as net.AddressInfo).port}`,
    pause() {
      paused = true;
      for (const { far } of lines) far.pause();
    },
    resume() {
      paused = false;
      for (const { far } of lines) far.resume();
    },
    async close() {
      for (const { near, far } of lines) {
        near.destroy();
        far.destroy();
      }
      link.close();
      await once(link, 'close');
    },
  };
}
