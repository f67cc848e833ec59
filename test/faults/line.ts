// The line between a server and its database, which tests cut and silence.

import { connect, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';

export type Line = {
  /** For `DATABASE_URL`. */
  url: string;
  /** Connections break, new ones are refused. */
  cut(): Promise<void>;
  /** Nothing passes any more, nothing breaks. */
  silence(): void;
  mend(): Promise<void>;
  end(): Promise<void>;
};

/** `database` is the address of a database on a Unix socket or on TCP. */
export async function lineTo(database: string): Promise<Line> {
  const far = new URL(database);
  const folder = far.searchParams.get('host');
  const target = folder
    ? { path: path.join(folder, `.s.PGSQL.${far.port || 5432}`) }
    : { host: far.hostname, port: Number(far.port || 5432) };
  const sockets = new Set<Socket>();
  let silent = false;
  let server: Server | undefined;
  let port = 0;

  const open = async () => {
    server = createServer((near) => {
      const other = connect(target);
      for (const [from, to] of [
        [near, other],
        [other, near],
      ] as const) {
        sockets.add(from);
        if (silent) from.pause();
        from.on('data', (bytes) => to.write(bytes));
        if (silent) from.pause();
        from.on('error', () => {});
        from.on('close', () => {
          sockets.delete(from);
          to.destroy();
        });
      }
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(port, '127.0.0.1', resolve);
    await promise;
    port = (server.address() as { port: number }).port;
  };
  const cut = async () => {
    for (const socket of sockets) socket.destroy();
    const closing = server;
    server = undefined;
    if (closing) await new Promise((resolve) => closing.close(resolve));
  };
  await open();
  const near = new URL('postgresql://127.0.0.1');
  near.username = far.searchParams.get('user') ?? far.username;
  near.password = far.password;
  near.port = String(port);
  near.pathname = far.pathname;
  return {
    url: near.href,
    cut,
    silence() {
      silent = true;
      for (const socket of sockets) socket.pause();
    },
    async mend() {
      silent = false;
      for (const socket of sockets) socket.resume();
      if (!server) await open();
    },
    end: cut,
  };
}
