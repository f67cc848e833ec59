import type { Config } from './config.ts';

/** What kept the server from listening, in words for the person who started it. */
export class ListenError extends Error {
  override name = 'ListenError';
}

export function explainListen(error: Error, { host, port }: Pick<Config, 'host' | 'port'>): Error {
  const words: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is in use by another program. Stop that one, or choose another with PORT.`,
    EACCES: `This user may not open port ${port} of ${host}. Choose one above 1023 with PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one that it has, e.g. 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `This machine has no address ${host}. Set HOST to one that it has, e.g. 127.0.0.1 or 0.0.0.0.`,
  };
  const said = words[(error as NodeJS.ErrnoException).code ?? ''];
  return said === undefined ? error : new ListenError(said, { cause: error });
}
